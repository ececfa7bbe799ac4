"""Boxes count pixel edges and refuse what is no box."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.geometry import Box

numbers = st.floats(-1e6, 1e6)


@st.composite
def boxes(draw):
    x1, x2 = sorted((draw(numbers), draw(numbers)))
    y1, y2 = sorted((draw(numbers), draw(numbers)))
    return Box(x1, y1, x2, y2)


def test_the_box_of_one_pixel_is_one_wide_and_one_high():
    box = Box(3, 5, 4, 6)
    assert (box.width, box.height, box.area) == (1, 1, 1)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", range(4))
def test_coordinates_must_be_finite(value, place):
    coordinates = [0.0, 0.0, 1.0, 1.0]
    coordinates[place] = value
    with pytest.raises(ValueError, match="finite"):
        Box(*coordinates)


@pytest.mark.parametrize("corners", [(2, 0, 1, 1), (0, 2, 1, 1)])
def test_corners_must_not_be_swapped(corners):
    with pytest.raises(ValueError, match="x1 <= x2 and y1 <= y2"):
        Box(*corners)


def test_a_box_of_no_area_is_a_box():
    assert Box(1, 1, 1, 5).area == 0


@given(boxes(), st.floats(1, 1e4), st.floats(1, 1e4))
def test_a_clipped_box_lies_in_the_image(box, width, height):
    clipped = box.clipped(width, height)
    assert 0 <= clipped.x1 <= clipped.x2 <= width
    assert 0 <= clipped.y1 <= clipped.y2 <= height
    assert clipped.clipped(width, height) == clipped


def test_clipping_keeps_the_part_inside():
    assert Box(-5, 2, 7, 30).clipped(10, 20) == Box(0, 2, 7, 20)


def test_a_box_outside_is_clipped_to_no_area():
    assert Box(12, 3, 15, 4).clipped(10, 10).area == 0


@given(boxes(), boxes())
def test_iou_is_symmetric_and_between_0_and_1(a, b):
    assert a.iou(b) == b.iou(a)
    assert 0 <= a.iou(b) <= 1


def test_half_overlapping_boxes_share_a_third():
    assert Box(0, 0, 2, 2).iou(Box(1, 0, 3, 2)) == pytest.approx(1 / 3)


def test_a_box_shares_everything_with_itself():
    assert Box(1, 2, 3, 4).iou(Box(1, 2, 3, 4)) == 1


def test_boxes_that_only_touch_share_nothing():
    assert Box(0, 0, 1, 1).iou(Box(1, 0, 2, 1)) == 0


def test_boxes_of_no_area_share_nothing():
    assert Box(1, 1, 1, 1).iou(Box(1, 1, 1, 1)) == 0
