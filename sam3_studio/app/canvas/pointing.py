"""What a person does on the canvas with the mouse: handed to the tool, told in signals."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from sam3_studio.app.canvas.boxes import crosshair_region
from sam3_studio.app.canvas.changed import changed_boxes
from sam3_studio.app.canvas.cursors import SHAPES
from sam3_studio.app.canvas.pen import Pen
from sam3_studio.app.canvas.telling import TellingWidget
from sam3_studio.app.interaction import (
    Construction,
    Cursor,
    Drag,
    Hit,
    Pointer,
    Preview,
    Scene,
    Tool,
)
from sam3_studio.core.rle import Rle

if TYPE_CHECKING:
    from sam3_studio.app.canvas.items import SketchBox
    from sam3_studio.app.canvas.stage import Stage

_RIM = 24
"""Lines, corners and badges reach so far beyond a shape, in logical pixels."""
_Shift = Qt.KeyboardModifier.ShiftModifier
_Control = Qt.KeyboardModifier.ControlModifier
_Alt = Qt.KeyboardModifier.AltModifier


class PointingWidget(TellingWidget):
    """Hands what the mouse does to the tool, and carries out what comes of it.

    Signals:
        constructing (bool): a shape is being drawn from click to click, or is not any more.
    """

    constructing = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage: Stage | None = None
        self.tool: Tool | None = None
        self._drag: Drag | None = None
        self._button = Qt.MouseButton.NoButton
        self._preview = Preview()
        self._pointer: QPointF | None = None
        self._pen = Pen()
        self._last = Pointer(0, 0, 1)
        self._pointed = ""
        self._sketch: tuple[SketchBox, ...] = ()

    def set_tool(self, tool: Tool | None) -> None:
        """What the mouse means from now on; None: the left button pans. A drag goes on with other options only."""
        if type(tool) is not type(self.tool):
            self.drop()
        self.tool = tool
        if tool is not None and self.stage is not None and self._drag is None and self._pointer is not None:
            self._set_preview(tool.hover(self._last, self._scene()))
        self._update_cursor()
        self.update()

    @property
    def dragging(self) -> bool:
        """Whether a drag of the tool goes on, which Escape would drop."""
        return self._drag is not None

    @property
    def pointed(self) -> str:
        """Id of the object or candidate that is pointed at, by mouse or Tab; "" for none."""
        return self._pointed

    def drop(self) -> bool:
        """Forget the drag that goes on, as if it had never begun; whether there was one."""
        was = self._drag is not None
        self._set_drag(None)
        return was

    def finish(self) -> None:
        """Carry out what a shape that is drawn from click to click comes to."""
        if isinstance(self._drag, Construction):
            drag = self._drag
            self._set_drag(None)
            self._carry_out(drag.edits())

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

    def _scene(self) -> Scene:
        if not self.stage:
            return Scene(1, 1)
        width, height = self.stage.size
        boxes = self._boxes if self.stage.options.boxes else ()
        return Scene(
            width,
            height,
            boxes,
            self._chosen_box,
            self._selected,
            self.visible_box(),
            self.ratio / self.zoom,
            self._hit,
            self.stage.index.around,
            self.stage.index.within,
            self._mask_of,
            self._last if self._pointer is not None else None,
        )

    def _mask_of(self, name: str) -> Rle | None:
        shown = self.stage.objects if self.stage else ()
        return next((one.mask for one in shown if one.id == name and not one.hidden and not one.locked), None)

    def _hit(self, x: float, y: float) -> Hit | None:
        entry = self.stage.index.at(x, y) if self.stage else None
        return entry.hit if entry else None

    def _as_pointer(self, event: QMouseEvent, *, right: bool = False) -> Pointer:
        x, y = self.to_picture(event.position())
        held, pen = event.modifiers(), self._pen
        shift, control = bool(held & _Shift), bool(held & _Control)
        self._last = Pointer(x, y, self.ratio / self.zoom, right, shift, control, pen.pressure, pen.rubber)
        return self._last

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Note how a pen is pressed; where it is, the event of a mouse tells that comes next."""
        self._pen.listen(event)
        event.ignore()

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
            self._finish_if_finished()

    def _finish_if_finished(self) -> None:
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
        x, y = self.to_picture(event.position())
        self.cursor_moved.emit(x, y, self.stage.source.color_at(int(x // 1), int(y // 1)))
        if self._drag is not None:
            self._set_drag(self._drag.to(self._as_pointer(event)))
        else:
            self._point_at(x, y)
            self._hover(event)
            self._pen.forget()
        self._redraw_crosshair(before, self._pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the pan, or the drag with its edits."""
        if self._end_pan():
            return
        if self._drag is None or event.button() != self._button:
            return
        if isinstance(self._drag, Construction):
            self._set_drag(self._drag.release())
            return
        drag = self._drag.to(self._as_pointer(event))
        self.drop()
        self._carry_out(drag.edits())
        self._hover(event)
        self._pen.forget()

    def _hover(self, event: QMouseEvent) -> None:
        if self.tool is not None and self.stage is not None:
            self._set_preview(self.tool.hover(self._as_pointer(event), self._scene()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl or Alt the wheel may mean something to the tool."""
        if self.tool is not None and self.stage is not None and event.modifiers() & (_Control | _Alt):
            turned = event.angleDelta()
            # With Alt, Qt takes the wheel for one that turns sideways.
            if edits := self.tool.turn((turned.y() or turned.x()) / 120):
                self._carry_out(edits)
                self._stay_where_it_is(event)
                event.accept()
                return
        super().wheelEvent(event)

    def _stay_where_it_is(self, event: QWheelEvent) -> None:
        """Have the mouse moved by nothing: otherwise Alt, once it is let go, would open the menus."""
        at, globally = event.position(), event.globalPosition()
        still = Qt.MouseButton.NoButton
        QApplication.sendEvent(
            self, QMouseEvent(QEvent.Type.MouseMove, at, globally, still, event.buttons(), event.modifiers())
        )

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

    def _shift(self, event: QKeyEvent, *, down: bool) -> None:
        if self._drag is not None and event.key() == Qt.Key.Key_Shift:
            self._last = replace(self._last, shift=down)
            self._set_drag(self._drag.to(self._last))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag that another window interrupts never ends: it is dropped. A construction can wait."""
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason and not isinstance(self._drag, Construction):
            self.drop()
        super().focusOutEvent(event)

    def _set_preview(self, preview: Preview) -> None:
        before, self._preview = self._preview, preview
        if before.marked != preview.marked:
            self._mark()
        if before.shapes != preview.shapes:
            for box in changed_boxes(before.shapes, preview.shapes):
                self.update(self.to_widget(box).toAlignedRect().adjusted(-_RIM, -_RIM, _RIM, _RIM))
        if before.cursor != preview.cursor:
            self._update_cursor()

    def _pan_changed(self) -> None:
        self._update_cursor()
        self.update()

    def _update_cursor(self) -> None:
        if self._grabbed is not None:
            cursor = Cursor.FIST
        elif self._space or (self.tool is None and self.stage is not None):
            cursor = Cursor.HAND
        else:
            cursor = self._preview.cursor or Cursor.ARROW
        self.setCursor(SHAPES[cursor] if self.stage is not None else Qt.CursorShape.ArrowCursor)

    def _point_at(self, x: float, y: float) -> None:
        entry = self.stage.index.at(x, y, locked=True) if self.stage else None
        self._set_pointed(entry.hit.id if entry else "")

    def _set_pointed(self, name: str) -> None:
        if name != self._pointed:
            self._pointed = name
            self._mark()

    def _mark(self) -> None:
        """For those who draw: what is selected or pointed at is another."""

    def _redraw_crosshair(self, before: QPointF | None, now: QPointF | None) -> None:
        """Draw the lines' old place and their new one again, and nothing else."""
        if self.tool is None or not self.tool.crosshair or not (self.stage and self.stage.options.crosshair):
            return
        self.update(crosshair_region(before, self.rect()) + crosshair_region(now, self.rect()))
