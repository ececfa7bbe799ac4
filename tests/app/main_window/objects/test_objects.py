"""`app.main_window.objects.objects`: objects on the canvas and in the list, and what is done to those selected."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hand import Hand
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.actions import told_by
from sam3_studio.app.dialogs.class_chooser import ClassChooser
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.geometry import Box
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui

_Key = Qt.Key
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(keys: Bench) -> Bench:
    """Three ducks, accepted; there is a class "frog" as well."""
    keys.actions["accept_all"].trigger()
    keys.session.classes.add(keys.session.classes.blank("frog"))
    keys.session.classes.choose(1)
    return keys


def ids(bench: Bench) -> list[str]:
    return [item.id for item in bench.picture.document.objects]


def click(bench: Bench, qtbot: QtBot, x: float, y: float, held: Qt.KeyboardModifier) -> None:
    place = bench.canvas.to_widget(Box(x, y, x, y)).topLeft().toPoint()
    qtbot.mouseClick(bench.canvas, Qt.MouseButton.LeftButton, held, place)


def chooser(bench: Bench) -> ClassChooser:
    return bench.window.findChildren(ClassChooser)[-1]


def test_what_is_clicked_on_the_canvas_is_selected_in_the_list(three: Bench, qtbot: QtBot) -> None:
    click(three, qtbot, 4, 4, Qt.KeyboardModifier.NoModifier)
    click(three, qtbot, 14, 4, _SHIFT)
    assert three.panels.instances.selection == set(ids(three)[:2])


def test_what_is_selected_in_the_list_is_selected_on_the_canvas(three: Bench) -> None:
    three.panels.instances.selection_changed.emit(tuple(ids(three)[1:]))
    assert three.canvas.selection == tuple(ids(three)[1:])


def test_what_tab_goes_to_is_selected(three: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(three.canvas, _Key.Key_Tab)
    assert three.panels.instances.selection == set(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_Delete)
    assert len(ids(three)) == 2


def test_del_deletes_what_is_selected_and_undo_selects_it_again(three: Bench, qtbot: QtBot) -> None:
    before = ids(three)
    three.workbench.selection.select(before[:2])
    qtbot.keyClick(three.canvas, _Key.Key_Delete)
    assert ids(three) == before[2:]
    qtbot.keyClick(three.canvas, _Key.Key_Z, _CONTROL)
    assert ids(three) == before
    assert three.panels.instances.selection == set(before[:2])


def test_locked_objects_stay_and_a_sentence_says_so(three: Bench, qtbot: QtBot) -> None:
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_L)
    with qtbot.waitSignal(three.notifier.told) as told:
        qtbot.keyClick(three.canvas, _Key.Key_Delete)
    assert "locked" in told.args[0].text.casefold()
    assert len(ids(three)) == 3


def test_an_eye_in_the_list_hides_all_that_are_selected_with_it(three: Bench) -> None:
    first, second, third = ids(three)
    three.workbench.selection.select([first, second])
    three.panels.instances.hidden_changed.emit(second, True)
    assert [item.hidden for item in three.picture.document.objects] == [True, True, False]
    three.panels.instances.locked_changed.emit(third, True)
    assert [item.locked for item in three.picture.document.objects] == [False, False, True]


def test_ctrl_a_selects_all_that_are_shown_and_escape_none(three: Bench, qtbot: QtBot) -> None:
    three.panels.instances.hidden_changed.emit(ids(three)[0], True)
    qtbot.keyClick(three.canvas, _Key.Key_A, _CONTROL)
    assert three.panels.instances.selection == set(ids(three)[1:])
    qtbot.keyClick(three.canvas, _Key.Key_Escape)
    assert three.panels.instances.selection == set()
    assert three.canvas.selection == ()


def test_looking_closely_at_an_object_brings_it_into_the_middle(three: Bench) -> None:
    three.canvas.zoom_to(4)
    three.panels.instances.opened.emit(ids(three)[2])
    seen = three.canvas.visible_box()
    assert three.canvas.zoom == 16
    assert seen is not None
    assert seen.x1 <= 22
    assert seen.x2 >= 26


def test_z_looks_closely_at_what_is_selected(three: Bench, qtbot: QtBot) -> None:
    three.canvas.zoom_to(4)
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_Z)
    assert three.canvas.zoom == 16


def test_a_digit_gives_selected_objects_its_class(three: Bench, qtbot: QtBot) -> None:
    three.workbench.selection.select(ids(three)[:2])
    qtbot.keyClick(three.canvas, _Key.Key_2)
    assert [item.class_id for item in three.picture.document.objects] == [2, 2, 1]
    assert three.session.classes.current == 2


def test_ctrl_e_finds_another_class_by_a_part_of_its_name(three: Bench, qtbot: QtBot) -> None:
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_E, _CONTROL)
    qtbot.keyClicks(chooser(three).field, "fro")
    qtbot.keyClick(chooser(three).field, _Key.Key_Return)
    assert [item.class_id for item in three.picture.document.objects] == [2, 1, 1]


def test_ctrl_e_makes_the_class_that_is_typed(three: Bench, qtbot: QtBot) -> None:
    three.workbench.selection.select(ids(three))
    qtbot.keyClick(three.canvas, _Key.Key_E, _CONTROL)
    qtbot.keyClicks(chooser(three).field, " red  newt ")
    qtbot.keyClick(chooser(three).field, _Key.Key_Return)
    assert [one.name for one in three.session.classes.listed] == ["duck", "frog", "red newt"]
    assert {item.class_id for item in three.picture.document.objects} == {3}
    three.actions["undo"].trigger()
    assert {item.class_id for item in three.picture.document.objects} == {1}


def test_ctrl_e_with_nothing_selected_chooses_the_class_of_the_next_box(three: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(three.canvas, _Key.Key_E, _CONTROL)
    qtbot.keyClick(chooser(three).field, _Key.Key_Down)
    qtbot.keyClick(chooser(three).field, _Key.Key_Return)
    assert three.session.classes.current == 2
    assert {item.class_id for item in three.picture.document.objects} == {1}


def test_a_band_selects_in_the_list_too(three: Bench, qtbot: QtBot) -> None:
    start, end = (three.canvas.to_widget(Box(x, y, x, y)).topLeft().toPoint() for x, y in ((0, 0), (18, 8)))
    qtbot.mousePress(three.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(three.canvas, end - QPoint(2, 2))
    qtbot.mouseMove(three.canvas, end)
    qtbot.mouseRelease(three.canvas, Qt.MouseButton.LeftButton, pos=end)
    assert three.panels.instances.selection == set(ids(three)[:2])


class TestDeletingAfterABox:
    """A box has been drawn, and has handles: Del would remove it."""

    @pytest.fixture
    def boxed(self, hand: Hand) -> Hand:
        hand.press(_Key.Key_Q)
        hand.drag((5, 20), (15, 28))
        assert hand.bench.canvas.chosen_box
        return hand

    def kept(self, hand: Hand) -> tuple[int, int]:
        document = hand.bench.session.project.labels.document("1.png")
        return len(document.boxes), len(document.objects)

    def test_with_another_tool_del_deletes_the_object_that_was_clicked(self, boxed: Hand) -> None:
        boxed.press(_Key.Key_V)
        boxed.click((4, 4))
        boxed.press(_Key.Key_Delete)
        assert self.kept(boxed) == (1, 2)

    def test_del_deletes_the_object_that_was_chosen_in_the_list_since(self, boxed: Hand) -> None:
        boxed.bench.panels.instances.selection_changed.emit((boxed.objects[0].id,))
        boxed.press(_Key.Key_Delete)
        assert self.kept(boxed) == (1, 2)

    def test_with_the_tool_that_drew_it_del_removes_the_box(self, boxed: Hand) -> None:
        boxed.press(_Key.Key_Delete)
        assert self.kept(boxed) == (0, 3)


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


@pytest.mark.parametrize("how", ["digit", "choice"])
def test_locked_objects_keep_their_class_and_a_sentence_says_so(three: Bench, qtbot: QtBot, how: str) -> None:
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_L)
    with qtbot.waitSignal(three.notifier.told) as told:
        if how == "digit":
            qtbot.keyClick(three.canvas, _Key.Key_2)
        else:
            three.actions["change_class"].trigger()
            chooser(three).class_chosen.emit(2)
    assert "locked" in told.args[0].text.casefold()
    assert {item.class_id for item in three.picture.document.objects} == {1}


def test_a_digit_leaves_a_hidden_object_as_it_is(three: Bench, qtbot: QtBot) -> None:
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_H)
    qtbot.keyClick(three.canvas, _Key.Key_2)
    assert {item.class_id for item in three.picture.document.objects} == {1}
    assert three.session.classes.current == 2
