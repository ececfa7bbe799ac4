"""The wheel scrolls what is seen, and changes no value that passes under the mouse meanwhile."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _WheelFilter(QObject):
    """Leaves the wheel to the page as long as a widget has not the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def leave_wheel_to_page(editor: QWidget) -> None:
    """Who scrolls the page that a widget is on does not mean to change its value; who has chosen it does."""
    if editor.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    editor.installEventFilter(_WheelFilter(editor))
