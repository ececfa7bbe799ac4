"""The corner tool: the outline of the selected object, to be pulled at its corners.

A press on a corner moves it, a press on an edge makes a corner there and moves that; a press elsewhere selects, as
the select tool does. The right button or Delete removes the corner that is pointed at.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sam3_studio.app.interaction import (
    CornersShape,
    Cursor,
    Drag,
    Edit,
    Key,
    OutlineChanged,
    Pointer,
    Preview,
    Scene,
)
from sam3_studio.app.tools.base import PlainTool, has_moved, only_editable
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.contour import Ring
from sam3_studio.core.rle import Rle
from sam3_studio.editing import vertices
from sam3_studio.editing.strokes import Point

_GRIP = 8
"""How near the pointer has to be to a corner or an edge, in logical pixels of the screen."""
_SLOP = 2
"""How far the pointer may go in a click: less than elsewhere, as corners are moved by little."""
_KNOWN = 4
"""Outlines that are kept for the pointer that moves over them."""

Rings = tuple[Ring, ...]
Points = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class CornerTool(PlainTool):
    """Moves, adds and removes corners.

    Attributes:
        tolerance: how far the mask's outline may be from the lines between corners, in pixels of the picture.
    """

    tolerance: float = 1.5
    crosshair: bool = False

    def begin(self, pointer: Pointer, scene: Scene) -> Drag | None:
        """Move a corner, make one, remove one, or select."""
        found = only_editable(scene)
        if found is None:
            return SelectTool().begin(pointer, scene)
        name, mask = found
        outline = _outline(mask, self.tolerance)
        rings, points = outline.rings, outline.points
        corner = outline.corner_at(pointer)
        if pointer.right:
            return _Remove(name, mask, rings, vertices.without_corner(rings, *corner)) if corner else None
        if corner:
            ring, number = corner
            return _Move(name, mask, rings, rings, points, corner, points[ring][number], pointer)
        edge = outline.edge_at(pointer)
        if edge:
            ring, number = edge
            place = (pointer.x, pointer.y)
            more = vertices.with_new_corner(rings, ring, number, place)
            inserted = (*points[ring][: number + 1], place, *points[ring][number + 1 :])
            points = (*points[:ring], inserted, *points[ring + 1 :])
            return _Move(name, mask, rings, more, points, (ring, number + 1), place, pointer)
        return SelectTool().begin(pointer, scene)

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:
        """The outline and its corners; the cursor tells what a press would do."""
        found = only_editable(scene)
        if found is None:
            return SelectTool().hover(pointer, scene)
        outline = _outline(found[1], self.tolerance)
        corner = outline.corner_at(pointer)
        edge = None if corner else outline.edge_at(pointer)
        cursor = Cursor.MOVE if corner else Cursor.CROSS if edge else SelectTool().hover(pointer, scene).cursor
        return Preview((CornersShape(outline.points, corner),), cursor)

    def key(self, key: Key, scene: Scene, *, shift: bool = False, control: bool = False) -> tuple[Edit, ...]:  # noqa: ARG002 - the signature of a tool
        """Delete removes the corner that is pointed at."""
        found, pointer = only_editable(scene), scene.pointer
        if key is not Key.DELETE or found is None or pointer is None:
            return ()
        outline = _outline(found[1], self.tolerance)
        corner = outline.corner_at(pointer)
        if corner is None:
            return ()
        return _changed(*found, outline.rings, vertices.without_corner(outline.rings, *corner))

    def count(self, mask: Rle) -> int:
        """How many corners a mask has."""
        return len(_outline(mask, self.tolerance).corners)


@dataclass(frozen=True, slots=True, eq=False)
class _Move:
    name: str
    mask: Rle
    before: Rings
    after: Rings
    points: Points
    """The same as `after`; of thousands of points one is new at each move."""
    corner: tuple[int, int]
    grasped: Point
    """Where that was."""
    start: Pointer
    moved: bool = False
    """A click is none of a corner's business."""

    def to(self, pointer: Pointer) -> "_Move":
        if not self.moved and not has_moved(self.start, pointer, _SLOP):
            return self
        number, corner = self.corner
        # By as much as the pointer, which may have taken hold of it a grip away: it does not jump there.
        x, y = self.grasped
        place = (x + pointer.x - self.start.x, y + pointer.y - self.start.y)
        after = vertices.with_corner(self.after, number, corner, place)
        ring = self.points[number]
        moved = (*ring[:corner], place, *ring[corner + 1 :])
        points = (*self.points[:number], moved, *self.points[number + 1 :])
        return replace(self, after=after, points=points, moved=True)

    @property
    def preview(self) -> Preview:
        return Preview((CornersShape(self.points, self.corner),), Cursor.MOVE)

    def edits(self) -> tuple[Edit, ...]:
        return _changed(self.name, self.mask, self.before, self.after) if self.moved else ()


@dataclass(frozen=True, slots=True, eq=False)
class _Remove:
    name: str
    mask: Rle
    before: Rings
    after: Rings

    def to(self, pointer: Pointer) -> "_Remove":  # noqa: ARG002 - the signature of a drag
        return self

    @property
    def preview(self) -> Preview:
        return Preview((CornersShape(_points(self.after)),) if self.after else ())

    def edits(self) -> tuple[Edit, ...]:
        return _changed(self.name, self.mask, self.before, self.after)


def _changed(name: str, mask: Rle, before: Rings, after: Rings) -> tuple[Edit, ...]:
    same = len(before) == len(after) and all(map(np.array_equal, before, after))
    return () if same else (OutlineChanged(name, mask, before, after),)


@dataclass(frozen=True, slots=True, eq=False)
class _Outline:
    """The outline of a mask, looked through for whatever the pointer does over it.

    Attributes:
        rings: one or more.
        points: the same, as they are drawn.
        corners: (n, 2) of all rings, one after the other.
        following: (n, 2) the corner after each.
        starts: number of the corner that each ring begins with.
    """

    rings: Rings
    points: Points
    corners: Ring
    following: Ring
    starts: NDArray[np.intp]

    def corner_at(self, pointer: Pointer) -> tuple[int, int] | None:
        """The nearest corner within grip: ring and number."""
        return self._nearest(((self.corners - (pointer.x, pointer.y)) ** 2).sum(axis=1), pointer)

    def edge_at(self, pointer: Pointer) -> tuple[int, int] | None:
        """The nearest edge within grip: ring, and the number of the corner that it starts at."""
        way = self.following - self.corners
        offset = np.array((pointer.x, pointer.y)) - self.corners
        share = ((offset * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-12)).clip(0, 1)
        return self._nearest(((offset - share[:, None] * way) ** 2).sum(axis=1), pointer)

    def _nearest(self, squared: NDArray[np.float64], pointer: Pointer) -> tuple[int, int] | None:
        best = int(squared.argmin())
        if squared[best] > (_GRIP * pointer.reach) ** 2:
            return None
        ring = int(np.searchsorted(self.starts, best, side="right")) - 1
        return ring, best - int(self.starts[ring])


@lru_cache(_KNOWN)
def _outline(mask: Rle, tolerance: float) -> _Outline:
    rings = vertices.outline(mask, tolerance)
    starts = np.cumsum([0, *map(len, rings[:-1])])
    following = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    return _Outline(rings, _points(rings), np.concatenate(rings), following, starts)


def _points(rings: Rings) -> Points:
    return tuple(tuple(map(tuple, ring.tolist())) for ring in rings)
