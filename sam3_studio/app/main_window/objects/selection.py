"""What is selected, on the canvas and in the list of objects alike."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QCursor

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.panels.instances.panel import InstancesPanel


class Selection(QObject):
    """Keeps canvas and list in step. Objects can be selected as well as candidates.

    Signals:
        changed: something else is selected.

    Args:
        canvas: one place where things are selected.
        instances: the other one.
        parent: of this object.
    """

    changed = Signal()

    def __init__(self, canvas: Canvas, instances: InstancesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._instances = instances
        canvas.selection_changed.connect(self.select)
        canvas.current_changed.connect(self._take_current)
        canvas.menu_wanted.connect(self._open_menu)
        instances.selection_changed.connect(self._take_listed)

    @property
    def ids(self) -> tuple[str, ...]:
        """Of what is selected; some may not be there any more."""
        return self._canvas.selection

    @Slot(object)
    def select(self, ids: Collection[str]) -> None:
        """Select these and no others."""
        self._canvas.set_selection(ids)
        self._instances.set_selection(ids)
        self.changed.emit()

    def go_to(self, name: str) -> None:
        """Select one thing, point at it, and bring it into view."""
        self.select((name,))
        self._canvas.point_to(name)

    @Slot(str)
    def _open_menu(self, name: str) -> None:
        self._instances.open_menu(name, QCursor.pos())

    @Slot(object)
    def _take_listed(self, ids: tuple[str, ...]) -> None:
        if len(ids) == 1:
            self.go_to(ids[0])
        else:
            self.select(ids)

    @Slot(str)
    def _take_current(self, name: str) -> None:
        """What Tab goes to is selected: keys then do the same to it as to what the mouse has selected."""
        if name:
            self.select((name,))
