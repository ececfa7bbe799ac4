"""Prompt boxes as they are drawn, moved and removed on the canvas."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.session import Session
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox
from sam3_studio.editing import edits


class Boxes(QObject):
    """Connects what is done with prompt boxes on the canvas.

    Signals:
        needs_class (Box, bool): such a box was drawn, positive or not, and there is no class that it could be for.

    Args:
        desk: carries out what is done.
        parent: of this object.
    """

    needs_class = Signal(object, bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = desk.canvas
        self._desk = desk
        self._session: Session | None = None
        desk.canvas.box_drawn.connect(self.add)
        desk.canvas.box_changed.connect(self._change)
        desk.canvas.box_removed.connect(self._remove)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    @Slot(object, bool)
    def add(self, box: Box, positive: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Add an example for the current class; where there is no class, ask for one."""
        current = self._session.classes.current if self._session else None
        if current is None:
            self.needs_class.emit(box, positive)
            return
        new = PromptBox(current, box, positive)
        label = self.tr("Draw a box: more like this") if positive else self.tr("Draw a box: nothing like this")
        self._desk.edit(label, partial(edits.add_box, box=new))
        self._canvas.choose_box(new.id)

    @Slot(str, object)
    def _change(self, box_id: str, box: Box) -> None:
        self._desk.edit(self.tr("Change a box"), partial(edits.replace_box, box_id=box_id, box=box))

    @Slot(str)
    def _remove(self, box_id: str) -> None:
        self._desk.edit(self.tr("Remove a box"), partial(edits.remove_box, box_id=box_id))
