"""What is to be done at the end of a drag."""

from dataclasses import dataclass

from sam3_studio.app.interaction.pointing import Hit
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle


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


@dataclass(frozen=True, slots=True)
class AreaDrawn:
    """An area was painted or outlined.

    Attributes:
        area: its pixels; at least one.
        erases: they are to be taken away, not to be added.
        goes_on: the next area is likely to belong to the same object.
    """

    area: Rle
    erases: bool
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class BrushTurned:
    """The brush is to be larger, or smaller, by so many notches of the wheel."""

    notches: float


Edit = Clicked | Selected | BoxDrawn | BoxChanged | BoxRemoved | BoxChosen | AreaDrawn | BrushTurned
