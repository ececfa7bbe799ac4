"""One ring stands for an object with holes and parts, and stays close to it with few corners."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from pycocotools import mask as coco_mask

from sam3_studio.core import polygon
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.polygon import join_rings, single_ring
from sam3_studio.core.raster import fill_rings
from sam3_studio.core.rle import Rle

masks = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)).filter(np.any)


def winding_number(x, y, ring):
    """How often a ring runs around a point, by the edges that a ray to the left crosses."""
    start, end = ring, np.roll(ring, -1, axis=0)
    y1, y2 = start[:, 1], end[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        left = start[:, 0] + (end[:, 0] - start[:, 0]) * ((y - y1) / (y2 - y1)) < x
    return int((left & (y1 <= y) & (y < y2)).sum() - (left & (y2 <= y) & (y < y1)).sum())


def disc(radius, size, hole=0, centre=None):
    y, x = np.mgrid[:size, :size] + 0.5
    away = np.hypot(x - (centre or size / 2), y - size / 2)
    return (away < radius) & (away >= hole)


@given(masks)
def test_one_ring_fills_to_the_mask_by_the_even_odd_rule(mask):
    ring = join_rings(trace_contours(Rle.from_mask(mask)).rings)
    assert np.array_equal(fill_rings([ring], *mask.shape), mask)


@given(masks)
def test_one_ring_fills_to_the_mask_by_the_nonzero_rule(mask):
    ring = join_rings(trace_contours(Rle.from_mask(mask)).rings)
    height, width = mask.shape
    filled = [[winding_number(x + 0.5, y + 0.5, ring) != 0 for x in range(width)] for y in range(height)]
    assert np.array_equal(filled, mask)


@given(masks)
def test_bridges_keep_whole_coordinates_and_add_three_corners_each_at_most(mask):
    rings = trace_contours(Rle.from_mask(mask)).rings
    ring = join_rings(rings)
    assert np.array_equal(ring, np.round(ring))
    assert len(ring) <= sum(map(len, rings)) + 3 * (len(rings) - 1)


@given(masks)
def test_with_very_many_corners_the_ring_is_as_exact(mask):
    rings = trace_contours(Rle.from_mask(mask)).rings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(polygon, "_MOST_CORNERS_FOR_SHORTEST", 0)
        ring = join_rings(rings)
    assert np.array_equal(fill_rings([ring], *mask.shape), mask)


def test_bridges_are_the_shortest():
    """Two squares three pixels apart, the nearest places in the middle of an edge."""
    mask = np.zeros((30, 30), dtype=bool)
    mask[0:20, 0:10] = True
    mask[8:12, 13:20] = True
    ring = join_rings(trace_contours(Rle.from_mask(mask)).rings)
    steps = np.abs(np.roll(ring, -1, axis=0) - ring).sum(axis=1)
    assert steps.sum() == 2 * (20 + 10) + 2 * (4 + 7) + 2 * 3


def test_a_part_hangs_on_the_nearest_part_not_on_the_first():
    """Three squares in a row, twenty pixels apart, the middle one traced last."""
    mask = np.zeros((12, 70), dtype=bool)
    mask[0:10, 0:10] = mask[1:11, 60:70] = mask[2:12, 30:40] = True
    ring = join_rings(trace_contours(Rle.from_mask(mask)).rings)
    steps = np.hypot(*(np.roll(ring, -1, axis=0) - ring).T)
    assert steps.sum() == 3 * 40 + 2 * (20 + 20)


def test_rings_that_touch_need_no_bridge():
    rings = trace_contours(Rle.from_mask(np.array([[1, 0], [0, 1]], dtype=bool))).rings
    assert join_rings(rings).tolist() == [[0, 0], [1, 0], [1, 1], [2, 1], [2, 2], [1, 2], [1, 1], [0, 1]]


def test_one_ring_is_left_as_it_is():
    ring = np.array([[0, 0], [4, 0], [4, 4]], dtype=float)
    assert join_rings([ring]) is ring


def test_no_rings_cannot_be_joined():
    with pytest.raises(ValueError, match="no rings"):
        join_rings([])


def test_an_empty_mask_has_no_ring():
    with pytest.raises(ValueError, match="no outline"):
        single_ring(Rle.empty(3, 3))


@given(masks, st.integers(3, 60))
def test_few_corners_never_cost_more_than_one_percent(mask, most):
    rle = Rle.from_mask(mask)
    ring, iou = single_ring(rle, most)
    filled = Rle.from_mask(fill_rings([ring], *mask.shape))
    assert filled.iou(rle) >= iou >= 0.99


@pytest.mark.parametrize("most", [60, 100, 900])
def test_a_large_object_gets_the_corners_it_is_allowed(most):
    rle = Rle.from_mask(disc(190, 400, hole=90))
    ring, iou = single_ring(rle, most)
    assert len(ring) <= most
    assert iou >= 0.99


def test_within_the_limit_nothing_is_lost():
    rle = Rle.from_mask(disc(20, 50, hole=9) | disc(3, 50, centre=47))
    ring, iou = single_ring(rle)
    assert iou == 1
    assert Rle.from_mask(fill_rings([ring], 50, 50)) == rle


def test_an_outline_that_needs_more_corners_gets_them():
    """A comb of a hundred teeth cannot be told with fifty corners."""
    mask = np.zeros((60, 400), dtype=bool)
    mask[50:] = True
    mask[:, ::4] = True
    ring, iou = single_ring(Rle.from_mask(mask), 50)
    assert iou >= 0.99
    assert len(ring) > 200


def test_the_iou_holds_for_readers_that_round_pixel_centres_on_an_edge_either_way():
    """Single stairs simplified to a straight line run through pixel centres all along."""
    mask = np.tri(120, 120, 0, dtype=bool) & ~np.tri(120, 120, -3, dtype=bool)
    ring, iou = single_ring(Rle.from_mask(mask), 60)
    packed = coco_mask.frPyObjects([ring.ravel().tolist()], 120, 120)
    expected = coco_mask.encode(np.asfortranarray(mask, dtype=np.uint8))
    assert coco_mask.iou(packed, [expected], [0])[0, 0] >= iou >= 0.99


def test_small_parts_survive_beside_a_large_one():
    mask = disc(150, 320)
    mask[0:5, 0:5] = mask[310:316, 300:306] = True
    ring, _ = single_ring(Rle.from_mask(mask), 60)
    filled = fill_rings([ring], 320, 320)
    assert filled[0:5, 0:5].sum() >= 9
    assert filled[310:316, 300:306].sum() >= 12
