"""What is done with runs is what is done with pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.mask_algebra import intersected, inverted, may_share, subtracted, united
from sam3_studio.core.rle import Mask, Rle

SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=12)
MASKS = arrays(np.bool_, SHAPES)
PAIRS = SHAPES.flatmap(lambda shape: st.tuples(*[arrays(np.bool_, shape)] * 2))
SEVERAL = SHAPES.flatmap(lambda shape: st.lists(arrays(np.bool_, shape), min_size=1, max_size=5))


@given(SEVERAL)
def test_a_union_has_the_pixels_of_any_mask(masks: list[Mask]) -> None:
    assert united([Rle.from_mask(mask) for mask in masks]) == Rle.from_mask(np.any(masks, axis=0))


@given(PAIRS)
def test_an_intersection_has_the_pixels_of_both(pair: tuple[Mask, Mask]) -> None:
    assert intersected(*map(Rle.from_mask, pair)) == Rle.from_mask(pair[0] & pair[1])


@given(PAIRS)
def test_a_difference_has_the_pixels_of_the_first_alone(pair: tuple[Mask, Mask]) -> None:
    assert subtracted(*map(Rle.from_mask, pair)) == Rle.from_mask(pair[0] & ~pair[1])


@given(PAIRS)
def test_masks_that_may_share_no_pixel_share_none(pair: tuple[Mask, Mask]) -> None:
    first, second = map(Rle.from_mask, pair)
    assert may_share(first, second) or not (pair[0] & pair[1]).any()
    assert may_share(first, second) == may_share(second, first)


def test_what_lies_elsewhere_takes_nothing_away() -> None:
    left, right = (Rle.from_crop(np.ones((3, 3), dtype=bool), x, 0, 10, 10) for x in (0, 3))
    assert not may_share(left, right)
    assert subtracted(left, right) is left
    assert intersected(left, right).area == 0


@given(MASKS)
def test_an_inverse_has_all_other_pixels(mask: Mask) -> None:
    assert inverted(Rle.from_mask(mask)) == Rle.from_mask(~mask)


@pytest.mark.parametrize("combine", [intersected, subtracted, lambda *masks: united(masks)])
def test_masks_of_different_images_are_not_combined(combine) -> None:
    with pytest.raises(ValueError, match="3 x 2 and 2 x 3"):
        combine(Rle.empty(2, 3), Rle.empty(3, 2))


def test_a_union_of_nothing_has_no_size() -> None:
    with pytest.raises(ValueError, match="no masks"):
        united([])


def test_spans_that_leave_the_image_are_refused() -> None:
    with pytest.raises(ValueError, match="leaves"):
        Rle.from_spans(3, 4, np.array([11]), np.array([13]))
