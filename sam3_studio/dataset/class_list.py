"""A list of classes, as a file has it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClassList:
    """What a file says of classes, and of the YOLO dataset that it may belong to.

    Attributes:
        names: by their numbers, in order.
        path: where the dataset lies; "" where it is not said.
        key_points: how many each object has, 0 where that is not understood; None where none are spoken of.
    """

    names: dict[int, str]
    path: str = ""
    key_points: int | None = None


def by_number(entries: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Names in the order of their numbers.

    Raises:
        ValueError: a number has two names.
    """
    names: dict[int, str] = {}
    for number, name in entries:
        if names.setdefault(number, name) != name:
            raise ValueError(f"{number} has two names")
    return dict(sorted(names.items()))
