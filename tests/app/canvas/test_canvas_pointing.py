"""The canvas tells what a person does on it with mouse and keys."""

import pytest
from canvas_hand import at, color, drag, move
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sam3_studio.app.tools.areas import BrushTool, PolygonTool
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


def test_the_cursor_outside_the_picture_has_no_colour(canvas, qtbot):
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        move(canvas, (-20, 10))
    assert told.args == [-20.0, 10.0, None]


def test_a_click_selects_and_tells_the_smallest_object_there(canvas, qtbot, labeled, classes):
    canvas.set_document([labeled("small", 80, 80, 100, 100), labeled("large", 50, 50, 150, 150)], (), classes)
    canvas.set_tool(SelectTool())
    with qtbot.waitSignal(canvas.selection_changed) as told:
        qtbot.mouseClick(canvas, LEFT, pos=at(90, 90))
    assert canvas.selection == ("small",)
    assert told.args == [("small",)]


def test_shift_click_adds_to_the_selection(canvas, qtbot, labeled, classes):
    canvas.set_document([labeled("a", 10, 10, 50, 50), labeled("b", 60, 10, 90, 50)], (), classes)
    canvas.set_tool(SelectTool())
    qtbot.mouseClick(canvas, LEFT, pos=at(30, 30))
    qtbot.mouseClick(canvas, LEFT, Qt.KeyboardModifier.ShiftModifier, at(70, 30))
    assert canvas.selection == ("a", "b")


def test_a_rubber_band_selects_all_that_lies_in_it_but_nothing_locked(canvas, qtbot, labeled, classes):
    objects = [labeled("a", 50, 50, 80, 80), labeled("b", 90, 50, 120, 80), labeled("far", 200, 200, 250, 250)]
    canvas.set_document([*objects, labeled("shut", 60, 90, 80, 99, locked=True)], (), classes)
    canvas.set_tool(SelectTool())
    drag(qtbot, canvas, (20, 20), (150, 150))
    assert canvas.selection == ("a", "b")


def test_a_click_on_a_candidate_tells_which(canvas, qtbot, proposed):
    canvas.set_candidates([proposed("k", 50, 50, 150, 150)])
    canvas.set_tool(SelectTool())
    with qtbot.waitSignal(canvas.candidate_clicked) as told:
        qtbot.mouseClick(canvas, LEFT, pos=at(100, 100))
    assert told.args == ["k"]


def test_a_candidate_that_comes_or_goes_under_a_mouse_that_rests_changes_the_cursor(canvas, proposed):
    canvas.set_tool(SelectTool())
    move(canvas, (100, 100))
    canvas.set_candidates([proposed("k", 50, 50, 150, 150)])
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    canvas.set_candidates([])
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_box_that_comes_or_goes_under_a_mouse_that_rests_changes_the_cursor(canvas):
    canvas.set_tool(BoxTool())
    move(canvas, (50, 100))
    canvas.set_document([], (PromptBox(1, Box(50, 50, 150, 150), id="p"),), ())
    assert canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    canvas.set_document([], (), ())
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor


