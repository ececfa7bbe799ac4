"""Tools that change existing objects: a knife, and one that fills holes."""

from dataclasses import dataclass, replace
from operator import attrgetter

from sam3_studio.app.interaction import (
    AreaShape,
    Cursor,
    Edit,
    HoleClicked,
    LineCut,
    LineShape,
    Pointer,
    Preview,
    Scene,
)
from sam3_studio.app.tools.base import AimingTool, PlainTool, has_moved
from sam3_studio.editing.reshaping import hole_at
from sam3_studio.editing.strokes import Point

_SPACING = 2
"""How far the knife moves from one noted point to the next, in logical pixels of the screen."""


@dataclass(frozen=True, slots=True)
class CutTool(AimingTool):
    """Cuts along the way of the mouse; with Shift, along a straight line."""

    crosshair: bool = False

    def begin(self, pointer: Pointer, scene: Scene) -> "_Cut | None":
        """A cut; the right button means nothing."""
        return None if pointer.right else _Cut(scene, pointer, ((pointer.x, pointer.y),))


@dataclass(frozen=True, slots=True)
class _Cut:
    scene: Scene
    start: Pointer
    points: tuple[Point, ...]
    drawn: bool = False

    def to(self, pointer: Pointer) -> "_Cut":
        drawn = self.drawn or has_moved(self.start, pointer)
        here = (pointer.x, pointer.y)
        if pointer.shift:
            return replace(self, points=(self.points[0], here), drawn=drawn)
        x, y = self.points[-1]
        if max(abs(pointer.x - x), abs(pointer.y - y)) < _SPACING * pointer.reach:
            return replace(self, drawn=drawn)
        return replace(self, points=(*self.points, here), drawn=drawn)

    @property
    def preview(self) -> Preview:
        return Preview((LineShape(self.points),) if self.drawn else (), Cursor.CROSS)

    def edits(self) -> tuple[Edit, ...]:
        return (LineCut(self.points),) if self.drawn and len(self.points) > 1 else ()


@dataclass(frozen=True, slots=True)
class FillTool(PlainTool):
    """Fills the hole that is clicked."""

    crosshair: bool = False

    def begin(self, pointer: Pointer, scene: Scene) -> "_Fill | None":
        """A click; the right button means nothing."""
        return None if pointer.right else _Fill(scene, pointer, self.hover(pointer, scene))

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:
        """The hole that a click would fill, and a pointing hand where there is one."""
        x, y = int(pointer.x // 1), int(pointer.y // 1)
        names, meant = scene.around(pointer.x, pointer.y), scene.meant
        masks = [scene.mask(name) for name in names if name in meant or not meant]
        holes = [hole for mask in masks if mask is not None and (hole := hole_at(mask, x, y))]
        if not holes:
            return Preview()
        return Preview((AreaShape(min(holes, key=attrgetter("area"))),), Cursor.POINT)


@dataclass(frozen=True, slots=True)
class _Fill:
    scene: Scene
    start: Pointer
    preview: Preview
    left: bool = False

    def to(self, pointer: Pointer) -> "_Fill":
        left = self.left or has_moved(self.start, pointer)
        return replace(self, left=left, preview=Preview() if left else self.preview)

    def edits(self) -> tuple[Edit, ...]:
        x, y = int(self.start.x // 1), int(self.start.y // 1)
        inside = 0 <= x < self.scene.width and 0 <= y < self.scene.height
        return (HoleClicked(x, y),) if inside and not self.left else ()
