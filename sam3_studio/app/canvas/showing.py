"""Drawing the canvas: tiles are made as long as a frame lasts, and what lies over them is drawn each time."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.foreground import Foreground, Scenery, backdrop, paint_frame, paint_message
from sam3_studio.app.canvas.frame import Frame, rectangles
from sam3_studio.app.canvas.keying import KeyingWidget
from sam3_studio.app.canvas.legend import Legend
from sam3_studio.app.canvas.minimap import Minimap
from sam3_studio.app.canvas.stage import seen_of
from sam3_studio.app.canvas.style import DisplayOptions
from sam3_studio.app.canvas.tiles import SIDE as TILE_SIDE
from sam3_studio.core.geometry import Box

if TYPE_CHECKING:
    from sam3_studio.app.canvas.change import ShownChange
    from sam3_studio.app.canvas.items import SketchBox
    from sam3_studio.core.labeling import LabelClass

FRAME_SECONDS = 0.004
"""How long tiles are made in one frame; what is missing then is made in the next ones."""
_MOST_AREAS = 256
"""To put more areas together takes longer than to draw everything again."""
_MINIMAP_GAP = 12
_LABEL_WIDTH = 420.0
"""No label is expected to be wider, in logical pixels."""
_LABEL_ROOM = 32.0


class ShowingWidget(KeyingWidget):
    """Draws the stage and what lies over it.

    Signals:
        settled: everything that is seen is drawn at its best.
    """

    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = self.tr("Open a folder to see its pictures here.")
        self._classes: tuple[LabelClass, ...] = ()
        self._options = DisplayOptions()
        self._foreground = Foreground()
        self._sketch: tuple[SketchBox, ...] = ()
        self._change: ShownChange | None = None
        self._frame: Frame | None = None
        self._left: QPixmap | None = None
        """The viewport with a picture that was left, in device pixels; None as soon as something else is shown."""
        self._complete = self._map_awaited = False
        self._labelled = ""
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._go_on)
        self._minimap = Minimap(self)
        self._minimap.pointed.connect(self._go_to)
        self._legend = Legend(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def is_settled(self) -> bool:
        """Whether everything that is seen is drawn at its best."""
        return self.stage is None or (self._complete and not self._settling.isActive())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is there, and make more of it as long as the frame lasts."""
        painter = QPainter(self)
        if self.stage is None or self.view is None or self._frame is None:
            self._paint_without_picture(painter, event.rect())
            return
        stage, view, ratio = self.stage, self.view, self.ratio
        if not self._again.isActive():
            self._make(event.region())
        # Layers are made of device pixels, and lie on whole ones.
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        where = _scaled(event.region(), ratio) & QRect(0, 0, *view.viewport)
        self._frame.paint(painter, where, view, backdrop(self.palette()), zooming=self._settling.isActive())
        painter.restore()
        picture = self.to_widget(Box(0, 0, *map(float, stage.size)))
        paint_frame(painter, picture, self.palette())
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        scenery, where = self._scenery(), event.region()
        self._foreground.paint(painter, stage, scenery, self.to_widget, self.rect(), where, self.font(), accent)

    def _paint_without_picture(self, painter: QPainter, where: QRect) -> None:
        painter.fillRect(where, backdrop(self.palette()))
        if self._left is None:
            paint_message(painter, self.rect(), self._message, self.font(), self.palette())
        else:
            painter.scale(1 / self.ratio, 1 / self.ratio)
            painter.drawPixmap(0, 0, self._left)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()

    def _scenery(self) -> Scenery:
        aims = self.tool is not None and self.tool.crosshair and not self.panning
        return Scenery(
            boxes=self._boxes,
            chosen_box=self._chosen_box,
            sketch=self._sketch,
            preview=self._preview,
            pointed=self._pointed,
            change=self._change,
            crosshair=self._pointer if aims else None,
        )

    def _view_moved(self) -> None:
        super()._view_moved()
        self._outdate()
        if self.stage and self.view:
            self.stage.set_scale(self.view.scale)
            width, height = self.view.picture
            seen = self.view.visible()
            self._minimap.set_seen(Box(seen.x1 / width, seen.y1 / height, seen.x2 / width, seen.y2 / height))
        self._place_minimap()

    def _place_minimap(self) -> None:
        if not self.view:
            return
        width, height = self.view.extent
        partial = width > self.view.viewport[0] or height > self.view.viewport[1]
        self._minimap.setVisible(partial and self._options.minimap)
        corner = self.rect().bottomRight() - self._minimap.rect().bottomRight()
        self._minimap.move(corner.x() - _MINIMAP_GAP, corner.y() - _MINIMAP_GAP)

    def _place_legend(self) -> None:
        """Show what the map's colours mean where there is a map."""
        there = self.stage is not None and self.stage.semantic is not None
        shown = self.stage is not None and self._options.semantic and (there or self._map_awaited)
        self._legend.set_awaited(not there)
        if there and self.stage:
            self._legend.set_missed(bool(self.stage.missed().any()))
        self._legend.setVisible(shown)
        self._legend.move(_MINIMAP_GAP, self.height() - self._legend.height() - _MINIMAP_GAP)

    def _go_to(self, x: float, y: float) -> None:
        if self.stage:
            self.center_on(x * self.stage.size[0], y * self.stage.size[1])

    def _go_on(self) -> None:
        """Make what is still missing in sight, or else what lies next to it."""
        if not self.stage or not self.view:
            return
        if not self._complete:
            self._make(QRegion())
        else:
            around = seen_of(self.view).adjusted(-TILE_SIDE, -TILE_SIDE, TILE_SIDE, TILE_SIDE)
            if not self.stage.make(self.view, around, time.perf_counter() + FRAME_SECONDS):
                self._again.start()

    def _make(self, drawn: QRegion) -> None:
        """Make what is missing in sight as long as a frame lasts, and have it drawn where it is not `drawn` anyway."""
        if self._complete or self._settling.isActive() or not self.stage or not self.view or not self._frame:
            return
        done = self.stage.make(self.view, seen_of(self.view), time.perf_counter() + FRAME_SECONDS)
        made = self._frame.renew(self.view, backdrop(self.palette()))
        undrawn = (_scaled(made, 1 / self.ratio) & self.rect()) - drawn
        self.update(undrawn)
        self._again.start()  # the rest, or else what lies next to the viewport
        self._complete = done and undrawn.isEmpty()
        if self._complete:
            self.settled.emit()

    def _outdate(self) -> None:
        """Something in sight has to be made anew, which begins when the widget is painted next."""
        self._complete = False
        self._again.stop()

    def _changed(self) -> None:
        self._outdate()
        self._place_legend()
        self.update()

    def _changed_in(self, areas: Sequence[QRectF]) -> None:
        """Masks changed in areas of the picture: update their labels; the masks themselves follow as they are made."""
        if not areas:
            return
        self._outdate()
        if len(areas) > _MOST_AREAS:
            self.update()
            return
        region = QRegion()
        for area in areas:
            box = Box(area.left(), area.top(), area.right(), area.bottom())
            region += self._label_of(self.to_widget(box)).toAlignedRect()
        self.update(region)

    def _refit(self) -> None:
        if self.stage and self.stage.ratio != self.ratio:
            self.stage.set_look(self._classes, self._options, self.ratio)
        super()._refit()
        self._place_minimap()
        self._place_legend()

    def _mark(self) -> None:
        """Highlight what is selected or pointed at; the pointer does not light what is selected anyway."""
        if not self.stage:
            return
        lit = self._preview.marked
        if self._pointed and self._pointed not in self._selected:
            lit = (self._pointed, *lit)
        self._changed_in(self.stage.mark(self._selected, lit))
        if self._labelled != self._pointed:
            for box in map(self.stage.box_of, (self._labelled, self._pointed)):
                if box is not None:
                    self.update(self._label_of(self.to_widget(box)).toAlignedRect())
            self._labelled = self._pointed

    def _draw_label_again(self) -> None:
        """Update where the label is of what is pointed at, as its text or its place may change."""
        if self._pointed and self.stage and (box := self.stage.box_of(self._pointed)):
            self.update(self._label_of(self.to_widget(box)).toAlignedRect())

    def _label_of(self, rect: QRectF) -> QRectF:
        """Where the label of a mask may be seen, given the box around the mask."""
        spread = rect.adjusted(-12, -12, 12, 12)
        # Its label lies above it, or else at the edge of the widget that is next to it.
        left = min(max(spread.left(), 0.0), self.width() - _LABEL_WIDTH)
        top = min(max(spread.top() - _LABEL_ROOM, 0.0), self.height() - 2.0 * _LABEL_ROOM)
        return QRectF(left, top, _LABEL_WIDTH, 2 * _LABEL_ROOM)


def _scaled(region: QRegion, factor: float) -> QRegion:
    """All that a region touches after a change of units."""
    if factor == 1:
        return region
    scaled = QRegion()
    for part in rectangles(region):
        left, top = int(part.x() * factor) - 1, int(part.y() * factor) - 1
        right, bottom = int((part.right() + 1) * factor) + 2, int((part.bottom() + 1) * factor) + 2
        scaled += QRect(left, top, right - left, bottom - top)
    return scaled
