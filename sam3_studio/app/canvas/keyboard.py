"""What a person does on the canvas with the keys: the same as with the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.canvas.hand import Hand
from sam3_studio.app.canvas.roaming import ELSEWHERE
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.telling import Telling
from sam3_studio.app.canvas.tracking import Tracking
from sam3_studio.app.interaction import BoxChanged, BoxChosen, Edit, Key

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


class Keyboard:
    """Hands keys to the tool; Tab goes from object to object.

    Args:
        sight: of the picture.
        contents: what can be pointed at.
        tracking: where the mouse is.
        telling: tells what comes of a key.
        hand: holds the tool.
    """

    def __init__(self, sight: Sight, contents: Contents, tracking: Tracking, telling: Telling, hand: Hand) -> None:
        self._sight = sight
        self._contents = contents
        self._tracking = tracking
        self._telling = telling
        self._hand = hand

    def press(self, event: QKeyEvent) -> bool:
        """Escape drops the drag; what the tool takes is the tool's; whether the key was one of them."""
        self._hold(event, down=True)
        if event.key() == Qt.Key.Key_Escape and (self._hand.dragging or self._contents.chosen_box):
            if not self._hand.drop():
                self._telling.carry_out((BoxChosen(""),))
            return True
        match self.edits_of(event):
            case ():
                return False
            case (BoxChanged() as change,):
                self._hand.nudge(change)
            case edits if not event.isAutoRepeat():  # a heavy hand makes one box, and takes one corner
                self._telling.carry_out(edits)
        return True

    def edits_of(self, event: QKeyEvent) -> tuple[Edit, ...]:
        """What the tool would do at a key."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, tool = _KEYS.get(Qt.Key(event.key())), self._hand.tool
        if key is None or tool is None or self._sight.stage is None or self._hand.drag is not None:
            return ()
        if held & ~(_Shift | _Control):
            return ()
        return tool.key(key, self._hand.scene, shift=bool(held & _Shift), control=bool(held & _Control))

    def release(self, event: QKeyEvent) -> None:
        """Shift means something in the midst of a drag as well; an arrow that is let go ends its move."""
        self._hold(event, down=False)
        if not event.isAutoRepeat() and Qt.Key(event.key()) in _KEYS:
            self._hand.end_nudge()

    def lose_focus(self, event: QFocusEvent) -> None:
        """What is let go elsewhere is not heard of here.

        A drag that another window interrupts never ends: it is dropped, or waits for the next click.
        """
        self._hand.end_nudge()
        if self._tracking.last.control:
            self._tracking.hold_control(down=False)
            self._hand.look_again()
        if event.reason() in ELSEWHERE:
            if (shape := self._hand.construction) is not None:
                self._hand.set_drag(shape.release())
            else:
                self._hand.drop()

    def tab(self, *, forward: bool) -> bool:
        """Go from object to object; whether there is a next one, or else Tab goes to the next control."""
        stage, pointed = self._sight.stage, self._contents.pointed
        names = [entry.hit.id for entry in stage.index.entries] if stage else []
        place = names.index(pointed) if pointed in names else None
        # Backwards, Tab goes through the objects only when it has come to one of them: nobody is kept here.
        start = 0 if forward else len(names)
        following = start if place is None else place + 1 if forward else place - 1
        if 0 <= following < len(names):
            self._contents.point_to(names[following])
            self._telling.current_changed.emit(names[following])
            return True
        if pointed:
            self._contents.point_at("")
            self._telling.current_changed.emit("")
        return False

    def _hold(self, event: QKeyEvent, *, down: bool) -> None:
        drag = self._hand.drag
        if event.key() == Qt.Key.Key_Shift and drag is not None:
            self._hand.set_drag(drag.to(self._tracking.hold_shift(down=down)))
        elif event.key() == Qt.Key.Key_Control and drag is None:
            self._tracking.hold_control(down=down)
            self._hand.look_again()
