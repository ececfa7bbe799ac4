"""Masks from rings: a pixel belongs to the mask when its centre lies inside by the even-odd rule."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.contour import Ring
from sam3_studio.core.ragged import members
from sam3_studio.core.rle import Mask, Rle

_SMALL = 1 << 16
"""Pixels of a box; in a smaller one, it takes less time to fill them all than to follow the outlines."""


def fill_rings(rings: Sequence[Ring], height: int, width: int) -> Mask:
    """The mask inside the rings, (height, width).

    A stretch that rings pass an even number of times, such as a bridge there and back, leaves no trace.

    Args:
        rings: in pixels of the image; they may cross, nest and leave it.
        height: of the image in pixels.
        width: of the image in pixels.
    """
    # The background column at the right takes the crossings beyond the image.
    toggles = np.zeros((height, width + 1), dtype=np.uint8)
    if rings:
        rows, columns = _crossings(rings, height, width)
        np.bitwise_xor.at(toggles, (rows, columns), np.uint8(1))
    np.bitwise_xor.accumulate(toggles, axis=1, out=toggles)
    return toggles[:, :width].astype(np.bool_)


def rle_from_rings(rings: Sequence[Ring], height: int, width: int) -> Rle:
    """The mask inside the rings, as `fill_rings`; time and memory follow the outlines, not the areas."""
    if not rings:
        return Rle.empty(height, width)
    points = np.concatenate(rings)
    left, top = np.clip(np.floor(points.min(axis=0)), 0, (width, height)).astype(int).tolist()
    right, bottom = np.clip(np.ceil(points.max(axis=0)), (left, top), (width, height)).astype(int).tolist()
    rings, pitch = [ring - (left, top) for ring in rings], right - left + 1
    if (bottom - top) * pitch < _SMALL:
        return Rle.from_crop(fill_rings(rings, bottom - top, right - left), left, top, height, width)
    rows, columns = _crossings(rings, bottom - top, right - left)
    # Where a row is crossed and the one above it is not, or the other way round, their pixels begin or cease to
    # differ. What is crossed an even number of times is not crossed.
    places, times = np.unique(np.concatenate([rows, rows + 1]) * pitch + np.tile(columns, 2), return_counts=True)
    row, column = np.divmod(places[times % 2 == 1], pitch)
    counts = column[1::2] - column[0::2]
    x = np.arange(counts.sum()) + np.repeat(column[0::2] - np.cumsum(counts) + counts, counts)
    edges = np.sort((x + left) * height + np.repeat(row[0::2], counts) + top)
    return Rle.from_spans(height, width, edges[0::2], edges[1::2])


def _crossings(rings: Sequence[Ring], height: int, width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the rings cross the middle of pixel rows: the row, and the first pixel whose centre is not before it."""
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    # Both directions of an edge are computed alike, to the last bit, so that a bridge cancels out.
    swapped = start[:, 1] > end[:, 1]
    start[swapped], end[swapped] = end[swapped], start[swapped]
    # Row r is crossed when start <= r + 0.5 < end.
    first = np.clip(np.ceil(start[:, 1] - 0.5), 0, height).astype(np.int64)
    last = np.clip(np.ceil(end[:, 1] - 0.5), 0, height).astype(np.int64)
    edge, crossing = members(last - first)
    rows = crossing + first[edge]
    rise = end[edge, 1] - start[edge, 1]
    x = start[edge, 0] + (end[edge, 0] - start[edge, 0]) * ((rows + 0.5 - start[edge, 1]) / rise)
    return rows, np.clip(np.ceil(x - 0.5), 0, width).astype(np.int64)
