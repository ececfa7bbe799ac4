"""Squares that the model finds in pictures of 200 x 100, of two classes."""

import numpy as np

from sam3_studio.core.rle import Rle

DUCK, GOOSE = 1, 2


def square(x: int, y: int = 0, side: int = 10) -> Rle:
    """In a picture of 200 x 100."""
    return Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 100, 200)
