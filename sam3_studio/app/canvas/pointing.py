"""What a person does on the canvas with the buttons of the mouse: handed to the tool, told in signals."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from sam3_studio.app.canvas.hovering import HoveringWidget
from sam3_studio.app.canvas.view_widget import ELSEWHERE
from sam3_studio.app.interaction import BoxChosen, Construction, Drag, Pointer, Preview, Tool

_Control = Qt.KeyboardModifier.ControlModifier
_Alt = Qt.KeyboardModifier.AltModifier


class PointingWidget(HoveringWidget):
    """Hands what the mouse does to the tool, and carries out what comes of it.

    Signals:
        constructing (bool): a shape is being drawn from click to click, or is not any more.
        interrupted (Construction): such a shape was being drawn when another picture or tool was taken.
    """

    constructing = Signal(bool)
    interrupted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag: Drag | None = None
        self._button = Qt.MouseButton.NoButton

    def set_tool(self, tool: Tool | None) -> None:
        """What the mouse means from now on; None: the left button pans. A drag ends if the tool is of another kind."""
        if type(tool) is not type(self.tool):
            self._interrupt()
            if self.chosen_box:
                self._carry_out((BoxChosen(""),))
        self.tool = tool
        self._hover_again()
        self._update_cursor()
        self.update()

    def _go_on_at(self, tool: Tool, pointer: Pointer) -> None:
        if self._drag is not None:
            self._set_drag(self._drag.to(pointer))
        else:
            super()._go_on_at(tool, pointer)

    @property
    def dragging(self) -> bool:
        """Whether a drag of the tool goes on, which Escape would drop."""
        return self._drag is not None

    @property
    def construction(self) -> Construction | None:
        """What is being drawn from click to click; None for nothing."""
        return self._drag if isinstance(self._drag, Construction) else None

    def drop(self) -> bool:
        """Forget the drag that goes on, and show what the tool would do where the mouse is; whether there was one."""
        was = self._drag is not None
        self._set_drag(None)
        if was:
            self._hover_again()
        return was

    def drop_stroke(self) -> bool:
        """Drop the drag, unless it goes on from click to click and so can wait; whether one was dropped."""
        return not isinstance(self._drag, Construction) and self.drop()

    def _interrupt(self) -> None:
        """Drop the drag, and tell if it can be gone on with later."""
        if isinstance(self._drag, Construction):
            self.interrupted.emit(self._drag)
        self.drop()
        self._set_preview(Preview())

    def go_on(self, shape: Construction) -> None:
        """Go on with a shape that is drawn from click to click, and was interrupted."""
        self._set_drag(shape)

    def finish(self) -> None:
        """Carry out what a shape that is drawn from click to click comes to; one that encloses nothing yet stays."""
        if not isinstance(self._drag, Construction):
            return
        edits, over = self._drag.edits(), self._drag.finished
        if edits or over:
            self._set_drag(None)
            self._carry_out(edits)

    def take_back(self) -> bool:
        """Forget the last click of a shape that is drawn from click to click; whether there is one."""
        if not isinstance(self._drag, Construction):
            return False
        self._set_drag(self._drag.without_last())
        return True

    def _set_drag(self, drag: Drag | None) -> None:
        constructing = isinstance(drag, Construction)
        changed = constructing is not isinstance(self._drag, Construction)
        self._drag = drag
        self._set_preview(drag.preview if drag is not None else Preview())
        if changed:
            self.constructing.emit(constructing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pan, or begin a drag of the tool; a second button drops the drag, or goes on with a construction."""
        if isinstance(self._drag, Construction):
            self._construct(event, self._drag)
            return
        if self._drag is not None:
            self.drop()
            return
        if self._begin_pan(event, anyway=self.tool is None) or self.tool is None or self.stage is None:
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            pointer = self._as_pointer(event, right=event.button() == Qt.MouseButton.RightButton)
            self._button = event.button()
            drag = self.tool.begin(pointer, self._scene())
            if drag is not None:
                self._set_drag(drag)

    def _construct(self, event: QMouseEvent, drag: Construction) -> None:
        """The left button adds to a construction, the right one takes back."""
        if self._begin_pan(event, anyway=False):
            return
        if event.button() == Qt.MouseButton.RightButton:
            self.take_back()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._button = event.button()
            self._set_drag(drag.press(self._as_pointer(event)))
            if isinstance(self._drag, Construction) and self._drag.finished:
                self.finish()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click ends a construction; elsewhere its second click is one like any other."""
        if isinstance(self._drag, Construction) and event.button() == Qt.MouseButton.LeftButton:
            self.finish()
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, go on with the drag, or see what is under the pointer."""
        before, self._pointer = self._pointer, event.position()
        if self._pan_to(event.position()) or self.stage is None:
            return
        self._tell_pixel()
        if self._drag is not None:
            self._set_drag(self._drag.to(self._as_pointer(event)))
        else:
            self._point_at(*self.to_picture(event.position()))
            self._hover(event)
            self._pen.forget()
        self._redraw_crosshair(before, self._pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the pan, or the drag with its edits."""
        if self._end_pan() and event.button() != self._button:
            return
        if self._drag is None or event.button() != self._button:
            return
        if isinstance(self._drag, Construction):
            self._set_drag(self._drag.release())
            return
        drag = self._drag.to(self._as_pointer(event))
        self._set_drag(None)
        self._carry_out(drag.edits())
        self._hover(event)
        self._pen.forget()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl or Alt the wheel may mean something to the tool."""
        if self.tool is not None and self.stage is not None and event.modifiers() & (_Control | _Alt):
            turned = event.angleDelta()
            # With Alt, Qt takes the wheel for one that turns sideways.
            if edits := self.tool.turn((turned.y() or turned.x()) / 120):
                self._carry_out(edits)
                _stay_where_it_is(self, event)
                event.accept()
                return
        super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        before, self._pointer = self._pointer, None
        self._redraw_crosshair(before, None)
        if self._drag is None:
            self._set_preview(Preview())
        if self._pointed and not self.dragging:
            self._set_pointed("")
        self.cursor_left.emit()

    def _hold(self, event: QKeyEvent, *, down: bool) -> None:
        if event.key() == Qt.Key.Key_Shift and self._drag is not None:
            self._last = replace(self._last, shift=down)
            self._set_drag(self._drag.to(self._last))
        elif event.key() == Qt.Key.Key_Control and self._drag is None:
            self._last = replace(self._last, control=down)
            self._hover_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag that another window interrupts never ends: it is dropped, or waits for the next click.

        Nor is Ctrl let go here, if it is held.
        """
        if self._last.control:
            self._last = replace(self._last, control=False)
            self._hover_again()
        if event.reason() in ELSEWHERE and isinstance(self._drag, Construction):
            self._set_drag(self._drag.release())
        elif event.reason() in ELSEWHERE:
            self.drop()
        super().focusOutEvent(event)


def _stay_where_it_is(widget: QWidget, event: QWheelEvent) -> None:
    """Send a mouse event that moves nothing: without one, Alt would open the menus once it is let go."""
    at, globally = event.position(), event.globalPosition()
    still = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, at, globally, still, event.buttons(), event.modifiers())
    )
