"""What surrounds a picture in hand, for tests of the window's parts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Never

from fake_model import FakeModel
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import Actions, KeyGuard
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.travel import Travel
from sam3_studio.app.main_window.workbench import Panels, Workbench
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings


@dataclass
class Bench:
    """What surrounds a picture in hand."""

    session: Session
    model: FakeModel
    controller: Controller
    settings: Settings
    canvas: Canvas
    desk: Desk
    asking: Asking
    notifier: Notifier
    window: QMainWindow
    actions: Actions
    panels: Panels
    travel: Travel
    workbench: Workbench

    @property
    def picture(self) -> CurrentPicture:
        """The picture in hand."""
        assert self.session.picture is not None
        return self.session.picture

    def select(self, *numbers: int) -> None:
        """Select the objects at these places of the picture's list."""
        self.workbench.selection.select([self.picture.document.objects[number].id for number in numbers])


def crash(*_: object, **__: object) -> Never:
    """What a worker has in its place that is to fail in a way nobody foresaw."""
    raise RuntimeError("A mistake.")


@contextmanager
def shown(bench: Bench, qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    """As long as its window is shown and has the keys, which go to the canvas."""
    guard = KeyGuard(qapp)
    bench.window.resize(1000, 800)
    bench.window.show()
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    bench.canvas.setFocus()
    qtbot.waitUntil(bench.canvas.hasFocus)
    yield
    qapp.removeEventFilter(guard)
    guard.deleteLater()
