"""What a file may hold for a setting. Each check gives the value, or raises ValueError with what it should be."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sam3_studio.core.sentence import Sentence

KeyLists = Mapping[str, tuple[str, ...]]
"""Keys of actions, as `QKeySequence` writes them portably, by the action's id."""

Sizes = Mapping[str, tuple[int, int]]
"""Widths and heights in pixels, by the name of what has them."""

_LARGEST = 2**20
"""No screen has as many pixels at a side."""


def boolean(value: object) -> bool:
    """True or false; nothing is taken for it."""
    if not isinstance(value, bool):
        raise ValueError(Sentence("true or false"))  # noqa: TRY004  # what a file holds is a value, not a type
    return value


def text(value: object) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError(Sentence("a text"))  # noqa: TRY004  # likewise
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError(Sentence("a list of texts"))
    return tuple(value)


def key_lists(value: object) -> KeyLists:
    """Lists of texts by name."""
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise ValueError(Sentence("lists of keys by action"))
    return MappingProxyType({name: texts(keys) for name, keys in value.items()})


def sizes(value: object) -> Sizes:
    """Pairs of numbers by name."""
    if not isinstance(value, Mapping) or not all(map(_is_size, value.values())):
        raise ValueError(Sentence("widths and heights by name"))
    return MappingProxyType({str(name): (size[0], size[1]) for name, size in value.items()})


def _is_size(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(type(one) is int and 0 <= one < _LARGEST for one in value)
    )


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few texts."""

    choices: tuple[str, ...]

    def __call__(self, value: object) -> str:
        """The text."""
        if value not in self.choices:
            raise ValueError(Sentence("one of {choices}", choices=", ".join(self.choices)))
        return str(value)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from low to high."""

    low: int
    high: int

    def __call__(self, value: object) -> int:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise ValueError(Sentence("a whole number from {low} to {high}", low=self.low, high=self.high))
        return value


@dataclass(frozen=True, slots=True)
class Number:
    """A number from low to high."""

    low: float
    high: float

    def __call__(self, value: object) -> float:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self._has(value):
            raise ValueError(f"a number from {self.low:g} to {self.high:g}")
        return float(value)

    def _has(self, number: float) -> bool:
        return math.isfinite(number) and self.low <= number <= self.high
