"""A project, a canvas with everything around it, and a model that does as it is told."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_model import FakeModel, described
from hand import Hand
from labelers import PATIENCE, KeyboardLabeler
from model_shop import ModelShop
from patience import time_to_close
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot
from real_window import open_window, photos, shop, window
from window_bench import Bench, shown

from sam3_studio.app.actions import Actions
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import LoadedModel, ModelChoice
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.travel import Travel
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.main_window.workbench import Panels, Workbench
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.panels.files.model import FileEntries, FileEntry
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.tool_bar import ToolBar
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import BRUSH_SIZE, PREFETCH

__all__ = ["open_window", "photos", "shop", "time_to_close", "window"]


@pytest.fixture
def bench(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    """Two pictures, scanned and listed, in a window that is not shown; a model is loaded."""
    load_language(qapp, "en")
    Image.new("RGB", (40, 30), (90, 120, 60)).save(tmp_path / "1.png")
    Image.new("RGB", (20, 30), (90, 120, 60)).save(tmp_path / "2.png")
    model = FakeModel()

    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        return LoadedModel(model, replace(described(str(choice.source)), reads_all=model.reads_all))

    controller = Controller(load)
    settings, notifier, reader = Settings(tmp_path / "config"), Notifier(), PictureReader()
    settings.set(PREFETCH, "off")  # what is asked is what a test asks
    window, canvas = QMainWindow(), Canvas()
    actions = Actions(window)
    panels = Panels(
        FilesPanel(), PromptPanel(), ClassesPanel(), InstancesPanel(), ToolBar([[*actions.tools.actions()]])
    )
    _arrange(window, canvas, panels)
    desk = Desk(canvas, reader, notifier)
    asking = Asking(controller, settings)
    travel = Travel(actions, panels.files, desk, asking, reader, settings, notifier)
    workbench = Workbench(actions, panels, desk, asking, controller, settings, notifier)
    session = Session(tmp_path)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    with qtbot.waitSignal(controller.model_changed):
        controller.load_model(ModelChoice("fake"))
    panels.files.set_images(tmp_path, FileEntries([FileEntry(one.name) for one in session.project.images.records()]))
    for part in (desk, asking, travel, workbench):
        part.set_session(session)
    yield Bench(
        session,
        model,
        controller,
        settings,
        canvas,
        desk,
        asking,
        notifier,
        window,
        actions,
        panels,
        travel,
        workbench,
    )
    for part in (desk, asking, travel, workbench):
        part.set_session(None)
    panels.files.stop()
    controller.close()
    reader.close()
    session.close()
    window.deleteLater()  # last of all: answers may still have been on their way to it


def _arrange(window: QMainWindow, canvas: Canvas, panels: Panels) -> None:
    window.setCentralWidget(canvas)
    for panel in (panels.files, panels.prompt, panels.classes, panels.instances):
        dock = QDockWidget(window)
        dock.setWidget(panel)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.setMenuWidget(panels.tools)
    canvas.resize(400, 300)


@pytest.fixture
def open_bench(bench: Bench, qtbot: QtBot) -> Bench:
    """The same, with the first picture on the canvas."""
    with qtbot.waitSignal(bench.desk.picture_shown):
        bench.session.show("1.png")
    return bench


@pytest.fixture
def found_bench(open_bench: Bench, qtbot: QtBot) -> Bench:
    """The same; ducks have been found: three above the threshold, the best first, and a ghost."""
    open_bench.model.places = ((2, 2, 0.9), (12, 2, 0.8), (22, 2, 0.7), (2, 12, 0.4))
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.session.classes.add_concepts(["duck"])
    return open_bench


@pytest.fixture
def keys(found_bench: Bench, qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    """The same in a window that is shown and has the keys, which go to the canvas."""
    with shown(found_bench, qapp, qtbot):
        yield found_bench


@pytest.fixture
def hand(keys: Bench, qtbot: QtBot) -> Hand:
    """At a picture with three ducks, accepted, and a brush of 4 pixels."""
    keys.actions["accept_all"].trigger()
    keys.settings.set(BRUSH_SIZE, 4)
    return Hand(keys, qtbot)


@pytest.fixture
def empty_keys(open_bench: Bench, qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    """The same without any class."""
    with shown(open_bench, qapp, qtbot):
        yield open_bench


@pytest.fixture
def searched(window: MainWindow, photos: Path, shop: ModelShop, qtbot: QtBot) -> MainWindow:
    """Both pictures were searched: two ducks in each. The second one is in hand."""
    person = KeyboardLabeler(window, qtbot)
    shop.model.places = ((2, 2, 0.9), (12, 2, 0.8))
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    person.search("duck")
    qtbot.waitUntil(lambda: len(window.desk.offering.shown()) == 2, timeout=PATIENCE)
    window.canvas.setFocus()
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        person.press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: len(window.desk.offering.shown()) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.asking.has_all, timeout=PATIENCE)
    return window
