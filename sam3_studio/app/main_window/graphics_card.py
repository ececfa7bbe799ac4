"""The menu's way to the graphics card, and why one that was enabled does not compute."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.language import translated
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.notify import Notifier
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.start import look


def attend(actions: Actions, notifier: Notifier, window: QWidget) -> None:
    """Have the menu open the dialog; say why an enabled card does not compute, if there is one.

    Args:
        actions: of the window.
        notifier: is told.
        window: that the dialog belongs to.
    """
    connect_actions(actions, {"gpu": partial(_open, window)}, window)
    if reason := look(Places.of_user()).reason:
        sentence = QCoreApplication.translate("MainWindow", "The graphics card does not compute. {reason}")
        notifier.warn(sentence.format(reason=translated(reason)))


def _open(window: QWidget) -> None:
    from sam3_studio.app.main_window.graphics import open_graphics  # noqa: PLC0415 - few ever open it

    open_graphics(window)
