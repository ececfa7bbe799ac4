"""What there is to be read in a widget, to be pressed, and to be turned."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget


def said(widget: QWidget) -> str:
    """Everything that can be read there, a line each."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def buttons(widget: QWidget) -> list[str]:
    """What the buttons that are seen there say."""
    return [_plain(one) for one in widget.findChildren(QPushButton) if one.isVisible()]


def button(widget: QWidget, text: str) -> QPushButton:
    """The button that says this, seen or not."""
    return next(one for one in widget.findChildren(QPushButton) if _plain(one) == text)


def turn_wheel(widget: QWidget, notches: int = 1) -> None:
    """Turn the wheel with the mouse over it, away from oneself."""
    place = QPointF(widget.rect().center())
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(place, widget.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), *nothing, False)
    QApplication.sendEvent(widget, turned)


def _plain(one: QPushButton) -> str:
    return one.text().replace("&", "")
