"""Objects are hidden and shown, and what is hidden is left alone."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hand import Hand
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.actions import told_by
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui

_Key = Qt.Key
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def ids(bench: Bench) -> list[str]:
    return [item.id for item in bench.picture.document.objects]


def test_an_eye_in_the_list_hides_all_that_are_selected_with_it(three: Bench) -> None:
    first, second, third = ids(three)
    three.workbench.selection.select([first, second])
    three.panels.instances.hidden_changed.emit(second, True)
    assert [item.hidden for item in three.picture.document.objects] == [True, True, False]
    three.panels.instances.locked_changed.emit(third, True)
    assert [item.locked for item in three.picture.document.objects] == [False, False, True]


class TestHidden:
    """The first of three ducks is selected and hidden."""

    @pytest.fixture
    def hidden(self, hand: Hand) -> Hand:
        hand.bench.workbench.selection.select((hand.objects[0].id,))
        hand.press(_Key.Key_H)
        assert hand.objects[0].hidden
        return hand

    def test_the_same_key_shows_it_again(self, hidden: Hand) -> None:
        hidden.press(_Key.Key_H)
        assert not hidden.objects[0].hidden

    def test_another_key_shows_all_whatever_hides_them_and_undo_hides_it_again(self, hidden: Hand) -> None:
        bench = hidden.bench
        bench.desk.offering.hide_class(1, hidden=True)
        hidden.press(_Key.Key_T)
        bench.workbench.selection.select(())
        hidden.press(_Key.Key_H, _SHIFT)
        assert bench.workbench.objects.shown() == tuple(hidden.objects)
        assert told_by(bench.actions["show_all"]) == "No object of this picture is hidden."
        bench.actions["undo"].trigger()
        assert hidden.objects[0].hidden

    def test_all_classes_are_shown_again_at_once(self, hand: Hand) -> None:
        bench, hidden = hand.bench, hand.bench.desk.offering
        drawn: list[None] = []
        bench.session.classes.add_names([f"kind {number}" for number in range(20)])
        ids = [one.id for one in bench.session.classes.listed if one.name.startswith("kind")]
        item = hand.objects[0]
        objects = [replace(item, id=f"of {class_id}", class_id=class_id) for class_id in ids]
        bench.desk.edit("Draw", partial(edits.add_objects, objects=objects))
        for class_id in ids:
            hidden.hide_class(class_id, hidden=True)
        hidden.drawn.connect(partial(drawn.append, None))
        hand.press(_Key.Key_H, _SHIFT)
        assert len(drawn) == 1
        assert len(bench.workbench.objects.shown()) == len(ids) + 3

    def test_a_stroke_begins_another_object(self, hidden: Hand) -> None:
        before = hidden.objects
        hidden.press(_Key.Key_B, _SHIFT)
        hidden.drag((5, 24), (30, 24))
        assert (hidden.objects[:3], len(hidden.objects)) == (before, 4)

    def test_the_eraser_takes_from_what_is_seen(self, hidden: Hand) -> None:
        before = hidden.objects
        hidden.press(_Key.Key_E, _SHIFT)
        hidden.drag((1, 4), (14, 4))
        assert hidden.objects[0] is before[0]
        assert hidden.objects[1].mask.area < before[1].mask.area

    def test_it_is_not_merged_with_those_that_are_seen(self, hidden: Hand) -> None:
        first = hidden.objects[0]
        hidden.bench.workbench.selection.select([item.id for item in hidden.objects])
        hidden.press(_Key.Key_M, _SHIFT)
        assert [item.mask.area for item in hidden.objects] == [16, 32]
        assert hidden.objects[0] is first

    @pytest.mark.parametrize("action", ["delete", "copy", "grow", "object_details"])
    def test_alone_it_is_not_edited_and_the_menu_says_why(self, hidden: Hand, action: str) -> None:
        assert told_by(hidden.bench.actions[action]) == "What is selected is hidden; show it first."
        assert not hidden.bench.actions[action].isEnabled()

    def test_the_list_deletes_it(self, hidden: Hand) -> None:
        hidden.bench.panels.instances.remove_requested.emit(hidden.objects[0].id)
        assert len(hidden.objects) == 2

    def test_of_a_hidden_class_nothing_is_deleted_that_is_selected(self, hand: Hand) -> None:
        hand.bench.workbench.selection.select((hand.objects[0].id,))
        hand.bench.desk.offering.hide_class(1, hidden=True)
        hand.press(_Key.Key_Delete)
        assert len(hand.objects) == 3


class TestRevealing:
    """What a person makes is seen."""

    def test_drawing_shows_the_class_again_that_is_drawn_for_and_says_so(self, hand: Hand) -> None:
        stage, log = hand.bench.canvas.stage, hand.bench.notifier
        hand.bench.panels.classes.visible_changed.emit(1, False)
        hand.press(_Key.Key_R)
        hand.drag((5, 20), (15, 28))
        assert stage is not None
        assert len(stage.objects) == 4
        assert log.log[-1].text == "The class “duck” is shown again, so that you see what you made."

    def test_pasting_shows_the_class_again(self, hand: Hand) -> None:
        hand.bench.workbench.selection.select((hand.objects[0].id,))
        hand.bench.actions["copy"].trigger()
        hand.bench.panels.classes.visible_changed.emit(1, False)
        hand.bench.actions["paste"].trigger()
        assert hand.bench.desk.offering.hidden_classes == frozenset()

    def test_another_class_stays_hidden_and_nothing_is_said(self, three: Bench, qtbot: QtBot) -> None:
        hand, log = Hand(three, qtbot), len(three.notifier.log)
        three.panels.classes.visible_changed.emit(2, False)
        hand.press(_Key.Key_R)
        hand.drag((5, 20), (15, 28))
        assert three.desk.offering.hidden_classes == {2}
        assert three.notifier.log[log:] == ()

    def test_drawing_shows_all_objects_again_and_says_so(self, window: MainWindow, photos: Path, qtbot: QtBot) -> None:
        with qtbot.waitSignal(window.desk.picture_shown):
            window.open(photos)
        hand = Hand(window, qtbot)
        window.commands["hide_all"].trigger()
        window.commands["rectangle"].trigger()
        hand.drag((5, 20), (15, 28))
        assert len(hand.objects) == 1
        assert window.canvas.options.objects
        assert window.notifier.log[-1].text == "All objects are shown again, so that you see what you made."


def test_a_digit_leaves_a_hidden_object_as_it_is(three: Bench, qtbot: QtBot) -> None:
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_H)
    qtbot.keyClick(three.canvas, _Key.Key_2)
    assert {item.class_id for item in three.picture.document.objects} == {1}
    assert three.session.classes.current == 2
