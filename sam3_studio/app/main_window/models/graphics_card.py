"""The menu's way to the graphics card, and why one that was enabled does not compute."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.language import translated
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.notify import Notifier
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.start import look


def attend(actions: Actions, notifier: Notifier, controller: Controller, window: QWidget) -> None:
    """Have the menu open the dialog; say why an enabled card does not compute, if there is one.

    Args:
        actions: of the window.
        notifier: is told.
        controller: loads PyTorch, which is when a card may turn out not to work.
        window: that the dialog belongs to.
    """
    connect_actions(actions, {"gpu": partial(_open, window)}, window)
    watch = _Watch(notifier, window)
    controller.loaded.connect(watch.look)
    watch.look()


class _Watch(QObject):
    """Says once why an enabled card does not compute.

    Args:
        notifier: is told.
        parent: the window.
    """

    def __init__(self, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._notifier, self._told = notifier, ""

    @Slot()
    def look(self) -> None:
        """Look whether there is a reason that was not told yet."""
        reason = look(Places.of_user()).reason
        if reason and reason != self._told:
            sentence = QCoreApplication.translate("MainWindow", "The graphics card is not used. {reason}")
            self._notifier.warn(sentence.format(reason=translated(reason)))
        self._told = reason


def _open(window: QWidget) -> None:
    from sam3_studio.app.main_window.models.graphics import open_graphics  # noqa: PLC0415 - few ever open it

    open_graphics(window)
