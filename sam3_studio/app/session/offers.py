"""What is offered to a person of what the model has found for one class in one picture."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import is_

from sam3_studio.app.session.answer import Answer, Progress
from sam3_studio.core import candidates as choice
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import LabelClass, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation, Sketch
from sam3_studio.editing import edits


@dataclass(frozen=True, slots=True)
class OfferRules:
    """What a person has settled about offers, for all classes.

    Attributes:
        ghost_depth: candidates that miss the threshold by no more than this are ghosts; 0 for none.
        same_object: above this IoU with an accepted object a candidate is that object.
    """

    ghost_depth: float = choice.GHOST_DEPTH
    same_object: float = choice.SAME_OBJECT


@dataclass(frozen=True, slots=True)
class OfferedCandidate:
    """A candidate that a person can accept or reject.

    Attributes:
        id: names it as long as the answer stays.
        class_id: that it was found for.
        candidate: as the model gave it.
        ghost: whether it misses the threshold a little.
    """

    id: str
    class_id: int
    candidate: Candidate
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered of one class.

    Attributes:
        class_id: of the class.
        progress: of its search.
        presence: of the concept in the picture, 0 to 1; None until the model has said.
        shown: above the threshold, best first.
        ghosts: a little below it, best first.
        scores: of everything that was found, best first, for a histogram.
        sketch: boxes of what will be shown or a ghost, as long as there are no masks.
        failure: why the search failed, a sentence.
    """

    class_id: int
    progress: Progress = Progress.NONE
    presence: float | None = None
    shown: tuple[OfferedCandidate, ...] = ()
    ghosts: tuple[OfferedCandidate, ...] = ()
    scores: tuple[float, ...] = ()
    sketch: Sketch | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """The candidates of an answer that a person has not judged yet, and what that was seen from."""

    found: Segmentation
    document: ImageDocument
    accepted: tuple[Rle, ...]
    rejected: tuple[Rle, ...]
    left: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """An offer, and what it was made of."""

    answer: Answer
    candidates: tuple[Candidate, ...]
    limits: tuple[float, int, float]
    offer: Offer


class Offers:
    """Makes offers of answers. A threshold that moves costs next to nothing: the rest is remembered."""

    def __init__(self) -> None:
        self._rules = OfferRules()
        self._judged: dict[int, _Judged] = {}
        self._made: dict[int, _Made] = {}

    def set_rules(self, rules: OfferRules) -> None:
        """Have others hold."""
        if rules.same_object != self._rules.same_object:
            self._judged.clear()
        self._rules = rules

    def of(self, answer: Answer, label_class: LabelClass, document: ImageDocument) -> Offer:
        """What to offer of a class.

        Args:
            answer: about the class.
            label_class: with its threshold.
            document: whose objects and rejections are not offered again.
        """
        found = answer.found
        if found is None:
            sketch = _likely(answer.sketch, label_class.threshold - self._rules.ghost_depth)
            presence = sketch.presence if sketch else None
            return Offer(answer.class_id, answer.progress, presence, sketch=sketch, failure=answer.failure)
        candidates = self._undecided(answer.class_id, found, document)
        limits = label_class.threshold, label_class.minimum_area, self._rules.ghost_depth
        made = self._made.get(answer.class_id)
        # It is asked for many times after every change.
        if made is None or made.answer is not answer or made.candidates is not candidates or made.limits != limits:
            made = _Made(answer, candidates, limits, _offer(answer, found, candidates, *limits))
            self._made[answer.class_id] = made
        return made.offer

    def settled(
        self, found_for: Callable[[int], Segmentation | None], before: ImageDocument, after: ImageDocument
    ) -> ImageDocument:
        """The document after an edit of its objects, in which nothing is offered again as what they were.

        A person who deletes an object, gives it another class, cuts it in pieces, merges it or changes more than its
        half has judged the candidate that it was: that would lie there again, and be accepted with all others. Who
        deletes what was drawn or copied has not: the candidate that it lay over has not been seen yet.

        Args:
            found_for: gives what has been found for a class, by its id; None where nothing has.
            before: the document, before the edit.
            after: the document, afterwards.
        """
        kept = set(map(id, after.objects))
        lost = [item for item in before.objects if id(item) not in kept]
        if len(lost) == len(before.objects) - len(after.objects):  # nothing has come in their place
            lost = list(filter(_was_found, lost))
        for class_id in sorted({item.class_id for item in lost}):
            if found := found_for(class_id):
                known = set(map(id, self._undecided(class_id, found, before)))
                new = [one for one in self._undecided(class_id, found, after) if id(one) not in known]
                unlike = choice.not_accepted(
                    new, [item for item in lost if item.class_id == class_id], iou=self._rules.same_object
                )
                spared = set(map(id, unlike))
                after = edits.reject(after, class_id, [one.mask for one in new if id(one) not in spared])
        return after

    def _undecided(self, class_id: int, found: Segmentation, document: ImageDocument) -> tuple[Candidate, ...]:
        """The candidates that are neither accepted nor rejected."""
        before = self._judged.get(class_id)
        if before is not None and before.found is found and before.document is document:
            return before.left
        objects, rejected = document.objects_of(class_id), document.rejected_of(class_id)
        # Whether an object is hidden or locked matters nothing.
        accepted = tuple(item.mask for item in objects)
        if before is not None and before.found is found and _same(before, accepted, rejected):
            left = before.left
        else:
            unknown = choice.not_rejected(found.candidates, rejected)
            left = choice.not_accepted(unknown, objects, iou=self._rules.same_object)
        self._judged[class_id] = _Judged(found, document, accepted, rejected, left)
        return left


def _offer(
    answer: Answer,
    found: Segmentation,
    candidates: tuple[Candidate, ...],
    threshold: float,
    least: int,
    depth: float,
) -> Offer:
    numbers = {id(candidate): number for number, candidate in enumerate(found.candidates)}

    def offered(chosen: tuple[Candidate, ...], *, ghost: bool) -> tuple[OfferedCandidate, ...]:
        return tuple(
            OfferedCandidate(f"{answer.class_id}:{numbers[id(one)]}", answer.class_id, one, ghost) for one in chosen
        )

    return Offer(
        answer.class_id,
        answer.progress,
        found.presence,
        offered(choice.shown(candidates, threshold, least), ghost=False),
        offered(choice.ghosts(candidates, threshold, least, depth=depth), ghost=True),
        tuple(candidate.score for candidate in found.candidates),
        failure=answer.failure,
    )


def _likely(sketch: Sketch | None, least: float) -> Sketch | None:
    """Without boxes that nothing would follow; those of a class that is not there would cover the picture."""
    if sketch is None:
        return None
    return replace(sketch, boxes=tuple((box, score) for box, score in sketch.boxes if score >= least))


def _was_found(item: LabeledObject) -> bool:
    """Whether an object was a candidate in its picture; a copy that nobody has changed was none."""
    return item.source is Source.MODEL or (item.source is Source.EDITED and item.edits > 0)


def _same(before: _Judged, accepted: tuple[Rle, ...], rejected: tuple[Rle, ...]) -> bool:
    """Whether they are the same masks, by identity."""
    pairs = (before.accepted, accepted), (before.rejected, rejected)
    return all(len(old) == len(new) and all(map(is_, old, new)) for old, new in pairs)
