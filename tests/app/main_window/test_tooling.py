"""`app.main_window.tooling`: tools chosen by keys, the brush set up by wheel, keys and bar, and what the bar says."""

import pytest
from hand import Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from widgets import said

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


@pytest.mark.parametrize("held", [_CONTROL, Qt.KeyboardModifier.AltModifier])
def test_ctrl_or_alt_and_the_wheel_change_it_as_well(hand: Hand, held: Qt.KeyboardModifier) -> None:
    hand.press(_Key.Key_B, _SHIFT)
    scale = hand.bench.canvas.zoom
    hand.turn(3, held)
    assert hand.bench.settings.get(BRUSH_SIZE) > 4
    assert hand.bench.canvas.zoom == scale


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
    square = next(one for one in bar.findChildren(QToolButton) if one.accessibleName() == "Square brush")
    square.click()
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


def test_where_there_is_no_room_the_bar_leaves_out_the_slider_and_then_all_options(hand: Hand) -> None:
    bar = hand.bench.panels.tools
    hand.press(_Key.Key_B, _SHIFT)
    tools, seen = bar.minimumSizeHint().width(), []
    for room in (500, 250, 100):
        hand.bench.window.setFixedWidth(tools + room)
        QApplication.processEvents()
        seen.append((bar.brush.slider.isVisible(), bar.brush.number.isVisible()))
    assert seen == [(True, True), (False, True), (False, False)]
