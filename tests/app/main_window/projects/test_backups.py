"""A backup is restored in the window: of the project that is open, and of one that is too damaged to be opened."""

from datetime import date
from pathlib import Path

import pytest
from labelers import PATIENCE
from project_tools import rescan
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import wait_for_project
from widgets import button, said

from sam3_studio.app.dialogs.restore import RestoreDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.backups import back_up, backup_folder

pytestmark = pytest.mark.gui


@pytest.fixture
def older(photos: Path) -> Path:
    """A project with a frog, of which there is a copy from before the frog."""
    with Project.open(photos) as project:
        rescan(project)
        project.classes.add("duck")
        back_up(project.file, date(2026, 11, 23))
        project.classes.add("frog")
    return photos


def restore(window: MainWindow, qtbot: QtBot) -> None:
    before, dialog = window.session, window.findChild(RestoreDialog)
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    qtbot.mouseClick(button(dialog, "Restore"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None and window.session is not before, timeout=PATIENCE)
    wait_for_project(window, qtbot)


def test_the_project_that_is_open_becomes_what_a_backup_is(window: MainWindow, qtbot: QtBot, older: Path) -> None:
    window.open(older)
    wait_for_project(window, qtbot)
    window.commands["restore"].trigger()
    restore(window, qtbot)
    assert [one.name for one in window.session.classes.listed] == ["duck"]


def test_a_project_that_is_damaged_is_refused_with_its_backups_at_hand(
    window: MainWindow, qtbot: QtBot, older: Path
) -> None:
    file = older / FILE_NAME
    file.write_bytes(b"\xa5" * file.stat().st_size)
    window.open(older)
    assert "its beginning is damaged" in said(window)
    qtbot.mouseClick(button(window, "Restore a backup…"), Qt.MouseButton.LeftButton)
    restore(window, qtbot)
    assert [one.name for one in window.session.classes.listed] == ["duck"]


def test_where_there_is_no_backup_a_person_is_told(window: MainWindow, qtbot: QtBot, photos: Path) -> None:
    window.open(photos)
    wait_for_project(window, qtbot)
    folder = backup_folder(window.session.project.file)
    qtbot.waitUntil(lambda: any(folder.glob("2*")), timeout=PATIENCE)
    folder.rename(photos / "elsewhere")
    window.commands["restore"].trigger()
    assert "no backup yet" in window.notifier.log[-1].text
