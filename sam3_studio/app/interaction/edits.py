"""What is to be done at the end of a drag."""

from dataclasses import dataclass

from sam3_studio.core.contour import Ring
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.editing.strokes import Point


@dataclass(frozen=True, slots=True)
class CandidateClicked:
    """The candidate of this id was clicked."""

    id: str


@dataclass(frozen=True, slots=True)
class MenuWanted:
    """A menu of what can be done with the object or candidate of this id is to be opened."""

    id: str


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
    """The wheel was turned to make the brush larger, by this many notches; negative: smaller."""

    notches: float


@dataclass(frozen=True, slots=True)
class LineCut:
    """A line was cut, along these points in pixels of the picture."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class HoleClicked:
    """A hole was clicked, at a pixel of the picture."""

    x: int
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class OutlineChanged:
    """The outline of an object was changed at its corners.

    Attributes:
        id: of the object.
        mask: of the object as it was shown.
        before: the outline of that.
        after: as it is to be.
    """

    id: str
    mask: Rle
    before: tuple[Ring, ...]
    after: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class RegionMarked:
    """An object is wrong somewhere, and the model is to mend it.

    Attributes:
        id: of the object.
        box: where it is wrong; None for the object as a whole.
        adds: True: what belongs to it is to be found anew; False: what the box shows does not belong to it.
    """

    id: str
    box: Box | None
    adds: bool = True


AreaEdit = AreaDrawn | LineCut | HoleClicked | OutlineChanged
"""What changes masks."""

Edit = (
    CandidateClicked
    | MenuWanted
    | Selected
    | BoxDrawn
    | BoxChanged
    | BoxRemoved
    | BoxChosen
    | BrushTurned
    | RegionMarked
    | AreaEdit
)
