"""`app.main_window.tooling`: tools chosen by keys, the brush set up by wheel, keys and bar, and what the bar says."""

import pytest
from hand import Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot
from widgets import named, said

from sam3_studio.app.settings.table import BRUSH_SIZE, BRUSH_TIP, MOST_BRUSH
from sam3_studio.app.tools.areas import BrushTool, PolygonTool, RectangleTool
from sam3_studio.editing.strokes import Tip

pytestmark = pytest.mark.gui

_Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "held", "kind"),
    [(_Key.Key_B, _SHIFT, BrushTool), (_Key.Key_P, _NONE, PolygonTool), (_Key.Key_R, _NONE, RectangleTool)],
)
def test_a_key_chooses_a_tool(hand: Hand, key: Qt.Key, held: Qt.KeyboardModifier, kind: type) -> None:
    hand.press(key, held)
    assert isinstance(hand.bench.canvas.tool, kind)


def test_brackets_change_the_size_of_the_brush_and_it_is_remembered(hand: Hand) -> None:
    hand.press(_Key.Key_B, _SHIFT)
    hand.press(_Key.Key_BracketRight)
    hand.press(_Key.Key_BracketRight)
    hand.press(_Key.Key_BracketLeft)
    assert hand.bench.settings.get(BRUSH_SIZE) == 5
    assert hand.bench.canvas.tool == BrushTool(5, Tip.CIRCLE)


@pytest.mark.parametrize("options", ["brush", "corners"])
def test_once_a_number_of_a_tool_is_typed_keys_are_the_pictures(hand: Hand, qtbot: QtBot, options: str) -> None:
    hand.press(_Key.Key_B if options == "brush" else _Key.Key_V, _SHIFT)
    number = getattr(hand.bench.panels.tools, options).number
    number.setFocus()
    qtbot.keyClick(number, _Key.Key_Return)
    assert hand.bench.canvas.hasFocus()


@pytest.mark.parametrize("held", [_CONTROL, Qt.KeyboardModifier.AltModifier])
def test_ctrl_or_alt_and_the_wheel_change_it_as_well(hand: Hand, held: Qt.KeyboardModifier) -> None:
    hand.press(_Key.Key_B, _SHIFT)
    scale = hand.bench.canvas.zoom
    hand.turn(3, held)
    assert hand.bench.settings.get(BRUSH_SIZE) > 4
    assert hand.bench.canvas.zoom == scale


def test_a_notch_in_small_parts_changes_it_as_one_that_comes_at_once(hand: Hand) -> None:
    hand.bench.settings.set(BRUSH_SIZE, 40)
    hand.press(_Key.Key_B, _SHIFT)
    sizes = []
    for notches in (0.125, -0.125):
        for _ in range(8):
            hand.turn(notches)
        sizes.append(hand.bench.settings.get(BRUSH_SIZE))
    assert sizes == [46, 40]


def test_after_half_a_notch_a_key_makes_it_smaller_as_ever(hand: Hand) -> None:
    hand.bench.settings.set(BRUSH_SIZE, 2)
    hand.press(_Key.Key_B, _SHIFT)
    hand.turn(0.5)
    before = hand.bench.settings.get(BRUSH_SIZE)
    hand.press(_Key.Key_BracketLeft)
    assert hand.bench.settings.get(BRUSH_SIZE) == before - 1


@pytest.mark.parametrize(("size", "notches", "after"), [(1, -5, 1), (MOST_BRUSH, 5, MOST_BRUSH)])
def test_it_stays_within_its_bounds(hand: Hand, size: int, notches: int, after: int) -> None:
    hand.bench.settings.set(BRUSH_SIZE, size)
    hand.press(_Key.Key_B, _SHIFT)
    hand.turn(notches)
    assert hand.bench.settings.get(BRUSH_SIZE) == after


def test_a_brush_can_be_square(hand: Hand) -> None:
    hand.press(_Key.Key_B, _SHIFT)
    hand.press(_Key.Key_Q, _SHIFT)
    assert hand.bench.settings.get(BRUSH_TIP) == Tip.SQUARE
    hand.drag((20, 24), (20, 24))
    assert hand.objects[-1].mask.area == 16


