"""What is inset in corners of the canvas: the whole picture, small, and what the colours of the map mean."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.legend import Legend
from sam3_studio.app.canvas.minimap import SIDE as MINIMAP_SIDE
from sam3_studio.app.canvas.minimap import Minimap
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.core.geometry import Box

_GAP = 12
"""To the widget's edges, in logical pixels."""


class Insets(QObject):
    """Shows minimap and legend as long as they have something to say.

    Args:
        widget: that shows the picture.
        sight: of the picture.
    """

    def __init__(self, widget: QWidget, sight: Sight) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sight = sight
        self._map_awaited = False
        self._minimap = Minimap(widget)
        self._minimap.pointed.connect(self._go_to)
        self._legend = Legend(widget)
        sight.view_changed.connect(self._follow_view)

    def set_picture(self, stage: Stage) -> None:
        """Another picture is about to be shown."""
        self._minimap.set_image(stage.small_picture(round(MINIMAP_SIDE * self._sight.ratio)))

    def set_awaited(self, awaited: bool) -> None:  # noqa: FBT001 - a property's setter
        """Whether the model is making a map."""
        if awaited != self._map_awaited:
            self._map_awaited = awaited
            self.place_legend()

    def hide(self) -> None:
        """There is no picture to say anything of."""
        self._minimap.hide()
        self._legend.hide()

    @Slot()
    def _follow_view(self) -> None:
        """Another part of the picture is seen."""
        if view := self._sight.view:
            width, height = view.picture
            seen = view.visible()
            self._minimap.set_seen(Box(seen.x1 / width, seen.y1 / height, seen.x2 / width, seen.y2 / height))
        self.place_minimap()

    def place(self) -> None:
        """The widget has another size."""
        self.place_minimap()
        self.place_legend()

    def place_minimap(self) -> None:
        """Show the minimap where only a part of the picture is seen."""
        view, stage = self._sight.view, self._sight.stage
        if not view or not stage:
            return
        width, height = view.extent
        partial = width > view.viewport[0] or height > view.viewport[1]
        self._minimap.setVisible(partial and stage.options.minimap)
        corner = self._widget.rect().bottomRight() - self._minimap.rect().bottomRight()
        self._minimap.move(corner.x() - _GAP, corner.y() - _GAP)

    def place_legend(self) -> None:
        """Show what the map's colours mean where there is a map."""
        stage = self._sight.stage
        there = stage is not None and stage.semantic is not None
        self._legend.set_awaited(not there)
        if stage and there:
            self._legend.set_missed(bool(stage.missed().any()))
        self._legend.setVisible(stage is not None and stage.options.semantic and (there or self._map_awaited))
        self._legend.move(_GAP, self._widget.height() - self._legend.height() - _GAP)

    @Slot(float, float)
    def _go_to(self, x: float, y: float) -> None:
        if stage := self._sight.stage:
            self._sight.center_on(x * stage.size[0], y * stage.size[1])
