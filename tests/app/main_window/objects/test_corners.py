"""`app.main_window.objects.areas` and `tooling`: what is cut, filled and pulled at its corners, and what is said."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hand import Hand, Place
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_bench import Bench, shown

from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.app.settings.table import CORNER_TOLERANCE
from sam3_studio.app.tools.corners import CornerTool
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui

_Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

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
        assert [type(shape).__name__ for shape in canvas._hand.preview.shapes] == ["AreaShape"]
        pixel = canvas.grab().toImage().pixelColor(ring.place((15, 12)))
        assert pixel.green() > pixel.red() + 40
        ring.move((7, 7))
        assert canvas._hand.preview.shapes == ()

    @pytest.mark.parametrize(("tool", "place"), [(_Key.Key_F, (15, 15)), (_Key.Key_V, (7, 7))], ids=["hole", "corners"])
    def test_what_lies_under_the_mouse_goes_and_comes_with_the_objects(
        self, ring: Hand, tool: Qt.Key, place: tuple[float, float]
    ) -> None:
        canvas = ring.bench.canvas
        ring.press(tool, _SHIFT)
        ring.move(place)
        seen = canvas._hand.preview.shapes
        canvas.set_options(replace(canvas.options, objects=False))
        assert canvas._hand.preview.shapes == ()
        canvas.set_options(replace(canvas.options, objects=True))
        assert len(canvas._hand.preview.shapes) == len(seen) == 1

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

    @pytest.mark.parametrize("key", [(_Key.Key_Escape, _NONE), (_Key.Key_Z, _CONTROL)], ids=["escape", "undo"])
    def test_once_a_pull_is_dropped_there_are_corners_again_though_the_mouse_rests(
        self, ring: Hand, qtbot: QtBot, key: tuple[Qt.Key, Qt.KeyboardModifier]
    ) -> None:
        canvas = ring.bench.canvas
        ring.press(_Key.Key_V, _SHIFT)
        qtbot.mousePress(canvas, _LEFT, _NONE, ring.place((25, 25)))
        ring.move((35, 28), _LEFT)
        ring.press(*key)
        assert [max(shape.rings[0]) for shape in canvas._hand.preview.shapes] == [(25, 25)]

    def test_a_pull_that_another_picture_ends_leaves_no_corners_there(self, ring: Hand, qtbot: QtBot) -> None:
        canvas = ring.bench.canvas
        ring.press(_Key.Key_V, _SHIFT)
        qtbot.mousePress(canvas, _LEFT, _NONE, ring.place((25, 25)))
        ring.move((35, 28), _LEFT)
        canvas.leave()
        assert canvas._hand.preview.shapes == ()

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
        assert [max(shape.rings[0]) for shape in canvas._hand.preview.shapes] == [(25, 25)]
        ring.bench.workbench.selection.select(())
        assert canvas._hand.preview.shapes == ()

    def test_once_a_menu_that_lay_over_the_picture_is_gone_there_are_corners_again(self, ring: Hand) -> None:
        canvas = ring.bench.canvas
        ring.press(_Key.Key_V, _SHIFT)
        ring.move((7, 7))
        shown = canvas._hand.preview.shapes
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
        assert canvas._hand.preview.shapes == ()
        at = QPointF(ring.place((7, 7)))
        QApplication.sendEvent(canvas, QEnterEvent(at, at, canvas.mapToGlobal(at)))
        assert len(canvas._hand.preview.shapes) == len(shown) == 1

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
