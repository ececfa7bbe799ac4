"""The brush paints objects, with a mouse and with a pen."""

import pytest
from hand import Hand
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.interaction import StrokeShape, TipShape
from sam3_studio.app.settings.table import BRUSH_SIZE, PEN_PRESSURE
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Source
from sam3_studio.editing.strokes import stroke

pytestmark = pytest.mark.gui

_Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


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
        way, _ = canvas._hand.preview.shapes
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
            (tip,) = canvas._hand.preview.shapes
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
        (tip,) = canvas._hand.preview.shapes
        assert isinstance(tip, TipShape)
        (x, y), place = tip.at, canvas._tracking.place
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
