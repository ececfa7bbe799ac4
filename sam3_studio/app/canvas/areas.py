"""Areas that are being painted or outlined: green where they add, red where they take away, seen on any picture."""

import math
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from sam3_studio.app.canvas.culling import Way, apart, pieces_in, places, points_in
from sam3_studio.app.canvas.stroke_layer import StrokeLayer
from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE
from sam3_studio.app.canvas.tint import tinted
from sam3_studio.app.interaction import AreaShape, CornersShape, LineShape, OutlineShape, Preview, StrokeShape, TipShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point, Tip

_SEAM = QColor(0, 0, 0, 150)
_OPAQUE_SEAM = QColor(48, 48, 48)
"""The same for many lines: Qt draws lines of one pixel twenty times as fast if they are opaque."""
_CORNER = 3.0
"""Radius of a corner, in logical pixels."""
_RIM = 10.0
"""How far lines and corners reach beyond their points at most, in logical pixels."""
_ASIDE = (-1, 0), (1, 0), (0, -1), (0, 1)
"""Offsets of the dark lines that make the seam of a light one, in device pixels."""
_LONGEST = 32
"""How many corners are drawn as one line."""
_FILL = 60
"""Opacity of what is enclosed, of 255."""

ToWidget = Callable[[Box], QRectF]


def paint_areas(painter: QPainter, preview: Preview, to_widget: ToWidget, strokes: StrokeLayer, where: QRegion) -> None:
    """Draw the strokes, brushes and outlines of a drag.

    Args:
        painter: in logical pixels of the widget.
        preview: what is drawn.
        to_widget: from pixels of the picture to logical pixels of the widget.
        strokes: keeps what is drawn already of a stroke.
        where: something is drawn again, in logical pixels of the widget; lines elsewhere are left out.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in preview.shapes:
        match shape:
            case StrokeShape():
                strokes.paint(painter, shape, to_widget)
            case TipShape():
                _paint_tip(painter, shape, to_widget)
            case OutlineShape():
                _paint_outline(painter, shape, to_widget, where)
            case LineShape():
                _paint_cut(painter, shape, to_widget)
            case AreaShape(area=area, erases=erases):
                for box, image in tinted(area, NEGATIVE if erases else POSITIVE):
                    painter.drawImage(to_widget(box), image)
            case CornersShape():
                _paint_corners(painter, shape, to_widget, where)
            case _:
                pass
    painter.restore()


def _paint_cut(painter: QPainter, shape: LineShape, to_widget: ToWidget) -> None:
    way = _points(places(shape.points, to_widget))
    dashes = QPen(_color(erases=True), 2.0)
    dashes.setDashPattern([4, 3])
    _draw_seamed(painter, dashes, partial(_draw_line, painter, way))


def _paint_corners(painter: QPainter, shape: CornersShape, to_widget: ToWidget, where: QRegion) -> None:
    """Outlines with all their corners, thousands perhaps: lines of one pixel are drawn many times faster."""
    pixel = 1 / painter.device().devicePixelRatioF()
    dark, light = (QPen(color, pixel) for color in (_OPAQUE_SEAM, QColor(255, 255, 255)))
    # All rings are one way with gaps: a hundred small ones take as long as a large one.
    starts = [0, *accumulate(len(ring) + 1 for ring in shape.rings)]
    way = places(np.concatenate([_loop(ring) for ring in shape.rings]), to_widget)
    pieces = [QPolygonF(_points(piece)) for piece in pieces_in(way, where, _RIM, [start - 1 for start in starts[1:-1]])]
    for pen, aside in [(dark, QPointF(*side) * pixel) for side in _ASIDE] + [(light, QPointF())]:
        painter.setPen(pen)
        for piece in pieces:
            painter.drawPolyline(piece.translated(aside))
    least = 2 * _CORNER / to_widget(Box(0, 0, 1, 1)).width()
    marked = [start + _marked(ring, least) for start, ring in zip(starts[:-1], shape.rings, strict=True)]
    _draw_marks(painter, way[np.concatenate(marked)], where)
    if shape.pointed:
        ring, corner = shape.pointed
        painter.setPen(QPen(_SEAM, 1.0))
        painter.setBrush(_color(erases=False))
        painter.drawEllipse(QPointF(*way[starts[ring] + corner]), 2 * _CORNER, 2 * _CORNER)


def _paint_tip(painter: QPainter, shape: TipShape, to_widget: ToWidget) -> None:
    (x, y), radius = shape.at, shape.diameter / 2
    rect = to_widget(Box(x - radius, y - radius, x + radius, y + radius))
    path = QPainterPath()
    if shape.tip is Tip.CIRCLE:
        path.addEllipse(rect)
    else:
        path.addRect(rect)
    middle = rect.center()
    if rect.width() > 24:
        path.addEllipse(middle, 0.8, 0.8)
    _draw_seamed(painter, QPen(_color(erases=shape.erases), 1.4), partial(painter.drawPath, path))


def _paint_outline(painter: QPainter, shape: OutlineShape, to_widget: ToWidget, where: QRegion) -> None:
    way = places(shape.points, to_widget)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(erases=shape.erases, alpha=_FILL))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # its edge lies under the line
    painter.drawPolygon(QPolygonF(_points(way)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = _color(erases=shape.erases)
    pieces = [_points(piece) for piece in pieces_in(_closed(way) if shape.closed else way, where, _RIM)]
    _draw_seamed(painter, QPen(line, 1.6), partial(_draw_lines, painter, pieces))
    if shape.marks:
        _draw_marks(painter, way[list(shape.marks)], where)
        painter.setPen(QPen(_SEAM, 1.0))
        painter.setBrush(line)
        first = _CORNER * (2.4 if shape.closed else 1.6)
        painter.drawEllipse(QPointF(*way[0]), first, first)


def _draw_seamed(painter: QPainter, pen: QPen, draw: Callable[[], object]) -> None:
    """A line with a dark seam, so that it is seen on anything."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for one in (QPen(_SEAM, pen.widthF() + 1.6), pen):
        painter.setPen(one)
        draw()


