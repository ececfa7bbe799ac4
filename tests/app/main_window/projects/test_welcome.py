"""`app.main_window.projects.welcome`: the ways to a project."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from limits import takes_open_files_away
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.import_labels import ImportDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.start.page import dropped_path
from sam3_studio.app.panels.start.recent_list import RecentButton, RecentList
from sam3_studio.app.settings import Recent, Settings
from sam3_studio.app.settings.table import LAST_FOLDER, RECENT_PROJECTS
from sam3_studio.app.threads import presence
from sam3_studio.core.folders import is_there
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.resources import resource_path

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]


def recent(window: MainWindow) -> list[tuple[str, int, int, bool]]:
    """What the start page lists, from above: path, done, total, and whether it can be opened."""
    rows = window.start_page.findChild(RecentList).layout()
    buttons = (button for button in window.start_page.findChildren(RecentButton) if not button.isHidden())
    seen = [button for button in buttons if button.parentWidget().isVisibleTo(window.start_page)]
    projects = [button.project for button in sorted(seen, key=lambda one: rows.indexOf(one.parentWidget()))]
    return [(one.path, one.done, one.total, one.exists) for one in projects]


def open_and_finish_one(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(folder)
    window.commands["done"].trigger()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys, actions = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(300, 300).toPoint(), actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), actions, data, buttons, keys))


def test_what_is_pressed_after_a_folder_was_opened_is_meant_for_its_picture(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.focusWidget() is window.canvas


def test_what_was_open_is_listed_with_how_far_it_is_also_the_next_time(
    window: MainWindow, open_window: OpenWindow, photos: Path, qtbot: QtBot
) -> None:
    open_and_finish_one(window, photos, qtbot)
    window.commands["close_project"].trigger()
    qtbot.waitUntil(lambda: recent(window) == [(str(photos), 1, 2, True)])
    assert window._settings.get(RECENT_PROJECTS)[0].time > 0
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: recent(again) == [(str(photos), 1, 2, True)])


@pytest.mark.parametrize("name", ["gone", "x" * 300])
def test_a_project_that_is_gone_cannot_be_opened_but_forgotten(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    gone = str(tmp_path / name)
    window._settings.set(RECENT_PROJECTS, (Recent(gone), Recent(str(tmp_path))))
    qtbot.waitUntil(lambda: recent(window) == [(gone, 0, 0, False), (str(tmp_path), 0, 0, True)])
    window.start_page.recent_removed.emit(gone)
    qtbot.waitUntil(lambda: recent(window) == [(str(tmp_path), 0, 0, True)])


def test_what_another_window_has_opened_stays_listed(window: MainWindow, photos: Path) -> None:
    other = Settings(window._settings.path.parent)
    other.set(RECENT_PROJECTS, (Recent("/photos/of the other window"),))
    other.save()
    window.open(photos)
    assert [one.path for one in window._settings.get(RECENT_PROJECTS)] == [str(photos), "/photos/of the other window"]


@takes_open_files_away
def test_a_project_whose_drive_is_pulled_while_it_is_open_is_listed_once(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    open_and_finish_one(window, photos, qtbot)
    photos.rename(photos.with_name("away"))
    window.commands["close_project"].trigger()
    assert [one.path for one in window._settings.get(RECENT_PROJECTS)] == [str(photos)]


def test_a_drive_that_does_not_answer_keeps_the_window_neither_from_opening_nor_from_listing_others(
    open_window: OpenWindow, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    away, gone = str(tmp_path / "on a share"), str(tmp_path / "gone")
    answer = threading.Event()

    def look(path: Path) -> bool:
        if str(path) == away:
            answer.wait()
        return is_there(path)

    window._settings.set(RECENT_PROJECTS, (Recent(away), Recent(gone)))
    window.close()
    monkeypatch.setattr(presence, "is_there", look)
    again = open_window()
    qtbot.waitUntil(lambda: recent(again) == [(away, 0, 0, True), (gone, 0, 0, False)])
    answer.set()
    qtbot.waitUntil(lambda: recent(again) == [(away, 0, 0, False), (gone, 0, 0, False)])


def test_what_was_open_stands_in_the_menu_right_below_what_opens(window: MainWindow) -> None:
    entries = window.welcome._recent.menuAction().associatedObjects()[0].actions()
    place = entries.index(window.welcome._recent.menuAction())
    assert entries[place - 1] is window.commands["open_project"]
    assert entries[place + 1].isSeparator()


def test_the_menu_of_what_was_open_opens_and_forgets(window: MainWindow, photos: Path) -> None:
    window._settings.set(RECENT_PROJECTS, (Recent(str(photos)),))
    entries = window.welcome._recent.actions()
    entries[0].trigger()
    assert window.session is not None
    assert window.session.project.root == photos
    window.welcome._recent.actions()[-1].trigger()
    assert window._settings.get(RECENT_PROJECTS) == ()


def test_a_project_file_is_opened_where_the_last_one_was(
    window: MainWindow, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(photos)
    window.commands["close_project"].trigger()
    asked: list[str] = []

    def answer(_parent: object, _title: str, folder: str, kinds: str) -> tuple[str, str]:
        asked.append(folder)
        return str(photos / "project.sam3studio"), kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    window.commands["open_project"].trigger()
    assert asked == [str(photos.parent)] == [window._settings.get(LAST_FOLDER)]
    assert window.session is not None
    assert window.session.project.root == photos
    assert [one.path for one in window._settings.get(RECENT_PROJECTS)] == [str(photos)]


def test_a_dialog_that_is_cancelled_leaves_everything_as_it_is(
    window: MainWindow, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(photos)
    before = window.session
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.commands["open_folder"].trigger()
    assert window.session is before


def test_a_folder_dropped_on_the_window_takes_the_place_of_the_open_one(
    window: MainWindow, photos: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(photos, other)
    window.open(photos)
    drop(window, other)
    assert window.session is not None
    assert window.session.project.root == other


def test_a_picture_dropped_on_the_window_opens_its_folder(window: MainWindow, photos: Path) -> None:
    drop(window, photos / "2.png")
    assert window.session is not None
    assert window.session.project.root == photos


def test_a_photo_of_a_kind_that_is_not_read_opens_its_folder_too_and_is_told_to_be_of_that_kind(
    window: MainWindow, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    phone = tmp_path / "from a phone"
    phone.mkdir()
    (phone / "IMG_1.HEIC").write_bytes(b"photo")
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    drop(window, phone / "IMG_1.HEIC")
    assert window.findChild(ImportDialog) is None
    assert window.session is not None
    assert window.session.project.root == phone
    qtbot.waitUntil(lambda: any(one.text.startswith("IMG_1.HEIC is a photo of a kind") for one in window.notifier.log))


@pytest.mark.parametrize("name", ["instances.JSON", "annotations.xml", "labels.zip"])
def test_a_label_file_dropped_on_an_open_project_is_proposed_for_import(
    window: MainWindow, photos: Path, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    labels = tmp_path / "from elsewhere"
    labels.mkdir()
    (labels / name).write_text("{}")
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    before = window.session
    drop(window, labels / name)
    dialog = window.findChild(ImportDialog)
    assert dialog.findChildren(QLineEdit)[0].text() == str(labels / name)
    assert window.session is before
    assert [path.name for path in labels.iterdir()] == [name]
    dialog.reject()


def test_what_is_chosen_and_cannot_be_looked_at_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.start_page.recent_chosen.emit(str(tmp_path / ("x" * 300)))
    assert window.session is None
    assert len(window.notifier.log) == 1


def test_what_is_dropped_and_cannot_be_looked_at_is_not_taken() -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/" + "x" * 300)])
    assert dropped_path(data) == ""


@takes_open_files_away
def test_a_project_that_was_deleted_while_it_is_open_can_be_opened_again(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    open_and_finish_one(window, photos, qtbot)
    (photos / "project.sam3studio").unlink()
    window.open(photos)
    assert window.session is not None
    assert not window.session.project.is_lost
    with qtbot.waitSignal(window.session.scanned):
        pass
    assert window.session.project.images.counts().images == {ImageState.NEW: 2}


@takes_open_files_away
def test_of_a_project_that_was_moved_while_it_is_open_it_is_not_said_that_another_window_has_it(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    open_and_finish_one(window, photos, qtbot)
    qtbot.waitUntil(lambda: window.session is not None and not window.session.is_scanning)
    (photos / "project.sam3studio").rename(photos / "moved.sam3studio")
    with qtbot.waitSignal(window.notifier.told) as told:
        window.open(photos)
    assert "is not there any more" in told.args[0].text
    window.close_project()
    window.open(photos / "moved.sam3studio")
    assert window.session is not None
    assert window.session.project.images.counts().images[ImageState.DONE] == 1


def test_a_project_that_is_open_stays_and_gets_the_pictures_that_have_come_since(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: not session.is_scanning)
    shutil.copy(photos / "2.png", photos / "3.png")
    drop(window, photos / "2.png")
    qtbot.waitUntil(lambda: window.files.total == 3)
    assert window.session is session


def test_the_samples_are_opened_as_a_copy(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = set(resource_path("samples").iterdir())
    with qtbot.waitSignal(window.desk.picture_shown):
        window.start_page.samples_requested.emit()
    assert window.session is not None
    assert window.session.project.file == tmp_path / "data" / "samples" / "project.sam3studio"
    assert set(resource_path("samples").iterdir()) == before


def test_what_is_no_project_is_told_and_the_open_one_stays(window: MainWindow, photos: Path, tmp_path: Path) -> None:
    window.open(photos)
    bad = tmp_path / "bad.sam3studio"
    bad.write_text("no project")
    window.welcome.chosen.emit(bad)
    assert window.session is not None
    assert window.session.project.root == photos
    assert len(window.notifier.log) == 1
