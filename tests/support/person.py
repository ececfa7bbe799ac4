"""Somebody at the real window: what their hands do."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.export import ExportDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

_Key = Qt.Key
_Held = Qt.KeyboardModifier
_LEFT = Qt.MouseButton.LeftButton


class Person:
    """What both do alike."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def press(self, key: _Key, held: _Held = _Held.NoModifier) -> None:
        """A key, wherever the focus is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)

    def _type(self, text: str) -> None:
        """Into the field in focus, in the place of what is there."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        self.qtbot.keyClick(field, _Key.Key_A, _Held.ControlModifier)
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:  # Qt's test keyboard has no other letters
            self._paste(field, text)

    def _answer_file_dialog(self, folder: Path) -> None:
        """Paste a path into the dialog of files as soon as it is there: it blocks whoever opens it."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, partial(self._answer_file_dialog, folder))
            return
        field = dialog.findChild(QLineEdit)
        assert field is not None
        self.qtbot.keyClick(field, _Key.Key_A, _Held.ControlModifier)
        self._paste(field, str(folder))
        self.qtbot.keyClick(field, _Key.Key_Return)

    def _paste(self, field: QLineEdit, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.qtbot.keyClick(field, _Key.Key_V, _Held.ControlModifier)

    def _export_dialog(self) -> ExportDialog:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        accept = next(one for one in dialog.findChildren(QAbstractButton) if is_button(one, "Export"))
        self.qtbot.waitUntil(accept.isEnabled)  # once it is counted what there is to export
        # Without a window manager nobody else gives it the keys.
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def drag(self, box: Box) -> None:
        """Pull the mouse from one corner to the other, with whatever tool there is."""
        canvas = self.window.canvas
        start, end = self._place(box.x1, box.y1), self._place(box.x2, box.y2)
        self.qtbot.mousePress(canvas, _LEFT, pos=start)
        self.qtbot.mouseMove(canvas, (start + end) / 2)
        self.qtbot.mouseMove(canvas, end)
        self.qtbot.mouseRelease(canvas, _LEFT, pos=end)

    def _place(self, x: float, y: float) -> QPoint:
        """Where a pixel of the picture is on the canvas."""
        canvas = self.window.canvas
        assert canvas.view is not None
        across, down = canvas.view.to_viewport(x, y)
        return QPoint(round(across / canvas.devicePixelRatio()), round(down / canvas.devicePixelRatio()))

    def _return_to_window(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def _boxes(self) -> tuple[PromptBox, ...]:
        picture = self.window.desk.picture
        assert picture is not None
        return picture.document.boxes


def is_button(widget: QWidget | None, text: str) -> bool:
    """Whether that is a button whose text begins like that."""
    return isinstance(widget, QAbstractButton) and widget.text().replace("&", "").strip().startswith(text)
