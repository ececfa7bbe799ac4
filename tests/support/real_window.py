"""The whole window with a model that does as it is told: fixtures for the conftest of whatever tests it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.core.folders import DATA_VARIABLE

OpenWindow = Callable[[], MainWindow]


def wait_for_project(window: MainWindow, qtbot: QtBot) -> None:
    """Until one is open, its folder looked through and a picture of it in hand."""
    qtbot.waitUntil(
        lambda: window.session is not None and window.desk.picture is not None and not window.session.is_scanning,
        timeout=PATIENCE,
    )


def wait_for_order_by_need(window: MainWindow, qtbot: QtBot) -> None:
    """Until the list begins with the pictures that need a person most."""
    qtbot.waitUntil(
        lambda: window.commands["by_need"].isChecked() and not window.queueing._looking.is_running, timeout=PATIENCE
    )


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with two pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("1.png", "2.png"):
        Image.new("RGB", (40, 30), (90, 120, 60)).save(folder / name)
    return folder


@pytest.fixture
def shop() -> ModelShop:
    """Where windows get their models."""
    return ModelShop()


@pytest.fixture
def open_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, qtbot: QtBot, shop: ModelShop
) -> Iterator[OpenWindow]:
    """Opens windows with the same settings, one after the other, and closes them in the end."""
    load_language(qapp, "en")
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    guard, theme = KeyGuard(qapp), Theme(qapp, "light")
    made: list[MainWindow] = []

    def open_() -> MainWindow:
        window = MainWindow(Settings(tmp_path / "config"), theme, shop.load)
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    yield open_
    for window in made:
        window.close()
        window.deleteLater()
    qapp.removeEventFilter(guard)
    guard.deleteLater()
    theme.deleteLater()


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """On the start page, with a model at work."""
    made = open_window()
    with qtbot.waitSignal(made.controller.loaded, timeout=PATIENCE):
        made.begin()
    return made
