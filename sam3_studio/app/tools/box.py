"""The box tool: draws examples for a prompt, and moves, resizes and deletes them.

A press on a handle of the chosen box resizes it, a press inside it moves it; a press on the frame of any other box
chooses and moves that one; a press anywhere else draws a new box. So a box can be drawn inside another. The keyboard
does the same: Insert puts a box in the middle of what is seen, arrows move it, with Ctrl they move its far corner.
"""

from dataclasses import dataclass, replace

from sam3_studio.app.interaction import (
    BoxChanged,
    BoxChosen,
    BoxDrawn,
    BoxRemoved,
    BoxShape,
    Cursor,
    Edit,
    Key,
    Pointer,
    Preview,
    Scene,
)
from sam3_studio.app.tools.base import PlainTool, clipped, has_moved, is_inverted, shifted, spanned
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

GRIP = 7
"""How near a press has to be to a handle or frame, in logical pixels of the screen."""
MINIMUM_SIDE = 1.0
"""In pixels of the picture: a smaller box is an example of nothing."""

_NEW_SHARE = 0.25
"""Width and height of a box that the keyboard makes, as a share of what is seen."""

_STEPS = {Key.LEFT: (-1, 0), Key.RIGHT: (1, 0), Key.UP: (0, -1), Key.DOWN: (0, 1)}
_CURSORS = {
    (-1, 0): Cursor.HORIZONTAL,
    (1, 0): Cursor.HORIZONTAL,
    (0, -1): Cursor.VERTICAL,
    (0, 1): Cursor.VERTICAL,
    (-1, -1): Cursor.FALLING,
    (1, 1): Cursor.FALLING,
    (-1, 1): Cursor.RISING,
    (1, -1): Cursor.RISING,
}

Handle = tuple[int, int]
"""Which sides of a box move: (-1, 0) its left, (1, 1) right and bottom, and so on."""


@dataclass(frozen=True, slots=True)
class BoxTool(PlainTool):
    """Draws boxes around examples.

    Attributes:
        positive: what a box drawn with the left button means: more like this. Shift or the right button inverts it.
    """

    positive: bool = True
    crosshair: bool = True

    def begin(self, pointer: Pointer, scene: Scene) -> "_Draw | _Resize | _Move":
        """Resize, move or draw, by what is under the pointer; the right button always draws."""
        if not pointer.right:
            chosen = scene.box(scene.chosen_box)
            if chosen and (handle := _handle_at(chosen.box, pointer)):
                return _Resize(scene, pointer, chosen, handle, chosen.box)
            if grabbed := _grabbed(pointer, scene):
                return _Move(scene, pointer, grabbed, grabbed.box)
        return _Draw(scene, pointer, pointer, self.positive)

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:
        """The cursor tells what a press would do."""
        chosen = scene.box(scene.chosen_box)
        if chosen and (handle := _handle_at(chosen.box, pointer)):
            return Preview(cursor=_CURSORS[handle])
        return Preview(cursor=Cursor.MOVE if _grabbed(pointer, scene) else Cursor.CROSS)

    def key(self, key: Key, scene: Scene, *, shift: bool = False, control: bool = False) -> tuple[Edit, ...]:
        """Insert makes a box, Shift inverts it; Delete removes the chosen one.

        Arrows move the chosen box by a pixel of the screen or of the picture, whichever is larger, with Shift by ten;
        with Ctrl they move its lower right corner alone.
        """
        if key is Key.INSERT:
            return (BoxDrawn(_new_box(scene), self.positive is not shift),)
        chosen = scene.box(scene.chosen_box)
        if chosen is None:
            return ()
        if key is Key.DELETE:
            return (BoxRemoved(chosen.id),)
        pace = max(1, round(scene.reach)) * (10 if shift else 1)
        dx, dy = (step * pace for step in _STEPS[key])
        if control:
            handle = (int(dx != 0), int(dy != 0))
            moved = _resized(chosen.box, dx, dy, handle, scene)
        else:
            moved = shifted(chosen.box, dx, dy, scene)
        # At the border too the arrow is meant for the box, and for nothing else.
        return (BoxChanged(chosen.id, moved),)


def _new_box(scene: Scene) -> Box:
    """A box in the middle of what is seen, whole pixels of the picture."""
    seen = scene.view or Box(0, 0, scene.width, scene.height)
    width, height = (max(MINIMUM_SIDE, round(side * _NEW_SHARE)) for side in (seen.width, seen.height))
    left = min(max(round((seen.x1 + seen.x2 - width) / 2), 0), max(scene.width - width, 0))
    top = min(max(round((seen.y1 + seen.y2 - height) / 2), 0), max(scene.height - height, 0))
    return clipped(Box(left, top, left + width, top + height), scene)


