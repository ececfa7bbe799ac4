"""What a tablet's pen tells besides where it is.

Of where a pen is, Qt or the system makes events of a mouse, which know nothing of pressure; each follows what the pen
itself has told. So that holds for the event that comes next, and as long as a drag goes on.
"""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent


class Pen:
    """Remembers what the pen told last.

    Attributes:
        pressure: how hard it is pressed, 0 to 1; 1 where no pen is at work.
        rubber: it is held with the end down that erases.
    """

    def __init__(self) -> None:
        self.pressure = 1.0
        self.rubber = False

    def listen(self, event: QTabletEvent) -> None:
        """Note what a pen tells; one that is lifted has been pressed as it was before."""
        if event.type() == QEvent.Type.TabletRelease:
            return
        tells = event.device().hasCapability(QInputDevice.Capability.Pressure)
        self.pressure = min(max(event.pressure(), 0.0), 1.0) if tells else 1.0
        self.rubber = event.pointerType() == QPointingDevice.PointerType.Eraser

    def forget(self) -> None:
        """What comes next may be a mouse's."""
        self.pressure, self.rubber = 1.0, False
