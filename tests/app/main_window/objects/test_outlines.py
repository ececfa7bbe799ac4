"""Rectangles and polygons are drawn as objects."""

import pytest
from hand import Hand
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.tools.areas import PolygonTool
from sam3_studio.core.labeling import Source

pytestmark = pytest.mark.gui

_Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def leave_for_another_window(bench: Bench, qtbot: QtBot) -> None:
    """One that has to be answered comes, and goes; a button that was down has been let go meanwhile."""
    other = QDialog(bench.window, modal=True)
    other.show()
    qtbot.waitUntil(other.isActiveWindow)
    other.accept()
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    other.deleteLater()


class TestOutlines:
    def test_a_rectangle_is_an_object_and_the_next_one_another(self, hand: Hand) -> None:
        hand.press(_Key.Key_R)
        hand.drag((5, 20), (15, 28))
        hand.drag((20, 20), (30, 28))
        assert [item.mask.area for item in hand.objects[3:]] == [80, 80]

    def test_a_polygon_is_finished_with_enter(self, hand: Hand) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        hand.press(_Key.Key_Return)
        assert len(hand.objects) == 4
        assert abs(hand.objects[-1].mask.area - 150) < 15

    def test_a_polygon_is_finished_at_its_first_corner(self, hand: Hand) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28), (5, 18))
        assert len(hand.objects) == 4

    def test_a_double_click_finishes_a_polygon(self, hand: Hand, qtbot: QtBot) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        qtbot.mouseDClick(hand.bench.canvas, _LEFT, _NONE, hand.place((35, 28)))
        assert len(hand.objects) == 4

    @pytest.mark.parametrize("how", ["Backspace", "Del", "Ctrl+Z", "Undo", "Delete", "right button"])
    def test_the_last_corner_is_taken_back(self, hand: Hand, how: str) -> None:
        hand.bench.workbench.selection.select([item.id for item in hand.objects[:2]])
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28), (2, 2))
        if how in {"Backspace", "Del"}:
            hand.press(_Key.Key_Backspace if how == "Backspace" else _Key.Key_Delete)
        elif how == "Ctrl+Z":
            hand.press(_Key.Key_Z, _CONTROL)
        elif how in {"Undo", "Delete"}:
            hand.bench.actions[how.lower()].trigger()
        else:
            hand.click((2, 2), button=Qt.MouseButton.RightButton)
        hand.press(_Key.Key_F)
        assert len(hand.objects) == 4
        assert abs(hand.objects[-1].mask.area - 150) < 15

    def test_a_polygon_stays_while_a_step_is_done_again(self, hand: Hand) -> None:
        hand.bench.actions["select_all"].trigger()
        hand.press(_Key.Key_Delete)
        hand.press(_Key.Key_Z, _CONTROL)
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        hand.press(_Key.Key_Y, _CONTROL)
        hand.press(_Key.Key_Return)
        assert len(hand.objects) == 1

    def test_a_corner_that_is_set_when_another_window_comes_waits_for_the_next_click(
        self, hand: Hand, qtbot: QtBot
    ) -> None:
        canvas = hand.bench.canvas
        hand.press(_Key.Key_P)
        hand.click((2, 20))
        qtbot.mousePress(canvas, _LEFT, _NONE, hand.place((30, 20)))
        leave_for_another_window(hand.bench, qtbot)
        hand.move((30, 28))
        hand.move((10, 28))
        hand.press(_Key.Key_Return)
        assert len(hand.objects) == 3  # of two corners nothing is made

    def test_two_corners_cannot_be_finished_and_are_gone_on_with(self, hand: Hand) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18))
        hand.press(_Key.Key_Return)
        hand.click((35, 28))
        hand.press(_Key.Key_Return)
        assert len(hand.objects) == 4

    def test_escape_drops_a_polygon_and_keys_mean_again_what_they_meant(self, hand: Hand) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        hand.press(_Key.Key_Escape)
        assert not hand.bench.canvas.dragging
        assert len(hand.objects) == 3
        hand.press(_Key.Key_Escape)
        assert isinstance(hand.bench.canvas.tool, PolygonTool)

    @pytest.mark.parametrize("tool", [_Key.Key_P, _Key.Key_V])
    def test_a_polygon_goes_on_when_its_picture_is_shown_again(self, hand: Hand, qtbot: QtBot, tool: Qt.Key) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        with qtbot.waitSignal(hand.bench.desk.picture_shown):
            hand.bench.session.show("2.png")
        assert not hand.bench.canvas.dragging
        hand.press(tool)
        with qtbot.waitSignal(hand.bench.desk.picture_shown):
            hand.bench.session.show("1.png")
        hand.press(_Key.Key_Return)
        assert len(hand.objects) == 4
        assert abs(hand.objects[-1].mask.area - 150) < 15

    def test_a_polygon_goes_on_when_its_tool_is_taken_again(self, hand: Hand) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        hand.press(_Key.Key_V)
        assert not hand.bench.canvas.dragging
        hand.press(_Key.Key_P)
        hand.press(_Key.Key_Return)
        assert abs(hand.objects[-1].mask.area - 150) < 15

    def test_a_polygon_that_was_dropped_does_not_come_back_with_its_tool(self, hand: Hand) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        hand.press(_Key.Key_Escape)
        hand.press(_Key.Key_V)
        hand.press(_Key.Key_P)
        assert not hand.bench.canvas.dragging

    def test_a_polygon_is_not_gone_on_with_in_a_picture_that_has_become_another_one(
        self, hand: Hand, qtbot: QtBot
    ) -> None:
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        with qtbot.waitSignal(hand.bench.desk.picture_shown):
            hand.bench.session.show("2.png")
        Image.new("RGB", (30, 40)).save(hand.bench.session.path("1.png"))
        hand.bench.session.show("1.png")
        qtbot.waitUntil(lambda: hand.bench.desk.size == (30, 40))  # what was read of it before may be shown first
        assert not hand.bench.canvas.dragging

    def test_while_a_polygon_is_drawn_f_accepts_nothing(self, keys: Bench, qtbot: QtBot) -> None:
        hand = Hand(keys, qtbot)
        hand.press(_Key.Key_P)
        hand.click((5, 18), (35, 18), (35, 28))
        hand.press(_Key.Key_F)
        assert [item.source for item in hand.objects] == [Source.PERSON]
