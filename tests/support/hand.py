"""A hand with a mouse and keys, over a picture in hand: for tests of the window's tools."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QWheelEvent
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
        self.qtbot = qtbot

    @property
    def objects(self) -> tuple[LabeledObject, ...]:
        picture = self.bench.desk.picture
        assert picture is not None
        return picture.document.objects

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        self.qtbot.keyClick(self.bench.canvas, key, held)

    def drag(self, *places: Place, held: Qt.KeyboardModifier = _NONE) -> None:
        canvas = self.bench.canvas
        self.qtbot.mousePress(canvas, _LEFT, held, self.place(places[0]))
        for place in places[1:]:
            self.move(place, _LEFT, held)
        self.qtbot.mouseRelease(canvas, _LEFT, held, self.place(places[-1]))

    def click(self, *places: Place, button: Qt.MouseButton = _LEFT) -> None:
        for place in places:
            self.move(place)
            self.qtbot.mouseClick(self.bench.canvas, button, _NONE, self.place(place))

    def move(
        self, to: Place, button: Qt.MouseButton = Qt.MouseButton.NoButton, held: Qt.KeyboardModifier = _NONE
    ) -> None:
        canvas, place = self.bench.canvas, QPointF(self.place(to))
        globally = QPointF(canvas.mapToGlobal(place.toPoint()))
        moved = QMouseEvent(QEvent.Type.MouseMove, place, globally, Qt.MouseButton.NoButton, button, held)
        QApplication.sendEvent(canvas, moved)

    def turn(self, notches: float, held: Qt.KeyboardModifier = _CONTROL) -> None:
        """Turn the wheel; with Alt held, Qt takes it for one that turns sideways."""
        canvas = self.bench.canvas
        at = QPointF(self.place((20, 15)))
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        globally = QPointF(canvas.mapToGlobal(at.toPoint()))
        angle = QPoint(0, round(120 * notches)) if held == _CONTROL else QPoint(round(120 * notches), 0)
        turned = QWheelEvent(at, globally, QPoint(), angle, none, held, phase, False)
        QApplication.sendEvent(canvas, turned)

    def write(self, *marks: tuple[Place, float], rubber: bool = False) -> None:
        """Draw with a tablet's pen: where it is, and how hard it is pressed there; rubber, with its other end."""
        first, last = marks[0], marks[-1]
        self._tell(QEvent.Type.TabletPress, QEvent.Type.MouseButtonPress, *first, rubber=rubber)
        for mark in marks[1:]:
            self._tell(QEvent.Type.TabletMove, QEvent.Type.MouseMove, *mark, rubber=rubber)
        self._tell(QEvent.Type.TabletRelease, QEvent.Type.MouseButtonRelease, last[0], 0.0, rubber=rubber)

    def _tell(self, kind: QEvent.Type, mouse: QEvent.Type, to: Place, pressure: float, *, rubber: bool) -> None:
        """Say it twice, as Qt does where the first event is left alone."""
        canvas, at = self.bench.canvas, QPointF(self.place(to))
        globally = QPointF(canvas.mapToGlobal(at.toPoint()))
        ends = QPointingDevice.PointerType
        pen = QPointingDevice(
            "pen",
            7,
            QInputDevice.DeviceType.Stylus,
            ends.Eraser if rubber else ends.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
            1,
            3,
        )
        button, held = _LEFT if mouse != QEvent.Type.MouseMove else Qt.MouseButton.NoButton, _LEFT
        if mouse == QEvent.Type.MouseButtonRelease:
            held = Qt.MouseButton.NoButton
        told = QTabletEvent(kind, pen, at, globally, pressure, 0, 0, 0, 0, 0, _NONE, button, held)
        QApplication.sendEvent(canvas, told)
        assert not told.isAccepted()
        QApplication.sendEvent(canvas, QMouseEvent(mouse, at, globally, button, held, _NONE))

    def place(self, place: Place) -> QPoint:
        return self.bench.canvas.to_widget(Box(*place, *place)).topLeft().toPoint()
