"""What a person does on the canvas with the mouse: it pans, or moves the tool."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from sam3_studio.app.canvas.boxes import crosshair_region
from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.canvas.hand import Hand
from sam3_studio.app.canvas.roaming import Roaming
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.telling import Telling
from sam3_studio.app.canvas.tracking import Tracking
from sam3_studio.app.interaction import Construction, Preview

_Control = Qt.KeyboardModifier.ControlModifier
_Alt = Qt.KeyboardModifier.AltModifier


class Mouse:
    """Takes the events of the mouse.

    Args:
        widget: that shows the picture.
        sight: of the picture.
        roaming: goes through it.
        contents: what can be pointed at.
        tracking: where the mouse is.
        telling: tells what comes of it.
        hand: holds the tool.
    """

    def __init__(
        self,
        widget: QWidget,
        sight: Sight,
        roaming: Roaming,
        contents: Contents,
        tracking: Tracking,
        telling: Telling,
        hand: Hand,
    ) -> None:
        self._widget = widget
        self._sight = sight
        self._roaming = roaming
        self._contents = contents
        self._tracking = tracking
        self._telling = telling
        self._hand = hand
        self._button = Qt.MouseButton.NoButton

    @property
    def crosshair(self) -> QPointF | None:
        """Where lines cross that help to aim, in logical pixels of the widget; None for no lines."""
        tool = self._hand.tool
        return self._tracking.place if tool is not None and tool.crosshair and not self._roaming.panning else None

    def press(self, event: QMouseEvent) -> None:
        """Pan, or begin a drag of the tool; a second button drops the drag, or goes on with a construction."""
        hand, tool, button = self._hand, self._hand.tool, event.button()
        if (shape := hand.construction) is not None:
            self._construct(event, shape)
        elif hand.drag is not None:
            hand.drop()
        elif self._roaming.grab(event, anyway=tool is None) or tool is None or self._sight.stage is None:
            return
        elif button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._button = button
            hand.begin(self._tracking.pointer(event, right=button == Qt.MouseButton.RightButton))

    def _construct(self, event: QMouseEvent, shape: Construction) -> None:
        """The left button adds to a construction, the right one takes back."""
        hand = self._hand
        if self._roaming.grab(event, anyway=False):
            return
        if event.button() == Qt.MouseButton.RightButton:
            hand.take_back()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._button = event.button()
            hand.set_drag(shape.press(self._tracking.pointer(event)))
            if hand.construction is not None and hand.construction.finished:
                hand.finish()

    def double_click(self, event: QMouseEvent) -> None:
        """A double click ends a construction; elsewhere its second click is one like any other."""
        if self._hand.construction is not None and event.button() == Qt.MouseButton.LeftButton:
            self._hand.finish()
        else:
            self.press(event)

    def move(self, event: QMouseEvent) -> None:
        """Pan, go on with the drag, or see what is under the pointer."""
        before, self._tracking.place = self._tracking.place, event.position()
        stage = self._sight.stage
        if self._roaming.pan(event.position()) or stage is None:
            return
        self._tracking.tell()
        pointer = self._tracking.pointer(event)
        if self._hand.drag is not None:
            self._hand.set_drag(self._hand.drag.to(pointer))
        else:
            hit = stage.index.at(pointer.x, pointer.y, locked=True)
            self._contents.point_at(hit.id if hit else "")
            self._hand.hover(pointer)
            self._tracking.forget_pen()
        self._redraw_crosshair(before)

    def release(self, event: QMouseEvent) -> None:
        """End the pan, or the drag with its edits."""
        self._roaming.let_go()
        drag, shape = self._hand.drag, self._hand.construction
        if drag is None or event.button() != self._button:
            return
        if shape is not None:
            self._hand.set_drag(shape.release())
            return
        edits = drag.to(self._tracking.pointer(event)).edits()
        self._hand.set_drag(None)
        self._telling.carry_out(edits)
        if self._sight.stage is not None:
            self._hand.hover(self._tracking.pointer(event))
        self._tracking.forget_pen()

    def turn(self, event: QWheelEvent) -> bool:
        """With Ctrl or Alt the wheel may mean something to the tool; whether it does."""
        tool = self._hand.tool
        if tool is None or self._sight.stage is None or not event.modifiers() & (_Control | _Alt):
            return False
        turned = event.angleDelta()
        # With Alt, Qt takes the wheel for one that turns sideways.
        edits = tool.turn((turned.y() or turned.x()) / 120)
        if not edits:
            return False
        self._telling.carry_out(edits)
        _stay_where_it_is(self._widget, event)
        event.accept()
        return True

    def enter(self, event: QEnterEvent) -> None:
        """The mouse is over the picture, and need not have moved: a menu or a dialog lay there."""
        before, self._tracking.place = self._tracking.place, event.position()
        self._tracking.tell()
        self._hand.look_again()
        self._redraw_crosshair(before)

    def leave(self) -> None:
        """Nothing is pointed at any more."""
        before, self._tracking.place = self._tracking.place, None
        self._redraw_crosshair(before)
        if not self._hand.dragging:
            self._hand.show(Preview())
            self._contents.point_at("")
        self._tracking.cursor_left.emit()

    def _redraw_crosshair(self, before: QPointF | None) -> None:
        """Draw the lines' old place and their new one again, and nothing else."""
        tool, stage, now = self._hand.tool, self._sight.stage, self._tracking.place
        if tool is not None and tool.crosshair and stage and stage.options.crosshair:
            room = self._widget.rect()
            self._widget.update(crosshair_region(before, room) + crosshair_region(now, room))


def _stay_where_it_is(widget: QWidget, event: QWheelEvent) -> None:
    """Send a mouse event that moves nothing: without one, Alt would open the menus once it is let go."""
    at, globally = event.position(), event.globalPosition()
    still = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, at, globally, still, event.buttons(), event.modifiers())
    )
