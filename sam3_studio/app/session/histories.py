"""What can be undone in the pictures that a person was at lately."""

from collections import OrderedDict

from sam3_studio.editing.history import Change, History

_MOST = 50
"""Pictures whose steps can still be undone after one has gone on to others."""


class Histories:
    """The steps of each picture, by its name."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, History] = OrderedDict()

    def of(self, name: str) -> History:
        """Those of a picture that is taken in hand; those of pictures that were in hand long ago are forgotten."""
        history = self._kept.pop(name, None) or History()
        self._kept[name] = history
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return history

    def push(self, name: str, change: Change) -> None:
        """A change was made in a picture: where it has steps, that is one more."""
        if name in self._kept:
            self._kept[name].push(change)

    def rename(self, before: str, name: str) -> None:
        """A picture has another name, and has taken the place of the one that had it."""
        self._kept.pop(name, None)
        if before in self._kept:
            self._kept[name] = self._kept.pop(before)

    def forget(self, name: str) -> None:
        """Steps in a picture cannot be undone any more."""
        self._kept.pop(name, None)

    def clear(self) -> None:
        """No step can be undone any more."""
        self._kept.clear()
