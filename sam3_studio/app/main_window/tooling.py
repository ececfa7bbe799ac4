"""Which tool the mouse has, and how large the brush is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.interaction import Tool
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.panels.tool_bar import ToolBar
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import BRUSH_SIZE, BRUSH_TIP, MOST_BRUSH
from sam3_studio.app.tools.areas import BrushTool, PolygonTool, RectangleTool
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.editing.strokes import Tip

if TYPE_CHECKING:
    from collections.abc import Callable

_GROWTH = 1.15
"""A step makes the brush larger by this factor, but at least by a pixel."""
_ERASES = {"brush": False, "eraser": True}
_OTHERS: dict[str, Tool] = {
    "select": SelectTool(),
    "positive_box": BoxTool(positive=True),
    "negative_box": BoxTool(positive=False),
    "polygon": PolygonTool(),
    "rectangle": RectangleTool(),
}


class Tooling(QObject):
    """Connects the actions that choose tools, and the bar that shows them.

    Args:
        actions: of the window.
        canvas: gets the tools.
        bar: shows which one is in use, and its options.
        settings: remember the brush.
        parent: of this object.
    """

    def __init__(
        self, actions: Actions, canvas: Canvas, bar: ToolBar, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = canvas
        self._bar = bar
        self._settings = settings
        self._name = "select"
        functions: dict[str, Callable[[], object]] = {name: partial(self._use, name) for name in (*_OTHERS, *_ERASES)}
        functions |= {
            "brush_smaller": partial(self._turn, -1.0),
            "brush_larger": partial(self._turn, 1.0),
            "brush_tip": self._change_tip,
            "finish_shape": canvas.finish,
            "remove_corner": canvas.take_back,
            "drop_shape": canvas.drop,
        }
        connect_actions(actions, functions, self)
        canvas.constructing.connect(actions.set_drawing)
        canvas.brush_turned.connect(self._turn)
        bar.size_changed.connect(self._set_size)
        bar.tip_changed.connect(self._set_tip)
        settings.changes_of(BRUSH_SIZE).connect(self._refresh)
        settings.changes_of(BRUSH_TIP).connect(self._refresh)
        actions["select"].setChecked(True)
        self._refresh()

    def _use(self, name: str) -> None:
        self._name = name
        self._actions[name].setChecked(True)
        self._refresh()
        self._canvas.setFocus()

    @Slot()
    def _refresh(self) -> None:
        """Give the canvas the tool in use, as it is set up now."""
        size, tip = self._settings.get(BRUSH_SIZE), Tip(self._settings.get(BRUSH_TIP))
        erases = _ERASES.get(self._name)
        self._canvas.set_tool(_OTHERS[self._name] if erases is None else BrushTool(size, tip, erases))
        self._bar.set_brush(size, tip)
        self._bar.show_brush(erases is not None)

    @Slot(float)
    def _turn(self, notches: float) -> None:
        size = self._settings.get(BRUSH_SIZE)
        grown = size * _GROWTH**notches
        self._set_size(round(max(grown, size + 1) if notches > 0 else min(grown, size - 1)))

    @Slot(int)
    def _set_size(self, size: int) -> None:
        self._settings.set(BRUSH_SIZE, min(max(size, 1), MOST_BRUSH))

    @Slot(object)
    def _set_tip(self, tip: Tip) -> None:
        self._settings.set(BRUSH_TIP, tip.value)

    def _change_tip(self) -> None:
        square = self._settings.get(BRUSH_TIP) == Tip.SQUARE
        self._set_tip(Tip.CIRCLE if square else Tip.SQUARE)
