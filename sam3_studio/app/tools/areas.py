"""Tools that draw areas: brush, rectangle, polygon. What becomes of an area is not theirs to know.

With Ctrl or the right button a tool does the opposite: a brush that paints erases, an eraser paints. The eraser of a
pen erases with any of them.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from sam3_studio.app.interaction import (
    AreaDrawn,
    BrushTurned,
    Cursor,
    Edit,
    OutlineShape,
    Pointer,
    Preview,
    Scene,
    StrokeShape,
    TipShape,
)
from sam3_studio.app.tools.base import AimingTool, PlainTool, clipped, has_moved, spanned
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.editing.strokes import Point, Tip, stroke

_CLOSING = 9
"""How near the first corner a click has to be to close a polygon, in logical pixels of the screen."""
_SMALLEST = 1.0
"""In pixels of the picture."""
_SPACING = 0.35
"""A brush notes a point when it has moved by this share of a logical pixel of the screen, or of its radius if less."""


@dataclass(frozen=True, slots=True)
class BrushTool(PlainTool):
    """Paints and erases.

    Attributes:
        diameter: of the brush, or its side, in pixels of the picture.
        tip: its shape.
        erases: whether it takes away, where Ctrl is not held.
        obeys_pressure: a pen that is pressed less makes it smaller.
    """

    diameter: float = 20.0
    tip: Tip = Tip.CIRCLE
    erases: bool = False
    obeys_pressure: bool = True
    crosshair: bool = False

    def begin(self, pointer: Pointer, scene: Scene) -> "_Stroke":
        """A stroke; a click is one of no length."""
        return _Stroke(scene, self, _erases(self, pointer), ((pointer.x, pointer.y),), (self.diameter_at(pointer),))

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:  # noqa: ARG002 - the signature of a tool
        """The brush itself instead of a mouse pointer, as large as it can be."""
        place = (pointer.x, pointer.y)
        tip = TipShape(place, max(self.diameter, _SMALLEST), self.tip, _erases(self, pointer))
        return Preview((tip,), Cursor.NONE)

    def turn(self, notches: float) -> tuple[Edit, ...]:
        """Make the brush larger or smaller; trackpads report the beginning and end of a turn as turns by nothing."""
        return (BrushTurned(notches),) if notches else ()

    def diameter_at(self, pointer: Pointer) -> float:
        """How large it is as hard as it is pressed there."""
        share = pointer.pressure if self.obeys_pressure else 1.0
        return max(self.diameter * share, _SMALLEST)


@dataclass(frozen=True, slots=True)
class _Stroke:
    scene: Scene
    brush: BrushTool
    erases: bool
    points: tuple[Point, ...]
    diameters: tuple[float, ...]

    def to(self, pointer: Pointer) -> "_Stroke":
        diameter = self.brush.diameter_at(pointer)
        (x, y), before = self.points[-1], self.diameters[-1]
        far = min(pointer.reach, self.brush.diameter / 2) * _SPACING
        if max(abs(pointer.x - x), abs(pointer.y - y), abs(diameter - before) / 2) < far:
            return self
        return replace(self, points=(*self.points, (pointer.x, pointer.y)), diameters=(*self.diameters, diameter))

    @property
    def preview(self) -> Preview:
        tip = self.brush.tip
        way = StrokeShape(self.points, self.diameters, tip, self.erases)
        return Preview((way, TipShape(self.points[-1], self.diameters[-1], tip, self.erases)), Cursor.NONE)

    def edits(self) -> tuple[Edit, ...]:
        area = stroke(self.points, self.diameters, self.brush.tip, self.scene.height, self.scene.width)
        return _drawn(area, erases=self.erases, goes_on=True)


@dataclass(frozen=True, slots=True)
class RectangleTool(AimingTool):
    """Draws rectangles of whole pixels."""

    erases: bool = False
    crosshair: bool = True

    def begin(self, pointer: Pointer, scene: Scene) -> "_Rectangle":
        """From one corner to the other."""
        return _Rectangle(scene, _erases(self, pointer), pointer, pointer)


@dataclass(frozen=True, slots=True)
class _Rectangle:
    scene: Scene
    erases: bool
    start: Pointer
    end: Pointer
    drawn: bool = False

    def to(self, pointer: Pointer) -> "_Rectangle":
        return replace(self, end=pointer, drawn=self.drawn or has_moved(self.start, pointer))

    @property
    def preview(self) -> Preview:
        if not self.drawn:
            return Preview(cursor=Cursor.CROSS)
        return Preview((OutlineShape(self._corners(), self.erases, closed=True),), Cursor.CROSS)

    def edits(self) -> tuple[Edit, ...]:
        if not self.drawn:
            return ()
        corners = np.array(self._corners())
        return _drawn(rle_from_rings([corners], self.scene.height, self.scene.width), erases=self.erases)

    def _corners(self) -> tuple[Point, ...]:
        """Of the pixels that the rectangle touches with more than half of their side."""
        box = clipped(spanned(self.start, self.end), self.scene)
        x1, y1, x2, y2 = (float(round(value)) for value in box.as_tuple())
        return ((x1, y1), (x2, y1), (x2, y2), (x1, y2))


@dataclass(frozen=True, slots=True)
class PolygonTool(AimingTool):
    """Draws polygons, corner by corner or, with the button held, freely."""

    erases: bool = False
    crosshair: bool = True

    def begin(self, pointer: Pointer, scene: Scene) -> "_Polygon":
        """The first corner."""
        return _Polygon(scene, _erases(self, pointer), ((pointer.x, pointer.y),), pointer, held=True)


@dataclass(frozen=True, slots=True)
class _Polygon:
    scene: Scene
    erases: bool
    corners: tuple[Point, ...]
    pointer: Pointer
    held: bool = False
    """The button is down: where the pointer goes, there are corners."""
    closed: bool = False
    clicks: tuple[int, ...] = field(default=(0,))
    """How many corners there were before each click, which is the number of its own."""

    def to(self, pointer: Pointer) -> "_Polygon":
        """Moved; with the button held, the outline follows the pointer."""
        x, y = self.corners[-1]
        far = max(abs(pointer.x - x), abs(pointer.y - y)) >= 3 * pointer.reach
        if self.held and far:
            return replace(self, pointer=pointer, corners=(*self.corners, (pointer.x, pointer.y)))
        return replace(self, pointer=pointer)

    def press(self, pointer: Pointer) -> "_Polygon":
        """Another corner; on the first one it is closed."""
        if self._closes_at(pointer):
            return replace(self, pointer=pointer, closed=True)
        corners, clicks = (*self.corners, (pointer.x, pointer.y)), (*self.clicks, len(self.corners))
        return replace(self, pointer=pointer, corners=corners, clicks=clicks, held=True)

    def release(self) -> "_Polygon":
        """The button is up again."""
        return replace(self, held=False)

    def without_last(self) -> "_Polygon | None":
        """Without the corners of the last click."""
        if len(self.clicks) == 1:
            return None
        return replace(self, corners=self.corners[: self.clicks[-1]], clicks=self.clicks[:-1], held=False)

    @property
    def finished(self) -> bool:
        return self.closed

    @property
    def preview(self) -> Preview:
        closes = self._closes_at(self.pointer)
        points = self.corners if closes else (*self.corners, (self.pointer.x, self.pointer.y))
        return Preview((OutlineShape(points, self.erases, self.clicks, closes),), Cursor.CROSS)

    def edits(self) -> tuple[Edit, ...]:
        if len(self.corners) < 3:
            return ()
        area = rle_from_rings([np.array(self.corners)], self.scene.height, self.scene.width)
        return _drawn(area, erases=self.erases)

    def _closes_at(self, pointer: Pointer) -> bool:
        x, y = self.corners[0]
        near = max(abs(pointer.x - x), abs(pointer.y - y)) <= _CLOSING * pointer.reach
        return near and len(self.corners) >= 3 and not self.held


def _erases(tool: BrushTool | RectangleTool | PolygonTool, pointer: Pointer) -> bool:
    return pointer.rubber or tool.erases is not (pointer.control or pointer.right)


def _drawn(area: Rle, *, erases: bool, goes_on: bool = False) -> tuple[Edit, ...]:
    return (AreaDrawn(area, erases, goes_on),) if area.area else ()
