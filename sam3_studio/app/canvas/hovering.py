"""What the mouse is over on the canvas: what lies there, what the tool would do there, and how that looks."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QTabletEvent
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.boxes import crosshair_region
from sam3_studio.app.canvas.changed import changed_boxes
from sam3_studio.app.canvas.cursors import SHAPES
from sam3_studio.app.canvas.pen import Pen
from sam3_studio.app.canvas.telling import TellingWidget
from sam3_studio.app.interaction import BoxShape, Cursor, Hit, Pointer, Preview, Scene, Tool
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

if TYPE_CHECKING:
    from sam3_studio.app.canvas.stage import Stage

_RIM = 24
"""Lines, corners and badges reach so far beyond a shape, in logical pixels."""
_Shift = Qt.KeyboardModifier.ShiftModifier
_Control = Qt.KeyboardModifier.ControlModifier


class HoveringWidget(TellingWidget):
    """Shows what is pointed at, and what the tool would do there, while no drag goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage: Stage | None = None
        self.tool: Tool | None = None
        self._preview = Preview()
        self._pointer: QPointF | None = None
        self._pen = Pen()
        self._last = Pointer(0, 0, 1)
        self._pointed = ""
        self.setTabletTracking(True)  # else the eraser's end is only known of once it is pressed

    @property
    def pointed(self) -> str:
        """Id of the object or candidate that is pointed at, by mouse or Tab; "" for none."""
        return self._pointed

    @property
    def dragging(self) -> bool:
        """Whether a drag goes on; nothing is hovered over meanwhile."""
        return False

    def _scene(self) -> Scene:
        if not self.stage:
            return Scene(1, 1)
        width, height = self.stage.size
        boxes = self._boxes if self.stage.options.boxes else ()
        return Scene(
            width,
            height,
            boxes=boxes,
            chosen_box=self._chosen_box,
            selected=self._selected,
            view=self.visible_box(),
            reach=self.ratio / self.zoom,
            at=self._hit,
            around=self.stage.index.around,
            within=self.stage.index.within,
            is_seen=self._is_seen,
            mask=self._mask_of,
            pointer=self._last if self._pointer is not None else None,
        )

    def _is_seen(self, name: str) -> bool:
        return self.stage is not None and name in self.stage.index.objects

    def _mask_of(self, name: str) -> Rle | None:
        entry = self.stage.index.objects.get(name) if self.stage else None
        return entry.mask if entry and not entry.locked else None

    def _hit(self, x: float, y: float) -> Hit | None:
        entry = self.stage.index.at(x, y) if self.stage else None
        return entry.hit if entry else None

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Note how hard a pen is pressed; where it is follows from the mouse event that comes next."""
        self._pen.listen(event)
        event.ignore()

    def _as_pointer(self, event: QMouseEvent, *, right: bool = False) -> Pointer:
        x, y = self.to_picture(event.position())
        held, pen = event.modifiers(), self._pen
        shift, control = bool(held & _Shift), bool(held & _Control)
        self._last = Pointer(
            x,
            y,
            reach=self.ratio / self.zoom,
            right=right,
            shift=shift,
            control=control,
            pressure=pen.pressure,
            rubber=pen.rubber,
        )
        return self._last

    def _hover(self, event: QMouseEvent) -> None:
        if self.tool is not None and self.stage is not None:
            self._set_preview(self.tool.hover(self._as_pointer(event), self._scene()))

    def _hover_again(self) -> None:
        """Hover anew: what the mouse is over has changed, though it has not moved."""
        if self.tool is not None and self.stage is not None and self._pointer is not None:
            x, y = self.to_picture(self._pointer)
            self._last = replace(self._last, x=x, y=y, reach=self.ratio / self.zoom)
            self._go_on_at(self.tool, self._last)

    def _go_on_at(self, tool: Tool, pointer: Pointer) -> None:
        """Show what the tool would do there, unless it does something already."""
        if not self.dragging:
            self._set_preview(tool.hover(pointer, self._scene()))

    def _view_moved(self) -> None:
        super()._view_moved()
        self._tell_pixel()
        self._hover_again()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is over the picture, and need not have moved: a menu or a dialog lay there."""
        super().enterEvent(event)
        before, self._pointer = self._pointer, event.position()
        self._tell_pixel()
        self._hover_again()
        self._redraw_crosshair(before, self._pointer)

    def _set_preview(self, preview: Preview) -> None:
        before, self._preview = self._preview, preview
        if before.marked != preview.marked:
            self._mark()
        if before.shapes != preview.shapes:
            for box in [*changed_boxes(before.shapes, preview.shapes), *self._uncovered(before, preview)]:
                self.update(self.to_widget(box).toAlignedRect().adjusted(-_RIM, -_RIM, _RIM, _RIM))
        if before.cursor != preview.cursor:
            self._update_cursor()

    def _uncovered(self, before: Preview, after: Preview) -> list[Box]:
        """Where prompt boxes are that a preview begins, or ceases, to show elsewhere."""
        elsewhere = _changing(before) ^ _changing(after)
        return [box.box for box in self._boxes if box.id in elsewhere]

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

    def _tell_pixel(self) -> None:
        """Tell what the mouse is over."""
        if self.stage is not None and self._pointer is not None:
            x, y = self.to_picture(self._pointer)
            self.cursor_moved.emit(x, y, self.stage.source.color_at(int(x // 1), int(y // 1)))

    def _point_at(self, x: float, y: float) -> None:
        entry = self.stage.index.at(x, y, locked=True) if self.stage else None
        self._set_pointed(entry.hit.id if entry else "")

    def _set_pointed(self, name: str) -> None:
        if name != self._pointed:
            self._pointed = name
            self._mark()

    def _mark(self) -> None:
        """For subclasses, which draw: what is selected or pointed at has changed."""

    def _redraw_crosshair(self, before: QPointF | None, now: QPointF | None) -> None:
        """Draw the lines' old place and their new one again, and nothing else."""
        if self.tool is None or not self.tool.crosshair or not (self.stage and self.stage.options.crosshair):
            return
        self.update(crosshair_region(before, self.rect()) + crosshair_region(now, self.rect()))


def _changing(preview: Preview) -> set[str]:
    """Ids of the prompt boxes that are shown where a drag or a key has brought them."""
    return {shape.id for shape in preview.shapes if isinstance(shape, BoxShape)}
