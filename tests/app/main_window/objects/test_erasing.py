"""The eraser takes from objects."""

import pytest
from hand import Hand
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.settings.table import BRUSH_SIZE
from sam3_studio.core.labeling import Source

pytestmark = pytest.mark.gui

_Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class TestErasing:
    def test_the_eraser_takes_from_what_is_shown(self, hand: Hand) -> None:
        before = [item.mask.area for item in hand.objects]
        hand.press(_Key.Key_E, _SHIFT)
        hand.drag((1, 6), (14, 6))
        after = [item.mask.area for item in hand.objects]
        assert (after[0] < before[0], after[1] < before[1], after[2]) == (True, True, before[2])

    def test_with_a_selection_it_takes_from_nothing_else(self, hand: Hand) -> None:
        before = [item.mask.area for item in hand.objects]
        hand.bench.workbench.selection.select((hand.objects[1].id,))
        hand.press(_Key.Key_E, _SHIFT)
        hand.drag((1, 6), (14, 6))
        after = [item.mask.area for item in hand.objects]
        assert (after[0], after[1] < before[1]) == (before[0], True)

    def test_undo_in_the_midst_of_a_stroke_drops_the_stroke_and_nothing_else(self, hand: Hand, qtbot: QtBot) -> None:
        before, canvas = hand.objects, hand.bench.canvas
        hand.press(_Key.Key_E, _SHIFT)
        qtbot.mousePress(canvas, _LEFT, _NONE, hand.place((1, 6)))
        hand.move((8, 6), _LEFT)
        hand.press(_Key.Key_Z, _CONTROL)
        qtbot.mouseRelease(canvas, _LEFT, _NONE, hand.place((14, 6)))
        assert hand.objects == before

    def test_ctrl_makes_an_eraser_of_the_brush(self, hand: Hand) -> None:
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((1, 6), (8, 6), held=_CONTROL)
        assert len(hand.objects) == 3
        assert hand.objects[0].source is Source.EDITED

    def test_what_is_erased_as_a_whole_is_gone_and_comes_back_with_undo(self, hand: Hand) -> None:
        hand.bench.settings.set(BRUSH_SIZE, 30)
        before = hand.objects
        hand.press(_Key.Key_E, _SHIFT)
        hand.drag((5, 5), (6, 5))
        assert before[0] not in hand.objects
        hand.press(_Key.Key_Z, _CONTROL)
        assert hand.objects == before

    def test_that_it_is_gone_is_said(self, hand: Hand, qtbot: QtBot) -> None:
        hand.bench.settings.set(BRUSH_SIZE, 30)
        hand.press(_Key.Key_E, _SHIFT)
        with qtbot.waitSignal(hand.bench.notifier.told) as told:
            hand.drag((5, 5), (6, 5))
        assert "undo brings" in told.args[0].text

    def test_of_several_that_are_selected_locked_ones_stay_and_the_others_are_erased(self, hand: Hand) -> None:
        before = [item.mask.area for item in hand.objects]
        hand.bench.workbench.selection.select((hand.objects[0].id,))
        hand.press(_Key.Key_L)
        hand.bench.workbench.selection.select([item.id for item in hand.objects])
        hand.press(_Key.Key_E, _SHIFT)
        hand.drag((1, 6), (14, 6))
        after = [item.mask.area for item in hand.objects]
        assert (after[0] == before[0], after[1] < before[1]) == (True, True)

    def test_over_nothing_that_is_selected_a_sentence_says_so(self, hand: Hand, qtbot: QtBot) -> None:
        hand.bench.workbench.selection.select((hand.objects[2].id,))
        hand.press(_Key.Key_E, _SHIFT)
        with qtbot.waitSignal(hand.bench.notifier.told) as told:
            hand.drag((1, 6), (14, 6))
        assert "of what is selected" in told.args[0].text

    def test_over_nothing_a_sentence_says_so(self, hand: Hand, qtbot: QtBot) -> None:
        hand.press(_Key.Key_E, _SHIFT)
        with qtbot.waitSignal(hand.bench.notifier.told) as told:
            hand.drag((5, 26), (30, 26))
        assert "nothing to erase" in told.args[0].text
