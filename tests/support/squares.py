"""Squares that a model might have found, or a person drawn: fixtures for all who need some."""

from collections.abc import Callable

import numpy as np
import pytest

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle

WIDTH, HEIGHT = 200, 100

MakeSquare = Callable[..., Rle]
MakeObject = Callable[..., LabeledObject]
MakeCandidate = Callable[..., Candidate]


@pytest.fixture
def square() -> MakeSquare:
    """Makes the mask of a square at column x, row y."""

    def make(x: int, y: int, side: int = 10) -> Rle:
        return Rle.from_crop(np.ones((side, side), dtype=bool), x, y, HEIGHT, WIDTH)

    return make


@pytest.fixture
def labeled(square: MakeSquare) -> MakeObject:
    """Makes an object of class 1 with the mask of a square."""

    def make(x: int, y: int, side: int = 10, **values: object) -> LabeledObject:
        return LabeledObject(**{"class_id": 1, "mask": square(x, y, side), "source": Source.PERSON} | values)

    return make


@pytest.fixture
def candidate(square: MakeSquare) -> MakeCandidate:
    """Makes a candidate with the mask of a square."""

    def make(x: int, y: int, side: int = 10, score: float = 0.9) -> Candidate:
        return Candidate(Box(x, y, x + side, y + side), score, square(x, y, side))

    return make
