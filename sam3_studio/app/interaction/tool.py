"""What a tool is."""

from typing import Protocol, runtime_checkable

from sam3_studio.app.interaction.edits import Edit
from sam3_studio.app.interaction.pointing import Key, Pointer, Scene
from sam3_studio.app.interaction.shapes import Preview


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


@runtime_checkable
class Construction(Drag, Protocol):
    """A drag that goes on from click to click, until it says that it is finished or a key says so."""

    def press(self, pointer: Pointer) -> "Construction":
        """A button was pressed again."""
        ...

    def release(self) -> "Construction":
        """The button is up again."""
        ...

    def without_last(self) -> "Construction | None":
        """As before the last click; None when that was the first."""
        ...

    @property
    def finished(self) -> bool:
        """Whether its edits are to be carried out now."""
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

    def turn(self, notches: float) -> tuple[Edit, ...]:
        """The wheel was turned with Ctrl or Alt held; no edits when it means nothing to this tool."""
        ...

    @property
    def crosshair(self) -> bool:
        """Whether lines through the pointer help to aim."""
        ...
