"""Sketches of what becomes of large masks, against what becomes of them."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sam3_studio.core.rle import Rle
from sam3_studio.editing.growing import grown, shrunk
from sam3_studio.editing.reshaping import smoothed
from sam3_studio.editing.sketching import GROWING, SMOOTHING, coarseness, sketched


def ellipse(height: int, width: int) -> NDArray[np.bool_]:
    """That nearly fills a picture, with a notch."""
    y, x = np.ogrid[:height, :width]
    inside = ((x - width / 2) / width) ** 2 + ((y - height / 2) / height) ** 2 < 0.24
    return inside & ~((abs(x - width / 2) < 40) & (y < height / 3))


LARGE = Rle.from_mask(ellipse(1203, 1405))
SMALL = Rle.from_mask(ellipse(60, 70))


@pytest.mark.parametrize(
    ("change", "sketching"),
    [(grown, replace(GROWING, fast=0)), (shrunk, replace(GROWING, fast=0)), (smoothed, SMOOTHING)],
)
@pytest.mark.parametrize("pixels", [3, 8, 15, 31])
def test_a_sketch_is_close_to_what_it_stands_for(change, sketching, pixels: int) -> None:
    assert sketched(change, LARGE, pixels, sketching).iou(change(LARGE, pixels)) > 0.98


def test_a_large_mask_of_few_runs_is_grown_exactly_while_one_of_many_is_sketched() -> None:
    rough = ellipse(1203, 1405)
    rough[::3] = False
    many = Rle.from_mask(rough)
    assert [coarseness(mask, 40, GROWING) for mask in (LARGE, many)] == [1, 4]


def test_small_masks_and_small_numbers_are_not_sketched() -> None:
    assert sketched(smoothed, SMALL, 9, SMOOTHING) == smoothed(SMALL, 9)
    assert sketched(smoothed, LARGE, 1, SMOOTHING) == smoothed(LARGE, 1)
    assert [coarseness(LARGE, pixels, SMOOTHING) for pixels in (1, 2, 7, 8)] == [1, 2, 2, 4]


@pytest.mark.parametrize(("height", "width"), [(1201, 1037), (1202, 1038), (1204, 1040)])
def test_a_square_of_a_sketch_looks_like_its_middle_or_where_that_is_cut_off_like_the_one_before(height, width) -> None:
    mask = np.random.default_rng(0).random((height, width)) < 0.5
    mask[:, 7], mask[0, 0], mask[-1, -1] = True, True, True
    middles = [np.arange(length) // 4 * 4 + 2 for length in mask.shape]
    rows, columns = (np.where(middle < len(middle), middle, middle - 4) for middle in middles)
    sketch = sketched(lambda coarse, _pixels: coarse, Rle.from_mask(mask), 8, SMOOTHING)
    assert np.array_equal(sketch.to_mask(), mask[np.ix_(rows, columns)])


def test_a_sketch_keeps_to_the_picture() -> None:
    full = Rle.from_mask(np.ones((1203, 1405), dtype=bool))
    assert sketched(smoothed, full, 9, SMOOTHING) == full
