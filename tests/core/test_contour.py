"""Rings along pixel edges lose nothing and never touch themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from limits import most_memory
from pycocotools import mask as coco_mask

from sam3_studio.core.contour import trace_contours
from sam3_studio.core.raster import fill_rings
from sam3_studio.core.rle import Rle


@st.composite
def layered_masks(draw):
    """Rectangles, lines and holes drawn over one another, some touching the border."""
    mask = np.zeros(draw(array_shapes(min_dims=2, max_dims=2, max_side=40)), dtype=bool)
    height, width = mask.shape
    for _ in range(draw(st.integers(0, 8))):
        y, x = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        mask[y : y + draw(st.integers(1, 12)), x : x + draw(st.integers(1, 12))] = draw(st.booleans())
    return mask


masks = st.one_of(arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)), layered_masks())


def contours_of(mask):
    return trace_contours(Rle.from_mask(np.asarray(mask, dtype=bool)))


def signed_area(ring):
    """Positive when the ring runs clockwise on the screen."""
    x, y = ring.T
    return (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2


def as_lists(rings):
    return [ring.astype(int).tolist() for ring in rings]


@given(masks)
def test_filling_the_rings_gives_the_mask_back_bit_for_bit(mask):
    assert np.array_equal(fill_rings(contours_of(mask).rings, *mask.shape), mask)


@given(masks)
def test_pycocotools_fills_the_outer_rings_of_objects_without_holes_to_the_same_mask(mask):
    contours = contours_of(mask)
    if contours.holes or not contours.outers:
        return
    polygons = [ring.ravel().tolist() for ring in contours.outers]
    read = coco_mask.merge(coco_mask.frPyObjects(polygons, *mask.shape))
    assert read == coco_mask.encode(np.asfortranarray(mask, dtype=np.uint8))


@given(masks)
def test_no_ring_passes_a_corner_twice(mask):
    for ring in contours_of(mask).rings:
        assert len(np.unique(ring, axis=0)) == len(ring)


@given(masks)
def test_ring_corners_turn_by_a_right_angle_at_whole_coordinates(mask):
    for ring in contours_of(mask).rings:
        assert np.array_equal(ring, np.round(ring))
        step, following = np.roll(ring, -1, axis=0) - ring, np.roll(ring, -2, axis=0) - np.roll(ring, -1, axis=0)
        assert ((step != 0).sum(axis=1) == 1).all()
        assert ((step * following).sum(axis=1) == 0).all()


@given(masks)
def test_areas_of_outer_rings_less_those_of_holes_make_the_mask(mask):
    contours = contours_of(mask)
    assert all(signed_area(ring) > 0 for ring in contours.outers)
    assert all(signed_area(ring) < 0 for ring in contours.holes)
    assert sum(map(signed_area, contours.rings)) == mask.sum()


@given(masks)
def test_every_ring_starts_at_its_topmost_then_leftmost_corner(mask):
    for ring in contours_of(mask).rings:
        assert tuple(ring[0, ::-1]) == min(map(tuple, ring[:, ::-1]))


def test_one_pixel_has_four_corners_clockwise_on_the_screen():
    mask = np.zeros((8, 8))
    mask[5, 3] = 1
    assert as_lists(contours_of(mask).outers) == [[[3, 5], [4, 5], [4, 6], [3, 6]]]


def test_straight_edges_have_no_corners_inside():
    contours = contours_of(np.ones((50, 70)))
    assert as_lists(contours.outers) == [[[0, 0], [70, 0], [70, 50], [0, 50]]]


def test_a_hole_runs_against_its_outer_ring():
    contours = contours_of([[1, 1, 1], [1, 0, 1], [1, 1, 1]])
    assert as_lists(contours.outers) == [[[0, 0], [3, 0], [3, 3], [0, 3]]]
    assert as_lists(contours.holes) == [[[1, 1], [1, 2], [2, 2], [2, 1]]]


@pytest.mark.parametrize("mask", [[[1, 0], [0, 1]], [[0, 1], [1, 0]]])
def test_pixels_that_meet_at_a_corner_are_two_rings(mask):
    contours = contours_of(mask)
    assert len(contours.outers) == 2
    assert not contours.holes


@pytest.mark.parametrize("flip", [False, True])
def test_parts_that_meet_at_two_corners_enclose_no_hole(flip):
    mask = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]])
    contours = contours_of(mask[:, ::-1] if flip else mask)
    assert (len(contours.outers), len(contours.holes)) == (2, 0)


def test_a_loop_closed_at_a_corner_is_a_ring_and_a_hole_that_touch():
    """Traced in one go the ring would pass the corner at (2, 2) twice."""
    contours = contours_of([[1, 1, 1], [1, 0, 1], [1, 1, 0]])
    assert as_lists(contours.outers) == [[[0, 0], [3, 0], [3, 2], [2, 2], [2, 3], [0, 3]]]
    assert as_lists(contours.holes) == [[[1, 1], [1, 2], [2, 2], [2, 1]]]


def test_an_island_in_a_hole_is_an_outer_ring():
    mask = np.ones((7, 7))
    mask[1:6, 1:6] = 0
    mask[3, 3] = 1
    contours = contours_of(mask)
    assert (len(contours.outers), len(contours.holes)) == (2, 1)


def test_an_empty_mask_has_no_rings():
    assert contours_of(np.zeros((3, 3))).rings == ()


def test_rings_lie_where_the_mask_lies_in_a_huge_image():
    rle = Rle.from_crop(np.ones((1, 2), dtype=bool), 19_998, 14_999, 15_000, 20_000)
    corners = [[19_998, 14_999], [20_000, 14_999], [20_000, 15_000], [19_998, 15_000]]
    assert as_lists(trace_contours(rle).outers) == [corners]


def test_what_fills_a_huge_picture_takes_no_more_memory_than_its_outline():
    full = Rle.from_counts(15000, 20000, [0, 15000 * 20000])
    with most_memory() as peak:
        contours = trace_contours(full)
    assert as_lists(contours.outers) == [[[0, 0], [20000, 0], [20000, 15000], [0, 15000]]]
    assert peak[0] < 16 << 20  # pixel by pixel it takes 3,000
