"""The real window with the real embedded model, and photos in a folder with an awkward name."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from labelers import PATIENCE
from leftovers import no_thread_is_left
from patience import time_to_close
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.core.resources import resource_path

__all__ = ["no_thread_is_left", "time_to_close"]

MEADOW, POND = "animals-in-the-grass.jpg", "at-the-pond.jpg"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two of the samples."""
    folder = tmp_path / "photos é 中文"
    folder.mkdir()
    for name in (MEADOW, POND):
        shutil.copy(resource_path(f"samples/{name}"), folder)
    return folder


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """On the start page, with the model loaded."""
    guard = KeyGuard(qapp)
    made = MainWindow(Settings(tmp_path / "config"), Theme(qapp))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    with qtbot.waitSignal(made.controller.model_changed, timeout=PATIENCE):
        made.begin()
    yield made
    made.close()
    made.deleteLater()
    qapp.removeEventFilter(guard)
    guard.deleteLater()
