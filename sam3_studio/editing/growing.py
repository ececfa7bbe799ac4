"""Masks made larger and smaller by a number of pixels, exactly, as fast as a slider is pulled.

A disc that moves over a mask covers, in each column, what its chords reach from the pieces of the columns around. A
large mask is hardly more than a few long bands, each with one piece in every column that touches the piece before it.
What a disc covers of a band is one piece in every column, too: its ends are the least and the greatest of so many
shifted rows, whatever lies between. Bands that are too short for that to pay are grown piece by piece.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.columns import Columns
from sam3_studio.core.mask_algebra import inverted
from sam3_studio.core.rle import Rle

_Indices = NDArray[np.int64]
_Spans = tuple[_Indices, _Indices]

_AT_ONCE = 8192
"""Columns of bands that are looked at together, so that they stay in the processor's cache."""
_DEAR = 10
"""A piece grown by itself takes as long as this many columns of a band."""
_FEW = 8
"""By fewer pixels, to grow each piece by itself takes less time than to look for bands."""


def grown(mask: Rle, pixels: int) -> Rle:
    """A mask with every pixel of the picture whose centre is at most `pixels` from that of one of its own."""
    if pixels <= 0 or not mask.area:
        return mask
    pieces = Columns.of(mask)
    long, spans = np.zeros(len(pieces.x), dtype=np.bool_), list[_Spans]()
    if pixels >= _FEW:
        band = _bands(pieces, mask.height)
        lengths = np.bincount(band)
        long = (lengths * _DEAR > lengths + 2 * pixels)[band]
        spans += _grown_bands(pieces, band, long, pixels, mask)
    spans += _grown_pieces(pieces, ~long, pixels, mask)
    starts, ends = (np.concatenate(side) for side in zip(*spans, strict=True))
    return Rle.from_spans(mask.height, mask.width, starts, ends)


def shrunk(mask: Rle, pixels: int) -> Rle:
    """A mask without every pixel whose centre is at most `pixels` from that of one outside it.

    The picture's border is no outside: an object that it cuts off goes on behind it.
    """
    return inverted(grown(inverted(mask), pixels)) if pixels > 0 else mask


def _bands(pieces: Columns, height: int) -> _Indices:
    """For each piece (n) the number of its band, from 0: each takes the first free one before it that it touches."""
    # On one axis with a wide gap between columns, so that a piece meets those of the column before it and no others.
    pitch = height + 2
    starts, ends = pieces.on_one_axis(pitch)
    before = np.searchsorted(ends, starts - pitch)
    touching = np.flatnonzero(starts[before] <= ends - pitch)
    before = before[touching]
    free = np.concatenate([[True], before[1:] != before[:-1]])[: len(before)]
    first = np.arange(len(starts))
    first[touching[free]] = before[free]
    while not np.array_equal(first, earlier := first[first]):
        first = earlier
    return np.unique(first, return_inverse=True)[1]


def _grown_pieces(pieces: Columns, chosen: NDArray[np.bool_], pixels: int, mask: Rle) -> Iterator[_Spans]:
    """What a disc covers of each piece, one column of the disc after the other."""
    all_x, top, bottom = pieces.x[chosen], pieces.top[chosen], pieces.bottom[chosen]
    for aside in range(-pixels, pixels + 1) if len(all_x) else ():
        x, half = all_x + aside, math.isqrt(pixels**2 - aside**2)
        inside = (x >= 0) & (x < mask.width)
        first = x[inside] * mask.height
        yield (
            first + np.maximum(top[inside] - half, 0),
            first + np.minimum(bottom[inside] + half, mask.height),
        )


def _grown_bands(
    pieces: Columns, band: _Indices, chosen: NDArray[np.bool_], pixels: int, mask: Rle
) -> Iterator[_Spans]:
    """What a disc covers of whole bands, which lie one after the other with room for the disc around each."""
    band = np.unique(band[chosen], return_inverse=True)[1]
    if not len(band):
        return
    lengths = np.bincount(band)
    width = lengths + 2 * pixels
    begins = np.cumsum(width) - width
    first = np.full(len(lengths), mask.width)
    np.minimum.at(first, band, pieces.x[chosen])
    place = begins[band] + 2 * pixels + pieces.x[chosen] - first[band]
    small = mask.height + pixels < 1 << 14
    far = 1 << 14 if small else 1 << 30
    # The lower ends are negative, so that of both the least are looked for.
    ends = np.full((2, int(width.sum()) + 2 * pixels), far, dtype=np.int16 if small else np.int32)
    ends[0, place], ends[1, place] = pieces.top[chosen], -pieces.bottom[chosen]
    x = np.arange(ends.shape[1] - 2 * pixels) + np.repeat(first - begins - pixels, width)
    for begin in range(0, len(x), _AT_ONCE):
        part = x[begin : begin + _AT_ONCE]
        top, bottom = _least(ends[:, begin : begin + len(part) + 2 * pixels], pixels)
        inside = (part >= 0) & (part < mask.width)
        column = part[inside] * mask.height
        yield column + np.maximum(top[inside], 0), column + np.minimum(-bottom[inside], mask.height)


def _least(ends: NDArray[np.signedinteger], pixels: int) -> NDArray[np.int64]:
    """(2, n) the least of (2, n + 2 pixels) ends around each column, less the disc's half chord there."""
    length = ends.shape[1] - 2 * pixels
    least = ends[:, pixels : pixels + length] - ends.dtype.type(pixels)
    one = np.empty_like(least)
    for aside in range(1, pixels + 1):
        left, right = (ends[:, pixels + step :][:, :length] for step in (-aside, aside))
        np.minimum(left, right, out=one)
        np.subtract(one, ends.dtype.type(math.isqrt(pixels**2 - aside**2)), out=one)
        np.minimum(least, one, out=least)
    return least.astype(np.int64)
