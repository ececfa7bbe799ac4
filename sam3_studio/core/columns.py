"""Masks as pieces of columns: what walks over the pixels of a mask begins with these."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.ragged import members
from sam3_studio.core.rle import Rle

_Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """The foreground of a mask as pieces of single columns, from left to right and from top to bottom.

    Attributes:
        x: (n) column.
        top: (n) first row.
        bottom: (n) row after the last.
    """

    x: _Indices
    top: _Indices
    bottom: _Indices

    @classmethod
    def of(cls, mask: Rle) -> "Columns":
        """Of a mask; a run that flows from one column into the next is cut there."""
        starts, ends = mask.spans
        first, last = starts // mask.height, (ends - 1) // mask.height
        if (first == last).all():
            return cls(first, starts - first * mask.height, ends - first * mask.height)
        counts = last - first + 1
        run, column = members(counts)
        x = first[run] + column
        top = np.maximum(starts[run] - x * mask.height, 0)
        bottom = np.minimum(ends[run] - x * mask.height, mask.height)
        return cls(x, top, bottom)
