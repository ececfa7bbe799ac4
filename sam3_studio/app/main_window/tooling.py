"""Which tool the mouse has, and how large the brush is."""

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.actions import TOOLS, Actions, hint_of
from sam3_studio.app.interaction import Tool
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.panels.tool_bar import ToolBar
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import BRUSH_SIZE, BRUSH_TIP, CORNER_TOLERANCE, MOST_BRUSH, PEN_PRESSURE
from sam3_studio.app.tools.areas import BrushTool, PolygonTool, RectangleTool
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.app.tools.corners import CornerTool
from sam3_studio.app.tools.correct import CorrectTool
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.app.tools.shaping import CutTool, FillTool
from sam3_studio.editing.strokes import Tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from sam3_studio.app.panels.tool_options import ToolOptions

_GROWTH = 1.15
"""A step, or a notch of the wheel, makes the brush larger by this factor, but at least by a pixel."""
_ERASES = {"brush": False, "eraser": True}
_ASK_MODEL = ("look_again", "take_away")
_OTHERS: dict[str, Tool] = {
    "select": SelectTool(),
    "positive_box": BoxTool(positive=True),
    "negative_box": BoxTool(positive=False),
    "polygon": PolygonTool(),
    "rectangle": RectangleTool(),
    "cut": CutTool(),
    "fill": FillTool(),
    "look_again": CorrectTool(adds=True),
    "take_away": CorrectTool(adds=False),
}


class Tooling(QObject):
    """Connects the actions that choose tools, and the bar that shows them.

    Signals:
        taken (str): the tool with the action of this name is in use from now on.

    Args:
        actions: of the window.
        bar: shows which one is in use, and its options.
        objects: for what is selected.
        desk: for what is shown.
        settings: remember the brush.
        parent: of this object.
    """

    taken = Signal(str)

    def __init__(
        self,
        actions: Actions,
        bar: ToolBar,
        objects: Objects,
        desk: Desk,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = desk.canvas
        self._bar = bar
        self._objects = objects
        self._settings = settings
        self._name = "select"
        self._turned = 0.0
        functions: dict[str, Callable[[], object]] = {name: partial(self._use, name) for name in TOOLS}
        functions |= {
            "brush_smaller": partial(self._turn, -1.0),
            "brush_larger": partial(self._turn, 1.0),
            "brush_tip": self._change_tip,
            "finish_shape": desk.canvas.finish,
            "remove_corner": desk.canvas.take_back,
        }
        connect_actions(actions, functions, self)
        actions.keymap_changed.connect(self._show_options)
        desk.canvas.constructing.connect(actions.set_drawing)
        desk.canvas.brush_turned.connect(self._turn)
        bar.brush.size_changed.connect(self._set_size)
        bar.brush.tip_changed.connect(self._set_tip)
        bar.corners.tolerance_changed.connect(partial(settings.set, CORNER_TOLERANCE))
        for options in (bar.brush, bar.corners):
            options.left.connect(desk.canvas.setFocus)
        settings.changes_of(BRUSH_SIZE).connect(self._refresh)
        settings.changes_of(BRUSH_TIP).connect(self._refresh)
        settings.changes_of(PEN_PRESSURE).connect(self._refresh)
        settings.changes_of(CORNER_TOLERANCE).connect(self._refresh)
        objects.selection.changed.connect(self._count_corners)
        desk.changed.connect(self._count_corners)
        actions["select"].setChecked(True)
        self._refresh()

    def _use(self, name: str) -> None:
        self._name = name
        self._actions[name].setChecked(True)
        self._refresh()
        self._canvas.setFocus()
        self.taken.emit(name)

    @Slot()
    def _refresh(self) -> None:
        """Give the canvas the tool in use, as it is set up now."""
        size, tip = self._settings.get(BRUSH_SIZE), Tip(self._settings.get(BRUSH_TIP))
        tolerance = self._settings.get(CORNER_TOLERANCE)
        self._bar.brush.set_brush(size, tip)
        self._bar.corners.set_tolerance(tolerance)
        if self._name in _ERASES:
            self._canvas.set_tool(BrushTool(size, tip, _ERASES[self._name], self._settings.get(PEN_PRESSURE)))
        elif self._name == "corners":
            self._canvas.set_tool(CornerTool(tolerance))
        else:
            self._canvas.set_tool(_OTHERS[self._name])
        self._show_options()
        self._count_corners()

    @Slot()
    def _show_options(self) -> None:
        bar = self._bar
        options: dict[str, ToolOptions] = {"brush": bar.brush, "eraser": bar.brush, "corners": bar.corners}
        options |= dict.fromkeys(_ASK_MODEL, bar.correct)
        bar.show_options(options.get(self._name), hint_of(self._name, self._actions.keymap))

    @Slot()
    def _count_corners(self) -> None:
        tool, chosen = self._canvas.tool, self._objects.selected()
        if isinstance(tool, CornerTool):
            only = chosen[0] if len(chosen) == 1 else None
            locked = only is not None and only.locked
            self._bar.corners.set_count(tool.count(only.mask) if only and not locked else None, locked=locked)

    @Slot(float)
    def _turn(self, notches: float) -> None:
        """A fine wheel or a trackpad turns by a fraction of a notch each time: what is less than a pixel adds up."""
        size = self._settings.get(BRUSH_SIZE)
        before = self._turned if _rounded(self._turned) == size else float(size)
        further = max if notches > 0 else min
        self._turned = min(max(further(before * _GROWTH**notches, before + notches), 1.0), float(MOST_BRUSH))
        self._set_size(_rounded(self._turned))

    @Slot(int)
    def _set_size(self, size: int) -> None:
        self._settings.set(BRUSH_SIZE, min(max(size, 1), MOST_BRUSH))

    @Slot(object)
    def _set_tip(self, tip: Tip) -> None:
        self._settings.set(BRUSH_TIP, tip.value)

    def _change_tip(self) -> None:
        square = self._settings.get(BRUSH_TIP) == Tip.SQUARE
        self._set_tip(Tip.CIRCLE if square else Tip.SQUARE)


def _rounded(size: float) -> int:
    """Halves always up: `round` makes the same of 1.5 and 2.5, and a step between them would change nothing."""
    return math.floor(size + 0.5)
