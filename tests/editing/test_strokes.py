"""A brush leaves the pixels whose centres it passed over."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import most_memory
from numpy.typing import NDArray

from sam3_studio.core.mask_algebra import united
from sam3_studio.editing.strokes import Point, Tip, stroke

HEIGHT, WIDTH = 24, 31
PLACES = st.tuples(*[st.floats(-10, 40).map(lambda value: round(value, 3))] * 2)
WAYS = st.lists(PLACES, min_size=1, max_size=6)
SIZES = st.floats(1, 20).map(lambda value: round(value, 3))


def beyond(points: list[Point], diameters: list[float], tip: Tip) -> NDArray[np.float64]:
    """How far every pixel's centre lies outside of the brush where it came nearest, by stepping along the way."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    nearest = np.full((HEIGHT, WIDTH), np.inf)
    marks = [(*point, diameter / 2) for point, diameter in zip(points, diameters, strict=True)]
    for start, end in zip(marks, marks[1:] or marks, strict=False):
        for share in np.linspace(0, 1, 400):
            x1, y1, radius = (before + share * (after - before) for before, after in zip(start, end, strict=True))
            dx, dy = np.abs(x - x1), np.abs(y - y1)
            nearest = np.minimum(nearest, (np.hypot(dx, dy) if tip is Tip.CIRCLE else np.maximum(dx, dy)) - radius)
    return nearest


@pytest.mark.slow  # the plain way to know the distance takes its time
@pytest.mark.parametrize("tip", list(Tip))
@given(points=WAYS, diameter=SIZES)
def test_it_covers_what_lies_within_its_radius(points: list[Point], diameter: float, tip: Tip) -> None:
    covered = stroke(points, diameter, tip, HEIGHT, WIDTH).to_mask()
    outside = beyond(points, [diameter] * len(points), tip)
    assert covered[outside <= -0.001].all()
    assert not covered[outside > 0.1].any()


@pytest.mark.slow
@pytest.mark.parametrize("tip", list(Tip))
@given(marks=st.lists(st.tuples(PLACES, SIZES), min_size=1, max_size=5))
def test_it_grows_and_shrinks_evenly_on_the_way(marks: list[tuple[Point, float]], tip: Tip) -> None:
    points, diameters = [place for place, _ in marks], [size for _, size in marks]
    covered = stroke(points, diameters, tip, HEIGHT, WIDTH).to_mask()
    outside = beyond(points, diameters, tip)
    assert covered[outside <= -0.001].all()
    assert not covered[outside > 0.15].any()


def test_sizes_that_are_all_the_same_are_one_size() -> None:
    points = [(3.0, 4.0), (20.0, 7.0), (9.0, 20.0)]
    one = stroke(points, 5, Tip.CIRCLE, HEIGHT, WIDTH)
    assert stroke(points, [5, 5, 5], Tip.CIRCLE, HEIGHT, WIDTH) == one


def test_a_large_brush_hides_the_small_one_that_it_came_from() -> None:
    grown = stroke([(12, 12), (12.5, 12)], [2, 10], Tip.CIRCLE, HEIGHT, WIDTH)
    assert grown == stroke([(12.5, 12)], 10, Tip.CIRCLE, HEIGHT, WIDTH)


def test_every_point_has_a_size_or_all_have_one() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        stroke([(1, 1), (2, 2)], [3, 3, 3], Tip.CIRCLE, HEIGHT, WIDTH)


@given(points=WAYS, diameter=SIZES)
def test_a_long_way_covers_what_its_pieces_cover(points: list[Point], diameter: float) -> None:
    pieces = [stroke(points[:1], diameter, Tip.CIRCLE, HEIGHT, WIDTH)]
    pieces += [stroke([*piece], diameter, Tip.CIRCLE, HEIGHT, WIDTH) for piece in pairwise(points)]
    assert stroke(points, diameter, Tip.CIRCLE, HEIGHT, WIDTH) == united(pieces)


def test_the_smallest_brush_leaves_the_one_pixel_it_is_in() -> None:
    mark = stroke([(5.5, 7.5)], 1, Tip.CIRCLE, HEIGHT, WIDTH)
    assert (mark.area, mark.box.as_tuple() if mark.box else None) == (1, (5, 7, 6, 8))


def test_a_square_brush_leaves_a_square() -> None:
    mark = stroke([(10, 10)], 6, Tip.SQUARE, HEIGHT, WIDTH)
    assert (mark.area, mark.box.as_tuple() if mark.box else None) == (36, (7, 7, 13, 13))


def test_outside_the_picture_nothing_is_left() -> None:
    assert stroke([(-50, -50), (-40, 90)], 8, Tip.CIRCLE, HEIGHT, WIDTH).area == 0


def test_no_way_is_no_stroke() -> None:
    with pytest.raises(ValueError, match="point"):
        stroke([], 4, Tip.CIRCLE, HEIGHT, WIDTH)


def test_a_long_stroke_of_a_large_brush_takes_little_memory_and_is_that_of_its_pieces() -> None:
    turns = np.linspace(0, 20, 400)
    way = [(400 + 300 * math.cos(turn), 300 + 200 * math.sin(1.1 * turn)) for turn in turns.tolist()]
    with most_memory() as peak:
        whole = stroke(way, 200, Tip.CIRCLE, 600, 800)
    assert peak[0] < 16 << 20  # all at once take 28
    assert whole == united([stroke(pair, 200, Tip.CIRCLE, 600, 800) for pair in pairwise(way)])
