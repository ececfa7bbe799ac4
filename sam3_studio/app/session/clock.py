"""How long a person is at work on each picture."""

from collections import defaultdict
from collections.abc import Collection

from sam3_studio.dataset.project.work import LONGEST_GAP


class Clock:
    """Adds up the time from one touch of a picture to the next, without long gaps.

    Args:
        longest_gap: seconds; a longer one counts for nothing.
    """

    def __init__(self, longest_gap: float = LONGEST_GAP) -> None:
        self._longest_gap = longest_gap
        self._last: float | None = None
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._shared = 0.0

    def begin(self, now: float) -> None:
        """From now on, in seconds by a clock that is never set, time counts."""
        self._last = now

    def touch(self, now: float, name: str) -> None:
        """A person does something with a picture, for which the time since the last touch of anything was needed.

        Args:
            now: in seconds, by a clock that is never set.
            name: of the picture; empty for many of them at the same time, see `divide`.
        """
        gap = now - self._last if self._last is not None else 0.0
        self._last = now
        if gap > self._longest_gap:
            return
        if name:
            self._seconds[name] += gap
        else:
            self._shared += gap

    def divide(self, names: Collection[str]) -> None:
        """What was done with many pictures was about these: each gets the same part of the time."""
        for name in names:
            self._seconds[name] += self._shared / len(names)
        if names:
            self._shared = 0.0

    def take(self) -> dict[str, float]:
        """Seconds by the names of pictures, since they were taken last."""
        taken = {name: seconds for name, seconds in self._seconds.items() if seconds}
        self._seconds.clear()
        return taken
