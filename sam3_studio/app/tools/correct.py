"""The tools that have the model mend the selected object: a box where it is wrong, and what that box means.

"Look again here" finds anew what belongs to the object, "take this away" what does not; Shift or the right button
turns one into the other. A click selects, as the select tool does: only a selected object can be mended.
"""

from dataclasses import dataclass, replace

from sam3_studio.app.interaction import (
    BoxShape,
    Cursor,
    Drag,
    Edit,
    Key,
    Pointer,
    Preview,
    RegionMarked,
    Scene,
)
from sam3_studio.app.tools.base import PlainTool, clipped, has_moved, is_inverted, only_editable, spanned
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.geometry import Box

_LEAST = 2.0
"""In pixels of the picture: a smaller box shows nothing."""


@dataclass(frozen=True, slots=True)
class CorrectTool(PlainTool):
    """Draws a box where an object is wrong.

    Attributes:
        adds: what a box drawn with the left button means: look again here.
    """

    adds: bool = True
    crosshair: bool = True

    def begin(self, pointer: Pointer, scene: Scene) -> Drag | None:
        """A box for the selected object; without one, a selection."""
        found = only_editable(scene)
        if found is None:
            return SelectTool().begin(pointer, scene)
        name, _ = found
        return _Draw(scene, name, pointer, pointer, self.adds)

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:
        """A cross, or what the select tool shows where that is meant."""
        return Preview(cursor=Cursor.CROSS) if only_editable(scene) else SelectTool().hover(pointer, scene)

    def key(self, key: Key, scene: Scene, *, shift: bool = False, control: bool = False) -> tuple[Edit, ...]:  # noqa: ARG002 - the signature of a tool
        """Insert finds the selected object as a whole anew."""
        found = only_editable(scene)
        return (RegionMarked(found[0], None),) if key is Key.INSERT and found else ()


@dataclass(frozen=True, slots=True)
class _Draw:
    scene: Scene
    name: str
    start: Pointer
    end: Pointer
    adds: bool
    drawn: bool = False

    def to(self, pointer: Pointer) -> "_Draw":
        return replace(self, end=pointer, drawn=self.drawn or has_moved(self.start, pointer))

    @property
    def preview(self) -> Preview:
        if not self.drawn:
            return Preview(cursor=Cursor.CROSS)
        return Preview((BoxShape(self._box(), self._meant()),), Cursor.CROSS, (self.name,))

    def edits(self) -> tuple[Edit, ...]:
        if not self.drawn:
            return self._clicked()
        box = self._box()
        return (RegionMarked(self.name, box, self._meant()),) if min(box.width, box.height) >= _LEAST else ()

    def _clicked(self) -> tuple[Edit, ...]:
        """A click on another object selects that; a click beside all of them keeps the selection."""
        if self.start.right or self.scene.at(self.start.x, self.start.y) is None:
            return ()
        click = SelectTool().begin(self.start, self.scene)
        return click.edits() if click else ()

    def _box(self) -> Box:
        return clipped(spanned(self.start, self.end), self.scene)

    def _meant(self) -> bool:
        return self.adds is not is_inverted(self.start, self.end)
