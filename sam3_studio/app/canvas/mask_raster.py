"""Masks as the pixels of a screen: a mask's part at any zoom, with a smooth rim of constant width.

The mask is sampled where screen pixels lie, then blurred a little. How far a pixel is from the rim follows from the
blurred value, and from that how much of the rim's line covers it. So the cost is that of the screen pixels alone.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.columns import Columns
from sam3_studio.core.rle import Rle

Coverage = NDArray[np.uint16]


@dataclass(frozen=True)
class Runs:
    """A mask as vertical runs of pixels, each within one column, in the order of the columns.

    Attributes:
        columns: of each run.
        tops: the first row of each run.
        bottoms: the row after the last of each run.
        bounds: (x1, y1, x2, y2) around all of them.
    """

    columns: NDArray[np.int64]
    tops: NDArray[np.int64]
    bottoms: NDArray[np.int64]
    bounds: tuple[int, int, int, int]

    @classmethod
    def of(cls, mask: Rle) -> "Runs | None":
        """The runs of a mask; None for one without a pixel."""
        pieces = Columns.of(mask)
        if not len(pieces.x):
            return None
        columns, tops, bottoms = pieces.x, pieces.top, pieces.bottom
        bounds = int(columns[0]), int(tops.min()), int(columns[-1]) + 1, int(bottoms.max())
        return cls(columns, tops, bottoms, bounds)

    def has(self, column: int, row: int) -> bool:
        """Whether a pixel belongs to the mask."""
        first, after = np.searchsorted(self.columns, (column, column + 1))
        return bool(((self.tops[first:after] <= row) & (row < self.bottoms[first:after])).any())

    def sampled(self, xs: NDArray[np.int64], ys: NDArray[np.int64]) -> NDArray[np.uint8]:
        """(columns, rows) 0 or 1 of the pixels at the crossings of columns and rows, both in rising order."""
        low, after = int(xs[0]), int(xs[-1]) + 1
        first, last = np.searchsorted(self.columns, (low, after))
        index, tops, bottoms = self.columns[first:last] - low, self.tops[first:last], self.bottoms[first:last]
        passed_over = after - low > len(xs)
        if passed_over:
            place = np.full(after - low, -1)
            place[xs - low] = np.arange(len(xs))
            index = place[index]
        begin, end = np.searchsorted(ys, tops), np.searchsorted(ys, bottoms)
        seen = (end > begin) & (index >= 0)
        index, begin, end = index[seen], begin[seen], end[seen]
        steps = np.zeros((len(xs) if passed_over else after - low, len(ys) + 1), dtype=np.int8)
        # Runs of one column are apart, so that no two of those that are seen begin, or end, at the same sample.
        steps[index, begin] += 1
        steps[index, end] -= 1
        filled = np.cumsum(steps, axis=1, dtype=np.int8).view(np.uint8)[:, :-1]
        return filled if passed_over or after - low == len(xs) else filled[xs - low]

    @cached_property
    def nbytes(self) -> int:
        """How much memory the runs take."""
        return self.columns.nbytes + self.tops.nbytes + self.bottoms.nbytes


def fineness(scale: float) -> int:
    """How many samples a screen pixel takes in each direction, so that small masks are not lost between them."""
    return 1 if scale >= 1 else 2 if scale >= 0.2 else 4


def coverage(runs: Runs, scale: float, left: int, top: int, width: int, height: int) -> Coverage:
    """How much of every screen pixel a mask covers.

    Args:
        runs: of the mask.
        scale: screen pixels for one pixel of the picture.
        left: of the piece, in screen pixels from the picture's left edge.
        top: of the piece, in screen pixels from the picture's top edge.
        width: of the piece.
        height: of the piece.

    Returns:
        (height, width), from 0 for not at all to fineness² for wholly.
    """
    fine = fineness(scale)
    found = np.zeros((height, width), dtype=np.uint16)
    x1, y1, x2, y2 = runs.bounds
    # Only samples inside the bounds are looked at: the piece has a margin around them.
    first_x, first_y = max(int(x1 * scale) - left, 0), max(int(y1 * scale) - top, 0)
    after_x, after_y = min(int(x2 * scale) + 1 - left, width), min(int(y2 * scale) + 1 - top, height)
    if first_x >= after_x or first_y >= after_y:
        return found
    xs = _samples(left + first_x, left + after_x, fine, scale)
    ys = _samples(top + first_y, top + after_y, fine, scale)
    filled = runs.sampled(xs, ys)
    if fine > 1:
        across = filled[0::fine].astype(np.uint16)
        for step in range(1, fine):
            across += filled[step::fine]
        total = across[:, 0::fine].copy()
        for step in range(1, fine):
            total += across[:, step::fine]
    else:
        total = filled.astype(np.uint16)
    found[first_y:after_y, first_x:after_x] = total.T
    return found


def _samples(first: int, after: int, fine: int, scale: float) -> NDArray[np.int64]:
    middles = np.arange(first * fine, after * fine) + 0.5
    return np.asarray(np.floor(middles / (fine * scale)), dtype=np.int64)


def blurred(values: Coverage, size: int) -> Coverage:
    """Sums under a tent, two passes of a box of `size` in each direction.

    The result is smaller than the values by `size` - 1 on every side; it is at most `size`⁴ times as large.
    """
    for _ in range(2):
        values = _sums_along_rows(_sums_along_rows(values, size).T, size).T
    return values


def _sums_along_rows(values: Coverage, size: int) -> Coverage:
    length = len(values) - size + 1
    total = values[:length] + values[1 : length + 1]
    for step in range(2, size):
        total += values[step : step + length]
    return total


def window(line_width: float) -> int:
    """The blur that a line of that width needs, an odd number of screen pixels."""
    return 3 if line_width <= 2.6 else 5 if line_width <= 5.2 else 7


def depths(size: int, levels: int) -> NDArray[np.float64]:
    """How deep inside a mask a pixel near a straight rim is, in screen pixels, by its blurred value, 0 to `levels`.

    Args:
        size: of the blur in screen pixels, as `window` gives it.
        levels: the value of a pixel whose neighbourhood is all inside.

    Returns:
        (levels + 1); less than 0 outside.
    """
    box = np.ones(size * 16)
    tent = np.convolve(np.convolve(box, box), np.ones(16))  # in sixteenths of a pixel
    share = np.cumsum(tent) / tent.sum()
    place = (np.arange(len(share)) + 1 - len(share) / 2) / 16
    return np.interp(np.arange(levels + 1) / levels, share, place)