@pytest.mark.parametrize(
    ("shift", "right", "positive"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_a_drag_draws_a_box_and_shift_or_the_right_button_inverts_it(canvas, qtbot, shift, right, positive):
    canvas.set_tool(BoxTool())
    button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(canvas.box_drawn) as told:
        drag(qtbot, canvas, (50, 60), (150, 120), button, modifier)
    assert told.args == [Box(50, 60, 150, 120), positive]


def test_escape_drops_a_box_that_is_being_drawn(canvas, qtbot, settle):
    canvas.set_tool(BoxTool())
    with qtbot.assertNotEmitted(canvas.box_drawn):
        drag(qtbot, canvas, (50, 60), (150, 120), release=False)
        assert color(canvas.grab().toImage(), 100, 60) != (128, 128, 128), "the box is seen meanwhile"
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        qtbot.mouseRelease(canvas, LEFT, pos=at(150, 120))
    assert color(settle(canvas), 100, 60) == (128, 128, 128)


def test_where_nothing_is_being_drawn_there_is_nothing_to_drop_and_the_brush_is_still_seen(canvas):
    canvas.set_tool(BrushTool(20))
    move(canvas, (100, 100))
    assert not canvas.drop()
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor


def test_once_the_only_corner_is_taken_back_the_cursor_is_that_of_the_tool(canvas, qtbot):
    canvas.set_tool(PolygonTool())
    move(canvas, (100, 100))
    qtbot.mouseClick(canvas, LEFT, pos=at(100, 100))
    assert canvas.take_back()
    assert canvas.construction is None
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor


def test_a_shape_that_comes_to_nothing_leaves_the_cursor_of_the_tool(canvas, qtbot):
    """As where nothing is there to be taken away."""
    canvas.set_tool(PolygonTool(erases=True))
    for corner in ((100, 100), (150, 100), (150, 150)):
        move(canvas, corner)
        qtbot.mouseClick(canvas, LEFT, pos=at(*corner))
    canvas.finish()
    assert canvas.construction is None
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor


def test_a_box_that_loses_its_handles_does_not_look_as_if_it_could_still_be_moved(canvas, qtbot):
    canvas.set_document([], (PromptBox(1, Box(50, 50, 150, 150), id="p"),), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    move(canvas, (100, 100))
    assert canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor


def test_a_box_that_keys_cannot_move_any_further_leaves_the_cursor_as_it_was(canvas, qtbot):
    canvas.set_document([], (PromptBox(1, Box(0, 0, 50, 50), id="p"),), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    move(canvas, (100, 100))
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor


def test_a_box_is_chosen_resized_moved_and_deleted(canvas, qtbot):
    box = PromptBox(1, Box(50, 50, 150, 150), id="p")
    canvas.set_document([], (box,), ())
    canvas.set_tool(BoxTool())
    with qtbot.waitSignal(canvas.box_chosen) as told:
        qtbot.mouseClick(canvas, LEFT, pos=at(50, 75))
    assert told.args == ["p"]
    with qtbot.waitSignal(canvas.box_changed) as told:
        drag(qtbot, canvas, (150, 150), (180, 170))
    assert told.args == ["p", Box(50, 50, 180, 170)]
    with qtbot.waitSignal(canvas.box_changed) as told:
        drag(qtbot, canvas, (100, 100), (110, 90))
    assert told.args == ["p", Box(60, 40, 160, 140)]
    with qtbot.waitSignal(canvas.box_removed) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert told.args == ["p"]


def test_an_arrow_that_is_held_moves_the_chosen_box_in_one_step(canvas, qtbot):
    canvas.set_document([], (PromptBox(1, Box(50, 50, 150, 150), id="p"),), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    changes = []
    canvas.box_changed.connect(lambda *change: changes.append(change))
    for _ in range(5):
        QApplication.sendEvent(
            canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "", True)
        )
    assert changes == []
    qtbot.keyRelease(canvas, Qt.Key.Key_Right)
    assert changes == [("p", Box(55, 50, 155, 150))]


def test_the_keyboard_draws_a_box_and_moves_its_corner(canvas, qtbot):
    canvas.set_tool(BoxTool())
    with qtbot.waitSignal(canvas.box_drawn) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    drawn, positive = told.args
    assert positive
    canvas.set_document([], (PromptBox(1, drawn, id="p"),), ())
    canvas.choose_box("p")
    with qtbot.waitSignal(canvas.box_changed) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["p", Box(drawn.x1, drawn.y1, drawn.x2, drawn.y2 + 1)]


def test_insert_that_is_held_makes_one_box(canvas):
    canvas.set_tool(BoxTool())
    drawn = []
    canvas.box_drawn.connect(lambda *box: drawn.append(box))
    for repeated in (False, True, True):
        QTest.simulateEvent(canvas, True, Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier, "", repeated)
    assert len(drawn) == 1


def test_an_arrow_is_the_chosen_box_s_and_no_shortcut_even_at_the_border(canvas, qtbot):
    shortcut = QShortcut(Qt.Key.Key_Left, canvas)
    canvas.set_document([], (PromptBox(1, Box(0, 0, 10, 10), id="p"),), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    canvas.activateWindow()
    qtbot.waitUntil(canvas.isActiveWindow)
    canvas.setFocus()
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
    canvas.choose_box("")
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)


def test_tab_visits_every_object_and_then_leaves(canvas, qtbot, labeled, proposed, classes):
    canvas.set_document([labeled("a", 10, 10, 50, 50)], (), classes)
    canvas.set_candidates([proposed("b", 60, 60, 90, 90)])
    canvas.setFocus()
    visited = []
    canvas.current_changed.connect(visited.append)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert visited == ["a", "b", ""]
