"""The smallest rectangle around a mask holds every pixel, and no other is smaller."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.oriented_box import convex_hull, oriented_box
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Mask, Rle

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)).filter(np.any)


def sides(corners: np.ndarray) -> np.ndarray:
    return np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)


def pixel_corners(mask: Mask) -> np.ndarray:
    y, x = np.nonzero(mask)
    return np.concatenate([np.stack([x + dx, y + dy], axis=1) for dx in (0, 1) for dy in (0, 1)])


@given(MASKS)
def test_it_holds_every_pixel(mask: Mask) -> None:
    corners = oriented_box(Rle.from_mask(mask))
    ways = np.roll(corners, -1, axis=0) - corners
    offsets = pixel_corners(mask)[:, None] - corners
    right_hand = ways[:, 0] * offsets[..., 1] - ways[:, 1] * offsets[..., 0]
    assert (right_hand >= -1e-6).all()


@given(MASKS)
def test_it_is_a_rectangle_no_larger_than_any_other(mask: Mask) -> None:
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


@given(MASKS)
def test_it_can_be_kept_inside_the_picture_and_still_holds_every_pixel(mask: Mask) -> None:
    corners = oriented_box(Rle.from_mask(mask), inside=True)
    assert (corners >= 0).all()
    assert (corners <= (mask.shape[1], mask.shape[0])).all()
    ways = np.roll(corners, -1, axis=0) - corners
    offsets = pixel_corners(mask)[:, None] - corners
    assert (ways[:, 0] * offsets[..., 1] - ways[:, 1] * offsets[..., 0] >= -1e-6).all()
