"""What can be undone in the pictures that a person was at lately."""

from collections import OrderedDict

from sam3_studio.editing.history import Change, History

_MOST = 50
"""Pictures whose steps can still be undone after one has gone on to others, and others that were decided about unseen.

Of thousands that one sweep decides about, the documents would fill the memory.
"""


class Histories:
    """The steps of each picture, by its name."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, History] = OrderedDict()
        self._unseen: OrderedDict[str, History] = OrderedDict()
        """Of pictures that were not in hand yet; they push none out that were."""

    def of(self, name: str) -> History:
        """Those of a picture that is taken in hand; those of pictures that were in hand long ago are forgotten."""
        history = self._kept.pop(name, None) or self._unseen.pop(name, None) or History()
        self._kept[name] = history
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return history

    def push(self, name: str, change: Change) -> None:
        """A change was made in a picture that is not in hand."""
        if name in self._kept:
            self._kept[name].push(change)
            return
        history = self._unseen.pop(name, None) or History()
        history.push(change)
        self._unseen[name] = history
        while len(self._unseen) > _MOST:
            self._unseen.popitem(last=False)

    def rename(self, before: str, name: str) -> None:
        """A picture has another name, and has taken the place of the one that had it."""
        for histories in (self._kept, self._unseen):
            histories.pop(name, None)
            if before in histories:
                histories[name] = histories.pop(before)

    def forget(self, name: str) -> None:
        """Steps in a picture cannot be undone any more."""
        self._kept.pop(name, None)
        self._unseen.pop(name, None)

    def clear(self) -> None:
        """No step can be undone any more."""
        self._kept.clear()
        self._unseen.clear()
