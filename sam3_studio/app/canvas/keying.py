"""What a person does on the canvas with the keys: the same as with the mouse."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.pointing import PointingWidget
from sam3_studio.app.interaction import BoxChanged, BoxChosen, BoxShape, Edit, Key, Preview, Scene

_KEYS = {
    Qt.Key.Key_Delete: Key.DELETE,
    Qt.Key.Key_Insert: Key.INSERT,
    Qt.Key.Key_Left: Key.LEFT,
    Qt.Key.Key_Right: Key.RIGHT,
    Qt.Key.Key_Up: Key.UP,
    Qt.Key.Key_Down: Key.DOWN,
}
_Shift = Qt.KeyboardModifier.ShiftModifier
_Control = Qt.KeyboardModifier.ControlModifier


class KeyingWidget(PointingWidget):
    """Hands keys to the tool; Tab goes from object to object."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nudged: BoxChanged | None = None

    @property
    def dragging(self) -> bool:
        """Whether a drag or a nudge goes on, which Escape would drop."""
        return super().dragging or self._nudged is not None

    def drop(self) -> bool:
        """Forget the drag or the nudge that goes on, as if it had never begun; whether there was one."""
        nudged, self._nudged = self._nudged, None
        return super().drop() or nudged is not None

    def _scene(self) -> Scene:
        scene, held = super()._scene(), self._nudged
        if held is None:
            return scene
        boxes = tuple(replace(box, box=held.box) if box.id == held.id else box for box in scene.boxes)
        return replace(scene, boxes=boxes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape drops the drag; what the tool takes is the tool's; the rest looks at the picture."""
        self._hold(event, down=True)
        if event.key() == Qt.Key.Key_Escape and (self._drag is not None or self._nudged or self._chosen_box):
            if not self.drop():
                self._carry_out((BoxChosen(""),))
            return
        if edits := self._tool_edits(event):
            match edits:
                case (BoxChanged() as change,):
                    self._nudge(change)
                case _ if not event.isAutoRepeat():  # a heavy hand makes one box, and takes one corner
                    self._carry_out(edits)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that mean something to the tool now are not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._tool_edits(event):
            event.accept()
            return True
        return super().event(event)

    def _tool_edits(self, event: QKeyEvent) -> tuple[Edit, ...]:
        """What the tool would do at a key."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = _KEYS.get(Qt.Key(event.key()))
        if key is None or self.tool is None or self.stage is None or self._drag is not None:
            return ()
        if held & ~(_Shift | _Control):
            return ()
        return self.tool.key(key, self._scene(), shift=bool(held & _Shift), control=bool(held & _Control))

    def _nudge(self, change: BoxChanged) -> None:
        """Show a box where the arrows have brought it; it is changed once, when the key is let go."""
        self._nudged = change
        box = next(box for box in self._boxes if box.id == change.id)
        self._set_preview(Preview((BoxShape(change.box, box.positive, change.id),)))

    def _end_nudge(self) -> None:
        if self._nudged is not None:
            change, self._nudged = self._nudged, None
            self._set_preview(Preview())
            if any(box.id == change.id and box.box != change.box for box in self._boxes):
                self._carry_out((change,))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Shift means something in the midst of a drag as well; an arrow that is let go ends its move."""
        self._hold(event, down=False)
        if not event.isAutoRepeat() and Qt.Key(event.key()) in _KEYS:
            self._end_nudge()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys that are let go elsewhere are not heard of here."""
        self._end_nudge()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab goes from object to object, and after the last one to the next control."""
        names = [entry.hit.id for entry in self.stage.index.entries] if self.stage else []
        place = names.index(self._pointed) if self._pointed in names else None
        # Backwards, Tab goes through the objects only when it has come to one of them: nobody is kept here.
        start = 0 if forward else len(names)
        following = start if place is None else place + 1 if forward else place - 1
        if not 0 <= following < len(names):
            if self._pointed:
                self._set_pointed("")
                self.current_changed.emit("")
            return super().focusNextPrevChild(forward)
        self.point_to(names[following])
        self.current_changed.emit(names[following])
        return True

    def point_to(self, name: str) -> None:
        """Point at an object or candidate, as the mouse would, and bring it into view; nothing is emitted."""
        self._set_pointed(name)
        if self.stage and (box := self.stage.box_of(name)):
            self.reveal(box)
