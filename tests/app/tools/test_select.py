"""The select tool tells what was clicked, and what a rubber band caught."""

import pytest

from sam3_studio.app.interaction import BandShape, CandidateClicked, Cursor, Hit, MenuWanted, Pointer, Scene, Selected
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.geometry import Box


def at(x, _y):
    return Hit("object") if x < 10 else Hit("candidate", candidate=True) if x < 20 else None


def within(band):
    return ("caught",) if band.x1 < 40 < band.x2 else ()


def pointer(x, y=0.0, **held):
    return Pointer(float(x), float(y), reach=1.0, **held)


def scene(*selected):
    return Scene(100, 100, selected=selected, at=at, within=within)


def edits(start, end, *selected, **held):
    return SelectTool().begin(pointer(start, **held), scene(*selected)).to(pointer(end, **held)).edits()


def test_a_click_selects_this_object_alone():
    assert edits(5, 6, "other")[0] == Selected(("object",))


@pytest.mark.parametrize("key", ["shift", "control"])
def test_a_click_with_shift_or_control_adds_and_takes_away(key):
    assert edits(5, 5, "other", **{key: True})[0] == Selected(("other", "object"))
    assert edits(5, 5, "other", "object", **{key: True})[0] == Selected(("other",))


def test_a_click_on_a_candidate_selects_nothing():
    assert edits(15, 15, "other") == (CandidateClicked("candidate"),)


def test_a_press_that_wanders_off_is_no_click():
    assert edits(5, 30, "other") == ()


def test_a_band_may_begin_on_an_object():
    assert edits(5, 60, "other") == (Selected(("caught",)),)


def test_a_click_on_nothing_lets_go_of_the_selection():
    assert edits(50, 51, "other") == (Selected(()),)
    assert edits(50, 51) == ()


@pytest.mark.parametrize("key", ["shift", "control"])
def test_a_band_selects_what_it_catches_and_shift_or_control_keeps_the_rest(key):
    assert edits(50, 30, "other") == (Selected(("caught",)),)
    assert edits(50, 30, "other", **{key: True}) == (Selected(("other", "caught")),)


@pytest.mark.parametrize("key", ["shift", "control"])
def test_a_click_on_nothing_with_shift_or_control_keeps_the_selection(key):
    assert edits(50, 51, "other", **{key: True}) == ()


def test_a_band_shows_itself_and_what_it_catches():
    preview = SelectTool().begin(pointer(50), scene()).to(pointer(30, 20)).preview
    assert preview.shapes == (BandShape(Box(30, 0, 50, 20)),)
    assert preview.marked == ("caught",)


def test_the_right_button_wants_a_menu_of_an_object_and_selects_it():
    assert edits(5, 6, "other", right=True) == (Selected(("object",)), MenuWanted("object"))


def test_what_the_menu_offers_is_meant_for_all_that_are_selected():
    assert edits(5, 6, "other", "object", right=True) == (MenuWanted("object"),)


def test_what_the_menu_offers_is_not_meant_for_what_is_selected_and_hidden():
    seen = Scene(100, 100, selected=("other", "hidden", "object"), at=at, is_seen=lambda name: name != "hidden")
    drag = SelectTool().begin(pointer(5, right=True), seen)
    assert drag.edits() == (Selected(("other", "object")), MenuWanted("object"))


def test_candidates_have_a_menu_as_well():
    assert edits(15, 15, "other", right=True) == (MenuWanted("candidate"),)


def test_the_right_button_means_nothing_where_nothing_is_or_once_it_is_dragged():
    assert SelectTool().begin(pointer(50, right=True), scene()) is None
    assert edits(5, 30, right=True) == ()


def test_the_cursor_tells_what_can_be_clicked():
    assert SelectTool().hover(pointer(5), scene()).cursor is Cursor.POINT
    assert SelectTool().hover(pointer(50), scene()).cursor is Cursor.ARROW
