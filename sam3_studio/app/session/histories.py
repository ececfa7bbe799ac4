"""Steps that can still be undone after one has gone on to other pictures."""

from collections import OrderedDict

from sam3_studio.editing.history import History

_MOST = 50
"""Pictures whose steps are kept."""


class Histories:
    """One for each picture that was in hand lately."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, History] = OrderedDict()

    def take(self, name: str) -> History:
        """That of a picture which is in hand from now on; the one that was not for longest makes room."""
        history = self._kept.pop(name, None) or History()
        self._kept[name] = history
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return history

    def find(self, name: str) -> History | None:
        """That of a picture, if it has one."""
        return self._kept.get(name)

    def forget(self, name: str) -> None:
        """A picture's steps cannot be undone any more."""
        self._kept.pop(name, None)

    def clear(self) -> None:
        """No step can be undone any more."""
        self._kept.clear()
