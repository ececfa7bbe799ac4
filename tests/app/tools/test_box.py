"""The box tool turns a drag into at most one change, always inside the picture."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.app.interaction import (
    BoxChanged,
    BoxChosen,
    BoxDrawn,
    BoxRemoved,
    BoxShape,
    Cursor,
    Key,
    Pointer,
    Scene,
)
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

OLD = PromptBox(1, Box(20, 20, 60, 50), id="old")
SCENE = Scene(100, 80, (OLD,), "old")
places = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


def pointer(x, y, **held):
    return Pointer(float(x), float(y), reach=0.5, **held)


def dragged(tool, scene, start, *ends, **held):
    drag = tool.begin(pointer(*start, **held), scene)
    for end in ends:
        drag = drag.to(pointer(*end, **held))
    return drag


@given(places, st.lists(places, min_size=1, max_size=4), st.booleans())
def test_whatever_the_drag_boxes_stay_inside_the_picture_and_have_a_size(start, ends, chosen):
    scene = SCENE if chosen else Scene(100, 80, (OLD,))
    for edit in dragged(BoxTool(), scene, start, *ends).edits():
        if isinstance(edit, BoxDrawn | BoxChanged):
            assert 0 <= edit.box.x1 <= edit.box.x2 - 0.999
            assert 0 <= edit.box.y1 <= edit.box.y2 - 0.999
            assert edit.box.x2 <= 100
            assert edit.box.y2 <= 80


@given(places, st.lists(places, min_size=1, max_size=4))
def test_one_drag_is_at_most_one_change(start, ends):
    edits = dragged(BoxTool(), SCENE, start, *ends).edits()
    assert sum(not isinstance(edit, BoxChosen) for edit in edits) <= 1


def test_a_box_can_be_drawn_inside_one_that_is_not_chosen():
    scene = Scene(100, 80, (OLD,))
    assert dragged(BoxTool(), scene, (30, 30), (45, 45)).edits() == (BoxDrawn(Box(30, 30, 45, 45), positive=True),)


def test_shift_inverts_a_box_while_it_is_drawn():
    drag = dragged(BoxTool(), Scene(100, 80), (10, 10), (40, 40))
    inverted = drag.to(pointer(40, 40, shift=True))
    assert inverted.preview.shapes == (BoxShape(Box(10, 10, 40, 40), positive=False),)
    assert inverted.to(pointer(40, 40)).preview.shapes == (BoxShape(Box(10, 10, 40, 40), positive=True),)


def test_the_right_button_draws_what_the_left_does_not():
    edits = dragged(BoxTool(positive=False), SCENE, (30, 30), (45, 45), right=True).edits()
    assert edits == (BoxDrawn(Box(30, 30, 45, 45), positive=True),)


def test_a_click_beside_the_chosen_box_lets_go_of_it():
    assert dragged(BoxTool(), SCENE, (80, 70), (80.5, 70)).edits() == (BoxChosen(""),)


@pytest.mark.parametrize(
    ("place", "cursor"),
    [
        ((20, 20), Cursor.FALLING),
        ((60, 50), Cursor.FALLING),
        ((60, 20), Cursor.RISING),
        ((40, 20), Cursor.VERTICAL),
        ((20, 35), Cursor.HORIZONTAL),
        ((40, 35), Cursor.MOVE),
        ((90, 70), Cursor.CROSS),
    ],
)
def test_the_cursor_tells_what_a_press_would_do(place, cursor):
    assert BoxTool().hover(pointer(*place), SCENE).cursor is cursor


def test_a_side_pulled_over_the_other_turns_the_box_over():
    assert dragged(BoxTool(), SCENE, (60, 35), (5, 35)).edits() == (BoxChanged("old", Box(5, 20, 20, 50)),)


def test_a_moved_box_keeps_its_size_at_the_border():
    assert dragged(BoxTool(), SCENE, (40, 35), (400, 35)).edits() == (BoxChanged("old", Box(60, 20, 100, 50)),)


def test_keys_nudge_and_delete_the_chosen_box():
    assert BoxTool().key(Key.RIGHT, SCENE) == (BoxChanged("old", Box(21, 20, 61, 50)),)
    assert BoxTool().key(Key.UP, SCENE, shift=True) == (BoxChanged("old", Box(20, 10, 60, 40)),)
    assert BoxTool().key(Key.DELETE, SCENE) == (BoxRemoved("old"),)
    assert BoxTool().key(Key.DELETE, Scene(100, 80, (OLD,))) == ()


def test_ctrl_and_arrows_move_the_lower_right_corner():
    assert BoxTool().key(Key.DOWN, SCENE, control=True) == (BoxChanged("old", Box(20, 20, 60, 51)),)
    assert BoxTool().key(Key.LEFT, SCENE, control=True, shift=True) == (BoxChanged("old", Box(20, 20, 50, 50)),)


def test_of_a_picture_that_is_seen_small_an_arrow_moves_a_pixel_of_the_screen():
    scene = replace(SCENE, reach=3.2)
    assert BoxTool().key(Key.RIGHT, scene) == (BoxChanged("old", Box(23, 20, 63, 50)),)


def test_insert_makes_a_box_in_the_middle_of_what_is_seen():
    scene = replace(SCENE, view=Box(60, 40, 100, 80))
    assert BoxTool().key(Key.INSERT, scene) == (BoxDrawn(Box(75, 55, 85, 65), positive=True),)
    assert BoxTool().key(Key.INSERT, scene, shift=True) == (BoxDrawn(Box(75, 55, 85, 65), positive=False),)
    assert BoxTool().key(Key.INSERT, Scene(2, 1)) == (BoxDrawn(Box(0, 0, 1, 1), positive=True),)
