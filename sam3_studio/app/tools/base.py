"""What several tools need. The values that they and the canvas share are in `app.interaction`."""

from sam3_studio.app.interaction import Cursor, Edit, Key, Pointer, Preview, Scene
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

CLICK_SLOP = 4
"""How far a hand may move the mouse in a click, in logical pixels of the screen."""


class PlainTool:
    """A tool to which no key and no turn of the wheel means anything."""

    __slots__ = ()

    def key(
        self,
        key: Key,  # noqa: ARG002 - the signature of a tool
        scene: Scene,  # noqa: ARG002 - likewise
        *,
        shift: bool = False,  # noqa: ARG002 - likewise
        control: bool = False,  # noqa: ARG002 - likewise
    ) -> tuple[Edit, ...]:
        """Nothing."""
        return ()

    def turn(self, notches: float) -> tuple[Edit, ...]:  # noqa: ARG002 - the signature of a tool
        """Nothing."""
        return ()


class AimingTool(PlainTool):
    """A tool that is aimed with a cross."""

    __slots__ = ()

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:  # noqa: ARG002 - the signature of a tool
        """A cross."""
        return Preview(cursor=Cursor.CROSS)


def has_moved(start: Pointer, now: Pointer, slop: float = CLICK_SLOP) -> bool:
    """Whether the pointer went farther than it does in a click, or than another number of pixels of the screen."""
    slop *= start.reach
    return abs(now.x - start.x) > slop or abs(now.y - start.y) > slop


def only_editable(scene: Scene) -> tuple[str, Rle] | None:
    """The one object that is selected and seen, id and mask, if it may be edited; None for none, or for several."""
    if len(scene.meant) != 1:
        return None
    (name,) = scene.meant
    mask = scene.mask(name)
    return (name, mask) if mask is not None else None


def is_inverted(start: Pointer, end: Pointer) -> bool:
    """Whether Shift, or the right button, turns what a drag means into the opposite."""
    return end.shift or start.right


def spanned(start: Pointer, end: Pointer) -> Box:
    """The box between two points."""
    return Box(min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y))


def clipped(box: Box, scene: Scene) -> Box:
    """The part of a box inside the picture; of no size where nothing of it is inside."""
    left, right = (min(max(x, 0.0), float(scene.width)) for x in (box.x1, box.x2))
    top, bottom = (min(max(y, 0.0), float(scene.height)) for y in (box.y1, box.y2))
    return Box(left, top, right, bottom)


def shifted(box: Box, dx: float, dy: float, scene: Scene) -> Box:
    """The box moved, as far as it stays inside the picture."""
    dx = min(max(dx, -box.x1), scene.width - box.x2)
    dy = min(max(dy, -box.y1), scene.height - box.y2)
    return Box(box.x1 + dx, box.y1 + dy, box.x2 + dx, box.y2 + dy)
