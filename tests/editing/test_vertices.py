"""Corners are made from a mask and moved; the mask changes there alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from limits import most_memory

from sam3_studio.core.components import Parts
from sam3_studio.core.contour import Ring, trace_contours
from sam3_studio.core.mask_algebra import intersected, inverted, subtracted
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Mask, Rle
from sam3_studio.editing.redrawing import redrawn
from sam3_studio.editing.vertices import outline, with_corner, with_new_corner, without_corner

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=14))


def disc() -> Rle:
    """Of radius 30 around (50, 40), in a picture of 100 x 80."""
    y, x = np.mgrid[:80, :100]
    return Rle.from_mask((x + 0.5 - 50) ** 2 + (y + 0.5 - 40) ** 2 < 900)


@given(MASKS, st.floats(0, 5))
def test_an_outline_that_nobody_touched_changes_no_pixel(mask: Mask, tolerance: float) -> None:
    whole = Rle.from_mask(mask)
    rings = outline(whole, tolerance)
    assert redrawn(whole, rings, rings) == whole


def test_more_tolerance_means_fewer_corners() -> None:
    counts = [sum(map(len, outline(disc(), tolerance))) for tolerance in (0, 0.8, 2, 5)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 50 > counts[2] > 4


def test_no_left_out_corner_is_farther_than_the_tolerance() -> None:
    fine = outline(disc(), 0)[0]
    coarse = outline(disc(), 2)[0]
    starts, ways = coarse, np.roll(coarse, -1, axis=0) - coarse
    offset = fine[:, None] - starts
    share = ((offset * ways).sum(-1) / (ways**2).sum(-1)).clip(0, 1)
    away = np.linalg.norm(offset - share[..., None] * ways, axis=-1).min(axis=1)
    assert away.max() <= 2


def test_a_corner_that_is_pulled_out_takes_the_mask_with_it() -> None:
    rings = outline(disc(), 3)
    right = int(rings[0][:, 0].argmax())
    after = redrawn(disc(), rings, with_corner(rings, 0, right, (95.0, 40.0)))
    assert after.box is not None
    assert after.box.x2 > 90
    assert subtracted(disc(), after).area == 0


def test_far_from_a_moved_corner_every_pixel_stays() -> None:
    rings = outline(disc(), 3)
    right = int(rings[0][:, 0].argmax())
    after = redrawn(disc(), rings, with_corner(rings, 0, right, (60.0, 40.0)))
    assert np.array_equal(after.to_mask()[:, :50], disc().to_mask()[:, :50])
    assert after.area < disc().area


def test_a_new_corner_lies_on_its_edge_until_it_is_moved() -> None:
    square = Rle.from_crop(np.ones((10, 10), dtype=bool), 5, 5, 30, 30)
    rings = outline(square, 1)
    edge = next(i for i, corner in enumerate(rings[0]) if tuple(corner) == (5, 5))
    more = with_new_corner(rings, 0, edge, (10.0, 5.0))
    assert len(more[0]) == 5
    assert redrawn(square, rings, more) == square
    assert redrawn(square, rings, with_corner(more, 0, edge + 1, (10.0, 1.0))).area == 100 + 20


def test_a_ring_with_two_corners_left_is_gone() -> None:
    mask = np.zeros((20, 20), dtype=bool)
    mask[2:6, 2:6] = mask[10:18, 10:18] = True
    rings = outline(Rle.from_mask(mask), 0)
    fewer = without_corner(without_corner(rings, 0, 0), 0, 0)
    assert len(fewer) == 1
    assert redrawn(Rle.from_mask(mask), rings, fewer).area == 64


@pytest.mark.parametrize("side", [1, 2, 3])
def test_small_objects_keep_their_four_corners_whatever_the_tolerance(side: int) -> None:
    square = Rle.from_crop(np.ones((side, side), dtype=bool), 10, 10, 30, 30)
    assert [len(ring) for ring in outline(square, 20)] == [4]


@pytest.mark.parametrize("corner", range(4))
def test_a_pixel_that_is_pulled_larger_stays(corner: int) -> None:
    pixel = Rle.from_crop(np.ones((1, 1), dtype=bool), 10, 10, 30, 30)
    rings = outline(pixel, 1.5)
    x, y = rings[0][corner]
    away = (x + 3 * (2 * x - 21), y + 2 * (2 * y - 21))
    after = redrawn(pixel, rings, with_corner(rings, 0, corner, away))
    assert subtracted(pixel, after).area == 0
    assert after.area > 1


@pytest.mark.parametrize("share", [0.5, 1.5])
@pytest.mark.parametrize("tolerance", [1.5, 3.0])
def test_a_corner_that_is_moved_leaves_neither_islands_nor_slits(tolerance: float, share: float) -> None:
    rings = outline(disc(), tolerance)
    for corner, (x, y) in enumerate(rings[0].tolist()):
        place = (50 + share * (x - 50), 40 + share * (y - 40))
        after = redrawn(disc(), rings, with_corner(rings, 0, corner, place))
        assert len(Parts.of(after).areas) == 1
        assert len(trace_contours(after).rings) == 1


@pytest.mark.parametrize("share", [3.0, -0.7])
@pytest.mark.parametrize("tolerance", [1.5, 3.0])
def test_a_tip_that_is_narrower_than_a_pixel_has_no_pixels_apart_from_the_rest(tolerance: float, share: float) -> None:
    y, x = np.mgrid[:240, :300]
    disc = Rle.from_mask((x + 0.5 - 150) ** 2 + (y + 0.5 - 120) ** 2 < 900)
    rings = outline(disc, tolerance)
    for corner, (x, y) in enumerate(rings[0].tolist()):
        place = (150 + share * (x - 150), 120 + share * (y - 120))
        after = redrawn(disc, rings, with_corner(rings, 0, corner, place))
        assert len(trace_contours(after).rings) == 1
        nearest = min(np.hypot(*(ring - place).T).min() for ring in trace_contours(after).rings)
        assert nearest < 4


@pytest.mark.parametrize("corner", range(4))
def test_an_island_and_a_hole_of_one_pixel_go_with_one_of_their_corners(corner: int) -> None:
    mask = np.zeros((20, 20), dtype=bool)
    mask[2, 2] = mask[8:16, 8:16] = True
    mask[11, 11] = False
    whole = Rle.from_mask(mask)
    rings = outline(whole, 1.5)
    for number in (0, 2):
        after = redrawn(whole, rings, without_corner(rings, number, corner))
        assert len(trace_contours(after).rings) == 2


@pytest.mark.parametrize("tolerance", [1.5, 3.0])
def test_a_corner_that_is_removed_leaves_neither_islands_nor_slits(tolerance: float) -> None:
    rings = outline(disc(), tolerance)
    for corner in range(len(rings[0])):
        after = redrawn(disc(), rings, without_corner(rings, 0, corner))
        assert len(trace_contours(after).rings) == 1


def test_nothing_is_left_of_a_ring_without_corners() -> None:
    y, x = np.mgrid[:60, :60]
    triangle = Rle.from_mask((y >= 5) & (y < 45) & (np.abs(x - 30) <= (y - 5) / 4))
    rings = outline(triangle, 3)
    assert redrawn(triangle, rings, without_corner(with_three(rings), 0, 0)).area == 0


def with_three(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    while len(rings[0]) > 3:
        rings = without_corner(rings, 0, 0)
    return rings


@given(MASKS, st.floats(0, 3), st.integers(0, 99), st.integers(0, 99), st.floats(-2, 16), st.floats(-2, 16))
def test_a_moved_corner_makes_no_part_and_no_hole_that_was_not_drawn(
    mask: Mask, tolerance: float, ring: int, corner: int, x: float, y: float
) -> None:
    whole = Rle.from_mask(mask)
    rings = outline(whole, tolerance)
    if not rings:
        return
    moved = with_corner(rings, ring % len(rings), corner % len(rings[ring % len(rings)]), (x, y))
    drawn = drawn_by(rings, moved, whole)
    after = redrawn(whole, rings, moved)
    for part in Parts.of(after).masks():
        assert intersected(part, drawn).area or part in Parts.of(whole).masks()
    for part in Parts.of(inverted(after), diagonal=False).masks():
        assert intersected(part, inverted(drawn)).area or part in Parts.of(inverted(whole), diagonal=False).masks()


def drawn_by(before: tuple[Ring, ...], after: tuple[Ring, ...], mask: Rle) -> Rle:
    """Inside more outer rings than holes, whatever way round they are drawn."""
    times = np.zeros((mask.height, mask.width), dtype=int)
    for was, ring in zip(before, after, strict=True):
        x, y = was.T
        way = np.sign(x @ np.roll(y, -1) - y @ np.roll(x, -1))
        times += int(way) * rle_from_rings([ring], mask.height, mask.width).to_mask()
    return Rle.from_mask(times > 0)


def test_a_part_that_is_pulled_over_another_one_joins_it() -> None:
    mask = np.zeros((40, 70), dtype=bool)
    mask[10:30, 5:25] = mask[10:30, 35:55] = True
    rings = outline(Rle.from_mask(mask), 1.5)
    after = redrawn(Rle.from_mask(mask), rings, with_corner(rings, 0, 1, (48.0, 14.0)))
    assert subtracted(Rle.from_crop(np.ones((20, 20), dtype=bool), 35, 10, 40, 70), after).area == 0
    assert len(trace_contours(after).rings) == 1


@pytest.mark.parametrize("island", [False, True])
def test_where_the_outline_is_pulled_across_a_hole_nothing_of_the_hole_is_filled(*, island: bool) -> None:
    mask = np.zeros((60, 60), dtype=bool)
    mask[10:50, 10:50] = True
    mask[22:38, 22:38] = False
    mask[24:28, 24:28] = island
    whole = Rle.from_mask(mask)
    rings = outline(whole, 1.5)
    corner = [tuple(place) for place in rings[0].tolist()].index((50.0, 50.0))
    for after in (without_corner(rings, 0, corner), with_corner(rings, 0, corner, (20.0, 20.0))):
        assert subtracted(redrawn(whole, rings, after), whole).area == 0
    assert redrawn(whole, rings, with_corner(rings, 0, corner, (56.0, 56.0))).to_mask()[24:28, 24:28].all() == island


def test_a_ring_that_comes_to_a_corner_twice_keeps_the_detail_of_its_other_edges() -> None:
    mask = np.zeros((30, 30), dtype=bool)
    mask[4:14, 4:14] = mask[14:24, 14:24] = True  # they meet in a corner
    mask[3, 8] = mask[24, 18] = True
    whole = Rle.from_mask(mask)
    rings = outline(whole, 2)
    for number, ring in enumerate(rings):
        for corner, (x, y) in enumerate(ring.tolist()):
            after = redrawn(whole, rings, with_corner(rings, number, corner, (x + 0.1, y)))
            assert subtracted(whole, after).area <= 2


def test_a_long_edge_of_a_huge_picture_is_moved_without_its_pixels_being_made() -> None:
    full = Rle.from_counts(15000, 20000, [0, 15000 * 20000])
    rings = outline(full, 1.5)
    with most_memory() as peak:
        after = redrawn(full, rings, with_corner(rings, 0, 0, (50.0, 70.0)))
    assert full.area - after.area == pytest.approx((20000 * 70 + 15000 * 50) / 2, rel=1e-3)
    assert peak[0] < 32 << 20  # pixel by pixel it takes 2,000
