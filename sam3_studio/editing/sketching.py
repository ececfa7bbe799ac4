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
    """When a sketch takes the place of the exact outcome.

    Attributes:
        steps: numbers of pixels in rising order; at each of them the sketch's grid becomes twice as coarse, for its
            cells are still small against the number.
        fast: the exact outcome is fast enough while a mask's runs times the number of pixels are no more than this.
    """

    steps: tuple[int, ...] = ()
    fast: int = 0


NEVER = Sketching()
GROWING, SMOOTHING = Sketching((15, 24), 2_000_000), Sketching((2, 8))


def coarseness(mask: Rle, pixels: int, sketching: Sketching) -> int:
    """How many pixels of the picture, each way, make one cell of the sketch; 1 where it is exact, as for small masks.

    Args:
        mask: that is sketched.
        pixels: how far the mask is grown, smoothed and so on.
        sketching: when a sketch is made.
    """
    small = mask.box is None or mask.box.area < LARGE
    exact = small or len(mask.counts) * pixels <= sketching.fast
    return 1 if exact else 2 ** bisect_right(sketching.steps, pixels)


def sketched(change: Callable[[Rle, int], Rle], mask: Rle, pixels: int, sketching: Sketching) -> Rle:
    """What a change by so many pixels makes of a mask, seen through a grid as coarse as `coarseness` says.

    Args:
        change: gives the exact outcome.
        mask: to be changed.
        pixels: as in `coarseness`.
        sketching: as in `coarseness`.
    """
    step = coarseness(mask, pixels, sketching)
    if step == 1:
        return change(mask, pixels)
    coarse = sampled(mask, step)
    return _fine(change(coarse, max(round(pixels / step), 1)), step, mask.height, mask.width)


def sampled(mask: Rle, step: int) -> Rle:
    """A mask of one pixel for each square of `step` by `step`, which is the one in its middle.

    A square that the picture's border cuts off before its middle has the value of the square before it.
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
