"""Where the pointer is, what lies there, and what a tool may know of the picture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox
from sam3_studio.core.rle import Rle


class Cursor(StrEnum):
    """What the mouse pointer looks like."""

    ARROW = "arrow"
    POINT = "point"
    CROSS = "cross"
    MOVE = "move"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    FALLING = "falling"
    """Along the diagonal from top left to bottom right."""
    RISING = "rising"
    """Along the diagonal from bottom left to top right."""
    HAND = "hand"
    FIST = "fist"
    NONE = "none"
    """No pointer: the tool draws something in its place."""


class Key(Enum):
    """Keys that a tool may take; all others belong to the window."""

    DELETE = auto()
    INSERT = auto()
    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, and what is held down.

    Attributes:
        x: in pixels of the picture, from its left edge; may lie outside.
        y: in pixels of the picture, from its top edge; may lie outside.
        reach: how many pixels of the picture one logical pixel of the screen covers; what is to be a constant size
            on the screen is multiplied with it.
        right: the right button is meant, not the left.
        shift: the Shift key is down.
        control: the Ctrl key (Command on macOS) is down.
        pressure: how hard a pen is pressed, 0 to 1; 1 for a mouse.
        rubber: whether a pen is held with its eraser down.
    """

    x: float
    y: float
    reach: float
    right: bool = False
    shift: bool = False
    control: bool = False
    pressure: float = 1.0
    rubber: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point.

    Attributes:
        id: of the object or candidate.
        candidate: whether it is a candidate.
    """

    id: str
    candidate: bool = False


def _nothing_at(x: float, y: float) -> Hit | None:  # noqa: ARG001 - the signature of `Scene.at`
    return None


def _nothing_around(x: float, y: float) -> tuple[str, ...]:  # noqa: ARG001 - the signature of `Scene.around`
    return ()


def _nothing_within(band: Box) -> tuple[str, ...]:  # noqa: ARG001 - the signature of `Scene.within`
    return ()


def _every_one(object_id: str) -> bool:  # noqa: ARG001 - the signature of `Scene.is_seen`
    return True


def _no_mask(object_id: str) -> Rle | None:  # noqa: ARG001 - the signature of `Scene.mask`
    return None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a tool may know of the picture when a drag begins.

    Attributes:
        width: of the picture in pixels.
        height: of the picture in pixels.
        boxes: the prompt boxes; later ones lie on top.
        chosen_box: id of the prompt box that has handles, "" for none.
        selected: ids of the selected objects, hidden ones too.
        view: the part of the picture that is seen; None for all of it.
        reach: how many pixels of the picture one logical pixel of the screen covers.
        at: the smallest object or candidate that can be picked at a point (x, y).
        around: ids of the objects that may be edited and whose boxes hold a point (x, y).
        within: ids of the objects that lie in a box as a whole.
        is_seen: whether an object is there and not hidden.
        mask: of an object that is seen and may be edited; None for any other.
        pointer: where the pointer is; None where it is not over the canvas.
    """

    width: int
    height: int
    boxes: tuple[PromptBox, ...] = ()
    chosen_box: str = ""
    selected: tuple[str, ...] = ()
    view: Box | None = None
    reach: float = 1.0
    at: Callable[[float, float], Hit | None] = field(default=_nothing_at, compare=False)
    around: Callable[[float, float], tuple[str, ...]] = field(default=_nothing_around, compare=False)
    within: Callable[[Box], tuple[str, ...]] = field(default=_nothing_within, compare=False)
    is_seen: Callable[[str], bool] = field(default=_every_one, compare=False)
    mask: Callable[[str], Rle | None] = field(default=_no_mask, compare=False)
    pointer: Pointer | None = None

    @property
    def meant(self) -> tuple[str, ...]:
        """Ids of the selected objects that are not hidden: nobody edits what is not seen."""
        return tuple(filter(self.is_seen, self.selected))

    def box(self, box_id: str) -> PromptBox | None:
        """The prompt box of that id."""
        return next((box for box in self.boxes if box.id == box_id), None)
