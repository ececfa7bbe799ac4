"""The list of pictures, with real keys and clicks."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from project_tools import rescan
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from widgets import named

from sam3_studio.app.panels.files.filter import FilterChips, FilterChoices, FilterForm
from sam3_studio.app.panels.files.model import FileEntries, FileEntry, StateFilter
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.files.rows import draw_state
from sam3_studio.app.panels.files.view import FileView, tip_of
from sam3_studio.app.theme import LIGHT
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.gui

OFFSCREEN = "does not support raise", "does not support grabbing the keyboard"
"""Said by the offscreen platform of what lies over a window."""
NAMES = ("a.png", "b.png", "duck.png", "e.png")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    for name in NAMES:
        Image.new("RGB", (40, 30), "red").save(tmp_path / name)
    with Project.open(tmp_path) as project:
        rescan(project)
        yield project


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, project: Project) -> Iterator[FilesPanel]:
    panel = FilesPanel()
    panel.set_finder(partial(answer, panel, project))
    qtbot.addWidget(panel)
    panel.resize(240, 480)
    panel.set_images(tmp_path, FileEntries([FileEntry(name) for name in NAMES]))
    panel.show()
    yield panel
    panel.stop()


def answer(panel: FilesPanel, project: Project, wanted: ImageFilter) -> None:
    """At once, as no thread does."""
    panel.show_found(wanted, pictures_matching(project.file, wanted))


def view(panel: FilesPanel) -> FileView:
    return panel.findChildren(FileView)[0]


def click_row(qtbot: QtBot, panel: FilesPanel, row: int) -> None:
    files = view(panel)
    at = files.visualRect(files.model().index(row, 0)).center()
    qtbot.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=at)


def count_line(panel: FilesPanel) -> str:
    return next(label.text() for label in panel.findChildren(QLabel) if label.property("quiet"))


def test_a_click_chooses_a_picture(panel: FilesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.image_chosen) as chosen:
        click_row(qtbot, panel, 2)
    assert chosen.args == ["duck.png"]


def test_arrow_keys_go_from_picture_to_picture(panel: FilesPanel, qtbot: QtBot) -> None:
    panel.set_current("a.png")
    with qtbot.waitSignal(panel.image_chosen) as chosen:
        qtbot.keyClick(view(panel), Qt.Key.Key_Down)
    assert chosen.args == ["b.png"]


def test_the_current_picture_follows_without_being_chosen_again(panel: FilesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_current("e.png")
    assert view(panel).currentIndex().data() == "e.png"


def test_going_into_the_list_by_tab_chooses_nothing(panel: FilesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.image_chosen, wait=50):
        view(panel).setFocus(Qt.FocusReason.TabFocusReason)


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


def test_next_to_do_passes_over_what_is_done(panel: FilesPanel) -> None:
    panel.set_state("b.png", ImageState.DONE)
    assert panel.neighbour("a.png", 1, open_only=True) == "duck.png"


def test_the_ends_are_those_of_the_list_as_it_is_shown(panel: FilesPanel) -> None:
    assert (panel.end(-1), panel.end(1)) == ("a.png", "e.png")


def test_the_count_tells_how_many_are_done(panel: FilesPanel) -> None:
    panel.set_state("b.png", ImageState.DONE)
    assert count_line(panel) == "1 of 4 done"


def test_the_count_tells_how_many_a_search_shows(panel: FilesPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.findChildren(QLineEdit)[0], "duck")
    qtbot.waitUntil(lambda: count_line(panel) == "0 of 4 done · 1 shown")


def test_visible_pictures_get_thumbnails(panel: FilesPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(panel.pictures.image(name) is not None for name in NAMES))


def test_without_thumbnails_nothing_is_decoded_and_rows_are_low(panel: FilesPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel.pictures.image("e.png") is not None)
    high = view(panel).sizeHintForRow(0)
    panel.set_thumbnails_shown(False)
    assert view(panel).sizeHintForRow(0) < high
    assert not panel.pictures._thumbnails._wanted


def test_a_folder_that_has_grown_keeps_the_current_picture(panel: FilesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    panel.set_current("duck.png")
    with qtbot.assertNotEmitted(panel.image_chosen):
        panel.set_images(tmp_path, FileEntries([FileEntry("0.png"), *(FileEntry(name) for name in NAMES)]))
    assert view(panel).currentIndex().data() == "duck.png"


def test_100_000_pictures_have_no_widgets_and_few_thumbnails(panel: FilesPanel, tmp_path: Path) -> None:
    before = len(panel.findChildren(object))
    panel.set_images(tmp_path, FileEntries([FileEntry(f"{number}.png") for number in range(100_000)]))
    panel.set_current("99999.png")
    assert len(panel.findChildren(object)) <= before + 2
    assert len(view(panel).rows_near()) < 60


def test_far_down_a_long_list_rows_are_prepared_as_soon_as_at_its_top(
    panel: FilesPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.set_images(tmp_path, FileEntries([FileEntry(f"{number}.png") for number in range(5000)]))
    files = view(panel)
    with qtbot.waitSignal(files.moved):
        panel.resize(240, 400)
    with qtbot.waitSignal(files.moved):  # gives up after 5 s; the place below is beyond 100,000 pixels
        files.verticalScrollBar().setValue(files.verticalScrollBar().maximum())
    assert files.verticalScrollBar().value() > 100_000


def test_letters_typed_over_the_list_do_not_jump(panel: FilesPanel, qtbot: QtBot) -> None:
    panel.set_current("a.png")
    with qtbot.assertNotEmitted(panel.image_chosen, wait=50):
        qtbot.keyClicks(view(panel), "d")


def test_a_tip_tells_name_state_and_reason() -> None:
    entry = FileEntry("a/b.png", ImageState.FAILED, "It is damaged.")
    assert tip_of(entry) == "a/b.png\nCannot be read\nIt is damaged."


def test_the_search_field_takes_the_keys_when_asked(panel: FilesPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.focus_search()
    qtbot.waitUntil(panel.findChildren(QLineEdit)[0].hasFocus)


@pytest.mark.parametrize("state", ImageState)
def test_signs_of_states_differ_in_shape(state: ImageState) -> None:
    def covered(one: ImageState) -> bytes:
        image = QImage(14, 14, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_state(painter, QRectF(0, 0, 14, 14), one, LIGHT)
        painter.end()
        return bytes(image.pixelColor(QPoint(x, y)).alpha() > 99 for x in range(14) for y in range(14))

    assert sum(covered(state) == covered(other) for other in ImageState) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_go_from_the_search_field_to_the_list(panel: FilesPanel, qtbot: QtBot, key: Qt.Key) -> None:
    panel.focus_search()
    field = panel.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, "duck")
    qtbot.keyClick(field, key)
    qtbot.waitUntil(lambda: panel.focusWidget() is view(panel))


def test_nobody_is_told_of_a_state_that_a_picture_is_listed_in(panel: FilesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.listed):
        panel.set_state("a.png", ImageState.DONE, "reason")
    with qtbot.assertNotEmitted(panel.listed):
        panel.set_state("a.png", ImageState.DONE, "reason")
    with qtbot.waitSignal(panel.listed):
        panel.set_state("a.png", ImageState.DONE)
