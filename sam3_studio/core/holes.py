"""The holes of a mask: what of its background does not reach the picture's border."""

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.components import Parts
from sam3_studio.core.mask_algebra import inverted, united
from sam3_studio.core.rle import Rle


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
