"""What a pen tells holds for the event of a mouse that follows, and for the drag that it begins."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent

from sam3_studio.app.canvas.pen import Pen

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]

_Can = QInputDevice.Capability


Say = Callable[..., None]


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def say(pen: Pen) -> Say:
    """Tells what a tablet does, by a device that lives as long as its events."""
    devices = []

    def tell(pressure: float, kind: QEvent.Type = QEvent.Type.TabletMove, can: _Can = _Can.Pressure) -> None:
        stylus, end = QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen
        devices.append(QPointingDevice("pen", 7, stylus, end, _Can.Position | can, 1, 3))
        at, none, left = QPointF(5, 5), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        pen.listen(QTabletEvent(kind, devices[-1], at, at, pressure, 0, 0, 0, 0, 0, none, left, left))

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


def test_what_comes_later_may_be_a_mouse(pen: Pen, say: Say) -> None:
    say(0.4)
    pen.forget()
    assert pen.pressure == 1.0
