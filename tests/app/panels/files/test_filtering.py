"""The list of pictures shows those that pass a search and a filter."""

from functools import partial
from pathlib import Path

import pytest
from files_tools import NAMES, answer, count_line, view
from project_tools import rescan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from widgets import named

from sam3_studio.app.panels.files.filter import FilterChips, FilterChoices, FilterForm
from sam3_studio.app.panels.files.model import FileEntries, FileEntry, StateFilter
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.gui

OFFSCREEN = "does not support raise", "does not support grabbing the keyboard"
"""Said by the offscreen platform of what lies over a window."""


def test_searching_shows_what_is_found_and_enter_opens_the_first(panel: FilesPanel, qtbot: QtBot) -> None:
    field = panel.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, "DUC")
    with qtbot.waitSignal(panel.image_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["duck.png"]
    assert view(panel).model().rowCount() == 1


def test_who_clears_the_search_with_enter_stays_at_the_picture_that_was_found(panel: FilesPanel, qtbot: QtBot) -> None:
    field = panel.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, "duck")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.clear()
    with qtbot.assertNotEmitted(panel.image_chosen):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert view(panel).model().rowCount() == 4
    assert (panel.current, panel.focusWidget()) == ("duck.png", view(panel))


def test_a_search_begins_by_itself_after_a_moment(panel: FilesPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.findChildren(QLineEdit)[0], "duck")
    qtbot.waitUntil(lambda: view(panel).model().rowCount() == 1)


def test_what_is_shown_stays_until_the_answer_is_there(panel: FilesPanel, project: Project, qtbot: QtBot) -> None:
    asked: list[ImageFilter] = []
    panel.set_finder(asked.append)
    field = panel.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, "duck")
    with qtbot.assertNotEmitted(panel.image_chosen):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert panel.neighbour("a.png", 1) == "b.png"
    with qtbot.waitSignal(panel.image_chosen) as chosen:
        answer(panel, project, asked[-1])
    assert chosen.args == ["duck.png"]


def test_an_answer_that_comes_too_late_does_not_count(panel: FilesPanel, project: Project, qtbot: QtBot) -> None:
    asked: list[ImageFilter] = []
    panel.set_finder(asked.append)
    field = panel.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, "duck")
    qtbot.waitUntil(lambda: len(asked) == 1)
    field.clear()
    qtbot.waitUntil(lambda: panel.wanted.is_empty)
    answer(panel, project, asked[0])
    assert view(panel).model().rowCount() == 4


def test_the_filter_is_chosen_from_the_keyboard(panel: FilesPanel, project: Project, qtbot: QtBot) -> None:
    project.images.set_state(["b.png"], ImageState.DONE)
    box = panel.findChildren(QComboBox)[0]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "To do"
    assert view(panel).model().rowCount() == 3


@pytest.mark.qt_log_ignore(*OFFSCREEN)
def test_who_chooses_a_filter_by_mouse_keeps_the_keys_where_they_were(panel: FilesPanel, qtbot: QtBot) -> None:
    view(panel).setFocus()
    box = panel.findChildren(QComboBox)[0]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    box.hidePopup()
    assert panel.window().focusWidget() is view(panel)


@pytest.mark.qt_log_ignore(*OFFSCREEN)
def test_a_filter_is_set_in_a_form_and_taken_back_with_a_click_on_its_chip(
    panel: FilesPanel, project: Project, qtbot: QtBot
) -> None:
    project.images.set_tags(["b.png", "e.png"], ["night"])
    project.images.set_note("e.png", "blurred")
    panel.choices_needed.connect(partial(panel.set_choices, FilterChoices(tags=("night",))))
    qtbot.mouseClick(named(panel, "Filter by class, score, tag or note"), Qt.MouseButton.LeftButton)
    form, chips = panel.findChildren(FilterForm)[0], panel.findChildren(FilterChips)[0]
    assert form.isVisible()
    qtbot.keyClick(form.tags, Qt.Key.Key_Down)
    assert view(panel).model().rowCount() == 2
    qtbot.keyClick(form.with_note, Qt.Key.Key_Space)
    assert view(panel).model().rowCount() == 1
    assert [chip.text() for chip in chips.chips] == ["#night", "with a note"]
    form.hide()
    qtbot.mouseClick(chips.chips[0], Qt.MouseButton.LeftButton)
    assert [chip.text() for chip in chips.chips] == ["with a note"]
    assert panel.end(-1) == panel.end(1) == "e.png"


@pytest.mark.qt_log_ignore(*OFFSCREEN)
def test_one_click_clears_the_whole_form(panel: FilesPanel, project: Project, qtbot: QtBot) -> None:
    duck = project.classes.add("duck")
    panel.set_choices(FilterChoices(((duck.id, "duck", duck.color),), ("night",)))
    form = panel.findChildren(FilterForm)[0]
    form.open_below(panel)
    form.classes.setCurrentIndex(1)
    form.highest.setValue(0.5)
    assert panel.wanted == ImageFilter(class_id=duck.id, scores=(0.0, 0.5))
    assert view(panel).model().rowCount() == 0
    qtbot.mouseClick(form.clear, Qt.MouseButton.LeftButton)
    assert panel.wanted.is_empty
    assert view(panel).model().rowCount() == 4


def test_what_comes_while_a_filter_is_set_is_filtered_too(panel: FilesPanel, project: Project, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.findChildren(QLineEdit)[0], "duck")
    qtbot.waitUntil(lambda: view(panel).model().rowCount() == 1)
    (project.root / "duck 2.png").write_bytes((project.root / "a.png").read_bytes())
    rescan(project)
    panel.add_images([FileEntry("duck 2.png"), FileEntry("goose.png")])
    assert (panel.end(-1), panel.end(1)) == ("duck.png", "duck 2.png")


def test_the_count_tells_how_many_a_search_shows(panel: FilesPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.findChildren(QLineEdit)[0], "duck")
    qtbot.waitUntil(lambda: count_line(panel) == "0 of 4 done · 1 shown")


def test_what_was_to_follow_a_filter_never_comes_once_nobody_is_there_to_be_asked(
    panel: FilesPanel, project: Project, tmp_path: Path
) -> None:
    asked: list[ImageFilter] = []
    came: list[str] = []
    panel.set_finder(asked.append)
    panel.show_states(StateFilter.DONE, partial(came.append, "shown"))
    panel.set_finder(None)
    panel.set_finder(partial(answer, panel, project))
    panel.set_images(tmp_path, FileEntries([FileEntry(name) for name in NAMES]))
    panel.want(ImageFilter("duck"))
    assert (len(asked), came, view(panel).model().rowCount()) == (1, [], 1)


def test_what_was_to_be_done_in_a_list_that_never_came_is_not_done_in_another_one(
    panel: FilesPanel, project: Project
) -> None:
    asked: list[ImageFilter] = []
    panel.set_finder(asked.append)
    led: list[str] = []
    panel.show_states(StateFilter.OPEN, partial(led.append, "there"))
    panel.set_finder(None)  # its project is closed
    panel.set_finder(asked.append)
    panel.set_images(project.root, FileEntries(map(FileEntry, NAMES)))
    answer(panel, project, asked[-1])
    assert view(panel).model().rowCount() == 4
    assert not led