def _handle_at(box: Box, pointer: Pointer) -> Handle | None:
    """The corner, or else the side, of a box that is within grip."""
    grip = GRIP * pointer.reach
    # Of a box smaller than the grips the nearer side is meant, and its middle stays free to move it.
    inner_x, inner_y = min(grip, box.width / 4), min(grip, box.height / 4)
    if not (box.x1 - grip <= pointer.x <= box.x2 + grip and box.y1 - grip <= pointer.y <= box.y2 + grip):
        return None
    side_x = -1 if pointer.x <= box.x1 + inner_x else 1 if pointer.x >= box.x2 - inner_x else 0
    side_y = -1 if pointer.y <= box.y1 + inner_y else 1 if pointer.y >= box.y2 - inner_y else 0
    return (side_x, side_y) if side_x or side_y else None


def _grabbed(pointer: Pointer, scene: Scene) -> PromptBox | None:
    """The box that a press here would move."""
    chosen = scene.box(scene.chosen_box)
    if chosen and chosen.box.x1 < pointer.x < chosen.box.x2 and chosen.box.y1 < pointer.y < chosen.box.y2:
        return chosen
    return next((box for box in reversed(scene.boxes) if _handle_at(box.box, pointer)), None)


@dataclass(frozen=True, slots=True)
class _Draw:
    scene: Scene
    start: Pointer
    end: Pointer
    positive: bool
    drawn: bool = False

    def to(self, pointer: Pointer) -> "_Draw":
        return replace(self, end=pointer, drawn=self.drawn or has_moved(self.start, pointer))

    @property
    def preview(self) -> Preview:
        shapes = (BoxShape(self._box(), self._means()),) if self.drawn else ()
        return Preview(shapes, Cursor.CROSS)

    def edits(self) -> tuple[Edit, ...]:
        box = self._box()
        if self.drawn and min(box.width, box.height) >= MINIMUM_SIDE:
            return (BoxDrawn(box, self._means()),)
        return (BoxChosen(""),) if self.scene.chosen_box else ()

    def _box(self) -> Box:
        return clipped(spanned(self.start, self.end), self.scene)

    def _means(self) -> bool:
        return self.positive is not is_inverted(self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Move:
    scene: Scene
    start: Pointer
    grabbed: PromptBox
    box: Box
    moved: bool = False

    def to(self, pointer: Pointer) -> "_Move":
        if not self.moved and not has_moved(self.start, pointer):
            return self
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        return replace(self, box=shifted(self.grabbed.box, dx, dy, self.scene), moved=True)

    @property
    def preview(self) -> Preview:
        return Preview((BoxShape(self.box, self.grabbed.positive, self.grabbed.id),), Cursor.MOVE)

    def edits(self) -> tuple[Edit, ...]:
        chosen = (BoxChosen(self.grabbed.id),) if self.scene.chosen_box != self.grabbed.id else ()
        changed = (BoxChanged(self.grabbed.id, self.box),) if self.box != self.grabbed.box else ()
        return chosen + changed


@dataclass(frozen=True, slots=True)
class _Resize:
    scene: Scene
    start: Pointer
    grabbed: PromptBox
    handle: Handle
    box: Box

    def to(self, pointer: Pointer) -> "_Resize":
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        return replace(self, box=_resized(self.grabbed.box, dx, dy, self.handle, self.scene))

    @property
    def preview(self) -> Preview:
        return Preview((BoxShape(self.box, self.grabbed.positive, self.grabbed.id),), _CURSORS[self.handle])

    def edits(self) -> tuple[Edit, ...]:
        return (BoxChanged(self.grabbed.id, self.box),) if self.box != self.grabbed.box else ()


def _resized(box: Box, dx: float, dy: float, handle: Handle, scene: Scene) -> Box:
    """The box with the sides that a handle holds moved."""
    x1, x2 = _stretched(box.x1, box.x2, dx, handle[0], scene.width)
    y1, y2 = _stretched(box.y1, box.y2, dy, handle[1], scene.height)
    return Box(x1, y1, x2, y2)


def _stretched(low: float, high: float, change: float, side: int, limit: int) -> tuple[float, float]:
    """An interval with one end moved, inside the picture and never too small; pulled over the other end it turns."""
    if side == 0:
        return low, high
    fixed, moving = (high, low) if side < 0 else (low, high)
    end = min(max(moving + change, 0.0), float(limit))
    if abs(end - fixed) < MINIMUM_SIDE:
        outward = 1 if end > fixed or (end == fixed and side > 0) else -1
        inside = 0 <= fixed + outward * MINIMUM_SIDE <= limit
        end = fixed + (outward if inside else -outward) * MINIMUM_SIDE
    return min(fixed, end), max(fixed, end)
