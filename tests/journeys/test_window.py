"""A walk through the real window with the real embedded model."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.resources import resource_path

pytestmark = [pytest.mark.gui, pytest.mark.slow]

MEADOW, POND = "animals-in-the-grass.jpg", "at-the-pond.jpg"
PATIENCE = 60_000  # ms


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos é 中文"
    folder.mkdir()
    for name in (MEADOW, POND):
        shutil.copy(resource_path(f"samples/{name}"), folder)
    return folder


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    guard = KeyGuard(qapp)
    made = MainWindow(Settings(tmp_path / "config"), Theme(qapp))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    with qtbot.waitSignal(made.controller.model_changed, timeout=PATIENCE):
        made.begin()
    yield made
    made.close()
    made.deleteLater()
    qapp.removeEventFilter(guard)
    guard.deleteLater()


def search(window: MainWindow, qtbot: QtBot, concept: str) -> None:
    """Type a concept and wait until it has been looked for."""
    window.commands["edit_prompt"].trigger()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, concept)
    with qtbot.waitSignal(window.controller.prompted, timeout=PATIENCE):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_from_a_folder_to_labels_that_are_there_again(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    assert window.desk.picture is not None
    assert window.desk.picture.name == MEADOW
    with qtbot.waitSignal(window.controller.encoded, timeout=PATIENCE):
        pass
    search(window, qtbot, "butterfly")
    picture = window.desk.picture
    assert picture.offer(1).progress is Progress.DONE
    assert len(picture.offer(1).shown) == 3

    window.commands["accept_all"].trigger()
    assert len(picture.document.objects) == 3
    window.commands["undo"].trigger()
    assert picture.document.objects == ()
    window.commands["redo"].trigger()
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.commands["done"].trigger()
    assert window.desk.picture.name == POND

    window.close_project()
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    assert window.session is not None
    assert window.desk.picture.name == POND
    assert len(window.session.project.labels.document(MEADOW).objects) == 3
    assert window.session.counts().images[ImageState.DONE] == 1
