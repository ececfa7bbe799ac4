"""A hand with a mouse and keys, over a picture in hand: for tests of the window's tools."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

Place = tuple[float, float]
"""x and y in pixels of the picture."""


class Hand:
    """Draws with the mouse in a picture of 40 x 30, whose ducks are squares."""

    def __init__(self, bench: Bench | MainWindow, qtbot: QtBot) -> None:
        self.bench = bench
        self._qtbot = qtbot

    @property
    def objects(self) -> tuple[LabeledObject, ...]:
        picture = self.bench.desk.picture
        assert picture is not None
        return picture.document.objects

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        self._qtbot.keyClick(self.bench.canvas, key, held)

    def drag(self, *places: Place, held: Qt.KeyboardModifier = _NONE) -> None:
        canvas = self.bench.canvas
        self._qtbot.mousePress(canvas, _LEFT, held, self.place(places[0]))
        for place in places[1:]:
            self.move(place, _LEFT, held)
        self._qtbot.mouseRelease(canvas, _LEFT, held, self.place(places[-1]))

    def click(self, *places: Place, button: Qt.MouseButton = _LEFT) -> None:
        for place in places:
            self.move(place)
            self._qtbot.mouseClick(self.bench.canvas, button, _NONE, self.place(place))

    def move(
        self, to: Place, button: Qt.MouseButton = Qt.MouseButton.NoButton, held: Qt.KeyboardModifier = _NONE
    ) -> None:
        canvas, place = self.bench.canvas, QPointF(self.place(to))
        globally = QPointF(canvas.mapToGlobal(place.toPoint()))
        moved = QMouseEvent(QEvent.Type.MouseMove, place, globally, Qt.MouseButton.NoButton, button, held)
        QApplication.sendEvent(canvas, moved)

    def turn(self, notches: int) -> None:
        canvas = self.bench.canvas
        at = QPointF(self.place((20, 15)))
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        globally = QPointF(canvas.mapToGlobal(at.toPoint()))
        turned = QWheelEvent(at, globally, QPoint(), QPoint(0, 120 * notches), none, _CONTROL, phase, False)
        QApplication.sendEvent(canvas, turned)

    def place(self, place: Place) -> QPoint:
        return self.bench.canvas.to_widget(Box(*place, *place)).topLeft().toPoint()
