"""Masks made smoother or whole."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.components import Parts
from sam3_studio.core.mask_algebra import inverted, united
from sam3_studio.core.rle import Mask, Rle

_Whole = NDArray[np.unsignedinteger]
_PIECE = 512
"""Side in pixels of what is smoothed at once."""
_KNOWN = 16
"""Masks whose background is kept."""
_PASSES = 3
"""Box filters in a row; three come close to a Gaussian (central limit theorem)."""


def smoothed(mask: Rle, pixels: int) -> Rle:
    """A mask with bumps and dents evened out that are small compared with `pixels`.

    A pixel belongs to the result when at least half of what surrounds it, weighted by a bell of this standard
    deviation, belongs to the mask. Beyond the picture's border the mask goes on as it is there.
    """
    if pixels <= 0 or not mask.area:
        return mask
    reach = max(1, round((math.sqrt(12 * pixels**2 / _PASSES + 1) - 1) / 2))  # boxes of 2 reach + 1 have that deviation
    room, box = _PASSES * reach, mask.box
    if box is None:
        return mask
    left, top = max(int(box.x1) - room, 0), max(int(box.y1) - room, 0)
    right, bottom = min(int(box.x2) + room, mask.width), min(int(box.y2) + room, mask.height)
    side = max(_PIECE, 2 * room)
    strips = [_strip_smoothed(mask, (x, min(x + side, right)), (top, bottom), reach) for x in range(left, right, side)]
    starts, ends = (np.concatenate(sides) for sides in zip(*(strip.spans for strip in strips), strict=True))
    return Rle.from_spans(mask.height, mask.width, starts, ends)


def _strip_smoothed(mask: Rle, columns: tuple[int, int], rows: tuple[int, int], reach: int) -> Rle:
    """Some columns and rows of a mask, smoothed piece by piece.

    Most pieces hold nothing but object or nothing but background; the others fit the processor's cache.
    """
    room = _PASSES * reach
    values = _around(mask, columns, rows, room)
    (left, right), (top, bottom) = columns, rows
    after = np.empty((right - left, bottom - top), dtype=np.bool_)
    side = right - left
    for y in range(0, bottom - top, side):
        piece = values[:, y : y + side + 2 * room]
        whole = piece.all()
        target = after[:, y : y + side]
        target[:] = whole if whole or not piece.any() else _mostly(piece, 2 * reach + 1)
    return Rle.from_crop(after.T, left, top, mask.height, mask.width)


def _around(mask: Rle, columns: tuple[int, int], rows: tuple[int, int], room: int) -> Mask:
    """Some columns and rows of a mask, as the rows and columns of an array, with `room` pixels around them.

    What lies beyond the picture is as it is at the picture's border.
    """
    (left, right), (top, bottom) = (
        (max(first - room, 0), min(after + room, size))
        for (first, after), size in ((columns, mask.width), (rows, mask.height))
    )
    values = mask.to_columns(left, right)[:, top:bottom]
    beyond = (
        (left - columns[0] + room, columns[1] + room - right),
        (top - rows[0] + room, rows[1] + room - bottom),
    )
    return np.pad(values, beyond, mode="edge") if any(map(any, beyond)) else values


def _mostly(values: Mask, size: int) -> Mask:
    """Where at least half of what surrounds a pixel is 1; smaller by what box filters of that size need around it."""
    # Sums instead of means: they are whole numbers, so that half is exactly half. In one dimension, which is read as
    # it lies in memory: what flows from the end of a row into the next one lies in the margin that is cut off.
    rows, columns = values.shape
    sums: _Whole = np.ascontiguousarray(values).view(np.uint8).ravel()
    most = 1
    for pitch in (columns, 1) * _PASSES:
        most *= size
        sums = _running_sums(sums.astype(_smallest(most), copy=False), size, pitch)
    margin = _PASSES * (size - 1)
    mostly = np.zeros(rows * columns, dtype=np.bool_)
    np.greater_equal(sums, (most + 1) // 2, out=mostly[: len(sums)])
    return mostly.reshape(rows, columns)[: rows - margin, : columns - margin]


def _smallest(most: int) -> type[np.unsignedinteger]:
    """The smallest unsigned type that can hold a number."""
    return next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if most <= np.iinfo(kind).max)


def _running_sums(values: _Whole, size: int, pitch: int) -> _Whole:
    """Sums of `size` values each, which lie `pitch` apart; fewer than the values by what the last sum needs.

    Sums of 1, 2, 4 … values are put together: that takes fewer additions than there are values, and an addition of
    whole arrays takes a fraction of what a cumulative sum does.
    """
    length = len(values) - (size - 1) * pitch
    sums: _Whole | None = None
    reach, done = 1, 0
    while True:
        if size & reach:
            part = values[done * pitch :][:length]
            sums = part if sums is None else sums + part
            done += reach
        if done == size:
            return np.asarray(sums)
        values = values[: -reach * pitch] + values[reach * pitch :]
        reach *= 2


@lru_cache(_KNOWN)
def background_of(mask: Rle) -> Parts:
    """The background as parts, and of those the holes are what `is_hole` says.

    Pixels of the object that meet in a corner are joined, so those of a hole are not. What was asked for lately is
    known: a pointer that moves over objects asks for the same again and again.
    """
    return Parts.of(inverted(mask), diagonal=False)


def is_hole(background: Parts) -> NDArray[np.bool_]:
    """Which parts (k) of a background do not reach the picture's border."""
    pieces = background.columns
    at_border = (pieces.x == 0) | (pieces.x == background.width - 1)
    at_border |= (pieces.top == 0) | (pieces.bottom == background.height)
    return np.asarray(np.bincount(background.labels, at_border, len(background.areas)) == 0)


def filled(mask: Rle, largest: int | None = None) -> Rle:
    """A mask without holes; with `largest`, without those that have at most that many pixels."""
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
    """The hole that the pixel at column x, row y belongs to; None where there is none."""
    box = mask.box
    if box is None or not (box.x1 <= x < box.x2 and box.y1 <= y < box.y2):
        return None
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
    """A mask without the separate parts of fewer pixels than `smallest`; the largest part always stays."""
    parts = Parts.of(mask)
    kept = parts.areas >= smallest
    if kept.all():
        return mask
    kept[parts.areas.argmax()] = True
    return parts.together(kept)
