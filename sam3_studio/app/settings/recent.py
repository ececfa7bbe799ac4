"""Projects that were open before, as they are remembered."""

from collections.abc import Sequence
from typing import NamedTuple

MOST_RECENT = 10
"""As many are remembered."""


class Recent(NamedTuple):
    """A project that was open before.

    Attributes:
        path: of its folder or file.
        time: seconds since 1970 when it was open last; 0 where that is not known.
        done: pictures that are done.
        total: pictures in it; 0 where that is not known.
    """

    path: str
    time: float = 0.0
    done: int = 0
    total: int = 0


def recents(value: object) -> tuple[Recent, ...]:
    """The check of the setting: lists of path, time, done and total; a path alone will do."""
    if not isinstance(value, list | tuple):
        raise ValueError("a list of projects")  # noqa: TRY004  # what a file holds is a value, not a type
    return tuple(map(_recent, value))


def with_recent(newest: Recent, others: Sequence[Recent]) -> tuple[Recent, ...]:
    """The list with one more, the newest first, none twice."""
    return (newest, *(other for other in others if other.path != newest.path))[:MOST_RECENT]


def without(path: str, recent: Sequence[Recent]) -> tuple[Recent, ...]:
    """The list without the project at a path."""
    return tuple(one for one in recent if one.path != path)


def _recent(value: object) -> Recent:
    if isinstance(value, str):
        return Recent(value)
    match value:
        case [str(path), int() | float() as time, int(done), int(total)]:
            return Recent(path, float(time), done, total)
    raise ValueError("a list of projects")
