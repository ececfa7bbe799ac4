"""A brush leaves the pixels whose centres it passed over."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sam3_studio.core.mask_algebra import united
from sam3_studio.editing.strokes import Point, Tip, stroke

HEIGHT, WIDTH = 24, 31
PLACES = st.tuples(*[st.floats(-10, 40).map(lambda value: round(value, 3))] * 2)
WAYS = st.lists(PLACES, min_size=1, max_size=6)
SIZES = st.floats(1, 20).map(lambda value: round(value, 3))


def distance(points: list[Point], tip: Tip) -> NDArray[np.float64]:
    """Of every pixel's centre from the way, by stepping along it."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    nearest = np.full((HEIGHT, WIDTH), np.inf)
    for (x1, y1), (x2, y2) in zip(points, points[1:] or points, strict=False):
        for share in np.linspace(0, 1, 400):
            dx, dy = np.abs(x - x1 - share * (x2 - x1)), np.abs(y - y1 - share * (y2 - y1))
            nearest = np.minimum(nearest, np.hypot(dx, dy) if tip is Tip.CIRCLE else np.maximum(dx, dy))
    return nearest


@pytest.mark.slow  # the plain way to know the distance takes its time
@pytest.mark.parametrize("tip", list(Tip))
@given(points=WAYS, diameter=SIZES)
def test_it_covers_what_lies_within_its_radius(points: list[Point], diameter: float, tip: Tip) -> None:
    covered = stroke(points, diameter, tip, HEIGHT, WIDTH).to_mask()
    away = distance(points, tip)
    assert covered[away <= diameter / 2 - 0.001].all()
    assert not covered[away > diameter / 2 + 0.1].any()


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
