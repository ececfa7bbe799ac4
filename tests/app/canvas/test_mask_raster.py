"""Masks on the screen are the masks: sampled where the pixels lie, rimmed where the mask ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sam3_studio.app.canvas.mask_raster import Runs, blurred, coverage, depths, fineness
from sam3_studio.core.rle import Rle

masks = arrays(np.bool_, st.tuples(st.integers(1, 30), st.integers(1, 30)))


@given(masks)
def test_runs_have_exactly_the_pixels_of_the_mask(mask):
    runs = Runs.of(Rle.from_mask(mask))
    if runs is None:
        assert not mask.any()
        return
    rows, columns = mask.shape
    assert [[runs.has(x, y) for x in range(columns)] for y in range(rows)] == mask.tolist()


@given(masks, st.sampled_from([1.0, 2.0, 3.0, 2.5]), st.integers(-5, 20), st.integers(-5, 20))
def test_a_screen_pixel_from_100_percent_on_is_the_mask_pixel_under_its_middle(mask, scale, left, top):
    runs = Runs.of(Rle.from_mask(mask))
    if runs is None:
        return
    found = coverage(runs, scale, left, top, 25, 17)
    for row in range(17):
        for column in range(25):
            x, y = int((left + column + 0.5) // scale), int((top + row + 0.5) // scale)
            inside = 0 <= y < mask.shape[0] and 0 <= x < mask.shape[1]
            assert found[row, column] == (inside and mask[y, x])


@given(masks)
def test_at_50_percent_a_screen_pixel_counts_its_four_mask_pixels(mask):
    mask = mask[: mask.shape[0] // 2 * 2, : mask.shape[1] // 2 * 2]
    if not mask.any():
        return
    runs = Runs.of(Rle.from_mask(mask))
    rows, columns = mask.shape[0] // 2, mask.shape[1] // 2
    expected = mask.reshape(rows, 2, columns, 2).sum(axis=(1, 3))
    assert np.array_equal(coverage(runs, 0.5, 0, 0, columns, rows), expected)


def test_a_mask_in_a_huge_picture_costs_its_own_size_alone():
    mask = Rle.from_crop(np.ones((10, 10), dtype=bool), 19000, 14000, 15000, 20000)
    found = coverage(Runs.of(mask), 1.0, 18990, 13990, 30, 30)
    assert found.sum() == 100
    assert found[10:20, 10:20].all()


@pytest.mark.parametrize("size", [3, 5, 7])
def test_depth_is_the_distance_from_a_straight_rim(size):
    values = np.zeros((60, 60), dtype=np.uint16)
    values[:, 30:] = 1
    levels = size**4 * fineness(1.0) ** 2
    depth = depths(size, levels)[blurred(values, size)]
    middle = depth[depth.shape[0] // 2]
    start = 30 - (size - 1)  # the result is smaller on every side
    near = slice(start - size // 2, start + size // 2)
    expected = np.arange(depth.shape[1]) + 0.5 - start
    assert np.allclose(middle[near], expected[near], atol=0.3)
