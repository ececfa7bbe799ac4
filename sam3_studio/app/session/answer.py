"""What the model has said about one class in one picture."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sam3_studio.core.merging import merged
from sam3_studio.core.searches import LOOKS, PARTS
from sam3_studio.core.segmenter import SCORE_FLOOR, Segmentation, Sketch


class Progress(StrEnum):
    """How far a search is."""

    NONE = "none"
    WAITING = "waiting"
    BOXES = "boxes"
    MASKS = "masks"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about one class in one picture. A change makes a new one.

    Attributes:
        class_id: of the class.
        key: of the search that it answers; empty for none.
        words: of that search.
        progress: of the search.
        found: everything there is so far.
        parts: what each question has found so far, by its key.
        answered: keys of the questions that have nothing to add.
        broken: keys of the questions that the model could not answer.
        sketch: boxes, as long as there are no masks.
        failure: why the last of those failed, a sentence.
        floor: candidates that score less are not among those that were found.
        reach: `PARTS`, `WHERE_NEEDED` or `TILES` where more was found by looking closer; empty for one look.
    """

    class_id: int
    key: str = ""
    words: str = ""
    progress: Progress = Progress.NONE
    found: Segmentation | None = None
    parts: dict[str, Segmentation] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    sketch: Sketch | None = None
    failure: str | None = None
    floor: float = SCORE_FLOOR
    reach: str = ""

    @property
    def is_coming(self) -> bool:
        """Whether there is more to come."""
        return self.progress in {Progress.WAITING, Progress.BOXES, Progress.MASKS}

    def sketched(self, sketch: Sketch) -> "Answer":
        """With boxes; those of a further concept do not hide the masks of the ones before."""
        return self if self.parts else replace(self, progress=Progress.BOXES, sketch=sketch)

    def extended(self, question: str, part: Segmentation, *, final: bool) -> "Answer":
        """With what a question has found so far.

        Args:
            question: its key.
            part: all that it has found.
            final: whether it has nothing to add.
        """
        parts = self.parts | {question: part}
        found = merged(tuple(parts.values())) if len(parts) > 1 else part
        answered = self.answered | {question} if final else self.answered
        return replace(self, progress=Progress.MASKS, found=found, parts=parts, answered=answered, sketch=None)

    def settled(self, questions: Iterable[str]) -> "Answer":
        """Ended, where nothing is to come for any of these keys; failed, where one of them failed."""
        if not self.answered | self.broken >= frozenset(questions):
            return self
        return replace(self, progress=Progress.FAILED if self.broken else Progress.DONE, sketch=None)

    def asked_again(self) -> "Answer":
        """With whatever has failed to come once more."""
        return replace(self, broken=frozenset(), failure=None) if self.broken else self

    def lowered(self, floor: float) -> "Answer":
        """To be asked again for what scores less; until that is there, what was found stays."""
        return replace(self, progress=Progress.WAITING, answered=frozenset(), floor=floor)

    def enriched(self, found: Segmentation, reach: str) -> "Answer":
        """With what a closer look has added; it reaches no less far than before."""
        return replace(self, found=found, reach=self.reach or reach if reach == PARTS else reach)

    def replaced(self, found: Segmentation, reach: str, floor: float) -> "Answer":
        """Done, with what another search for the same has found; a map, which is of the whole picture, stays."""
        semantic = self.found.semantic if self.found and found.semantic is None else found.semantic
        known = replace(self.asked_again(), progress=Progress.DONE, sketch=None)
        return replace(known, found=replace(found, semantic=semantic), reach=reach, floor=floor)

    def is_outdone_by(self, other: "Answer") -> bool:
        """Whether another answer to the same search comes of a closer look, or of one for what scores less."""
        if self.reach == other.reach:
            return other.reach != PARTS and other.floor < self.floor
        return LOOKS.index(self.reach) < LOOKS.index(other.reach)

    def failed(self, question: str, reason: str) -> "Answer":
        """With a question, named by its key, ended by an error: what was found until then stays."""
        return replace(self, broken=self.broken | {question}, failure=reason, sketch=None)

    def stopped(self) -> "Answer":
        """Ended by a person: what was found until then stays, and is not taken for an answer."""
        return replace(self, key="", progress=Progress.NONE, sketch=None)
