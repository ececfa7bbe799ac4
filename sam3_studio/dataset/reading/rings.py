"""Outlines as masks."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.mask_algebra import united
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.parsing import Place

_FAR = 16
"""A corner further from the picture than this many times its longer side is a mistake."""


def filled(rings: Sequence[NDArray[np.float64]], width: int, height: int, place: Place) -> Rle:
    """The mask inside any of the rings, (n, 2) corners each; what lies outside the picture is cut off.

    Rings of one or two corners, which have no area, occur where programs let corners be removed.

    Raises:
        DatasetError: a corner is far off.
    """
    for ring in rings:
        check_near(ring, width, height, place)
    masks = [rle_from_rings([ring], height, width) for ring in rings if len(ring) > 2]
    return united(masks) if masks else Rle.empty(height, width)


def check_near(points: NDArray[np.float64], width: int, height: int, place: Place) -> None:
    """Check that points lie anywhere near the picture.

    Raises:
        DatasetError: one does not.
    """
    if np.abs(points).max(initial=0) > _FAR * max(width, height):
        raise place.wrong(Sentence("it lies far outside the picture"))