def _draw_line(painter: QPainter, points: list[QPointF]) -> None:
    """A line through points, in pieces: the cost of a line grows faster than its length. Dashes go on over them."""
    pen = QPen(painter.pen())
    offset = 0.0
    for start in range(0, max(len(points) - 1, 1), _LONGEST):
        piece = points[start : start + _LONGEST + 1]
        if pen.style() == Qt.PenStyle.CustomDashLine:
            pen.setDashOffset(offset / pen.widthF())
            painter.setPen(pen)
            offset += sum(math.dist(a.toTuple(), b.toTuple()) for a, b in pairwise(piece))
        painter.drawPolyline(QPolygonF(piece))


def _draw_lines(painter: QPainter, pieces: list[list[QPointF]]) -> None:
    for piece in pieces:
        _draw_line(painter, piece)


def _draw_marks(painter: QPainter, way: Way, where: QRegion) -> None:
    mark = _mark(painter.device().devicePixelRatioF())
    half = mark.width() / mark.devicePixelRatio() / 2
    for x, y in points_in(way, where, _RIM).tolist():
        painter.drawImage(QPointF(x - half, y - half), mark)


@lru_cache(maxsize=4)
def _mark(ratio: float) -> QImage:
    """A corner drawn at a ratio of device pixels to logical ones; to copy it takes a tenth of the time of drawing."""
    side = math.ceil(2 * (_CORNER + 1) * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_SEAM, 1.0))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(QPointF(side / ratio / 2, side / ratio / 2), _CORNER, _CORNER)
    painter.end()
    return image


@lru_cache(maxsize=512)
def _loop(ring: tuple[Point, ...]) -> Way:
    """A ring of the picture with its first point at its end: of hundreds, a drag changes one."""
    return np.array((*ring, ring[0]))


@lru_cache(maxsize=512)
def _marked(ring: tuple[Point, ...], least: float) -> NDArray[np.intp]:
    """The corners of a ring that are marked, `least` pixels of the picture apart or more; kept as in `_loop`."""
    return apart(np.array(ring), least)


def _closed(ring: Way) -> Way:
    return np.concatenate([ring, ring[:1]])


def _points(way: Way) -> list[QPointF]:
    return [QPointF(x, y) for x, y in zip(*way.T.tolist(), strict=True)]


def _color(*, erases: bool, alpha: int = 255) -> QColor:
    return QColor(*(NEGATIVE if erases else POSITIVE), alpha)
