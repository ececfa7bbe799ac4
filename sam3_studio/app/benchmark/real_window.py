"""The real window, and waiting in it as a person does: while its event loop runs."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from sam3_studio.app.inference.messages import LoadFunction
from sam3_studio.app.inference.worker import load_predictor
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme

_PATIENCE_SECONDS = 600


@contextmanager
def real_window(
    application: QApplication, config: Path, size: tuple[int, int] = (1280, 800), load: LoadFunction = load_predictor
) -> Iterator[MainWindow]:
    """A window without a model until it is told to `begin`.

    Args:
        application: the running one.
        config: a folder for its settings.
        size: of the window in logical pixels.
        load: loads its model.
    """
    window = MainWindow(Settings(config), Theme(application), load)
    window.resize(*size)
    window.show()
    try:
        yield window
    finally:
        window.close()


def rest(seconds: float) -> None:
    """Let the event loop run so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait(there: Callable[[], bool]) -> None:
    """Let the event loop run until something is so.

    Raises:
        TimeoutError: it does not become so.
    """
    end = time.monotonic() + _PATIENCE_SECONDS
    while not there():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
