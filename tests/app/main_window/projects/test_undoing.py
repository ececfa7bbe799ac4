"""An import is undone in the window, and a project of an older version is brought up to date there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from labelers import PATIENCE
from project_tools import rescan
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import wait_for_project
from widgets import button, said

from sam3_studio.app.dialogs.undo_import import UndoImportDialog
from sam3_studio.app.dialogs.waiting import WaitingDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.project.importing import Existing, import_undoably
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import schema
from sam3_studio.dataset.reading.table import ImportFormat

pytestmark = pytest.mark.gui


@pytest.fixture
def imported(photos: Path, tmp_path: Path) -> Path:
    """A project with a box that was imported into its first picture."""
    (tmp_path / "dataset" / "labels").mkdir(parents=True)
    (tmp_path / "dataset" / "classes.txt").write_text("duck\n")
    (tmp_path / "dataset" / "labels" / "1.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    with Project.open(photos) as project:
        rescan(project)
        for _ in import_undoably(project, tmp_path / "dataset", ImportFormat.YOLO, Existing.LEAVE):
            pass
    return photos


def test_everything_is_as_before_the_import(window: MainWindow, qtbot: QtBot, imported: Path) -> None:
    window.open(imported)
    wait_for_project(window, qtbot)
    before = window.session
    window.commands["undo_import"].trigger()
    dialog = window.findChild(UndoImportDialog)
    assert "1 picture, 1 object" in said(dialog)
    qtbot.mouseClick(button(dialog, "Undo import"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None and window.session is not before, timeout=PATIENCE)
    wait_for_project(window, qtbot)
    assert window.desk.picture.document.objects == ()
    assert not window.session.classes.listed
    assert "before-undo" in window.notifier.log[-1].text
    assert not window.commands["undo_import"].isEnabled()


def test_a_class_that_goes_with_the_import_is_not_filtered_by_any_more_and_the_rest_is(
    window: MainWindow, qtbot: QtBot, imported: Path
) -> None:
    window.open(imported)
    wait_for_project(window, qtbot)
    (duck,) = window.session.classes.listed
    window.files.want(ImageFilter(class_id=duck.id, with_note=True))
    before = window.session
    window.commands["undo_import"].trigger()
    qtbot.mouseClick(button(window.findChild(UndoImportDialog), "Undo import"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None and window.session is not before, timeout=PATIENCE)
    assert window.files.wanted == ImageFilter(with_note=True)


def test_it_says_that_what_the_model_has_found_since_goes_too(window: MainWindow, qtbot: QtBot, imported: Path) -> None:
    window.open(imported)
    wait_for_project(window, qtbot)
    window.session.project.found.save("1.png", 1, "key", Segmentation(0.5, ()))
    window.commands["undo_import"].trigger()
    assert "What it found goes, too." in said(window.findChild(UndoImportDialog))


def test_nothing_is_undone_unless_a_person_says_so(window: MainWindow, qtbot: QtBot, imported: Path) -> None:
    window.open(imported)
    wait_for_project(window, qtbot)
    window.commands["undo_import"].trigger()
    window.findChild(UndoImportDialog).reject()
    assert len(window.desk.picture.document.objects) == 1
    assert window.commands["undo_import"].isEnabled()


def test_without_an_import_there_is_nothing_to_undo(window: MainWindow, qtbot: QtBot, photos: Path) -> None:
    window.open(photos)
    wait_for_project(window, qtbot)
    assert not window.commands["undo_import"].isEnabled()


@pytest.fixture
def older(photos: Path) -> Path:
    """A project of the first version."""
    with closing(sqlite3.connect(photos / FILE_NAME)) as connection:
        for statement in schema._MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO classes VALUES (1, 'bird', 255, '[\"duck\"]', NULL, 0.5, 0, 1)")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    return photos


def test_a_project_of_an_older_version_opens_once_it_is_up_to_date(
    window: MainWindow, qtbot: QtBot, older: Path
) -> None:
    window.open(older)
    assert window.session is None  # it has not been waited for
    assert window.findChild(WaitingDialog).isVisible()
    wait_for_project(window, qtbot)
    assert [one.name for one in window.session.classes.listed] == ["bird"]
    qtbot.waitUntil(lambda: window.findChild(WaitingDialog) is None, timeout=PATIENCE)


def test_an_update_that_cannot_be_is_told(window: MainWindow, qtbot: QtBot, older: Path) -> None:
    (older / f".{FILE_NAME}.backups").write_text("theirs")
    window.open(older)
    qtbot.waitUntil(lambda: bool(window.notifier.log), timeout=PATIENCE)
    assert "cannot be backed up" in window.notifier.log[-1].text
    assert window.session is None
    qtbot.waitUntil(lambda: window.findChild(WaitingDialog) is None, timeout=PATIENCE)
