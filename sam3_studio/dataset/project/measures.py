"""Candidates without their masks: what a project of 100,000 pictures is ordered and listed by."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.candidates import not_rejected
from sam3_studio.core.rle import Rle

MEASURE = np.dtype(
    [("score", "<f4"), *((edge, "<i4") for edge in ("x1", "y1", "x2", "y2", "area")), ("rejected", "u1")]
)
"""One candidate: its score, the tight box and the pixels of its mask, and whether a person has rejected it."""

Measures = NDArray[np.void]
"""(n,) of `MEASURE`."""


def measured(candidates: Sequence[Candidate], rejected: Sequence[Rle] = ()) -> bytes:
    """Candidates as bytes that `measures_of` reads, in the same order.

    Args:
        candidates: of one class in one picture.
        rejected: masks of the candidates of that class that a person has rejected, whatever prompt had found them.
    """
    staying = set(map(id, not_rejected(candidates, rejected)))
    values = np.empty(len(candidates), MEASURE)
    for number, one in enumerate(candidates):
        box = one.mask.box.as_tuple() if one.mask.box else (0.0, 0.0, 0.0, 0.0)
        values[number] = (one.score, *map(int, box), one.mask.area, id(one) not in staying)
    return values.tobytes()


def measures_of(data: bytes) -> Measures:
    """What was measured, read-only; nothing where the bytes are damaged."""
    return np.frombuffer(data[: len(data) // MEASURE.itemsize * MEASURE.itemsize], MEASURE)
