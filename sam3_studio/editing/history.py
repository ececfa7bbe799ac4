"""Undo and redo of one picture."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.rle import Rle

LIMIT = 64 * 2**20
"""Bytes that the steps of one picture may hold."""

LEAST_STEPS = 100
"""Steps that are kept whatever they hold."""

# An object with its origin and an entry in a document, without the mask; a mask without its runs. Both measured.
_OBJECT_BYTES, _MASK_BYTES = 400, 300
# Starts and ends of runs as int64 beside the runs as uint32, once anybody has asked for them.
_BYTES_PER_RUN_BYTE = 3

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be undone.

    Attributes:
        label: what was done, for a menu: "Accept 3 objects".
        before: the document as it was.
        after: the document that it became.
        was: how far the picture was, where the same step said that it is done; None for other steps.
    """

    label: str
    before: ImageDocument
    after: ImageDocument
    was: ImageState | None = None


class History:
    """The changes of one picture, oldest first, and how many of them are in effect.

    Args:
        limit: bytes that the changes may hold; the oldest are forgotten beyond it.
        least_steps: changes that are kept even beyond the limit.
    """

    def __init__(self, limit: int = LIMIT, least_steps: int = LEAST_STEPS) -> None:
        self._limit = limit
        self._least_steps = least_steps
        self._done: list[tuple[Change, int]] = []
        self._undone: list[tuple[Change, int]] = []

    def __len__(self) -> int:
        return len(self._done) + len(self._undone)

    @property
    def size(self) -> int:
        """Bytes that the changes hold, about; what documents next to each other share is not counted."""
        return sum(size for _, size in (*self._done, *self._undone))

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, None when there is nothing."""
        return self._done[-1][0].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, None when there is nothing."""
        return self._undone[-1][0].label if self._undone else None

    def push(self, change: Change) -> bool:
        """Note a change that was just made; what had been undone is forgotten. True unless it changes nothing."""
        if change.before == change.after:
            return False
        self._undone.clear()
        self._done.append((change, _held(change)))
        size, first = self.size, 0
        while size > self._limit and len(self._done) - first > self._least_steps:
            size -= self._done[first][1]
            first += 1
        del self._done[:first]
        return True

    def undo(self) -> Change | None:
        """Take back the last change: its `before` is the document now. None when there is nothing."""
        return self._move(self._done, self._undone)

    def redo(self) -> Change | None:
        """Do again what was taken back last: its `after` is the document now. None when there is nothing."""
        return self._move(self._undone, self._done)

    def forget_class(self, class_id: int) -> None:
        """A class is gone: steps bring nothing of it back, and those that did nothing else are forgotten."""
        for steps in (self._done, self._undone):
            left = [_without_class(step, class_id) for step, _ in steps]
            steps[:] = [(step, _held(step)) for step in left if step.before != step.after]

    @staticmethod
    def _move(source: list[tuple[Change, int]], target: list[tuple[Change, int]]) -> Change | None:
        if not source:
            return None
        target.append(source.pop())
        return target[-1][0]


def _without_class(change: Change, class_id: int) -> Change:
    before, after = change.before.without_class(class_id), change.after.without_class(class_id)
    return replace(change, before=before, after=after)


def _held(change: Change) -> int:
    """Bytes of what one of the documents has and the other has not, and of the documents' lists themselves."""
    before, after = change.before, change.after
    lists = 8 * (len(after.objects) + len(after.boxes))
    values = len(_only_in_one(before.objects, after.objects)) + len(_only_in_one(before.boxes, after.boxes))
    masks = _only_in_one(_masks(before), _masks(after))
    return lists + values * _OBJECT_BYTES + sum(map(_mask_bytes, masks))


def _masks(document: ImageDocument) -> list[Rle]:
    return [*(item.mask for item in document.objects), *(item.mask for item in document.rejections)]


def _only_in_one(before: Iterable[_Value], after: Iterable[_Value]) -> list[_Value]:
    """The values that are in one of two collections, by identity."""
    ours, theirs = {id(value): value for value in before}, {id(value): value for value in after}
    both = ours | theirs
    return [both[key] for key in ours.keys() ^ theirs.keys()]


def _mask_bytes(mask: Rle) -> int:
    return _MASK_BYTES + len(mask.data) * _BYTES_PER_RUN_BYTE
