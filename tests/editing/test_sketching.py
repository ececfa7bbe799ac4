"""Sketches of what becomes of large masks, against what becomes of them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sam3_studio.core.rle import Rle
from sam3_studio.editing.reshaping import grown, shrunk, smoothed
from sam3_studio.editing.sketching import GROWING, SMOOTHING, coarseness, sketched


def ellipse(height: int, width: int) -> NDArray[np.bool_]:
    """That nearly fills a picture, with a notch."""
    y, x = np.ogrid[:height, :width]
    inside = ((x - width / 2) / width) ** 2 + ((y - height / 2) / height) ** 2 < 0.24
    return inside & ~((abs(x - width / 2) < 40) & (y < height / 3))


LARGE = Rle.from_mask(ellipse(1203, 1405))
SMALL = Rle.from_mask(ellipse(60, 70))


@pytest.mark.parametrize(("change", "steps"), [(grown, GROWING), (shrunk, GROWING), (smoothed, SMOOTHING)])
@pytest.mark.parametrize("pixels", [3, 8, 15, 31])
def test_a_sketch_is_close_to_what_it_stands_for(change, steps, pixels: int) -> None:
    assert sketched(change, LARGE, pixels, steps).iou(change(LARGE, pixels)) > 0.98


def test_small_masks_and_small_numbers_are_not_sketched() -> None:
    assert sketched(smoothed, SMALL, 9, SMOOTHING) == smoothed(SMALL, 9)
    assert sketched(smoothed, LARGE, 1, SMOOTHING) == smoothed(LARGE, 1)
    assert [coarseness(LARGE, pixels, SMOOTHING) for pixels in (1, 2, 7, 8)] == [1, 2, 2, 4]


def test_a_sketch_keeps_to_the_picture() -> None:
    full = Rle.from_mask(np.ones((1203, 1405), dtype=bool))
    assert sketched(smoothed, full, 9, SMOOTHING) == full
