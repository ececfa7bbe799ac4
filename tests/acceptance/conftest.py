"""The real window with a model that does as it is told, and somebody in front of it."""

from pathlib import Path

import pytest
from leftovers import no_thread_is_left
from model_shop import ModelShop
from PIL import Image
from pytestqt.qtbot import QtBot
from real_window import open_window, shop, window
from sitting import Sitting

from sam3_studio.app.main_window.window import MainWindow

__all__ = ["no_thread_is_left", "open_window", "shop", "window"]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with five pictures, no two of them alike."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(1, 6):
        Image.new("RGB", (40, 30), (90, 120, 10 * number)).save(folder / f"{number}.png")
    return folder


@pytest.fixture
def start(window: MainWindow, shop: ModelShop, qtbot: QtBot) -> Sitting:
    """Somebody at the start page."""
    return Sitting(window, shop, qtbot)


@pytest.fixture
def sitting(start: Sitting, photos: Path) -> Sitting:
    """Somebody with the first of the pictures in hand, which no class is looked for in yet."""
    start.open(photos)
    return start
