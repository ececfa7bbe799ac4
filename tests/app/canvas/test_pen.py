"""What a pen tells holds for the event of a mouse that follows, and for the drag that it begins."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QWidget

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.pen import Pen
from sam3_studio.app.tools.areas import BrushTool

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]

_Can = QInputDevice.Capability
_End = QPointingDevice.PointerType


Say = Callable[..., None]


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def say(pen: Pen) -> Say:
    """Tells what a tablet does, by a device that lives as long as its events."""
    devices = []

    def tell(
        pressure: float,
        kind: QEvent.Type = QEvent.Type.TabletMove,
        can: _Can = _Can.Pressure,
        end: _End = _End.Pen,
        over: QWidget | None = None,
        down: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """To the pen; or, where it hovers over a window, to that, as Qt does: with a mouse's event after it."""
        devices.append(QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, end, _Can.Position | can, 1, 3))
        at, held = QPointF(200, 150), Qt.KeyboardModifier.NoModifier
        if over is None:
            pen.listen(QTabletEvent(kind, devices[-1], at, at, pressure, 0, 0, 0, 0, 0, held, down, down))
            return
        none, window = Qt.MouseButton.NoButton, over.windowHandle()
        told = QTabletEvent(kind, devices[-1], at, at, pressure, 0, 0, 0, 0, 0, held, none, none)
        QApplication.sendEvent(window, told)
        QApplication.sendEvent(window, QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, held))

    return tell


def test_it_remembers_how_hard_it_was_pressed(pen: Pen, say: Say) -> None:
    say(0.4)
    assert (pen.pressure, pen.rubber) == (0.4, False)


def test_as_it_is_lifted_it_has_been_pressed_as_before(pen: Pen, say: Say) -> None:
    say(0.4)
    say(0.0, QEvent.Type.TabletRelease)
    assert pen.pressure == 0.4


def test_one_that_feels_no_pressure_draws_as_a_mouse_does(pen: Pen, say: Say) -> None:
    say(0.0, can=_Can.Position)
    assert pen.pressure == 1.0


def test_one_that_hovers_takes_no_strength_from_a_mouse(pen: Pen, say: Say) -> None:
    say(0.0, down=Qt.MouseButton.NoButton)
    assert pen.pressure == 1.0


def test_what_comes_later_may_be_a_mouse(pen: Pen, say: Say) -> None:
    say(0.4)
    pen.forget()
    assert pen.pressure == 1.0


def test_a_pen_that_hovers_with_its_other_end_shows_an_eraser(canvas: Canvas, say: Say) -> None:
    canvas.show()
    seen = []
    for tool, end in ((BrushTool(60), _End.Eraser), (BrushTool(60, erases=True), _End.Pen), (BrushTool(60), _End.Pen)):
        canvas.set_tool(tool)
        say(0.0, end=end, over=canvas)
        seen.append(canvas.grab().toImage())
    assert seen[0] == seen[1]
    assert seen[0] != seen[2]
