"""How far a run over many pictures is, and when it will be over."""

from collections.abc import Callable
from dataclasses import dataclass

_WEIGHT = 0.2
"""Of the newest picture in the time that pictures take: large enough to follow a change within some pictures."""


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is.

    Attributes:
        done: pictures done with, failed ones included.
        total: pictures of the run.
        failed: pictures that failed.
        seconds_each: a picture takes at present; None before the first one.
        objects: offered in them so far.
        with_objects: pictures that some are offered in.
    """

    done: int = 0
    total: int = 0
    failed: int = 0
    seconds_each: float | None = None
    objects: int = 0
    with_objects: int = 0

    @property
    def seconds_left(self) -> float | None:
        """Until the end, as far as can be told."""
        return None if self.seconds_each is None else self.seconds_each * (self.total - self.done)


class Pace:
    """Measures how long pictures take; pauses do not count.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: float | None = None
        self.seconds_each: float | None = None

    def go(self) -> None:
        """Work is under way from here on, unless it was already."""
        if self._since is None:
            self._since = self._clock()

    def pause(self) -> None:
        """Nothing is being done for a while."""
        self._since = None

    def count(self) -> None:
        """A picture is done with."""
        if self._since is None:
            return
        now = self._clock()
        taken, self._since = now - self._since, now
        before = self.seconds_each
        self.seconds_each = taken if before is None else before + _WEIGHT * (taken - before)
