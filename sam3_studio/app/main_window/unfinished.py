"""Shapes that are still being drawn when another picture is opened or another tool is taken."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.interaction import Construction
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.tooling import Tooling
from sam3_studio.app.session.session import Session


@dataclass(frozen=True, slots=True)
class _Kept:
    shape: Construction
    tool: str
    size: tuple[int, int]


class Unfinished(QObject):
    """Keeps such a shape, and goes on with it when its picture is shown again or its tool is taken again, as long as
    the project is open.

    Args:
        actions: choose the tool that it is drawn with.
        canvas: that it is drawn on.
        tooling: tells which tool is in use.
        desk: shows pictures.
        parent: of this object.
    """

    def __init__(
        self, actions: Actions, canvas: Canvas, tooling: Tooling, desk: Desk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = canvas
        self._desk = desk
        self._kept: dict[str, _Kept] = {}
        self._shown = ""
        self._size = (0, 0)
        self._tool = ""
        tooling.taken.connect(self._take)
        canvas.interrupted.connect(self._keep)
        desk.picture_shown.connect(self._go_on)

    def set_session(self, _session: Session | None) -> None:
        """Another project is open, or none."""
        self._kept.clear()
        self._shown = ""

    @Slot(object)
    def _keep(self, shape: Construction) -> None:
        if self._shown:
            self._kept[self._shown] = _Kept(shape.release(), self._tool, self._size)

    @Slot(str)
    def _take(self, tool: str) -> None:
        self._tool = tool
        kept = self._kept.get(self._shown)
        is_seen = self._desk.size is not None
        if kept is not None and kept.tool == tool and is_seen and not self._canvas.dragging:
            del self._kept[self._shown]
            self._canvas.go_on(kept.shape)

    @Slot(str)
    def _go_on(self, name: str) -> None:
        """Go on, unless the picture's file is another one of another size by now."""
        self._shown, self._size = name, self._desk.size or (0, 0)
        kept = self._kept.pop(name, None)
        if kept is None or kept.size != self._size:
            return
        if not self._actions[kept.tool].isChecked():
            self._actions[kept.tool].trigger()
        self._canvas.go_on(kept.shape)
