"""`app.main_window.objects.reshaping`: masks reshaped by a number that is tried in a dialog."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from two_objects import A, B, areas, ask, dialog, rectangles, shown
from window_bench import Bench

from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.app.main_window.objects.trials import RESHAPINGS, Trial, Tried
from sam3_studio.core.labeling import Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits, sketching
from sam3_studio.editing.growing import grown
from sam3_studio.editing.reshaping import smoothed

pytestmark = pytest.mark.gui


def test_all_holes_are_shown_filled_and_filled_in_one_step(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "fill_holes")
    assert shown(two) == {"a": A + 9, "b": B}
    assert areas(two) == {"a": A, "b": B}
    dialog(two).accept()
    assert areas(two) == {"a": A + 9, "b": B}
    two.actions["undo"].trigger()
    assert areas(two) == {"a": A, "b": B}


def test_large_holes_can_be_left(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "fill_holes")
    assert dialog(two).value == 9
    with qtbot.waitSignal(dialog(two).told):
        dialog(two).number.setValue(8)
    assert shown(two) == {"a": A, "b": B}


@pytest.mark.parametrize(("action", "number"), [("fill_holes", 8), ("remove_islands", 1)])
def test_who_takes_a_number_that_is_too_small_is_not_told_that_there_are_no_holes_or_islands(
    two: Bench, qtbot: QtBot, action: str, number: int
) -> None:
    ask(two, qtbot, action)
    with qtbot.waitSignal(dialog(two).told):
        dialog(two).number.setValue(number)
    with qtbot.waitSignal(two.notifier.told) as told:
        dialog(two).accept()
    assert told.args[0].text == "This number changes nothing."
    assert areas(two) == {"a": A, "b": B}


def test_the_dialog_of_a_number_asks_for_the_keys(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "grow")
    # A window manager gives none to a tool window: what is typed as the number would change the class of the objects.
    qtbot.waitUntil(dialog(two).isActiveWindow)


def test_what_would_vanish_stays_and_is_counted(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "shrink")
    with qtbot.waitSignal(dialog(two).told):
        dialog(two).number.setValue(30)
    assert dialog(two).effect == "2 objects would vanish and stay as they are."
    assert shown(two) == {"a": A, "b": B}


def test_the_dialog_is_high_enough_for_all_that_it_tells(two: Bench, qtbot: QtBot) -> None:
    two.window.show()
    ask(two, qtbot, "shrink")
    dialog(two).tell_effect(3 * "2 objects would vanish and stay as they are. ")
    label = next(one for one in dialog(two).findChildren(QLabel) if one.text() == dialog(two).effect)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


@pytest.mark.parametrize(("action", "larger"), [("grow", True), ("shrink", False)])
def test_a_number_is_shown_before_it_is_applied(two: Bench, qtbot: QtBot, action: str, larger: bool) -> None:
    ask(two, qtbot, action)
    with qtbot.waitSignal(dialog(two).told):
        dialog(two).number.setValue(3)
    assert (shown(two)["b"] > B) is larger
    assert areas(two) == {"a": A, "b": B}
    expected = shown(two)
    dialog(two).accept()
    assert areas(two) == expected == shown(two)


def test_what_is_tried_and_cancelled_changes_nothing(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "grow")
    assert shown(two)["b"] > B
    dialog(two).reject()
    assert shown(two) == areas(two) == {"a": A, "b": B}


def test_the_dialog_tells_what_a_number_does(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "remove_islands")
    assert dialog(two).effect == "1 object changed, −1 px"


def test_the_dialog_hides_nothing_of_what_is_reshaped(two: Bench) -> None:
    two.window.resize(1600, 1000)
    two.window.show()
    two.canvas.zoom_to(8.0)
    for place in ((8, 8), (30, 25)):
        two.canvas.center_on(*place)
        two.actions["grow"].trigger()
        lies = dialog(two).geometry().translated(-two.canvas.mapToGlobal(QPoint(0, 0)))
        shapes = [two.canvas.to_widget(item.mask.box) for item in two.picture.document.objects if item.mask.box]
        assert not any(shape.toRect().intersects(lies) for shape in shapes)
        dialog(two).reject()


def test_islands_are_removed(two: Bench) -> None:
    two.actions["remove_islands"].trigger()
    dialog(two).accept()
    assert areas(two) == {"a": A - 1, "b": B}


def test_bumps_are_smoothed(two: Bench) -> None:
    two.actions["smooth"].trigger()
    dialog(two).accept()
    assert two.picture.document.objects[0].source is Source.EDITED


def test_closing_the_project_closes_the_dialog(two: Bench, qtbot: QtBot) -> None:
    ask(two, qtbot, "grow")
    two.workbench.set_session(None)
    assert not dialog(two).isVisible()


def test_the_keys_of_the_dialog_are_its_own(two: Bench, qtbot: QtBot) -> None:
    two.actions["grow"].trigger()
    qtbot.keyClick(dialog(two).number, Qt.Key.Key_Return)
    assert areas(two)["b"] > B


@pytest.fixture
def growing(keys: Bench, qtbot: QtBot) -> ReshapeDialog:
    """The dialog of a number, in front of a window whose keys work there as well; one candidate of three is left."""
    for _ in range(2):
        qtbot.keyClick(keys.canvas, Qt.Key.Key_G)
    keys.actions["select_all"].trigger()
    keys.actions["grow"].trigger()
    with qtbot.waitActive(dialog(keys)):
        dialog(keys).activateWindow()
    return dialog(keys)


def test_escape_in_the_dialog_closes_it_and_lets_no_object_go(
    keys: Bench, growing: ReshapeDialog, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(growing.finished):
        qtbot.keyClick(growing.number, Qt.Key.Key_Escape)
    assert len(keys.workbench.selection.ids) == 2


def test_enter_on_a_button_of_the_dialog_presses_it_and_accepts_no_candidate(
    keys: Bench, growing: ReshapeDialog, qtbot: QtBot
) -> None:
    before = list(areas(keys).values())
    button = next(one for one in growing.findChildren(QPushButton) if one.isDefault())
    button.setFocus()
    with qtbot.waitSignal(growing.accepted):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    after = list(areas(keys).values())
    assert len(after) == 2
    assert all(grown > area for grown, area in zip(after, before, strict=True))


def test_the_window_goes_on_while_a_number_is_tried_and_takes_it_though_it_is_not_shown_yet(
    two: Bench,
) -> None:
    leave, threads = threading.Event(), []

    def slow(mask: Rle, pixels: int) -> Rle:
        in_window = threading.current_thread() is threading.main_thread()
        threads.append(in_window)
        if not in_window:
            leave.wait()
        return grown(mask, pixels)

    two.workbench.masks._reshaping.begin("grow", replace(RESHAPINGS["grow"], change=slow))
    assert dialog(two).effect.strip() == ""
    dialog(two).accept()
    leave.set()
    assert areas(two)["b"] > B
    assert any(threads)


def test_a_sketch_is_shown_while_a_number_moves_and_the_exact_outcome_once_it_rests(
    two: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketching, "LARGE", 1)
    ask(two, qtbot, "smooth")
    trials, before = list[Tried](), {item.id: item.mask for item in two.picture.document.objects}
    two.workbench.masks._reshaping._trials.shown.connect(trials.append)
    with qtbot.waitSignal(dialog(two).told):
        dialog(two).number.setValue(3)
    assert [one.exact for one in trials] == [False, True]
    assert shown(two) == {name: smoothed(mask, 3).area for name, mask in before.items()}
    dialog(two).accept()
    after = {item.id: item.mask for item in two.picture.document.objects}
    assert after == {name: smoothed(mask, 3) for name, mask in before.items()}


def test_who_takes_a_number_that_is_only_sketched_gets_the_exact_outcome(
    two: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketching, "LARGE", 1)
    ask(two, qtbot, "smooth")
    before = two.picture.document.objects[1].mask
    with qtbot.waitSignal(two.workbench.masks._reshaping._trials.shown):
        dialog(two).number.setValue(3)
    dialog(two).accept()
    assert two.picture.document.objects[1].mask == smoothed(before, 3)


def test_of_numbers_that_come_faster_than_they_are_tried_the_first_and_the_last_are_shown(
    two: Bench, qtbot: QtBot
) -> None:
    leave, values = threading.Event(), list[int]()

    def slow(mask: Rle, pixels: int) -> Rle:
        leave.wait()
        return grown(mask, pixels)

    masks = two.workbench.masks
    masks._reshaping._trials.shown.connect(lambda tried: values.append(tried.trial.value))
    trial = Trial(replace(RESHAPINGS["grow"], change=slow), 1, {"b": two.picture.document.objects[1].mask}, rough=True)
    for value in range(1, 6):
        masks._reshaping._trials.begin(replace(trial, value=value))
    leave.set()
    qtbot.waitUntil(lambda: values == [1, 5])


def test_a_window_that_has_the_keys_keeps_them_when_what_is_done_there_closes_the_dialog(
    keys: Bench, qtbot: QtBot
) -> None:
    keys.actions["accept_1"].trigger()
    keys.select(0)
    ask(keys, qtbot, "grow")
    review = QLabel("The window of candidates")
    review.show()
    review.activateWindow()
    qtbot.waitUntil(review.isActiveWindow)
    with qtbot.waitSignal(dialog(keys).finished):
        keys.desk.edit("Reject", lambda document: edits.reject(document, 1, [rectangles((0, 0, 1, 1))]))
    QApplication.sync()  # what was asked of the screen has come of it
    assert QApplication.activeWindow() is review
    review.close()


def test_another_step_closes_the_dialog(two: Bench) -> None:
    two.actions["grow"].trigger()
    two.actions["merge"].trigger()
    assert areas(two) == shown(two) == {"b": A + B - 48}


def test_another_selection_closes_the_dialog(two: Bench) -> None:
    two.actions["grow"].trigger()
    two.workbench.selection.select(("a",))
    assert shown(two) == {"a": A, "b": B}


def test_hiding_what_is_reshaped_closes_the_dialog(two: Bench, qtbot: QtBot) -> None:
    two.actions["grow"].trigger()
    with qtbot.waitSignal(dialog(two).rejected):
        two.desk.offering.hide_class(two.picture.document.objects[0].class_id, hidden=True)
    assert areas(two) == {"a": A, "b": B}


def test_without_a_selection_there_is_nothing_to_reshape(two: Bench) -> None:
    two.workbench.selection.select(())
    assert not any(two.actions[name].isEnabled() for name in ("fill_holes", "grow", "split", "merge", "to_front"))
    assert two.actions["no_overlaps"].isEnabled()
