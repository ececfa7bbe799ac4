"""`app.main_window.objects.objects`: objects on the canvas and in the list, and what is done to those selected."""

from dataclasses import replace

import pytest
from hand import Hand
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.dialogs.class_chooser import ClassChooser
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Attribute

pytestmark = pytest.mark.gui

_Key = Qt.Key
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "What you draw next is of class “frog”."),
        (2, "The selected objects, and what you draw next, are of class “frog”."),
    ],
)
def test_what_a_digit_gave_its_class_is_said_in_nobodys_way(three: Bench, qtbot: QtBot, count: int, said: str) -> None:
    three.workbench.selection.select(ids(three)[:count])
    with qtbot.assertNotEmitted(three.notifier.told), qtbot.waitSignal(three.notifier.answered) as answered:
        qtbot.keyClick(three.canvas, _Key.Key_2)
    assert answered.args == [said]


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


def test_an_object_that_gets_another_class_gets_the_defaults_of_that_class_in_one_step(
    three: Bench, qtbot: QtBot
) -> None:
    frog = three.session.classes.find(2)
    three.session.classes.change(replace(frog, attributes=(Attribute("asleep", ("yes", "no"), "no"),)))
    three.workbench.selection.select(ids(three)[:1])
    qtbot.keyClick(three.canvas, _Key.Key_2)
    assert three.picture.document.objects[0].details.attributes == (("asleep", "no"),)
    qtbot.keyClick(three.canvas, _Key.Key_Z, _CONTROL)
    assert not three.picture.document.objects[0].details.attributes
