"""Moving a threshold in the window: which pictures wait follows, in the list as well."""

from dataclasses import replace
from pathlib import Path

import pytest
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from sam3_studio.app.main_window.pictures import recounting
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.files.model import StateFilter
from sam3_studio.app.panels.files.view import FileView
from sam3_studio.app.session.session import Session
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation

pytestmark = pytest.mark.gui

SCORES = {"1.png": 0.9, "2.png": 0.6, "3.png": 0.4}


@pytest.fixture
def window(photos: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window without a model on a folder in which a model has found one duck in each of three pictures."""
    Image.new("RGB", (40, 30)).save(photos / "3.png")
    session = Session(photos)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    session.classes.add_concepts(["duck"])
    for name, score in SCORES.items():
        duck = Candidate(Box(0, 0, 20, 1), score, Rle.from_counts(30, 40, [0, 20, 1180]))
        session.project.found.save(name, 1, "key", Segmentation(1.0, (duck,)))
    session.close()
    session.deleteLater()
    window = open_window()
    window.open(photos)
    qtbot.waitUntil(lambda: window.files.total == len(SCORES), timeout=PATIENCE)
    return window


def waiting(window: MainWindow) -> list[str]:
    """Pictures in which candidates wait, as the list shows it."""
    view = window.files.findChild(FileView)
    assert view is not None
    model = view.model()
    entries = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    return [one.name for one in entries if one.state is ImageState.CANDIDATES]


def set_threshold(window: MainWindow, threshold: float) -> None:
    """As the slider does once it is let go."""
    assert window.session is not None
    (duck,) = window.session.classes.listed
    window.session.classes.change(replace(duck, threshold=threshold))


@pytest.mark.parametrize("few", [100, 0])
def test_pictures_wait_as_the_threshold_asks(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(recounting, "_FEW", few)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png", "2.png"], timeout=PATIENCE)
    set_threshold(window, 0.3)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png", "2.png", "3.png"], timeout=PATIENCE)
    set_threshold(window, 0.95)
    qtbot.waitUntil(lambda: not waiting(window), timeout=PATIENCE)


def test_the_picture_in_hand_knows_of_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    assert window.session.picture is not None
    picture = window.session.picture
    qtbot.waitUntil(lambda: picture.state is ImageState.CANDIDATES, timeout=PATIENCE)
    set_threshold(window, 0.95)
    qtbot.waitUntil(lambda: picture.state is ImageState.NEW, timeout=PATIENCE)


def test_who_lists_what_waits_gets_what_waits_now(window: MainWindow, qtbot: QtBot) -> None:
    set_threshold(window, 0.7)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png"], timeout=PATIENCE)
    window.files.show_states(StateFilter.CANDIDATES, lambda: None)
    view = window.files.findChild(FileView)
    assert view is not None
    qtbot.waitUntil(lambda: view.model().rowCount() == 1, timeout=PATIENCE)
