"""`app.main_window.availability` and `travel`: what makes sense now, and where a person can go."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.actions import ACTIONS, Menu, TellingMenu, told_by
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter

pytestmark = pytest.mark.gui

EDITS = ("copy", "duplicate", "delete", "hide", "lock")
JUDGEMENTS = ("accept", "accept_all", "reject", "reject_as_negative", "next_candidate", "previous_candidate")


def enabled(bench: Bench, *actions: str) -> set[str]:
    return {action for action in actions if bench.actions[action].isEnabled()}


def test_with_nothing_found_there_is_nothing_to_accept(open_bench: Bench) -> None:
    assert enabled(open_bench, *JUDGEMENTS, "accept_1", "run", "threshold_up", "clear_prompt") == set()


def test_what_is_found_can_be_accepted_and_rejected(found_bench: Bench) -> None:
    assert enabled(found_bench, *JUDGEMENTS) == set(JUDGEMENTS)
    found_bench.actions["accept_all"].trigger()
    assert enabled(found_bench, "accept_all", "accept") == {"accept"}  # the ghost


def test_with_nothing_selected_nothing_is_edited(found_bench: Bench) -> None:
    found_bench.actions["accept_all"].trigger()
    assert enabled(found_bench, *EDITS) == set()
    found_bench.actions["select_all"].trigger()
    assert enabled(found_bench, *EDITS) == set(EDITS)
    found_bench.actions["delete"].trigger()
    assert enabled(found_bench, *EDITS, "select_all") == set()


def test_undo_and_redo_say_what_they_would_do(found_bench: Bench) -> None:
    assert enabled(found_bench, "undo", "redo") == set()
    found_bench.actions["accept_all"].trigger()
    assert found_bench.actions["undo"].text() == "&Undo: Accept 3 objects"
    found_bench.actions["undo"].trigger()
    assert enabled(found_bench, "undo", "redo") == {"redo"}
    assert found_bench.actions["redo"].text() == "&Redo: Accept 3 objects"
    assert found_bench.actions["undo"].text() == "&Undo"


def test_nothing_can_be_pasted_before_something_is_copied(found_bench: Bench) -> None:
    found_bench.actions["accept_all"].trigger()
    assert enabled(found_bench, "paste") == set()
    found_bench.actions["select_all"].trigger()
    found_bench.actions["copy"].trigger()
    assert enabled(found_bench, "paste") == {"paste"}


@pytest.mark.parametrize("hidden_by", ["the view", "their class"])
def test_of_candidates_that_are_hidden_it_is_not_said_that_there_are_none(found_bench: Bench, hidden_by: str) -> None:
    def told() -> list[str]:
        return [found_bench.actions[name].toolTip() for name in ("accept", "accept_all")]

    if hidden_by == "the view":
        found_bench.canvas.set_options(replace(found_bench.canvas.options, candidates=False))
    else:
        found_bench.desk.offering.hide_class(1, hidden=True)
    assert all("All candidates are hidden; show them first." in text for text in told())
    found_bench.canvas.set_options(replace(found_bench.canvas.options, candidates=True))
    found_bench.desk.offering.hide_class(1, hidden=False)
    assert not any("hidden" in text for text in told())


def test_of_a_picture_that_cannot_be_read_it_is_told_why_and_not_to_wait_for_it(
    open_bench: Bench, qtbot: QtBot
) -> None:
    open_bench.session.path("2.png").write_bytes(b"no picture")
    with qtbot.waitSignal(open_bench.session.state_changed):
        open_bench.actions["next"].trigger()
    assert "is no picture in a known format" in told_by(open_bench.actions["copy_previous"])
    open_bench.desk.undo()  # as a menu of a list may ask for
    assert "is no picture in a known format" in open_bench.notifier.log[-1].text
    with qtbot.waitSignal(open_bench.desk.picture_shown):
        open_bench.actions["previous"].trigger()
    assert told_by(open_bench.actions["copy_previous"]) == "There is no picture before this one."


def test_what_cannot_be_read_is_not_accepted_as_it_is_and_the_reason_is_told(open_bench: Bench, qtbot: QtBot) -> None:
    open_bench.session.path("2.png").write_bytes(b"no picture")
    with qtbot.waitSignal(open_bench.session.state_changed):
        open_bench.actions["next"].trigger()
    assert "is no picture in a known format" in told_by(open_bench.actions["accept_picture"])


def test_nothing_can_be_pasted_once_the_class_of_what_was_copied_is_removed(found_bench: Bench, qtbot: QtBot) -> None:
    found_bench.actions["accept_all"].trigger()
    found_bench.actions["select_all"].trigger()
    found_bench.actions["copy"].trigger()
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        found_bench.session.classes.remove(1)
    assert told_by(found_bench.actions["paste"]) == "Copy an object first."


def test_at_the_ends_of_the_list_one_goes_no_further(open_bench: Bench, qtbot: QtBot) -> None:
    back, forth = {"previous", "first", "previous_open"}, {"next", "last", "next_open"}
    assert enabled(open_bench, *back, *forth, "copy_previous") == forth
    with qtbot.waitSignal(open_bench.desk.picture_shown):
        open_bench.actions["last"].trigger()
    assert open_bench.picture.name == "2.png"
    assert enabled(open_bench, *back, *forth, "copy_previous") == back | {"copy_previous"}
    with qtbot.waitSignal(open_bench.desk.picture_shown):
        open_bench.actions["first"].trigger()
    assert open_bench.picture.name == "1.png"


def test_objects_are_copied_from_the_picture_before_as_the_list_is_filtered_now(
    open_bench: Bench, qtbot: QtBot
) -> None:
    files, back = open_bench.panels.files, ("previous", "copy_previous")
    with qtbot.waitSignal(open_bench.desk.picture_shown):
        open_bench.actions["last"].trigger()
    files.want(ImageFilter("2"))
    files.show_found(ImageFilter("2"), ["2.png"])
    assert enabled(open_bench, *back) == set()
    files.want(ImageFilter())
    assert enabled(open_bench, *back) == set(back)


def test_home_and_end_are_the_keys(keys: Bench, qtbot: QtBot) -> None:
    for key, name in ((Qt.Key.Key_End, "2.png"), (Qt.Key.Key_Home, "1.png")):
        with qtbot.waitSignal(keys.desk.picture_shown):
            qtbot.keyClick(keys.canvas, key)
        assert keys.picture.name == name


def test_what_is_done_can_be_reopened_and_nothing_else(open_bench: Bench) -> None:
    open_bench.session.state_changed.connect(open_bench.panels.files.set_state)
    assert enabled(open_bench, "reopen") == set()
    open_bench.picture.set_state(ImageState.DONE)
    assert enabled(open_bench, "reopen") == {"reopen"}
    open_bench.actions["reopen"].trigger()
    assert open_bench.picture.state is ImageState.IN_WORK


def test_a_picture_that_needs_another_look_is_put_off_with_a_key(keys: Bench, qtbot: QtBot) -> None:
    first = keys.picture
    with qtbot.waitSignal(keys.desk.picture_shown):
        qtbot.keyClick(keys.canvas, Qt.Key.Key_W)
    assert first.state is ImageState.SECOND_LOOK
    assert keys.picture.name == "2.png"
    record = keys.session.project.images.find("1.png")
    assert record is not None
    assert record.state is ImageState.SECOND_LOOK


DECISIONS = ("done", "second_look", "accept_picture")


def test_a_key_that_is_pressed_twice_says_nothing_of_a_picture_that_nobody_has_seen(
    open_bench: Bench, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(open_bench.desk.picture_shown):
        open_bench.actions["done"].trigger()
        assert enabled(open_bench, *DECISIONS) == set()
        assert told_by(open_bench.actions["done"]) == "The picture is not shown yet."
        open_bench.actions["done"].trigger()
    assert enabled(open_bench, *DECISIONS) == set(DECISIONS)
    assert open_bench.picture.name == "2.png"
    assert open_bench.picture.state is ImageState.NEW


def test_a_picture_that_cannot_be_read_can_be_put_off(bench: Bench, qtbot: QtBot) -> None:
    bench.session.path("2.png").write_bytes(b"no picture")
    with qtbot.waitSignal(bench.desk._reader.failed):
        bench.session.show("2.png")
    assert enabled(bench, *DECISIONS) == {"done", "second_look"}


def test_what_needs_another_look_can_be_reopened_too(open_bench: Bench) -> None:
    open_bench.session.state_changed.connect(open_bench.panels.files.set_state)
    open_bench.picture.set_state(ImageState.SECOND_LOOK)
    assert enabled(open_bench, "reopen", "second_look") == {"reopen"}


def search_for_the_first(bench: Bench) -> None:
    bench.panels.files.want(ImageFilter("1.png"))
    bench.panels.files.show_found(ImageFilter("1.png"), ["1.png"])


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("next", "Search and filter show no picture after this one."),
        ("next_open", "Search and filter show no picture after this one that is still to be done."),
    ],
)
def test_of_pictures_that_a_search_does_not_show_nothing_is_claimed(open_bench: Bench, action: str, told: str) -> None:
    search_for_the_first(open_bench)
    assert told_by(open_bench.actions[action]) == told


def test_done_at_the_end_of_what_a_search_shows_does_not_say_that_all_others_are_done(
    open_bench: Bench, qtbot: QtBot
) -> None:
    search_for_the_first(open_bench)
    with qtbot.waitSignal(open_bench.notifier.told) as told:
        open_bench.actions["done"].trigger()
    assert told.args[0].text == "Search and filter show no picture after this one that is still to be done."


def test_when_the_others_are_done_there_is_no_next_to_do(open_bench: Bench) -> None:
    open_bench.panels.files.set_state("2.png", ImageState.DONE)
    assert enabled(open_bench, "next", "next_open") == {"next"}


def test_done_at_the_end_says_that_nothing_is_left_further_on(open_bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_bench.desk.picture_shown):
        open_bench.actions["last"].trigger()
    with qtbot.waitSignal(open_bench.notifier.told) as told:
        open_bench.actions["done"].trigger()
    assert told.args[0].text == "Every picture after this one is done."
    assert open_bench.picture.state is ImageState.DONE


def silent(bench: Bench) -> set[str]:
    """Actions of menus that are grey without a word."""
    seen = {action.id for action in ACTIONS if not action.hidden}
    return {name for name in seen if not bench.actions[name].isEnabled() and not told_by(bench.actions[name])}


def test_whatever_is_grey_says_why(bench: Bench) -> None:
    assert not bench.actions["grow"].isEnabled()
    assert silent(bench) == set()


def test_with_a_picture_whatever_is_grey_says_why(found_bench: Bench) -> None:
    assert silent(found_bench) == set()
    assert told_by(found_bench.actions["merge"]) == "Select two objects or more first."
    found_bench.actions["accept_all"].trigger()
    assert silent(found_bench) == set()
    first = found_bench.picture.document.objects[0]
    found_bench.workbench.selection.select((first.id,))
    assert told_by(found_bench.actions["grow"]) == ""
    assert told_by(found_bench.actions["merge"]) == "Select two objects or more first."
    found_bench.actions["select_all"].trigger()
    assert told_by(found_bench.actions["merge"]) == ""


def test_the_mouse_over_a_grey_entry_of_a_menu_shows_why(found_bench: Bench) -> None:
    menu = TellingMenu("Masks", found_bench.window)
    found_bench.actions.fill_menu(menu, Menu.MASKS)
    menu.popup(QPoint(0, 0))
    for name, told in (("merge", "Select two objects or more first."), ("grow", "Select an object first.")):
        at = menu.actionGeometry(found_bench.actions[name]).center()
        QApplication.sendEvent(menu, QHelpEvent(QEvent.Type.ToolTip, at, menu.mapToGlobal(at)))
        assert QToolTip.text() == told
    menu.close()
    QToolTip.hideText()


@pytest.mark.parametrize("decision", ["done", "second_look"])
def test_a_decision_that_cannot_be_written_is_told_and_does_not_go_on(
    open_bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, decision: str
) -> None:
    def full(*_: object) -> None:
        raise DatasetError("The disk is full.")

    monkeypatch.setattr(open_bench.session.project.images, "set_state", full)
    with qtbot.waitSignal(open_bench.notifier.told) as told:
        open_bench.actions[decision].trigger()
    assert told.args[0].text == "The disk is full."
    assert open_bench.picture.name == "1.png"
