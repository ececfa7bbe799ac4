"""A mask cut into pieces of single columns, which is where everything begins that goes over its pixels."""

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
        x: (n) the column of each piece.
        top: (n) its first row.
        bottom: (n) the row after its last.
    """

    x: _Indices
    top: _Indices
    bottom: _Indices

    @classmethod
    def of(cls, mask: Rle) -> "Columns":
        """The pieces of a mask; a run that flows from one column into the next is cut there."""
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

    def on_one_axis(self, pitch: int) -> tuple[_Indices, _Indices]:
        """Half-open spans (n), starts and ends, with all columns laid out one after the other.

        Args:
            pitch: from the beginning of one column to that of the next, in pixels. With the mask's height these are
                the spans of `Rle`; with at least two more, pieces of neighbouring columns are kept apart by a gap.
        """
        first = self.x * pitch
        return first + self.top, first + self.bottom
