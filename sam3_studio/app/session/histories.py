"""What can be undone in the pictures that a person was at lately."""

from collections import OrderedDict
from collections.abc import Mapping

from sam3_studio.editing.history import LIMIT, Change, History

_MOST = 50
"""Pictures whose steps can still be undone after one has gone on to others, and others that were decided about unseen.

Of thousands that one sweep decides about, the documents would fill the memory.
"""

_ALL = 4 * LIMIT
"""Bytes that the steps of all these pictures may hold. A hundred strokes over foliage at 4K hold 500 MB alone."""


class Histories:
    """The steps of each picture, by its name.

    Args:
        limit: bytes that they may hold together; those of the picture that was taken in hand last stay whatever they
            hold.
    """

    def __init__(self, limit: int = _ALL) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, History] = OrderedDict()
        self._unseen: OrderedDict[str, History] = OrderedDict()
        """Of pictures that were not in hand yet; they push none out that were."""

    def of(self, name: str) -> History:
        """Those of a picture that is taken in hand; those of pictures that were in hand long ago are forgotten."""
        history = self._kept.pop(name, None) or self._unseen.pop(name, None) or History()
        self._kept[name] = history
        self._forget_oldest()
        return history

    def push(self, name: str, change: Change) -> None:
        """A change was made in a picture that is not in hand."""
        if name in self._kept:
            self._kept[name].push(change)
        else:
            history = self._unseen.pop(name, None) or History()
            history.push(change)
            self._unseen[name] = history
        self._forget_oldest()

    def rename(self, names: Mapping[str, str]) -> None:
        """Pictures have other names, by those that they had, and have taken the places of those that had them."""
        for histories in (self._kept, self._unseen):
            renamed = {names[name]: histories.pop(name) for name in names if name in histories}
            for name in names.values():
                histories.pop(name, None)
            histories.update(renamed)

    def forget(self, name: str) -> None:
        """Steps in a picture cannot be undone any more."""
        self._kept.pop(name, None)
        self._unseen.pop(name, None)

    def forget_class(self, class_id: int) -> None:
        """A class is gone, and nothing of it can be brought back any more."""
        for history in (*self._kept.values(), *self._unseen.values()):
            history.forget_class(class_id)

    def _forget_oldest(self) -> None:
        """As many as there is no room for, unseen ones first."""
        size = sum(history.size for kept in (self._unseen, self._kept) for history in kept.values())
        for kept, fewest in (self._unseen, 0), (self._kept, 1):
            while len(kept) > fewest and (len(kept) > _MOST or size > self._limit):
                _, oldest = kept.popitem(last=False)
                size -= oldest.size
