"""The smallest rectangle around a mask holds every pixel, and no other is smaller."""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.oriented_box import convex_hull, oriented_box
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Mask, Rle

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)).filter(np.any)


def line(ends: list[tuple[int, int]]) -> Mask:
    """From one pixel to the other, one pixel wide, in a picture of 12 x 14."""
    (x1, y1), (x2, y2) = ends
    mask = np.zeros((12, 14), dtype=bool)
    mask[np.linspace(y1, y2, 20).round().astype(int), np.linspace(x1, x2, 20).round().astype(int)] = True
    return mask


ENDS = st.tuples(st.integers(0, 13), st.integers(0, 11))
THIN = st.one_of(MASKS, st.lists(ENDS, min_size=2, max_size=2).map(line))
"""Some of them slanted, with room around them: turned boxes are the smallest, and inside the picture or not."""


def sides(corners: np.ndarray) -> np.ndarray:
    return np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)


def pixel_corners(mask: Mask) -> np.ndarray:
    y, x = np.nonzero(mask)
    return np.concatenate([np.stack([x + dx, y + dy], axis=1) for dx in (0, 1) for dy in (0, 1)])


def with_room(mask: Mask) -> Mask:
    """In a picture so large that no rectangle around it leaves that."""
    return np.pad(mask, sum(mask.shape))


@given(MASKS)
def test_it_holds_every_pixel_and_does_not_leave_the_picture(mask: Mask) -> None:
    corners = oriented_box(Rle.from_mask(mask))
    assert (corners >= 0).all()
    assert (corners <= (mask.shape[1], mask.shape[0])).all()
    ways = np.roll(corners, -1, axis=0) - corners
    offsets = pixel_corners(mask)[:, None] - corners
    right_hand = ways[:, 0] * offsets[..., 1] - ways[:, 1] * offsets[..., 0]
    assert (right_hand >= -1e-6).all()


@given(MASKS)
def test_it_is_a_rectangle_no_larger_than_any_other(mask: Mask) -> None:
    mask = with_room(mask)
    corners = oriented_box(Rle.from_mask(mask))
    a, b, c, d = sides(corners)
    assert (a, b) == pytest.approx((c, d))
    assert np.dot(corners[1] - corners[0], corners[2] - corners[1]) == pytest.approx(0, abs=1e-6)
    points = pixel_corners(mask)
    for angle in np.linspace(0, np.pi / 2, 91):
        turned = points @ np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
        assert a * b <= np.prod(np.ptp(turned, axis=0)) + 1e-6


def test_an_upright_box_stays_upright() -> None:
    corners = oriented_box(Rle.from_crop(np.ones((3, 7), dtype=bool), 5, 4, 20, 30))
    assert corners.tolist() == [[5, 4], [12, 4], [12, 7], [5, 7]]


def test_a_turned_rectangle_is_found_again() -> None:
    drawn = np.array([(100.0, 20.0), (180.0, 80.0), (150.0, 120.0), (70.0, 60.0)])
    corners = oriented_box(rle_from_rings([drawn], 150, 200))
    assert np.abs(corners - drawn).max() < 1.5


def test_corners_start_at_the_top_and_go_clockwise() -> None:
    drawn = np.array([(100.0, 20.0), (180.0, 80.0), (150.0, 120.0), (70.0, 60.0)])
    corners = oriented_box(rle_from_rings([drawn], 150, 200))
    assert corners[:, 1].argmin() == 0
    assert corners[1, 0] > corners[0, 0]


def test_a_hull_has_no_corner_on_its_lines() -> None:
    points = np.array([(0, 0), (1, 0), (2, 0), (2, 2), (1, 1), (0, 2), (0, 1)], dtype=np.float64)
    assert convex_hull(points).tolist() == [[0, 0], [2, 0], [2, 2], [0, 2]]


def test_an_empty_mask_has_none() -> None:
    with pytest.raises(ValueError, match="empty"):
        oriented_box(Rle.empty(3, 4))


def rectangles(mask: Mask) -> Iterator[np.ndarray]:
    """Around all pixels, the corners of each rectangle that touches two of their corners with one side.

    Every direction from one corner to another is tried, so that nobody has to know the hull.
    """
    points = np.unique(pixel_corners(mask), axis=0)
    for dx, dy in itertools.product(range(mask.shape[1] + 1), range(mask.shape[0] + 1)):
        if math.gcd(dx, dy) == 1:
            for way in ((dx, dy), (dx, -dy)):
                turn = np.array([way, (-way[1], way[0])]) / math.hypot(dx, dy)
                turned = points @ turn.T
                low, high = turned.min(axis=0), turned.max(axis=0)
                if max(np.isclose(turned, side).sum(axis=0).max() for side in (low, high)) > 1:
                    yield np.array([low, (high[0], low[1]), high, (low[0], high[1])]) @ turn


def area(corners: np.ndarray) -> float:
    a, b, *_ = sides(corners)
    return a * b


@given(THIN)
def test_its_area_is_the_least_of_all_directions(mask: Mask) -> None:
    assert area(oriented_box(Rle.from_mask(with_room(mask)))) == pytest.approx(min(map(area, rectangles(mask))))


@given(THIN)
def test_inside_the_picture_its_area_is_the_least_of_those_that_are_inside(mask: Mask) -> None:
    height, width = mask.shape
    inside = (one for one in rectangles(mask) if (one >= -1e-9).all() and (one <= (width + 1e-9, height + 1e-9)).all())
    assert area(oriented_box(Rle.from_mask(mask))) == pytest.approx(min(map(area, inside)))
