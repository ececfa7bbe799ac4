"""Outlines at any level of detail are what Douglas and Peucker's method gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.contour import Ring, trace_contours
from sam3_studio.core.detail import Detail
from sam3_studio.core.rle import Mask, Rle

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=14))
NOISE = st.integers(0, 999).map(lambda seed: np.random.default_rng(seed).random((14, 14)) < 0.5)
"""Outlines with many corners, which matter more or less."""


def rings_of(mask: Mask) -> tuple[Ring, ...]:
    return trace_contours(Rle.from_mask(mask)).rings


def farthest(line: Ring) -> tuple[int, float]:
    """The corner of a line that is farthest from its chord, and its squared distance."""
    (x, y), (way_x, way_y) = (line - line[0]).T, line[-1] - line[0]
    share = ((x * way_x + y * way_y) / ((way_x**2 + way_y**2) or 1.0)).clip(0, 1)
    squared = (x - share * way_x) ** 2 + (y - share * way_y) ** 2
    middle = int(squared[1:-1].argmax()) + 1
    return middle, float(squared[middle])


def divided(line: Ring, tolerance: float) -> list[list[float]]:
    """The corners that stay of a line, its end left out, the obvious way."""
    if len(line) < 3 or farthest(line)[1] <= tolerance**2:
        return line[:1].tolist()
    middle = farthest(line)[0]
    return divided(line[: middle + 1], tolerance) + divided(line[middle:], tolerance)


def simplified(ring: Ring, tolerance: float) -> list[list[float]]:
    closed = np.concatenate([ring, ring[:1]])
    opposite = int(((ring - ring[0]) ** 2).sum(axis=1).argmax())
    halves = closed[: opposite + 1], closed[opposite:]
    # Three corners stay whatever the tolerance: a half that is bent more than the other keeps its farthest.
    bends = [farthest(half) if len(half) > 2 else (0, 0.0) for half in halves]
    bent = int(bends[1][1] > bends[0][1])
    found = []
    for number, half in enumerate(halves):
        middle = bends[number][0] if number == bent else 0
        pieces = (half[: middle + 1], half[middle:]) if middle else (half,)
        found += [corner for piece in pieces for corner in divided(piece, tolerance)]
    return found


@given(MASKS, st.floats(0, 5))
def test_what_stays_is_what_the_obvious_way_keeps(mask: Mask, tolerance: float) -> None:
    rings = rings_of(mask)
    found = Detail(rings).within(tolerance)
    assert [ring.tolist() for ring in found] == [simplified(ring, tolerance) for ring in rings]


@given(MASKS)
def test_without_tolerance_every_corner_stays(mask: Mask) -> None:
    rings = rings_of(mask)
    assert [ring.tolist() for ring in Detail(rings).within(0)] == [ring.tolist() for ring in rings]


@given(MASKS, st.floats(0, 5), st.floats(0, 5))
def test_one_tolerance_leaves_no_trace_in_the_next(mask: Mask, first: float, second: float) -> None:
    detail = Detail(rings_of(mask))
    detail.within(first)
    expected = Detail(rings_of(mask)).within(second)
    assert [ring.tolist() for ring in detail.within(second)] == [ring.tolist() for ring in expected]


def test_each_ring_may_have_a_tolerance_of_its_own() -> None:
    stairs = np.tri(8, dtype=bool)
    detail = Detail(rings_of(np.concatenate([stairs, np.zeros((2, 8), dtype=bool), stairs])))
    fine, coarse = detail.within([0, 2])
    assert (len(fine), len(coarse)) == (18, 3)


def test_sides_are_width_and_height() -> None:
    mask = np.zeros((20, 20), dtype=bool)
    mask[2:6, 3:10] = mask[10:11, 10:11] = True
    assert Detail(rings_of(mask)).sides.tolist() == [[7, 4], [1, 1]]


def test_no_ring_has_no_corner() -> None:
    detail = Detail(())
    assert (detail.within(1), detail.with_corners(4), detail.count, detail.sides.shape) == ((), (), 0, (0, 2))


@given(NOISE, st.integers(0, 200), st.floats(0, 3))
def test_of_so_many_corners_each_is_needed_at_a_higher_tolerance_than_all_others(
    mask: Mask, count: int, tolerance: float
) -> None:
    rings = rings_of(mask)
    detail = Detail(rings)
    found = corners_of(detail.with_corners(count))
    assert len(found) == min(max(count, 3 * len(rings)), detail.count)
    tolerated = corners_of(detail.within(tolerance))
    assert tolerated <= found or found <= tolerated


def corners_of(rings: tuple[Ring, ...]) -> set[tuple[int, float, float]]:
    return {(number, *corner) for number, ring in enumerate(rings) for corner in ring.tolist()}


@given(MASKS)
def test_the_count_is_that_of_the_whole_shape(mask: Mask) -> None:
    rings = rings_of(mask)
    detail = Detail(rings)
    assert [ring.tolist() for ring in detail.with_corners(detail.count)] == [ring.tolist() for ring in rings]


def test_the_corner_that_matters_most_comes_back_first() -> None:
    """A square with a high and a low tooth: the high one's tip comes back, the low one waits."""
    teeth = [[10, 0], [10, -1], [11, -1], [11, 0], [20, 0], [20, -9], [21, -9], [21, 0]]
    outline = np.array([[0, 0], *teeth, [40, 0], [40, 40], [0, 40]], dtype=np.float64)
    (kept,) = Detail([outline]).with_corners(6)
    assert kept.tolist() == [[0, 0], [20, 0], [20, -9], [40, 0], [40, 40], [0, 40]]
