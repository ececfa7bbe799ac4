"""What a person decides about candidates, one after the other or hundreds at once, and takes back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.candidates import SAME_OBJECT, not_accepted
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import Details, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits


class Verdict(IntEnum):
    """On a candidate."""

    OPEN = 0
    ACCEPTED = 1
    REJECTED = 2


def judge(
    document: ImageDocument,
    class_id: int,
    candidates: Sequence[Candidate],
    verdict: Verdict,
    objects: Iterable[LabeledObject] = (),
    *,
    made: Mapping[str, Details],
    iou: float = SAME_OBJECT,
) -> ImageDocument:
    """The document after a verdict on candidates, whatever the verdict on them was before.

    Args:
        document: of the picture.
        class_id: that the candidates were found for.
        candidates: all of them get the verdict.
        verdict: any but `ACCEPTED` takes back what was made of them; objects that a person has changed since, has
            locked, or has accepted elsewhere stay.
        objects: that the candidates become when they are accepted.
        made: what was said of each object that an earlier verdict has made, by its id.
        iou: a candidate whose IoU with an object of the class is higher is that object, and is not accepted again.
    """
    masks = {one.mask for one in candidates}
    if verdict is not Verdict.ACCEPTED:
        document = edits.with_objects(
            document, tuple(item for item in document.objects if not _is_as_made(item, class_id, masks, made))
        )
    if verdict is not Verdict.REJECTED:
        document = edits.unreject(document, class_id, masks)
    if verdict is Verdict.REJECTED:
        return edits.reject(document, class_id, [one.mask for one in candidates])
    if verdict is Verdict.ACCEPTED:
        new = {one.mask for one in not_accepted(candidates, document.objects_of(class_id), iou=iou)}
        return edits.add_objects(document, [item for item in objects if item.mask in new])
    return document


def _is_as_made(item: LabeledObject, class_id: int, masks: set[Rle], made: Mapping[str, Details]) -> bool:
    untouched = item.source is Source.MODEL and not item.edits and not item.locked
    return untouched and item.class_id == class_id and item.mask in masks and made.get(item.id) == item.details


@dataclass(frozen=True, slots=True)
class Sweep:
    """One step on a sheet.

    Attributes:
        places: (n,) of the candidates, each once.
        before: (n,) the verdicts on them before.
        after: (n,) and afterwards.
    """

    places: NDArray[np.int64]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]


_EMPTY = Sweep(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.uint8))


class Sheet:
    """Verdicts on a list of candidates, in steps that can be taken back.

    Args:
        size: how many candidates there are, n.

    Attributes:
        verdicts: (n,) of `Verdict`.
    """

    def __init__(self, size: int) -> None:
        self.verdicts = np.zeros(size, dtype=np.uint8)
        self._written = np.zeros(size, dtype=np.uint8)
        self._done: list[Sweep] = []
        self._undone: list[Sweep] = []
        self._open: Sweep | None = None

    def paint(self, places: Iterable[int], verdict: Verdict) -> NDArray[np.int64]:
        """Give a verdict, as part of the step that has begun; what had been taken back is forgotten.

        Returns:
            (m,) those of the places whose verdict changed, in rising order.
        """
        wanted = np.unique(np.fromiter(places, dtype=np.int64))
        changed: NDArray[np.int64] = wanted[self.verdicts[wanted] != verdict]
        if not len(changed):
            return changed
        self._undone.clear()
        step = self._open or _EMPTY
        new = changed[~np.isin(changed, step.places)]
        all_ = np.concatenate([step.places, new])
        before = np.concatenate([step.before, self.verdicts[new]])
        self.verdicts[changed] = verdict
        self._open = Sweep(all_, before, self.verdicts[all_])
        return changed

    def end(self) -> None:
        """End the step: the next verdict begins another one."""
        if self._open is not None:
            self._done.append(self._open)
            self._open = None

    def undo(self) -> Sweep | None:
        """Take back the last step. What that changes is returned as a step of its own; None where there is none."""
        self.end()
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self.verdicts[step.places] = step.before
        return replace(step, before=step.after, after=step.before)

    def redo(self) -> Sweep | None:
        """Do again what was taken back last; None where there is nothing."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self.verdicts[step.places] = step.after
        return step

    def note_written(self, places: Sequence[int], verdicts: Sequence[int]) -> None:
        """Note that verdicts are on disk."""
        self._written[list(places)] = list(verdicts)

    def overtake(self, places: Sequence[int], verdicts: Sequence[int]) -> None:
        """Take over verdicts that were given elsewhere and are on disk; no step here takes back those that are new."""
        judged = np.array(places, dtype=np.int64)
        new = judged[self.verdicts[judged] != np.array(verdicts)]
        self.verdicts[judged] = list(verdicts)
        self.note_written(places, verdicts)
        if len(new):
            self._done = list(filter(None, (_without(step, new) for step in self._done)))
            self._undone = list(filter(None, (_without(step, new) for step in self._undone)))
            self._open = _without(self._open, new) if self._open else None

    def refuse(self, places: Sequence[int]) -> None:
        """Go back to the verdicts on disk where new ones could not be written."""
        self.verdicts[list(places)] = self._written[list(places)]


def _without(step: Sweep, places: NDArray[np.int64]) -> Sweep | None:
    """Return the step for all other candidates; None where there are none."""
    left = ~np.isin(step.places, places)
    return Sweep(step.places[left], step.before[left], step.after[left]) if left.any() else None
