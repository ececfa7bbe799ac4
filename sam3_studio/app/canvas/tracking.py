"""Where the mouse or the pen is, on the canvas and in the picture, and what is held down with it."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QTabletEvent
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.pen import Pen
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.interaction import Pointer

_Shift = Qt.KeyboardModifier.ShiftModifier
_Control = Qt.KeyboardModifier.ControlModifier


class Tracking(QObject):
    """Turns places of the mouse into places of the picture, and tells what is there.

    Args:
        widget: that shows the picture.
        sight: of the picture.

    Attributes:
        place: where the mouse is, in logical pixels of the widget; None where it is not over the widget.
        last: what a tool was told of it last.

    Signals:
        cursor_moved: x, y in pixels of the picture, and the picture's (red, green, blue) there, None outside it. Sent
            as well where the picture moves under the cursor.
        cursor_left: the pointer is no longer over the canvas, or another picture is under it.
    """

    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()

    def __init__(self, widget: QWidget, sight: Sight) -> None:
        super().__init__(widget)
        widget.setMouseTracking(True)
        widget.setTabletTracking(True)  # else the eraser's end is only known of once it is pressed
        self._sight = sight
        self._pen = Pen()
        self.place: QPointF | None = None
        self.last = Pointer(0, 0, 1)
        sight.view_changed.connect(self.tell)

    def listen(self, event: QTabletEvent) -> None:
        """Note how hard a pen is pressed; where it is follows from the mouse event that comes next."""
        self._pen.listen(event)
        event.ignore()

    def forget_pen(self) -> None:
        """No button is down: the next event may be a mouse's, which knows no pressure."""
        self._pen.forget()

    def pointer(self, event: QMouseEvent, *, right: bool = False) -> Pointer:
        """What a tool is to know of an event; there has to be a picture."""
        x, y = self._sight.to_picture(event.position())
        held, pen = event.modifiers(), self._pen
        shift, control = bool(held & _Shift), bool(held & _Control)
        self.last = Pointer(
            x,
            y,
            reach=self._sight.reach,
            right=right,
            shift=shift,
            control=control,
            pressure=pen.pressure,
            rubber=pen.rubber,
        )
        return self.last

    def pointer_again(self) -> Pointer | None:
        """What a tool is to know where the mouse has not moved, though the picture may have; None without either."""
        if self._sight.stage is None or self.place is None:
            return None
        x, y = self._sight.to_picture(self.place)
        self.last = replace(self.last, x=x, y=y, reach=self._sight.reach)
        return self.last

    def hold_shift(self, *, down: bool) -> Pointer:
        """Shift is pressed or let go while the mouse stays where it is."""
        self.last = replace(self.last, shift=down)
        return self.last

    def hold_control(self, *, down: bool) -> None:
        """Ctrl is pressed or let go while the mouse stays where it is."""
        self.last = replace(self.last, control=down)

    @Slot()
    def tell(self) -> None:
        """Tell what the mouse is over."""
        if self._sight.stage is not None and self.place is not None:
            x, y = self._sight.to_picture(self.place)
            color = self._sight.stage.source.color_at(int(x // 1), int(y // 1))
            self.cursor_moved.emit(x, y, color)
