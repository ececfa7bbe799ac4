"""`app.main_window.objects.areas` and `tooling`: what is painted and outlined, and what becomes of it."""

import pytest
from hand import Hand
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.interaction import StrokeShape, TipShape
from sam3_studio.app.settings.table import BRUSH_SIZE, PEN_PRESSURE
from sam3_studio.app.tools.areas import PolygonTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Source
from sam3_studio.editing.strokes import stroke

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


class TestPainting:
    def test_a_stroke_is_a_new_object_of_the_current_class(self, hand: Hand) -> None:
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((5, 24), (30, 24))
        drawn = hand.objects[-1]
        assert (len(hand.objects), drawn.class_id, drawn.source) == (4, 1, Source.PERSON)
        assert drawn.mask.box == Box(3, 22, 32, 26)

    def test_the_next_stroke_goes_on_with_it(self, hand: Hand) -> None:
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((5, 24), (10, 24))
        hand.drag((25, 24), (30, 24))
        assert len(hand.objects) == 4
        assert hand.objects[-1].mask.box == Box(3, 22, 32, 26)

    def test_where_the_view_moves_in_the_midst_of_a_stroke_what_is_shown_is_what_is_painted(
        self, hand: Hand, qtbot: QtBot
    ) -> None:
        canvas = hand.bench.canvas
        hand.press(_Key.Key_B, _SHIFT)
        end = hand.place((10, 24))
        qtbot.mousePress(canvas, _LEFT, _NONE, hand.place((5, 24)))
        hand.move((10, 24), _LEFT)
        canvas.zoom_in()
        way, _ = canvas._preview.shapes
        assert isinstance(way, StrokeShape)
        painted = stroke(way.points, way.diameters, way.tip, 30, 40)
        qtbot.mouseRelease(canvas, _LEFT, _NONE, end)
        assert hand.objects[-1].mask == painted
        assert painted.box != Box(3, 22, 12, 26), "the mouse is over another place of the picture now"

    @pytest.mark.parametrize("tool", [_Key.Key_B, _Key.Key_E])
    def test_the_brush_shows_what_it_would_do_as_soon_as_ctrl_is_held_and_let_go(
        self, hand: Hand, qtbot: QtBot, tool: Qt.Key
    ) -> None:
        canvas = hand.bench.canvas

        def erases() -> bool:
            (tip,) = canvas._preview.shapes
            assert isinstance(tip, TipShape)
            return tip.erases

        hand.press(tool, _SHIFT)
        hand.move((20, 15))
        before = erases()
        qtbot.keyPress(canvas, _Key.Key_Control)
        assert erases() is not before
        qtbot.keyRelease(canvas, _Key.Key_Control)
        assert erases() is before
        # Ctrl+F goes to the search, which is told of the end of it.
        qtbot.keyPress(canvas, _Key.Key_Control)
        canvas.clearFocus()
        assert erases() is before

    def test_after_escape_another_object_is_begun(self, hand: Hand) -> None:
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((5, 24), (10, 24))
        hand.press(_Key.Key_Escape)
        hand.drag((25, 24), (30, 24))
        assert len(hand.objects) == 5

    def test_a_selected_object_is_painted_on_and_the_model_does_not_answer_for_it_alone(self, hand: Hand) -> None:
        duck = hand.objects[0]
        hand.bench.workbench.selection.select((duck.id,))
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((4, 4), (4, 20))
        edited = hand.objects[0]
        assert (edited.id, edited.source) == (duck.id, Source.EDITED)
        assert edited.mask.area > duck.mask.area

    def test_one_stroke_is_one_step(self, hand: Hand) -> None:
        before = hand.objects
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((5, 24), (20, 24), (30, 20))
        hand.press(_Key.Key_Z, _CONTROL)
        assert hand.objects == before

    def test_the_brush_is_shown_where_the_mouse_is_though_the_picture_moves_under_it(self, hand: Hand) -> None:
        canvas = hand.bench.canvas
        hand.press(_Key.Key_B, _SHIFT)
        hand.move((30, 20))
        canvas.zoom_in()
        (tip,) = canvas._preview.shapes
        assert isinstance(tip, TipShape)
        (x, y), place = tip.at, canvas._pointer
        assert place is not None
        assert canvas.to_widget(Box(x, y, x, y)).topLeft().toPoint() == place.toPoint()

    def test_escape_drops_a_stroke(self, hand: Hand) -> None:
        before = hand.objects
        hand.press(_Key.Key_B, _SHIFT)
        canvas = hand.bench.canvas
        hand.qtbot.mousePress(canvas, _LEFT, _NONE, hand.place((5, 24)))
        hand.move((30, 24), _LEFT)
        hand.press(_Key.Key_Escape)
        hand.qtbot.mouseRelease(canvas, _LEFT, _NONE, hand.place((30, 24)))
        assert hand.objects == before

    def test_a_locked_object_is_not_painted_on_and_a_sentence_says_why(self, hand: Hand, qtbot: QtBot) -> None:
        before = hand.objects[0].mask
        hand.bench.workbench.selection.select((hand.objects[0].id,))
        hand.press(_Key.Key_L)
        hand.press(_Key.Key_B, _SHIFT)
        with qtbot.waitSignal(hand.bench.notifier.told) as told:
            hand.drag((4, 4), (4, 20))
        assert "locked" in told.args[0].text.casefold()
        assert hand.objects[0].mask == before

    def test_without_a_class_one_is_made_and_its_name_is_asked_for(self, empty_keys: Bench, qtbot: QtBot) -> None:
        hand = Hand(empty_keys, qtbot)
        hand.press(_Key.Key_B, _SHIFT)
        hand.drag((5, 24), (30, 24))
        assert [one.name for one in empty_keys.session.classes.listed] == ["object 1"]
        assert len(hand.objects) == 1
        assert not empty_keys.canvas.hasFocus()


class TestPen:
    @pytest.fixture
    def pen(self, hand: Hand) -> Hand:
        """A brush of 8 pixels."""
        hand.bench.settings.set(BRUSH_SIZE, 8)
        hand.press(_Key.Key_B, _SHIFT)
        return hand

    def test_a_stroke_is_as_broad_as_the_pen_is_pressed_and_one_step(self, pen: Hand) -> None:
        before = pen.objects
        pen.write(((8, 24), 0.25), ((20, 24), 1.0), ((32, 24), 0.5))
        mask = pen.objects[-1].mask.to_mask()
        assert [int(mask[:, x].sum()) for x in (8, 20, 32)] == [2, 8, 4]
        pen.press(_Key.Key_Z, _CONTROL)
        assert pen.objects == before

    def test_its_other_end_erases(self, pen: Hand) -> None:
        pen.write(((1, 6), 0.5), ((8, 6), 0.5), rubber=True)
        assert (len(pen.objects), pen.objects[0].source) == (3, Source.EDITED)

    def test_after_it_a_mouse_draws_as_broad_as_ever(self, pen: Hand) -> None:
        pen.write(((8, 24), 0.25), ((20, 24), 0.25), rubber=True)
        pen.drag((8, 24), (32, 24))
        box = pen.objects[-1].mask.box
        assert (len(pen.objects), box.height if box else 0) == (4, 8)

    def test_its_pressure_can_be_switched_off(self, pen: Hand) -> None:
        pen.bench.settings.set(PEN_PRESSURE, False)
        pen.write(((8, 24), 0.25), ((32, 24), 0.25))
        box = pen.objects[-1].mask.box
        assert box is not None
        assert box.height == 8


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
