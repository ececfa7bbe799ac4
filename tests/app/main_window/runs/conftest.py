"""A window, six pictures, and a person who has runs over them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from model_shop import ModelShop
from PIL import Image
from pytestqt.qtbot import QtBot
from runner import NAMES, Runner

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import table as setting


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with six pictures, none like another."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        Image.new("RGB", (40, 30), (90, 20 * number, 60)).save(folder / name)
    return folder


@pytest.fixture
def runner(window: MainWindow, shop: ModelShop, photos: Path, qtbot: QtBot) -> Iterator[Runner]:
    """With the first picture in hand, and "duck" looked for in it; nothing is prepared ahead."""
    window._settings.set(setting.PREFETCH, "off")
    made = Runner(window, shop, qtbot)
    made.open(photos)
    made.find("duck")
    made.rest()
    yield made
    made.model.gate.set()
