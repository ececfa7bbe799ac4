"""The tool in a person's hand: what it would do, is doing or has done, whatever moves it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.changed import changed_boxes
from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.canvas.cursors import SHAPES
from sam3_studio.app.canvas.roaming import Roaming
from sam3_studio.app.canvas.showing import Showing
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.telling import Telling
from sam3_studio.app.canvas.tracking import Tracking
from sam3_studio.app.interaction import (
    BoxChanged,
    BoxChosen,
    BoxShape,
    Construction,
    Cursor,
    Drag,
    Pointer,
    Preview,
    Scene,
    Tool,
)
from sam3_studio.core.geometry import Box


class Hand(QObject):
    """Keeps the drag of the tool, or the move of a box by keys, that goes on, and shows what it is about to do.

    Args:
        widget: that shows the picture.
        sight: of the picture.
        roaming: whether the mouse pans instead.
        showing: draws it.
        contents: what lies on it.
        tracking: where the mouse is.
        telling: tells what comes of it.

    Attributes:
        tool: what the mouse means; None: the left button pans.
        drag: what the tool does between press and release, or from click to click; None for nothing.
        nudged: where keys have brought a prompt box, as long as they are held; None where they move none.
        preview: what is shown of all that.
    """

    def __init__(
        self,
        widget: QWidget,
        sight: Sight,
        roaming: Roaming,
        showing: Showing,
        contents: Contents,
        tracking: Tracking,
        telling: Telling,
    ) -> None:
        super().__init__(widget)
        self.tool: Tool | None = None
        self.drag: Drag | None = None
        self.nudged: BoxChanged | None = None
        self.preview = Preview()
        self._widget = widget
        self._sight = sight
        self._roaming = roaming
        self._showing = showing
        self._contents = contents
        self._tracking = tracking
        self._telling = telling
        contents.stirred.connect(self.look_again)
        sight.view_changed.connect(self.look_again)
        roaming.changed.connect(self._update_cursor)

    def set_tool(self, tool: Tool | None) -> None:
        """What the mouse means from now on; None: the left button pans. A drag ends if the tool is of another kind."""
        if type(tool) is not type(self.tool):
            self.interrupt()
            if self._contents.chosen_box:
                self._telling.carry_out((BoxChosen(""),))
        self.tool = tool
        self.look_again()
        self._update_cursor()
        self._widget.update()

    @property
    def dragging(self) -> bool:
        """Whether a drag or a nudge goes on, which Escape would drop."""
        return self.drag is not None or self.nudged is not None

    @property
    def construction(self) -> Construction | None:
        """What is being drawn from click to click; None for nothing."""
        return self.drag if isinstance(self.drag, Construction) else None

    @property
    def scene(self) -> Scene:
        """What the tool may know of the picture."""
        stage, contents, held = self._sight.stage, self._contents, self.nudged
        if not stage:
            return Scene(1, 1)
        index = stage.index
        boxes = contents.boxes if stage.options.boxes else ()
        if held is not None:
            boxes = tuple(replace(box, box=held.box) if box.id == held.id else box for box in boxes)
        return Scene(
            *stage.size,
            boxes=boxes,
            chosen_box=contents.chosen_box,
            selected=contents.selected,
            view=self._sight.visible_box(),
            reach=self._sight.reach,
            at=index.at,
            around=index.around,
            within=index.within,
            is_seen=index.is_seen,
            mask=index.mask_of,
            pointer=self._tracking.last if self._tracking.place is not None else None,
        )

    def begin(self, pointer: Pointer) -> None:
        """Begin what the tool does where a button is pressed."""
        if self.tool is not None and (drag := self.tool.begin(pointer, self.scene)) is not None:
            self.set_drag(drag)

    def hover(self, pointer: Pointer) -> None:
        """Show what the tool would do there, unless keys move a box: that is shown where they have brought it."""
        if self.tool is not None and self.nudged is None:
            self.show(self.tool.hover(pointer, self.scene))

    @Slot()
    def look_again(self) -> None:
        """Go on with the drag, or hover, where the mouse is: what it is over has changed, though it has not moved."""
        if self.tool is None or (pointer := self._tracking.pointer_again()) is None:
            return
        if self.drag is not None:
            self.set_drag(self.drag.to(pointer))
        else:
            self.hover(pointer)

    def set_drag(self, drag: Drag | None) -> None:
        """Go on with a drag, also with a construction that was interrupted; None: hover instead."""
        constructing = isinstance(drag, Construction)
        changed = constructing is not isinstance(self.drag, Construction)
        self.drag = drag
        self.show(drag.preview if drag is not None else Preview())
        if drag is None:
            self.look_again()
        if changed:
            self._telling.constructing.emit(constructing)

    def drop(self) -> bool:
        """Forget the drag or the nudge that goes on, as if it had never begun, and show what the tool would do where
        the mouse is; whether there was one.
        """
        if not self.dragging:
            return False
        self.nudged = None
        self.set_drag(None)
        return True

    def drop_stroke(self) -> bool:
        """Drop the drag, unless it goes on from click to click and so can wait; whether one was dropped."""
        return self.construction is None and self.drop()

    def interrupt(self) -> None:
        """Drop the drag, and tell if it can be gone on with later."""
        if self.construction is not None:
            self._telling.interrupted.emit(self.construction)
        self.drop()
        self.show(Preview())

    def finish(self) -> None:
        """Carry out what a shape that is drawn from click to click comes to; one that encloses nothing yet stays."""
        if (shape := self.construction) is None:
            return
        edits, over = shape.edits(), shape.finished
        if edits or over:
            self.set_drag(None)
            self._telling.carry_out(edits)

    def take_back(self) -> bool:
        """Forget the last click of a shape that is drawn from click to click; whether there is one."""
        if (shape := self.construction) is None:
            return False
        self.set_drag(shape.without_last())
        return True

    def nudge(self, change: BoxChanged) -> None:
        """Show a box where keys have brought it; it is changed once, when they are let go."""
        self.nudged = change
        box = next(box for box in self._contents.boxes if box.id == change.id)
        self.show(Preview((BoxShape(change.box, box.positive, change.id),)))

    def end_nudge(self) -> None:
        """Carry out the nudge that goes on, if there is one."""
        if self.nudged is not None:
            change, self.nudged = self.nudged, None
            self.show(Preview())
            self.look_again()
            if any(box.id == change.id and box.box != change.box for box in self._contents.boxes):
                self._telling.carry_out((change,))

    def show(self, preview: Preview) -> None:
        """Show what the tool is about to do."""
        before, self.preview = self.preview, preview
        self._contents.light(preview.marked)
        if before.shapes != preview.shapes:
            self._showing.update_shapes(changed_boxes(before.shapes, preview.shapes))
            self._showing.update_shapes(self._uncovered(before, preview))
        if before.cursor != preview.cursor:
            self._update_cursor()

    def _uncovered(self, before: Preview, after: Preview) -> list[Box]:
        """Where prompt boxes are that a preview begins, or ceases, to show elsewhere."""
        elsewhere = _changing(before) ^ _changing(after)
        return [box.box for box in self._contents.boxes if box.id in elsewhere]

    @Slot()
    def _update_cursor(self) -> None:
        there = self._sight.stage is not None
        if self._roaming.grabbing:
            cursor = Cursor.FIST
        elif self._roaming.panning or (self.tool is None and there):
            cursor = Cursor.HAND
        else:
            cursor = self.preview.cursor or Cursor.ARROW
        self._widget.setCursor(SHAPES[cursor] if there else Qt.CursorShape.ArrowCursor)


def _changing(preview: Preview) -> set[str]:
    """Ids of the prompt boxes that are shown where a drag or a key has brought them."""
    return {shape.id for shape in preview.shapes if isinstance(shape, BoxShape)}
