"""The program with a window: from the command to the first paint, and to a clean end."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sam3_studio import __version__
from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.dialogs.error_report import ErrorReporter
from sam3_studio.app.inference.ending import end_process
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.notify import LastResort
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import LANGUAGE, THEME
from sam3_studio.app.theme import Theme
from sam3_studio.app.threads.garbage import GarbageCollection


def run(path: Path | None = None, painted: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed; returns the exit status.

    Args:
        path: folder or project to open; None for the start page.
        painted: called once the window is painted, in the place of what the program does then.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sam3_studio")
    application.setApplicationDisplayName("sam3_studio")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sam3-studio")
    settings = Settings()
    load_language(application, settings.get(LANGUAGE))
    theme = Theme(application, settings.get(THEME))
    KeyGuard(application)
    GarbageCollection(application)
    last_resort = LastResort(application)
    last_resort.install()
    window = MainWindow(settings, theme)
    last_resort.happened.connect(ErrorReporter(window).report)
    last_resort.failed.connect(window.notifier.fail)
    # Nothing slow begins before the window is painted.
    first_paint = _FirstPaint(window)
    if painted is None:
        first_paint.happened.connect(window.begin)
        if path is not None:
            first_paint.happened.connect(partial(window.open, path))
    else:
        first_paint.happened.connect(painted)
    window.show()
    status = application.exec()
    last_resort.uninstall()
    if not window.has_ended:
        end_process(status)
    return status


class _FirstPaint(QObject):
    """Notices that a window has been painted.

    Signals:
        happened: the first time, once the event loop is at rest again.
    """

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.happened.emit)
        return False
