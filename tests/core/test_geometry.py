"""Boxes count pixel edges and refuse what is no box."""

import math

import pytest

from sam3_studio.core.geometry import Box


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
