"""Masks made larger, smaller, smoother or whole."""

import math
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.columns import Columns
from sam3_studio.core.components import Parts
from sam3_studio.core.mask_algebra import inverted, united
from sam3_studio.core.rle import Mask, Rle

_Whole = NDArray[np.signedinteger]
_PIECE = 128
"""Side in pixels of what is smoothed at once."""
_PASSES = 3
"""Box filters in a row; so many come close to a Gaussian (central limit theorem)."""


def grown(mask: Rle, pixels: int) -> Rle:
    """With every pixel whose centre is at most so far from one of the mask's; inside the picture."""
    if pixels <= 0 or not mask.area:
        return mask
    pieces = Columns.of(mask)
    starts, ends = [], []
    for aside in range(-pixels, pixels + 1):
        x, half = pieces.x + aside, math.isqrt(pixels**2 - aside**2)
        inside = (x >= 0) & (x < mask.width)
        first = x[inside] * mask.height
        starts.append(first + np.maximum(pieces.top[inside] - half, 0))
        ends.append(first + np.minimum(pieces.bottom[inside] + half, mask.height))
    return Rle.from_spans(mask.height, mask.width, np.concatenate(starts), np.concatenate(ends))


def shrunk(mask: Rle, pixels: int) -> Rle:
    """Without every pixel whose centre is at most so far from one outside the mask.

    The picture's border is no outside: an object that it cuts off goes on behind it.
    """
    return inverted(grown(inverted(mask), pixels)) if pixels > 0 else mask


def smoothed(mask: Rle, pixels: int) -> Rle:
    """With bumps and dents evened out that are small against so many pixels.

    A pixel belongs to the result when at least half of what surrounds it, weighted by a bell of this standard
    deviation, belongs to the mask. Beyond the picture's border the mask goes on as it is there.
    """
    if pixels <= 0 or not mask.area:
        return mask
    reach = max(1, round((math.sqrt(12 * pixels**2 / _PASSES + 1) - 1) / 2))  # boxes of 2 reach + 1 have that deviation
    room = _PASSES * reach
    crop, x, y = mask.to_crop()
    left, top = max(x - room, 0), max(y - room, 0)
    right = min(x + crop.shape[1] + room, mask.width)
    bottom = min(y + crop.shape[0] + room, mask.height)
    shape = bottom - top, right - left
    values = np.zeros(shape, dtype=np.uint8)
    values[y - top : y - top + crop.shape[0], x - left : x - left + crop.shape[1]] = crop
    values, after = np.pad(values, room, mode="edge"), np.empty(shape, dtype=np.bool_)
    # Piece by piece: most hold nothing but object or nothing but background, and the others fit the processor's cache.
    side = max(_PIECE, 4 * room)
    for row, column in product(*(range(0, length, side) for length in shape)):
        piece = values[row : row + side + 2 * room, column : column + side + 2 * room]
        even = piece.min() == piece.max()
        whole = piece[0, 0] != 0
        after[row : row + side, column : column + side] = whole if even else _mostly(piece, 2 * reach + 1)
    return Rle.from_crop(after, left, top, mask.height, mask.width)


def _mostly(values: NDArray[np.uint8], size: int) -> Mask:
    """Where at least half of what surrounds a pixel is 1; smaller by what box filters of that size need around it."""
    # Sums instead of means: they are whole numbers, so that half is exactly half.
    most = size ** (2 * _PASSES)
    kind = next(kind for kind in (np.int16, np.int32, np.int64) if most <= np.iinfo(kind).max)
    sums: _Whole = values.astype(kind)
    for _ in range(_PASSES):
        sums = _box_sums(_box_sums(sums, size).T, size).T
    mostly: Mask = sums >= (most + 1) // 2
    return mostly


def background_of(mask: Rle) -> Parts:
    """The background as parts, and of those the holes are what `is_hole` says.

    Pixels of the object that meet in a corner are joined, so those of a hole are not.
    """
    return Parts.of(inverted(mask), diagonal=False)


def is_hole(background: Parts) -> NDArray[np.bool_]:
    """Which parts (k) of a background do not reach the picture's border."""
    pieces = background.columns
    at_border = (pieces.x == 0) | (pieces.x == background.width - 1)
    at_border |= (pieces.top == 0) | (pieces.bottom == background.height)
    return np.asarray(np.bincount(background.labels, at_border, len(background.areas)) == 0)


def filled(mask: Rle, largest: int | None = None) -> Rle:
    """Without holes; with `largest`, without those that have at most so many pixels."""
    background = background_of(mask)
    chosen = is_hole(background)
    if largest is not None:
        chosen &= background.areas <= largest
    return united([mask, background.together(chosen)]) if chosen.any() else mask


def largest_hole(mask: Rle) -> int:
    """Pixels of the largest hole; 0 where there is none."""
    background = background_of(mask)
    return int(background.areas[is_hole(background)].max(initial=0))


def hole_at(mask: Rle, x: int, y: int) -> Rle | None:
    """The hole that a pixel belongs to; None where there is none."""
    background = background_of(mask)
    pieces = background.columns
    here = np.flatnonzero((pieces.x == x) & (pieces.top <= y) & (y < pieces.bottom))
    if not len(here):
        return None
    number = int(background.labels[here[0]])
    if not is_hole(background)[number]:
        return None
    return background.together(np.arange(len(background.areas)) == number)


def largest_island(mask: Rle) -> int:
    """Pixels of the largest part besides the main one; 0 where there is none."""
    areas = np.sort(Parts.of(mask).areas)
    return int(areas[-2]) if len(areas) > 1 else 0


def without_islands(mask: Rle, smallest: int) -> Rle:
    """Without the separate parts that have fewer pixels; the largest part stays whatever it has."""
    parts = Parts.of(mask)
    kept = parts.areas >= smallest
    if kept.all():
        return mask
    kept[parts.areas.argmax()] = True
    return parts.together(kept)


def _box_sums(values: _Whole, size: int) -> _Whole:
    """Sums over so many rows, (rows - size + 1, columns)."""
    so_far: _Whole = np.cumsum(values, axis=0, dtype=values.dtype)
    sums = so_far[size - 1 :].copy()
    np.subtract(sums[1:], so_far[:-size], out=sums[1:])
    return sums
