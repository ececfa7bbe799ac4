"""The program with a window: from the command to the first paint, and to a clean end."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sam3_studio import __version__
from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.dialogs.error_report import ErrorReporter
from sam3_studio.app.inference.controller import end_process
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.notify import LastResort
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import LANGUAGE, THEME
from sam3_studio.app.theme import Theme


def run(path: Path | None = None) -> int:
    """Show the window until it is closed; returns the exit status.

    Args:
        path: folder or project to open; None for the start page.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sam3_studio")
    application.setApplicationDisplayName("SAM 3 Studio")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sam3-studio")
    settings = Settings()
    load_language(application, settings.get(LANGUAGE))
    theme = Theme(application, settings.get(THEME))
    KeyGuard(application)
    last_resort = LastResort(application)
    last_resort.install()
    window = MainWindow(settings, theme)
    last_resort.happened.connect(ErrorReporter(window).report)
    window.show()
    # The window is painted before anything slow begins.
    QTimer.singleShot(0, window.begin)
    if path is not None:
        QTimer.singleShot(0, partial(window.open, path))
    status = application.exec()
    last_resort.uninstall()
    if not window.has_ended:
        end_process(status)
    return status
