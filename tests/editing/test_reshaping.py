"""Masks made smoother or whole, against what the pixels say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.mask_algebra import inverted, subtracted
from sam3_studio.core.rle import Mask, Rle
from sam3_studio.editing.growing import grown, shrunk
from sam3_studio.editing.reshaping import (
    background_of,
    filled,
    hole_at,
    is_hole,
    smoothed,
    without_islands,
)

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12))
PIXELS = st.integers(1, 4)


def ring(hole: int = 3) -> Rle:
    """A square of 9 with a square hole in its middle, in a picture with a border of 4."""
    mask = np.zeros((17, 17), dtype=bool)
    mask[4:13, 4:13] = True
    first = 4 + (9 - hole) // 2
    mask[first : first + hole, first : first + hole] = False
    return Rle.from_mask(mask)


@pytest.mark.parametrize("change", [grown, shrunk, smoothed])
def test_by_nothing_nothing_changes(change) -> None:
    assert change(ring(), 0) == ring()


def test_smoothing_removes_a_bump_and_a_dent() -> None:
    straight = np.zeros((40, 40), dtype=bool)
    straight[:, :20] = True
    rough = straight.copy()
    rough[10, 20] = True
    rough[30, 19] = False
    assert smoothed(Rle.from_mask(rough), 3) == Rle.from_mask(straight)


def test_smoothing_keeps_the_size_of_a_disc() -> None:
    y, x = np.mgrid[:80, :80]
    disc = Rle.from_mask((x - 40) ** 2 + (y - 40) ** 2 < 900)
    assert smoothed(disc, 2).iou(disc) > 0.97


def weighed(mask: Mask, pixels: int) -> Mask:
    """Smoothed by the plain form: box filters one after the other, with the border's pixels repeated around it."""
    reach = max(1, round((np.sqrt(4 * pixels**2 + 1) - 1) / 2))
    sums, size = np.pad(mask.astype(np.int64), 3 * reach, mode="edge"), 2 * reach + 1
    for axis in (0, 0, 0, 1, 1, 1):
        length = sums.shape[axis] - size + 1
        sums = np.sum([sums.take(range(step, step + length), axis) for step in range(size)], axis=0)
    return np.asarray(2 * sums > size**6)


@given(MASKS, st.integers(1, 9))
def test_a_smoothed_mask_has_the_pixels_around_which_it_has_the_most(mask: Mask, pixels: int) -> None:
    assert smoothed(Rle.from_mask(mask), pixels) == Rle.from_mask(weighed(mask, pixels))


@pytest.mark.parametrize("pixels", [1, 2, 7])
def test_a_mask_that_is_smoothed_in_pieces_shows_no_seam(pixels: int) -> None:
    rng = np.random.default_rng(pixels)
    mask = np.kron(rng.random((41, 30)) < 0.5, np.ones((20, 29), dtype=bool))
    assert smoothed(Rle.from_mask(mask), pixels) == Rle.from_mask(weighed(mask, pixels))


def test_smoothing_leaves_a_full_picture_full() -> None:
    full = Rle.from_mask(np.ones((9, 5), dtype=bool))
    assert smoothed(full, 3) == full


@given(MASKS)
def test_a_filled_mask_has_no_holes_and_loses_no_pixel(mask: Mask) -> None:
    whole = filled(Rle.from_mask(mask))
    assert not is_hole(background_of(whole)).any()
    assert subtracted(Rle.from_mask(mask), whole).area == 0


def test_only_small_holes_are_filled_when_a_size_is_given() -> None:
    assert filled(ring(hole=3), largest=8) == ring(hole=3)
    assert filled(ring(hole=3), largest=9).area == 81


def test_the_hole_under_a_pixel_is_found() -> None:
    hole = hole_at(ring(), 8, 8)
    assert hole is not None
    assert hole.area == 9
    assert subtracted(hole, inverted(ring())).area == 0


@pytest.mark.parametrize(("x", "y"), [(4, 4), (0, 0), (16, 2)], ids=["object", "corner", "outside"])
def test_elsewhere_there_is_no_hole(x: int, y: int) -> None:
    assert hole_at(ring(), x, y) is None


def test_a_dent_in_the_pictures_border_is_no_hole() -> None:
    mask = np.ones((5, 5), dtype=bool)
    mask[0, 2] = mask[1, 2] = False
    assert filled(Rle.from_mask(mask)) == Rle.from_mask(mask)


def islands() -> Rle:
    """Parts of 1, 4 and 9 pixels."""
    mask = np.zeros((12, 12), dtype=bool)
    mask[1, 1] = True
    mask[1:3, 4:6] = True
    mask[6:9, 6:9] = True
    return Rle.from_mask(mask)


@pytest.mark.parametrize(("smallest", "area"), [(1, 14), (2, 13), (5, 9), (100, 9)])
def test_small_islands_go_and_the_largest_stays(smallest: int, area: int) -> None:
    assert without_islands(islands(), smallest).area == area


def test_an_empty_mask_stays_empty() -> None:
    empty = Rle.empty(5, 6)
    for change in (grown, shrunk, smoothed, without_islands):
        assert change(empty, 2) == empty
    assert filled(empty) == empty


def test_what_lies_around_a_mask_is_looked_for_once() -> None:
    mask = ring()
    assert background_of(mask) is background_of(mask)
