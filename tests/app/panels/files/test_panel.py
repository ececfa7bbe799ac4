"""The list of pictures, with real keys and clicks."""

from pathlib import Path

import pytest
from files_tools import NAMES, count_line, view
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.files.model import FileEntries, FileEntry
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.files.rows import draw_state
from sam3_studio.app.panels.files.view import tip_of
from sam3_studio.app.theme import LIGHT
from sam3_studio.core.labeling import ImageState

pytestmark = pytest.mark.gui


def click_row(qtbot: QtBot, panel: FilesPanel, row: int) -> None:
    files = view(panel)
    at = files.visualRect(files.model().index(row, 0)).center()
    qtbot.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=at)


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


def test_next_to_do_passes_over_what_is_done(panel: FilesPanel) -> None:
    panel.set_state("b.png", ImageState.DONE)
    assert panel.neighbour("a.png", 1, open_only=True) == "duck.png"


def test_the_ends_are_those_of_the_list_as_it_is_shown(panel: FilesPanel) -> None:
    assert (panel.end(-1), panel.end(1)) == ("a.png", "e.png")


def test_the_count_tells_how_many_are_done(panel: FilesPanel) -> None:
    panel.set_state("b.png", ImageState.DONE)
    assert count_line(panel) == "1 of 4 done"


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
    with qtbot.waitSignal(files.moved):  # gives up after a minute; the place below is beyond 100,000 pixels
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
