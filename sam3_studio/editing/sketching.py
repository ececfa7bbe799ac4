"""What a number of pixels does to a large mask, roughly but at once: for a hand that is still moving."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sam3_studio.core.columns import Columns
from sam3_studio.core.rle import Rle

LARGE = 1 << 20
"""Pixels of a box; what is done with a mask in a smaller one takes no time that would be felt."""


@dataclass(frozen=True, slots=True)
class Sketching:
    """When a sketch takes the place of what is exact.

    Attributes:
        steps: numbers of pixels in rising order, from each of which on its grid is twice as coarse: what is one pixel
            of it is still small against the number.
        fast: what is exact is fast as long as a mask has no more runs than this, divided by the number of pixels.
    """

    steps: tuple[int, ...] = ()
    fast: int = 0


NEVER = Sketching()
GROWING, SMOOTHING = Sketching((15, 24), 2_000_000), Sketching((2, 8))


def coarseness(mask: Rle, pixels: int, sketching: Sketching) -> int:
    """How many pixels of the picture are one of the sketch; 1 where it is exact, as with small masks.

    Args:
        mask: that is sketched.
        pixels: how far something is done with it.
        sketching: when it is.
    """
    small = mask.box is None or mask.box.area < LARGE
    exact = small or len(mask.counts) * pixels <= sketching.fast
    return 1 if exact else 2 ** bisect_right(sketching.steps, pixels)


def sketched(change: Callable[[Rle, int], Rle], mask: Rle, pixels: int, sketching: Sketching) -> Rle:
    """What becomes of a mask by so many pixels, seen through a grid as coarse as `coarseness` says."""
    step = coarseness(mask, pixels, sketching)
    if step == 1:
        return change(mask, pixels)
    coarse = sampled(mask, step)
    return _fine(change(coarse, max(round(pixels / step), 1)), step, mask.height, mask.width)


def sampled(mask: Rle, step: int) -> Rle:
    """The pixel in the middle of every square of so many by so many; of those that the border cuts off, the one
    before.
    """
    height, width, middle = -(-mask.height // step), -(-mask.width // step), step // 2
    pieces = Columns.of(mask)
    # The first sample at or below each side; of columns of samples alone, and of pieces that have one.
    top, bottom = (-((middle - side) // step) for side in (pieces.top, pieces.bottom))
    met = (pieces.x % step == middle) & (bottom > top)
    x, top, bottom = pieces.x[met] // step, top[met], bottom[met]
    if (height - 1) * step + middle >= mask.height:
        bottom[bottom == height - 1] = height
    if (width - 1) * step + middle >= mask.width:
        last = x == width - 2
        x, top, bottom = np.append(x, x[last] + 1), np.append(top, top[last]), np.append(bottom, bottom[last])
    return Rle.from_spans(height, width, x * height + top, x * height + bottom)


def _fine(coarse: Rle, step: int, height: int, width: int) -> Rle:
    """Every pixel of a coarse grid as a square of pixels, inside the picture."""
    pieces = Columns.of(coarse)
    x = (pieces.x[:, None] * step + np.arange(step)).ravel()
    top, bottom = (np.repeat(np.minimum(side * step, height), step) for side in (pieces.top, pieces.bottom))
    inside = x < width
    return Rle.from_spans(height, width, (x * height + top)[inside], (x * height + bottom)[inside])
