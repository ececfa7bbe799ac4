"""What there is to be read in a widget, to be pressed, to be filled in, and to be turned."""

from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

Kind = TypeVar("Kind", bound=QWidget)


def texts(widget: QWidget) -> list[str]:
    """What labels say there, those that are seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def said(widget: QWidget) -> str:
    """Everything that can be read there, a line each."""
    return "\n".join(texts(widget))


def buttons(widget: QWidget) -> list[str]:
    """What the buttons that are seen there say."""
    return [_plain(one) for one in widget.findChildren(QPushButton) if one.isVisible()]


def button(widget: QWidget, text: str) -> QAbstractButton:
    """The button, or choice, that says this, seen or not."""
    return next(one for one in widget.findChildren(QAbstractButton) if _plain(one) == text)


def named(widget: QWidget, name: str, kind: type[Kind] = QAbstractButton) -> Kind:
    """The first button, or other widget, that screen readers call so, seen or not."""
    return next(one for one in widget.findChildren(kind) if one.accessibleName() == name)


def turn_wheel(widget: QWidget, notches: int = 1) -> None:
    """Turn the wheel with the mouse over it, away from oneself."""
    place = QPointF(widget.rect().center())
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(place, widget.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), *nothing, False)
    QApplication.sendEvent(widget, turned)


def _plain(one: QAbstractButton) -> str:
    return one.text().replace("&", "").strip()
