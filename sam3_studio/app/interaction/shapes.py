"""What is drawn while a drag goes on."""

from dataclasses import dataclass

from sam3_studio.app.interaction.pointing import Cursor
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.editing.strokes import Point, Tip


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


@dataclass(frozen=True, slots=True)
class TipShape:
    """A brush where it would paint.

    Attributes:
        at: its middle, in pixels of the picture.
        diameter: or side, in pixels of the picture.
        tip: its shape.
        erases: it takes away.
    """

    at: Point
    diameter: float
    tip: Tip
    erases: bool


@dataclass(frozen=True, slots=True)
class StrokeShape:
    """The way of a brush so far.

    Attributes:
        points: where its middle was, in pixels of the picture.
        diameters: or sides, at each of the points, in pixels of the picture.
        tip: its shape.
        erases: it takes away.
    """

    points: tuple[Point, ...]
    diameters: tuple[float, ...]
    tip: Tip
    erases: bool


@dataclass(frozen=True, slots=True)
class AreaShape:
    """What a click would add or take away.

    Attributes:
        area: its pixels.
        erases: they are taken away.
    """

    area: Rle
    erases: bool = False


@dataclass(frozen=True, slots=True)
class OutlineShape:
    """A polygon that is being drawn.

    Attributes:
        points: its corners, in pixels of the picture.
        erases: what it encloses is taken away.
        marks: numbers of the corners that are marked; that of the first one is where a click would close it.
        closed: whether the last corner is joined to the first.
    """

    points: tuple[Point, ...]
    erases: bool
    marks: tuple[int, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class LineShape:
    """The way of a knife."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class CornersShape:
    """The outline of an object whose corners can be moved.

    Attributes:
        rings: outer ones and holes, in pixels of the picture; one or more.
        pointed: ring and number of the corner that is pointed at, None for none.
    """

    rings: tuple[tuple[Point, ...], ...]
    pointed: tuple[int, int] | None = None


Shape = BandShape | BoxShape | AreaShape | TipShape | StrokeShape | OutlineShape | LineShape | CornersShape


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
