"""What the canvas and the tools say to each other, in values that know neither Qt nor one another.

The canvas tells a tool where the pointer is, in pixels of the picture. The tool answers with what to draw meanwhile
(`Preview`) and, at the end of a drag, with what is to be done (`Edit`). A drag is a value too: as it ends in its edits
or is thrown away, one drag is one step and Escape drops it, whatever the tool.

A later tool, such as a brush, adds its own shape to `Shape` and its own edits to `Edit`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Protocol

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox


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
    """

    x: float
    y: float
    reach: float
    right: bool = False
    shift: bool = False
    control: bool = False


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


def _nothing_within(band: Box) -> tuple[str, ...]:  # noqa: ARG001 - the signature of `Scene.within`
    return ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a tool may know of the picture when a drag begins.

    Attributes:
        width: of the picture in pixels.
        height: of the picture in pixels.
        boxes: the prompt boxes; later ones lie on top.
        chosen_box: id of the prompt box that has handles, "" for none.
        selected: ids of the selected objects.
        view: the part of the picture that is seen; None for all of it.
        reach: how many pixels of the picture one logical pixel of the screen covers.
        at: the topmost object or candidate that can be picked at a point (x, y).
        within: ids of the objects that lie in a box as a whole.
    """

    width: int
    height: int
    boxes: tuple[PromptBox, ...] = ()
    chosen_box: str = ""
    selected: tuple[str, ...] = ()
    view: Box | None = None
    reach: float = 1.0
    at: Callable[[float, float], Hit | None] = field(default=_nothing_at, compare=False)
    within: Callable[[Box], tuple[str, ...]] = field(default=_nothing_within, compare=False)

    def box(self, box_id: str) -> PromptBox | None:
        """The prompt box of that id."""
        return next((box for box in self.boxes if box.id == box_id), None)


@dataclass(frozen=True, slots=True)
class BandShape:
    """A rubber band."""

    box: Box


@dataclass(frozen=True, slots=True)
class BoxShape:
    """A prompt box that is being drawn, moved or resized.

    Attributes:
        box: as it would be.
        positive: more like this; False: nothing like this.
        id: of the box that it stands for; "" for a new one.
    """

    box: Box
    positive: bool
    id: str = ""


Shape = BandShape | BoxShape


@dataclass(frozen=True, slots=True)
class Preview:
    """What to draw while a drag goes on.

    Attributes:
        shapes: in the order they are drawn.
        cursor: None leaves the tool's own.
        marked: ids of objects to be highlighted.
    """

    shapes: tuple[Shape, ...] = ()
    cursor: Cursor | None = None
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clicked:
    """An object or candidate was clicked.

    Attributes:
        hit: which.
        shift: with the Shift key.
        control: with the Ctrl key.
    """

    hit: Hit
    shift: bool
    control: bool


@dataclass(frozen=True, slots=True)
class Selected:
    """These objects, and no others, are to be selected."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoxDrawn:
    """A prompt box was drawn; it lies inside the picture."""

    box: Box
    positive: bool


@dataclass(frozen=True, slots=True)
class BoxChanged:
    """A prompt box was moved or resized; it lies inside the picture."""

    id: str
    box: Box


@dataclass(frozen=True, slots=True)
class BoxRemoved:
    """A prompt box was deleted."""

    id: str


@dataclass(frozen=True, slots=True)
class BoxChosen:
    """A prompt box is to have handles; "" for none."""

    id: str


Edit = Clicked | Selected | BoxDrawn | BoxChanged | BoxRemoved | BoxChosen


class Drag(Protocol):
    """What a tool does between press and release."""

    def to(self, pointer: Pointer) -> "Drag":
        """The drag with the pointer moved on."""
        ...

    @property
    def preview(self) -> Preview:
        """What to draw."""
        ...

    def edits(self) -> tuple[Edit, ...]:
        """What is to be done when the button is released here; nothing for a drag that came to nothing."""
        ...


class Tool(Protocol):
    """What the mouse means."""

    def begin(self, pointer: Pointer, scene: Scene) -> Drag | None:
        """A button was pressed; None when that means nothing to this tool."""
        ...

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:
        """The pointer moves with no button down."""
        ...

    def key(self, key: Key, scene: Scene, *, shift: bool = False, control: bool = False) -> tuple[Edit, ...]:
        """A key was pressed, perhaps with Shift or Ctrl; no edits when it means nothing to this tool."""
        ...

    @property
    def crosshair(self) -> bool:
        """Whether lines through the pointer help to aim."""
        ...
