"""A project, a canvas and a model that does as it is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_model import FakeModel, described
from model_shop import ModelShop
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import LoadedModel, ModelChoice
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.core.folders import DATA_VARIABLE

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    """Two pictures, scanned; a model is loaded."""
    for name in ("1.png", "2.png"):
        Image.new("RGB", (40, 30), (90, 120, 60)).save(tmp_path / name)
    model = FakeModel()
    controller = Controller(lambda *_: LoadedModel(model, described("fake")))
    settings, notifier, reader = Settings(tmp_path / "config"), Notifier(), PictureReader()
    canvas = Canvas()
    canvas.resize(400, 300)
    desk = Desk(canvas, reader, notifier)
    asking = Asking(controller, settings)
    session = Session(tmp_path)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    with qtbot.waitSignal(controller.model_changed):
        controller.load_model(ModelChoice("fake"))
    desk.set_session(session)
    asking.set_session(session)
    yield Bench(session, model, controller, settings, canvas, desk, asking, notifier)
    controller.close()
    reader.close()
    session.close()
    canvas.deleteLater()  # last of all: answers may still have been on their way to it


@pytest.fixture
def open_bench(bench: Bench, qtbot: QtBot) -> Bench:
    """The same, with the first picture on the canvas."""
    with qtbot.waitSignal(bench.desk.picture_shown):
        bench.session.show("1.png")
    return bench


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
    with qtbot.waitSignal(made.controller.loaded):
        made.begin()
    return made
