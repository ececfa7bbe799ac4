"""Drawing the canvas: tiles are made as long as a frame lasts, and what lies over them is drawn each time."""

import time
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.clearing import Clearing
from sam3_studio.app.canvas.foreground import Foreground, Scenery, backdrop, paint_frame, paint_message
from sam3_studio.app.canvas.frame import Frame, rectangles
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.stage import seen_of
from sam3_studio.app.canvas.tiles import SIDE as TILE_SIDE
from sam3_studio.core.geometry import Box

FRAME_SECONDS = 0.004
"""How long tiles are made in one frame; what is missing then is made in the next ones."""
_MOST_AREAS = 256
"""To put more areas together takes longer than to draw everything again."""
_RIM = 24
"""Lines, corners and badges reach so far beyond a shape, in logical pixels."""
_LABEL_WIDTH = 420.0
"""No label is expected to be wider, in logical pixels."""
_LABEL_ROOM = 32.0


class Showing(QObject):
    """Draws the stage and what lies over it, and knows what has to be drawn again.

    Args:
        widget: that is drawn on.
        sight: of the picture.
    """

    def __init__(self, widget: QWidget, sight: Sight) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sight = sight
        self._message = self.tr("Open a folder to see its pictures here.")
        self._left: QPixmap | None = None
        """The viewport with a picture that was left, in device pixels; None as soon as something else is shown."""
        self._frame: Frame | None = None
        self._foreground = Foreground()
        self._clearing = Clearing(self)
        self._complete = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._go_on)
        sight.view_changed.connect(self._follow_view)

    @property
    def is_settled(self) -> bool:
        """Whether everything that is seen is drawn at its best."""
        return self._sight.stage is None or (self._complete and not self._sight.zooming)

    def set_message(self, text: str) -> None:
        """Without a picture, show a sentence."""
        self._message, self._left = text, None
        self._widget.update()

    def leave(self) -> None:
        """The picture goes; what is seen of it is shown until something else is."""
        if self._sight.stage and self._frame:
            self._clearing.empty(*self._sight.stage.contents)
            self._message, self._left = "", self._frame.seen
            self._frame = None
        self._outdate()

    @Slot()
    def _follow_view(self) -> None:
        """Another part of the picture is seen, or another zoom."""
        self._outdate()
        if stage := self._sight.stage:
            stage.set_scale(self._sight.zoom)
            if self._frame is None:
                self._frame, self._left = Frame(stage), None  # it is another picture than before

    def paint(self, event: QPaintEvent, scenery: Scenery) -> None:
        """Draw what is there, and make more of it as long as the frame lasts."""
        painter, widget = QPainter(self._widget), self._widget
        palette, stage, view, ratio = widget.palette(), self._sight.stage, self._sight.view, self._sight.ratio
        if stage is None or view is None or self._frame is None:
            self._paint_without_picture(painter, event.rect())
            return
        if not self._again.isActive():
            self._make(event.region())
        # Layers are made of device pixels, and lie on whole ones.
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        where = _scaled(event.region(), ratio) & QRect(0, 0, *view.viewport)
        self._frame.paint(painter, where, view, backdrop(palette), zooming=self._sight.zooming)
        painter.restore()
        to_widget = self._sight.to_widget
        paint_frame(painter, to_widget(Box(0, 0, *map(float, stage.size))), palette)
        self._foreground.paint(painter, stage, scenery, to_widget, event.region(), widget)

    def _paint_without_picture(self, painter: QPainter, where: QRect) -> None:
        widget, ratio = self._widget, self._sight.ratio
        painter.fillRect(where, backdrop(widget.palette()))
        if self._left is None:
            paint_message(painter, widget.rect(), self._message, widget.font(), widget.palette())
        else:
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawPixmap(0, 0, self._left)

    @Slot()
    def _go_on(self) -> None:
        """Make what is still missing in sight, or else what lies next to it."""
        stage, view = self._sight.stage, self._sight.view
        if not stage or not view:
            return
        if not self._complete:
            self._make(QRegion())
        else:
            around = seen_of(view).adjusted(-TILE_SIDE, -TILE_SIDE, TILE_SIDE, TILE_SIDE)
            if not stage.make(view, around, time.perf_counter() + FRAME_SECONDS):
                self._again.start()

    def _make(self, drawn: QRegion) -> None:
        """Make what is missing in sight as long as a frame lasts, and have it drawn where it is not `drawn` anyway."""
        stage, view = self._sight.stage, self._sight.view
        if self._complete or self._sight.zooming or not stage or not view or not self._frame:
            return
        done = stage.make(view, seen_of(view), time.perf_counter() + FRAME_SECONDS)
        made = self._frame.renew(view, backdrop(self._widget.palette()))
        undrawn = (_scaled(made, 1 / self._sight.ratio) & self._widget.rect()) - drawn
        self._widget.update(undrawn)
        self._again.start()  # the rest, or else what lies next to the viewport
        self._complete = done and undrawn.isEmpty()

    def _outdate(self) -> None:
        """Something in sight has to be made anew, which begins when the widget is painted next."""
        self._complete = False
        self._again.stop()

    def renew(self) -> None:
        """Masks changed, and with them what is drawn anywhere."""
        self._outdate()
        self._widget.update()

    def renew_in(self, areas: Sequence[QRectF]) -> None:
        """Masks changed in areas of the picture: update their labels; the masks themselves follow as they are made."""
        if not areas:
            return
        self._outdate()
        if len(areas) > _MOST_AREAS:
            self._widget.update()
            return
        region = QRegion()
        for area in areas:
            region += self._label_of(Box(area.left(), area.top(), area.right(), area.bottom()))
        self._widget.update(region)

    def update_label(self, name: str) -> None:
        """Update where the label is of an object or candidate that is pointed at, if there is one of this id."""
        if name and self._sight.stage and (box := self._sight.stage.box_of(name)):
            self._widget.update(self._label_of(box))

    def update_shapes(self, boxes: Iterable[Box]) -> None:
        """Update where shapes are that lie in boxes of the picture."""
        for box in boxes:
            self._widget.update(self._sight.to_widget(box).toAlignedRect().adjusted(-_RIM, -_RIM, _RIM, _RIM))

    def _label_of(self, box: Box) -> QRect:
        """Where the label of a mask may be seen, given the box around the mask."""
        spread = self._sight.to_widget(box).adjusted(-12, -12, 12, 12)
        # Its label lies above it, or else at the edge of the widget that is next to it.
        left = min(max(spread.left(), 0.0), self._widget.width() - _LABEL_WIDTH)
        top = min(max(spread.top() - _LABEL_ROOM, 0.0), self._widget.height() - 2.0 * _LABEL_ROOM)
        return QRectF(left, top, _LABEL_WIDTH, 2 * _LABEL_ROOM).toAlignedRect()


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
