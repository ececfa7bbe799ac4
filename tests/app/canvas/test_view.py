"""Zoom and pan keep what they promise, whatever the picture and the viewport."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.app.canvas.view import LARGEST, STEPS, View
from sam3_studio.core.geometry import Box

sizes = st.tuples(st.integers(1, 20000), st.integers(1, 15000))
viewports = st.tuples(st.integers(1, 4000), st.integers(1, 3000))


@given(sizes, viewports, st.integers(0, 20))
def test_a_fitted_picture_is_seen_as_a_whole(picture, viewport, margin):
    view = View(picture, viewport).fit(margin)
    width, height = view.extent
    if max(picture) * view.scale > 33 and view.scale < LARGEST:  # not held up by a limit
        assert width <= max(viewport[0] - 2 * margin, 1) + 1
        assert height <= max(viewport[1] - 2 * margin, 1) + 1


def test_zooming_leaves_the_place_under_the_pointer_where_it_is():
    view = View((4000, 3000), (1200, 800)).fit()
    for scale in (1.0, 3.7, 20.0, 2.0):
        x, y = view.to_picture(600, 400)
        view = view.zoomed(scale, 600, 400)
        assert view.to_viewport(x, y) == pytest.approx((600, 400), abs=0.5)


@given(sizes, viewports, st.lists(st.tuples(st.floats(0.001, 1000), st.integers(-9999, 9999)), max_size=5))
def test_a_picture_cannot_be_lost_from_sight(picture, viewport, moves):
    view = View(picture, viewport).fit()
    for scale, shift in moves:
        view = view.zoomed(scale, 0, 0).panned(shift, -shift)
        width, height = view.extent
        assert view.left <= viewport[0] / 2 <= view.left + width + 1
        assert view.top <= viewport[1] / 2 <= view.top + height + 1


def test_stepping_in_and_out_stops_at_round_zooms():
    view = View((4000, 3000), (1200, 800)).fit()
    inwards = []
    while view.scale < LARGEST:
        view = view.stepped(1, 600, 400)
        inwards.append(view.scale)
    assert inwards == [step for step in STEPS if step > 0.27]


def test_a_fitted_picture_stays_fitted_when_the_window_grows():
    view = View((400, 300), (400, 300)).fit().resized(800, 600)
    assert view.scale == 2
    assert view.fitted


def test_a_zoomed_picture_keeps_its_middle_when_the_window_grows():
    view = View((4000, 3000), (1000, 800)).fit().zoomed(2, 500, 400).centered(1000, 900)
    assert view.resized(1600, 1200).to_picture(800, 600) == pytest.approx((1000, 900), abs=1)


def test_a_box_out_of_sight_is_brought_into_view_without_a_change_of_zoom():
    view = View((4000, 3000), (1000, 800)).zoomed(1, 0, 0).centered(500, 400)
    moved = view.showing(Box(3000, 2000, 3100, 2100), margin=10)
    seen = moved.visible()
    assert moved.scale == view.scale
    assert seen.x1 <= 3000
    assert seen.y1 <= 2000
    assert seen.x2 >= 3100
    assert seen.y2 >= 2100


def test_what_is_looked_at_closely_is_in_the_middle_and_no_smaller_than_before() -> None:
    view = View((1000, 800), (400, 300), scale=0.3)
    near = view.close_to(Box(500, 400, 600, 440))
    assert near.scale == pytest.approx(2.4)
    assert near.to_viewport(550, 420) == pytest.approx((200, 150), abs=1)
    assert view.close_to(Box(500, 400, 502, 402)).scale == 16
    assert View((1000, 800), (400, 300), scale=40).close_to(Box(500, 400, 502, 402)).scale == 40
