"""The select tool: a click takes what is there, Shift or Ctrl adds and takes away, a drag takes all that it holds.

The right button opens a menu of what can be done with what is there.
"""

from dataclasses import dataclass, replace

from sam3_studio.app.interaction import (
    BandShape,
    CandidateClicked,
    Cursor,
    Edit,
    Hit,
    MenuWanted,
    Pointer,
    Preview,
    Scene,
    Selected,
)
from sam3_studio.app.tools.base import PlainTool, has_moved, spanned


@dataclass(frozen=True, slots=True)
class SelectTool(PlainTool):
    """Selects objects, and tells which candidate was clicked."""

    crosshair: bool = False

    def begin(self, pointer: Pointer, scene: Scene) -> "_Click | _Band | _Menu | None":
        """A click where something is, a rubber band where nothing is or once it is dragged; with the right button, a
        menu where something is.
        """
        hit = scene.at(pointer.x, pointer.y)
        if pointer.right:
            return _Menu(scene, pointer, hit) if hit else None
        return _Click(scene, pointer, hit) if hit else _Band(scene, pointer, pointer)

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:
        """A pointing hand over what can be clicked."""
        return Preview(cursor=Cursor.POINT if scene.at(pointer.x, pointer.y) else Cursor.ARROW)


@dataclass(frozen=True, slots=True)
class _Click:
    scene: Scene
    start: Pointer
    hit: Hit

    def to(self, pointer: Pointer) -> "_Click | _Band":
        """Where a picture is full of objects, a band can begin nowhere but on one of them."""
        if has_moved(self.start, pointer):
            return _Band(self.scene, self.start, pointer, drawn=True, on_object=True)
        return self

    @property
    def preview(self) -> Preview:
        return Preview(cursor=Cursor.POINT)

    def edits(self) -> tuple[Edit, ...]:
        return (CandidateClicked(self.hit.id) if self.hit.candidate else Selected(self._selection()),)

    def _selection(self) -> tuple[str, ...]:
        before = self.scene.selected
        if not (self.start.shift or self.start.control):
            return (self.hit.id,)
        if self.hit.id in before:
            return tuple(name for name in before if name != self.hit.id)
        return (*before, self.hit.id)


@dataclass(frozen=True, slots=True)
class _Menu:
    scene: Scene
    start: Pointer
    hit: Hit
    left: bool = False

    def to(self, pointer: Pointer) -> "_Menu":
        return replace(self, left=self.left or has_moved(self.start, pointer))

    @property
    def preview(self) -> Preview:
        return Preview(cursor=Cursor.POINT)

    def edits(self) -> tuple[Edit, ...]:
        """What is asked for one of several that are selected is meant for all that are seen, which stay so."""
        if self.left:
            return ()
        before, seen, wanted = self.scene.selected, self.scene.meant, MenuWanted(self.hit.id)
        after = before if self.hit.candidate else seen if self.hit.id in seen else (self.hit.id,)
        return (wanted,) if after == before else (Selected(after), wanted)


@dataclass(frozen=True, slots=True)
class _Band:
    scene: Scene
    start: Pointer
    end: Pointer
    drawn: bool = False
    on_object: bool = False
    """It began on an object: if it catches nothing it may be the click of an unsteady hand, and the selection stays."""

    def to(self, pointer: Pointer) -> "_Band":
        return replace(self, end=pointer, drawn=self.drawn or has_moved(self.start, pointer))

    @property
    def preview(self) -> Preview:
        if not self.drawn:
            return Preview()
        return Preview((BandShape(spanned(self.start, self.end)),), marked=self._caught())

    def edits(self) -> tuple[Edit, ...]:
        before = self.scene.selected if self.start.shift or self.start.control else ()
        caught = self._caught() if self.drawn else ()
        if self.on_object and not caught:
            return ()
        after = before + tuple(name for name in caught if name not in before)
        return (Selected(after),) if after != self.scene.selected else ()

    def _caught(self) -> tuple[str, ...]:
        return self.scene.within(spanned(self.start, self.end))
