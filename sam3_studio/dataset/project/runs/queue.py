"""Which pictures of a run are still to be asked about, and what has come of the others."""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

from sam3_studio.dataset.project.pictures.scan import sort_key
from sam3_studio.dataset.run_progress import RunProgress


class RunQueue:
    """Pictures in natural order, those before the first one last."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._put_off: set[str] = set()
        self._offered: dict[str, int] = {}
        """What is offered in pictures done with."""
        self._objects = self._with_objects = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Of the pictures that are still to be asked about, in order."""
        return tuple(self._waiting)

    @property
    def head(self) -> str | None:
        """The next picture; None when there is none."""
        return self._waiting[0] if self._waiting else None

    @property
    def has_put_off(self) -> bool:
        """Whether there are pictures that wait until it is found out anew what is to be asked."""
        return bool(self._put_off)

    def progress(self, failed: int, seconds_each: float | None) -> RunProgress:
        """How far it is, given how many pictures failed and how long one takes."""
        done = len(self._offered)
        total = done + len(self._waiting) + len(self._put_off)
        return RunProgress(done, total, failed, seconds_each, self._objects, self._with_objects)

    def coming(self, count: int) -> list[str]:
        """Names of the pictures after the next one, so many at most."""
        return [self._waiting[i] for i in range(1, min(count + 1, len(self._waiting)))]

    def begin(self) -> None:
        """Nothing has been done yet."""
        self._offered.clear()

    def set(self, names: Sequence[str], first: str | None) -> None:
        """Have these wait and no others, those among them that were done with as well.

        Args:
            names: in natural order.
            first: the picture to begin at, or after it where it is not among them.
        """
        for name in names:
            self._offered.pop(name, None)
        self._objects = sum(self._offered.values())
        self._with_objects = sum(map(bool, self._offered.values()))
        self._waiting = deque(names)
        self._put_off.clear()
        if first:
            self._waiting.rotate(-bisect_left(names, _place(first), key=_place))

    def clear(self) -> None:
        """None is to be asked about any more."""
        self._waiting.clear()
        self._put_off.clear()

    def put_off(self, name: str) -> None:
        """Have a picture wait for the next `set`, which tells whether it is still to be asked about."""
        if name in self._waiting:
            self._waiting.remove(name)
            self._put_off.add(name)

    def finish(self, name: str, offered: int) -> bool:
        """Be done with a picture, in which so many objects are offered; whether it was waiting."""
        if name not in self._waiting:
            return False
        self._waiting.remove(name)
        self._offered[name] = offered
        self._objects += offered
        self._with_objects += offered > 0
        return True


def _place(name: str) -> tuple[bytes, str]:
    """Where a picture is in natural order."""
    return sort_key(name), name
