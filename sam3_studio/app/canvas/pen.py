"""What a tablet's pen tells besides where it is.

For where a pen is, Qt or the system sends mouse events, which know nothing of pressure. Each comes right after the
event of the pen itself; so what the pen told last is true of the next mouse event, and of a drag while it goes on.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent


class Pen:
    """Remembers what the pen told last.

    Attributes:
        pressure: how hard it is pressed, 0 to 1; 1 where no pen is at work.
        rubber: whether it is held with its eraser down.
    """

    def __init__(self) -> None:
        self.pressure = 1.0
        self.rubber = False

    def listen(self, event: QTabletEvent) -> None:
        """Note what a pen tells. When it is lifted, what it told before is kept, for the mouse event that follows.

        One that hovers is pressed by nobody: beside it a mouse may be at work.
        """
        if event.type() == QEvent.Type.TabletRelease:
            return
        tells = event.device().hasCapability(QInputDevice.Capability.Pressure)
        touches = event.buttons() != Qt.MouseButton.NoButton
        self.pressure = min(max(event.pressure(), 0.0), 1.0) if tells and touches else 1.0
        self.rubber = event.pointerType() == QPointingDevice.PointerType.Eraser

    def forget(self) -> None:
        """The next event may be a mouse's, which is always pressed fully."""
        self.pressure, self.rubber = 1.0, False