def test_the_bar_shows_the_options_of_the_brush_while_it_is_in_use(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    bar.setMinimumWidth(4 * bar.sizeHint().width())  # room for them, whatever the letters of this system
    assert bar.brush.number.isVisibleTo(bar) is False
    hand.press(_Key.Key_B, _SHIFT)
    assert isinstance(hand.bench.canvas.tool, BrushTool)
    assert bar.brush.number.isVisibleTo(bar) is True
    assert bar.brush.number.value() == 4


def test_in_the_bar_the_brush_is_set_up(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    hand.press(_Key.Key_B, _SHIFT)
    bar.brush.number.setValue(17)
    named(bar, "Square brush").click()
    assert hand.bench.canvas.tool == BrushTool(17, Tip.SQUARE)


def test_the_slider_goes_from_the_smallest_brush_to_the_largest(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    bar.brush.slider.setValue(bar.brush.slider.maximum())
    assert hand.bench.settings.get(BRUSH_SIZE) == MOST_BRUSH
    bar.brush.slider.setValue(0)
    assert hand.bench.settings.get(BRUSH_SIZE) == 1


def test_the_bar_says_how_a_tool_is_used_with_the_keys_that_hold(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    hand.bench.window.setFixedWidth(bar.minimumSizeHint().width() + 700)
    hand.press(_Key.Key_P)
    QApplication.processEvents()
    assert "Enter finishes" in said(bar)
    hand.bench.actions.set_keymap(hand.bench.actions.keymap.with_keys("finish_shape", ("F9",)))
    assert "F9 finishes" in said(bar)
    hand.press(_Key.Key_B, _SHIFT)
    QApplication.processEvents()
    assert "[ and ]" in said(bar)
    hand.press(_Key.Key_O)
    QApplication.processEvents()
    assert "Draw a box" in said(bar) or "Select one" in said(bar)


@pytest.mark.parametrize(("room", "lines"), [(2000, 1), (400, 2)])
def test_how_a_tool_is_used_is_said_in_one_line_where_there_is_room_for_that(hand: Hand, room: int, lines: int) -> None:
    bar = hand.bench.panels.tools
    hand.bench.window.setFixedWidth(bar.minimumSizeHint().width() + room)
    hand.press(_Key.Key_P)
    QApplication.processEvents()
    (hint,) = (label for label in bar.findChildren(QLabel) if "Enter finishes" in label.text())
    assert hint.isVisible()
    assert hint.heightForWidth(hint.width()) // hint.fontMetrics().height() == lines


@pytest.mark.parametrize(("held", "explained"), [(_NONE, "Green: look again here."), (_SHIFT, "Red: take this away.")])
def test_what_the_colors_of_the_boxes_mean_is_said_in_a_small_window_and_on_the_button(
    hand: Hand, held: Qt.KeyboardModifier, explained: str
) -> None:
    window, bar = hand.bench.window, hand.bench.panels.tools
    window.setFixedWidth(bar.minimumSizeHint().width() + 330)  # as in a window of 1280
    hand.press(_Key.Key_O, held)
    QApplication.processEvents()
    assert explained in said(bar)
    action = hand.bench.actions["look_again" if held == _NONE else "take_away"]
    assert explained in action.toolTip()


def test_where_there_is_no_room_the_bar_leaves_out_the_slider_and_then_the_options_stand_below(hand: Hand) -> None:
    bar, brush = hand.bench.panels.tools, hand.bench.panels.tools.brush
    hand.press(_Key.Key_B, _SHIFT)
    tools, seen = bar.minimumSizeHint().width(), []
    least = max(options.most_width for options in (brush, bar.corners, bar.correct))
    button = bar.findChildren(QToolButton)[0]
    for room in (brush.whole_width + least, least + 10, 20):
        hand.bench.window.setFixedWidth(tools + room)
        QApplication.processEvents()
        beside = brush.geometry().top() < button.geometry().bottom()
        seen.append((brush.slider.isVisible(), brush.number.isVisible(), beside))
    spare_fits = least > brush.whole_width
    assert seen == [(True, True, True), (spare_fits, True, True), (True, True, False)]


def test_options_that_are_shown_have_the_room_that_they_need(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    tools = bar.minimumSizeHint().width()
    for key, options in ((_Key.Key_B, bar.brush), (_Key.Key_V, bar.corners)):
        hand.press(key, _SHIFT)
        for room in range(0, 500, 7):
            hand.bench.window.setFixedWidth(tools + room)
            QApplication.processEvents()
            assert options.isVisible()
            assert options.width() >= options.minimumSizeHint().width()


def test_tools_stay_where_they_are_whatever_is_said_of_the_corners(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    tools, button = bar.minimumSizeHint().width(), bar.findChildren(QToolButton)[-1]
    hand.press(_Key.Key_V, _SHIFT)
    for room in range(0, 500, 7):
        hand.bench.window.setFixedWidth(tools + room)
        seen = set()
        for corners in (3, 99_999, None):
            bar.corners.set_count(corners)
            QApplication.processEvents()
            seen.add((bar.corners.slider.isVisible(), button.geometry().getRect()))
            bar.show_options(bar.corners, "Pull the corners, or the edges between them.")
            QApplication.processEvents()
            seen.add((bar.corners.slider.isVisible(), button.geometry().getRect()))
        assert len(seen) == 1


def test_the_picture_stays_where_it_is_when_another_tool_has_other_options(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    tools = bar.minimumSizeHint().width()
    for room in (20, 300):
        hand.bench.window.setFixedWidth(tools + room)
        heights = set()
        for key, held in ((_Key.Key_V, _NONE), (_Key.Key_B, _SHIFT), (_Key.Key_O, _NONE), (_Key.Key_P, _NONE)):
            hand.press(key, held)
            QApplication.processEvents()
            heights.add(bar.height())
        assert len(heights) == 1


@pytest.mark.parametrize("room", [500, 2000])
def test_options_stand_beside_the_tools_however_wide_the_window_is(hand: Hand, room: int) -> None:
    bar = hand.bench.panels.tools
    hand.press(_Key.Key_B, _SHIFT)
    hand.bench.window.setFixedWidth(bar.minimumSizeHint().width() + room)
    QApplication.processEvents()
    last = max(bar.findChildren(QToolButton), key=lambda button: button.parent() is bar and button.x())
    assert bar.brush.x() - last.geometry().right() < 40
