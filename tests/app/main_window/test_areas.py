"""`app.main_window.areas` and `tooling`: what is painted and outlined with mouse and keys, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hand import Hand, Place
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from window_bench import Bench, shown

from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.app.interaction import StrokeShape, TipShape
from sam3_studio.app.settings.table import BRUSH_SIZE, CORNER_TOLERANCE, PEN_PRESSURE
from sam3_studio.app.tools.areas import PolygonTool
from sam3_studio.app.tools.corners import CornerTool
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits
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


LOCKED = "Locked objects stay as they are; unlock them first."


@pytest.fixture
def ring(open_bench: Bench, qapp: QApplication, qtbot: QtBot) -> Iterator[Hand]:
    """At a picture with a square ring, selected: (5, 5) to (25, 25), with a hole (10, 10) to (20, 20)."""
    mask = np.zeros((30, 40), dtype=bool)
    mask[5:25, 5:25] = True
    mask[10:20, 10:20] = False
    open_bench.session.classes.add(open_bench.session.classes.blank("duck"))
    item = LabeledObject(1, Rle.from_mask(mask), Source.MODEL, id="ring")
    open_bench.desk.edit("", partial(edits.add_objects, objects=[item]))
    open_bench.workbench.selection.select(("ring",))
    with shown(open_bench, qapp, qtbot):
        yield Hand(open_bench, qtbot)


class TestCutting:
    def test_a_cut_across_makes_two_objects(self, ring: Hand) -> None:
        ring.press(_Key.Key_K, _SHIFT)
        ring.drag((15, 2), (15, 15), (15, 28))
        assert len(ring.objects) == 2
        assert sum(item.mask.area for item in ring.objects) == 300

    def test_a_cut_that_divides_nothing_says_so(self, ring: Hand, qtbot: QtBot) -> None:
        ring.press(_Key.Key_K, _SHIFT)
        with qtbot.waitSignal(ring.bench.notifier.told) as told:
            ring.drag((15, 2), (15, 15))
        assert "divides nothing" in told.args[0].text

    def test_a_cut_through_another_object_says_that_it_is_not_selected(self, ring: Hand, qtbot: QtBot) -> None:
        other = LabeledObject(1, Rle.from_crop(np.ones((10, 6), dtype=bool), 30, 5, 30, 40), Source.PERSON)
        ring.bench.desk.edit("", partial(edits.add_objects, objects=[other]))
        ring.press(_Key.Key_K, _SHIFT)
        with qtbot.waitSignal(ring.bench.notifier.told) as told:
            ring.drag((28, 10), (38, 10))
        assert "nothing that is selected" in told.args[0].text

    def test_with_shift_a_cut_is_straight(self, ring: Hand) -> None:
        ring.press(_Key.Key_K, _SHIFT)
        ring.drag((15, 2), (38, 15), (15, 28), held=_SHIFT)
        assert sorted(item.mask.area for item in ring.objects) == pytest.approx([150, 150], abs=20)


class TestFilling:
    def test_the_hole_that_a_click_would_fill_is_green(self, ring: Hand) -> None:
        ring.press(_Key.Key_F, _SHIFT)
        ring.move((15, 15))
        canvas = ring.bench.canvas
        assert [type(shape).__name__ for shape in canvas._preview.shapes] == ["AreaShape"]
        pixel = canvas.grab().toImage().pixelColor(ring.place((15, 12)))
        assert pixel.green() > pixel.red() + 40
        ring.move((7, 7))
        assert canvas._preview.shapes == ()

    def test_a_click_fills_a_hole(self, ring: Hand) -> None:
        ring.press(_Key.Key_F, _SHIFT)
        ring.click((15, 15))
        assert ring.objects[0].mask.area == 400

    @pytest.mark.parametrize("place", [(7, 7), (35, 15)], ids=["object", "outside"])
    def test_elsewhere_a_sentence_says_that_there_is_none(self, ring: Hand, qtbot: QtBot, place: Place) -> None:
        ring.press(_Key.Key_F, _SHIFT)
        with qtbot.waitSignal(ring.bench.notifier.told) as told:
            ring.click(place)
        assert "Nothing that is selected has a hole" in told.args[0].text
        ring.bench.workbench.selection.select(())
        with qtbot.waitSignal(ring.bench.notifier.told) as told:
            ring.click(place)
        assert "no hole" in told.args[0].text

    def test_without_a_selection_it_is_found_among_all_that_are_shown(self, ring: Hand) -> None:
        ring.bench.workbench.selection.select(())
        ring.press(_Key.Key_F, _SHIFT)
        ring.click((15, 15))
        assert ring.objects[0].mask.area == 400


class TestCorners:
    def test_a_corner_is_pulled(self, ring: Hand) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        ring.drag((25, 25), (30, 27), (35, 28))
        box = ring.objects[0].mask.box
        assert box is not None
        assert (box.x1, box.x2 > 30, ring.objects[0].source) == (5, True, Source.EDITED)

    def test_an_edge_is_pulled_by_a_new_corner(self, ring: Hand) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        ring.drag((15, 5), (15, 3), (15, 1))
        box = ring.objects[0].mask.box
        assert box is not None
        assert (box.y1 < 4, box.y2) == (True, 25)

    def test_the_hole_has_corners_as_well(self, ring: Hand) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        ring.drag((20, 20), (15, 15), (12, 12))
        assert ring.objects[0].mask.area > 330

    @pytest.mark.parametrize("how", ["Del", "right button"])
    def test_a_corner_is_removed(self, ring: Hand, how: str) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        if how == "Del":
            ring.move((25, 25))
            ring.press(_Key.Key_Delete)
        else:
            ring.click((25, 25), button=Qt.MouseButton.RightButton)
        assert len(ring.objects) == 1
        assert ring.objects[0].mask.area < 300

    def test_an_object_that_is_pulled_to_nothing_is_gone_and_that_is_said(self, ring: Hand, qtbot: QtBot) -> None:
        ring.bench.desk.edit("", lambda document: edits.remove_objects(document, ["ring"]))
        pixel = LabeledObject(1, Rle.from_crop(np.ones((1, 1), dtype=bool), 20, 10, 30, 40), Source.PERSON, id="pixel")
        ring.bench.desk.edit("", partial(edits.add_objects, objects=[pixel]))
        ring.bench.workbench.selection.select(("pixel",))
        ring.bench.canvas.zoom_to(32)
        ring.bench.canvas.center_on(20, 10)
        ring.press(_Key.Key_V, _SHIFT)
        with qtbot.waitSignal(ring.bench.notifier.told) as told:
            ring.drag((21, 11), (20.5, 10.5), (20.1, 10.1))
        assert (ring.objects, "undo brings" in told.args[0].text) == ((), True)

    def test_escape_drops_a_pull(self, ring: Hand, qtbot: QtBot) -> None:
        canvas = ring.bench.canvas
        ring.press(_Key.Key_V, _SHIFT)
        qtbot.mousePress(canvas, _LEFT, _NONE, ring.place((25, 25)))
        ring.move((35, 28), _LEFT)
        ring.press(_Key.Key_Escape)
        qtbot.mouseRelease(canvas, _LEFT, _NONE, ring.place((35, 28)))
        assert ring.objects[0].mask.area == 300

    def test_redo_in_the_midst_of_a_pull_drops_the_pull_and_nothing_else(self, ring: Hand, qtbot: QtBot) -> None:
        canvas = ring.bench.canvas
        ring.press(_Key.Key_B, _SHIFT)
        ring.drag((7, 7), (7, 28))
        ring.press(_Key.Key_Z, _CONTROL)
        ring.press(_Key.Key_V, _SHIFT)
        qtbot.mousePress(canvas, _LEFT, _NONE, ring.place((25, 25)))
        ring.move((35, 28), _LEFT)
        ring.press(_Key.Key_Y, _CONTROL)
        qtbot.mouseRelease(canvas, _LEFT, _NONE, ring.place((35, 28)))
        assert ring.objects[0].mask.area == 300
        ring.press(_Key.Key_Y, _CONTROL)
        assert ring.objects[0].mask.area > 300

    def test_the_bar_tells_how_many_corners_there_are(self, ring: Hand) -> None:
        corners = ring.bench.panels.tools.corners
        ring.press(_Key.Key_V, _SHIFT)
        assert corners.told == "8 corners"
        ring.bench.workbench.selection.select(())
        assert corners.told == "Select one object"

    def test_tolerance_is_set_in_the_bar_and_remembered(self, ring: Hand) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        ring.bench.panels.tools.corners.number.setValue(4.5)
        assert ring.bench.settings.get(CORNER_TOLERANCE) == 4.5
        assert ring.bench.canvas.tool == CornerTool(4.5)

    def test_a_click_elsewhere_selects(self, ring: Hand) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        ring.click((35, 15))
        assert ring.bench.canvas.selection == ()
        ring.click((7, 15))
        assert ring.bench.canvas.selection == ("ring",)

    def test_after_undo_and_in_another_selection_the_corners_are_those_of_what_is_there(self, ring: Hand) -> None:
        canvas = ring.bench.canvas
        ring.press(_Key.Key_V, _SHIFT)
        ring.drag((25, 25), (30, 27), (35, 28))
        ring.press(_Key.Key_Z, _CONTROL)
        assert [max(shape.rings[0]) for shape in canvas._preview.shapes] == [(25, 25)]
        ring.bench.workbench.selection.select(())
        assert canvas._preview.shapes == ()

    def test_while_all_objects_are_hidden_there_are_no_corners_to_be_pulled(self, ring: Hand) -> None:
        canvas = ring.bench.canvas
        canvas.set_options(replace(canvas.options, objects=False))
        ring.press(_Key.Key_V, _SHIFT)
        ring.drag((25, 25), (30, 27), (35, 28))
        assert ring.objects[0].mask.area == 300

    def test_of_what_is_only_tried_no_corner_is_pulled_and_a_sentence_says_so(self, ring: Hand, qtbot: QtBot) -> None:
        ring.press(_Key.Key_V, _SHIFT)
        ring.bench.actions["grow"].trigger()
        dialog = ring.bench.window.findChildren(ReshapeDialog)[-1]
        qtbot.waitUntil(lambda: dialog.effect.strip() != "")
        with qtbot.waitSignal(ring.bench.notifier.told) as told:
            ring.drag((27, 25), (30, 27), (35, 28))
        assert "still being tried" in told.args[0].text
        assert (ring.objects[0].mask.area, dialog.isVisible()) == (300, True)

    def test_a_locked_object_shows_no_corners(self, ring: Hand) -> None:
        ring.press(_Key.Key_L)
        ring.press(_Key.Key_V, _SHIFT)
        ring.drag((25, 25), (30, 27), (35, 28))
        assert ring.objects[0].mask.area == 300


class TestWhatIsSaidWhereNothingHappens:
    """The knife across the ring, the eraser over it, a click in its hole."""

    TOOLS = pytest.mark.parametrize("tool", [_Key.Key_K, _Key.Key_E, _Key.Key_F], ids=["cut", "erase", "fill"])

    def use(self, ring: Hand, tool: Qt.Key) -> list[str]:
        log = ring.bench.notifier.log
        ring.press(tool, _SHIFT)
        if tool == _Key.Key_F:
            ring.click((15, 15))
        else:
            ring.drag((15, 2), (15, 15), (15, 28))
        return [notice.text for notice in ring.bench.notifier.log[len(log) :]]

    @TOOLS
    def test_of_a_locked_object_that_is_not_selected_it_is_said_that_it_is_locked(
        self, ring: Hand, tool: Qt.Key
    ) -> None:
        ring.press(_Key.Key_L)
        ring.bench.workbench.selection.select(())
        assert self.use(ring, tool) == [LOCKED]

    @TOOLS
    def test_where_nothing_could_be_written_it_is_not_said_that_nothing_was_met(
        self, ring: Hand, tool: Qt.Key, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise DatasetError("The disk is full.")

        monkeypatch.setattr(ring.bench.session.project.labels, "save", full)
        assert self.use(ring, tool) == ["The disk is full."]
