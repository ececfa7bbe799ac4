"""A mouse on the canvas of tests, and the colours that it shows."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton


def color(image, x, y):
    """At a place of the picture, whose corner is at (100, 100) of the widget."""
    return image.pixelColor(x + 100, y + 100).getRgb()[:3]


def at(x, y):
    return QPoint(x + 100, y + 100)


def drag(qtbot, canvas, start, end, button=LEFT, modifier=Qt.KeyboardModifier.NoModifier, release=True):
    qtbot.mouseMove(canvas, at(*start))
    qtbot.mousePress(canvas, button, modifier, at(*start))
    move(canvas, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), button, modifier)
    move(canvas, end, button, modifier)
    if release:
        qtbot.mouseRelease(canvas, button, modifier, at(*end))


def move(canvas, to, button=None, modifier=None):
    """The mouse with a button held down, which QTest's own move forgets."""
    place = QPointF(at(*to))
    held = button or Qt.MouseButton.NoButton
    none = Qt.MouseButton.NoButton
    modifier = modifier or Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, QPointF(canvas.mapToGlobal(place.toPoint())), none, held, modifier
    )
    QApplication.sendEvent(canvas, event)
