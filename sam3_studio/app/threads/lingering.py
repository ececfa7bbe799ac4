"""Threads that could not be ended in time are kept: destroying one that runs ends the process with an error."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol


class Ending(Protocol):
    """Something with a thread."""

    def end(self, timeout: float) -> bool:
        """Ask the thread to end and wait `timeout` seconds at most; whether it has ended."""
        ...


_lingering: set[Ending] = set()


def ended(one: Ending, timeout: float) -> bool:
    """Whether a thread has ended by now, or within `timeout` seconds; if not, it is kept."""
    if one.end(timeout):
        _lingering.discard(one)
        return True
    _lingering.add(one)
    return False


def have_all_ended(timeout: float) -> bool:
    """Whether every thread that could not be ended in time has ended by now, or within `timeout` seconds."""
    deadline = time.monotonic() + timeout
    return all(ended(one, max(0.0, deadline - time.monotonic())) for one in tuple(_lingering))


def all_stop(stops: Sequence[Callable[[float], bool]], timeout: float) -> bool:
    """Stop several things, all at the same time; whether all have ended within `timeout` seconds.

    Args:
        stops: each takes seconds to wait at most, and tells whether it has ended.
        timeout: in seconds.
    """
    for stop in stops:
        stop(0)
    deadline = time.monotonic() + timeout
    return all(stop(max(0.0, deadline - time.monotonic())) for stop in stops)
