"""The layers put together: one opaque picture of the viewport, so that a pan moves a single one and a zoom scales it.

Blending five layers over the millions of pixels of a 4K screen takes longer than a frame may last; moving does not.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.tiles import Place, places_in, tile_rect
from sam3_studio.app.canvas.view import View

_SMOOTH_PIXELS = 4_000_000
"""In a larger viewport, to scale the frame before smoothly takes longer than a frame of a zoom may last."""


class Frame:
    """What is seen of a stage.

    After a change of zoom the frame of the zoom before stands in, scaled, until tiles of the new one are made. All
    that is measured in device pixels here is counted from the viewport's corner.

    Args:
        stage: whose layers are put together.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._now: tuple[View, QPixmap] | None = None
        self._former: tuple[View, QPixmap] | None = None
        self._backdrop = QColor()
        self._patchy = False

    @property
    def seen(self) -> QPixmap | None:
        """The viewport as it was painted last, in device pixels; None while it is made anew."""
        return self._now[1] if self._now else None

    def paint(self, painter: QPainter, where: QRegion, view: View, backdrop: QColor, *, zooming: bool) -> None:
        """Draw a part of the viewport.

        Args:
            painter: in device pixels.
            where: in the viewport.
            view: of the picture; of the scale that the stage has.
            backdrop: the colour around the picture.
            zooming: whether the next zoom is likely to follow at once, so that the frame before, scaled, is enough.
        """
        if zooming:
            self._stand_by(view)
            smooth = view.viewport[0] * view.viewport[1] <= _SMOOTH_PIXELS
            self._paint_stand_in(painter, where, view, backdrop, smooth=smooth)
            return
        self.renew(view, backdrop)
        if self._now:
            for part in rectangles(where):
                painter.drawPixmap(part.topLeft(), self._now[1], part)

    def _stand_by(self, view: View) -> None:
        """Keep the frame of the zoom before, if this is another one."""
        if self._now and self._now[0].scale != view.scale:
            # A frame with gaps is worth less than the whole one that filled them.
            if self._former is None or not self._patchy:
                self._former = self._now
            self._now = None

    def renew(self, view: View, backdrop: QColor) -> QRegion:
        """Put the frame of a view together from all tiles made so far; returns where it differs from before."""
        self._stand_by(view)
        changed = self._stage.take_changed()
        room = QRect(QPoint(0, 0), QSize(*view.viewport))
        reusable = self._now and changed is not None and backdrop == self._backdrop
        if self._now and reusable and self._now[0] == replace(view, left=self._now[0].left, top=self._now[0].top):
            before, pixmap = self._now
            self._now = None
            dirty = _scrolled(pixmap, view.left - before.left, view.top - before.top)
            for place in changed or ():
                dirty += tile_rect(place).translated(view.left, view.top)
        else:
            pixmap, dirty = QPixmap(room.size()), QRegion(room)
        self._backdrop = backdrop
        self._now = view, pixmap
        dirty &= room
        if dirty.isEmpty():
            return dirty
        painter = QPainter(pixmap)
        gaps = self._paint_tiles(painter, dirty, view, backdrop)
        if not gaps.isEmpty():
            self._paint_stand_in(painter, gaps, view, backdrop)
        painter.end()
        seen = room.translated(-view.left, -view.top) & QRect(0, 0, *view.extent)
        self._patchy = any(not self._is_made(place) for place in places_in(seen))
        if not self._patchy:
            self._former = None
        return dirty

    def _is_made(self, place: Place) -> bool:
        return all(layer.tile(place) is not None for layer in self._stage.shown_layers)

    def _paint_tiles(self, painter: QPainter, dirty: QRegion, view: View, backdrop: QColor) -> QRegion:
        """Draw what there is; returns where something is missing."""
        extent = QRect(QPoint(view.left, view.top), QSize(*view.extent))
        _fill(painter, dirty - QRegion(extent), backdrop)
        gaps = QRegion()
        painter.setClipRegion(dirty & QRegion(extent))
        inside = (dirty & QRegion(extent)).boundingRect().translated(-view.left, -view.top)
        for place in places_in(inside):
            rect = tile_rect(place).translated(view.left, view.top)
            if not dirty.intersects(rect):
                continue
            if self._is_made(place):
                self._paint_place(painter, place, rect.topLeft())
            else:
                gaps += rect & extent
        return gaps & dirty

    def _paint_place(self, painter: QPainter, place: Place, corner: QPoint) -> None:
        for layer in self._stage.shown_layers:
            tile = layer.tile(place)
            if tile and tile.image is not None:
                painter.drawImage(corner, tile.image)

    def _paint_stand_in(
        self, painter: QPainter, where: QRegion, view: View, backdrop: QColor, *, smooth: bool = True
    ) -> None:
        """Draw what comes nearest to layers that are not made yet."""
        extent = QRect(QPoint(view.left, view.top), QSize(*view.extent))
        _fill(painter, where - QRegion(extent), backdrop)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        where = where & QRegion(extent)
        if self._former:
            before, pixmap = self._former
            source = QRect(QPoint(before.left, before.top), QSize(*before.extent)) & pixmap.rect()
            target = _moved(source, before, view)
            covered = target.toRect()  # half a pixel more or less is not seen while it moves
            painter.setClipRegion(where & QRegion(covered))
            painter.drawPixmap(target, pixmap, QRectF(source))
            where -= QRegion(covered)
        if not where.isEmpty():
            painter.setClipRegion(where)
            painter.drawImage(extent, self._stage.preview)
            for place in places_in(where.boundingRect().translated(-view.left, -view.top)):
                self._paint_place(painter, place, tile_rect(place).translated(view.left, view.top).topLeft())


def rectangles(region: QRegion) -> Iterable[QRect]:
    """The rectangles that a region consists of."""
    # The stubs of PySide do not know that a region is its rectangles.
    return cast("Iterable[QRect]", region)


def _fill(painter: QPainter, where: QRegion, color: QColor) -> None:
    if not where.isEmpty():
        painter.setClipRegion(where)
        painter.fillRect(where.boundingRect(), color)


def _moved(rect: QRect, before: View, after: View) -> QRectF:
    """Where what lies in a part of the viewport of one view lies in that of another."""
    x1, y1 = before.to_picture(rect.x(), rect.y())
    x2, y2 = before.to_picture(rect.x() + rect.width(), rect.y() + rect.height())
    left, top = after.to_viewport(x1, y1)
    right, bottom = after.to_viewport(x2, y2)
    return QRectF(left, top, right - left, bottom - top)


def _scrolled(pixmap: QPixmap, right: int, down: int) -> QRegion:
    """Move what a pixmap shows; returns where that leaves something to be drawn."""
    exposed = QRegion()
    if abs(right) >= pixmap.width() or abs(down) >= pixmap.height():
        return QRegion(pixmap.rect())
    if right or down:
        pixmap.scroll(right, down, pixmap.rect(), exposed)
    return exposed
