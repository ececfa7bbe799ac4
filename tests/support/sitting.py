"""A person at the real window, with a model that does as it is told: what they do, see and wait for."""

from collections.abc import Callable
from pathlib import Path

from fake_model import FakeModel
from labelers import PATIENCE, KeyboardLabeler
from model_shop import ModelShop
from PySide6.QtCore import Qt, SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker
from widgets import said

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.prompt.found import FoundView
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.dataset.format_table import ExportFormat


class Sitting:
    """Uses keys, and the mouse for boxes.

    Args:
        window: with a model at work.
        shop: that the model is from.
        qtbot: for events.
    """

    def __init__(self, window: MainWindow, shop: ModelShop, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        self._shop = shop
        self.person = KeyboardLabeler(window, qtbot)
        self.until(window.isActiveWindow)

    @property
    def model(self) -> FakeModel:
        """At work now."""
        return self._shop.model

    @property
    def session(self) -> Session:
        """The project that is open."""
        assert self.window.session is not None
        return self.window.session

    @property
    def picture(self) -> CurrentPicture:
        """The picture in hand."""
        assert self.window.desk.picture is not None
        return self.window.desk.picture

    @property
    def objects(self) -> tuple[LabeledObject, ...]:
        """Of the picture in hand."""
        return self.picture.document.objects

    @property
    def offered(self) -> list[float]:
        """Scores of the candidates that are shown of all classes, ghosts left out."""
        return [one.candidate.score for one in self.window.desk.offering.shown()]

    @property
    def finding(self) -> str:
        """What the prompt says of the search."""
        found = self.window.prompt.findChild(FoundView)
        assert found is not None
        return found.text

    @property
    def said(self) -> list[str]:
        """Every notice so far."""
        return [notice.text for notice in self.window.notifier.log]

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def hears(self, signal: SignalInstance) -> SignalBlocker:
        """A context that ends once a signal was emitted."""
        return self.qtbot.waitSignal(signal, timeout=PATIENCE)

    def open(self, folder: Path) -> None:
        """Open a folder, and wait for a picture and for the model."""
        with self.hears(self.window.desk.picture_shown):
            self.window.open(folder)
        self.rest()

    def look_through(self) -> None:
        """Have the program look through the folder, and wait until it has."""
        with self.hears(self.session.scanned):
            self.session.scan()

    def rest(self) -> None:
        """Wait until the model has nothing to do that anybody waits for."""
        self.until(lambda: not self.window.asking.is_busy)

    def find(self, concept: str) -> None:
        """Type a concept, and wait for the answer."""
        with self.hears(self.window.controller.prompted):
            self.person.search(concept)

    def draw(self, box: Box, *, positive: bool = True) -> None:
        """Draw an example, and wait for the answer."""
        with self.hears(self.window.controller.prompted):
            self.person.press(Qt.Key.Key_Q if positive else Qt.Key.Key_E)
            self.person.drag(box)

    def go(self, key: Qt.Key) -> None:
        """Press a key that leads to another picture, and wait for it and for the model."""
        with self.hears(self.window.desk.picture_shown):
            self.person.press(key)
        self.rest()

    def finish_picture(self) -> None:
        """Say that it is done, and wait for the next one."""
        with self.hears(self.window.desk.picture_shown):
            self.person.finish_picture()
        self.rest()

    def export(self, kind: ExportFormat, folder: Path) -> str:
        """Export what is done; what the dialog says in the end."""
        dialog = self.person.ask_for_export(kind, folder)
        self.person.press(Qt.Key.Key_Return)
        self.person.wait_for_export()
        told = said(dialog)
        self.person.leave_export(dialog)
        return told
