"""Areas that are being painted or outlined: green where they add, red where they take away, seen on any picture."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from sam3_studio.app.canvas.stroke_layer import StrokeLayer
from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE
from sam3_studio.app.interaction import CornersShape, LineShape, OutlineShape, Preview, StrokeShape, TipShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point, Tip

_SEAM = QColor(0, 0, 0, 150)
_CORNER = 3.0
"""Radius of a corner, in logical pixels."""
_LONGEST = 32
"""So many corners are drawn as one line."""
_FILL = 90
"""Opacity of what is painted, of 255."""

ToWidget = Callable[[Box], QRectF]


def paint_areas(painter: QPainter, preview: Preview, to_widget: ToWidget, strokes: StrokeLayer) -> None:
    """Draw the strokes, brushes and outlines of a drag, in logical pixels of the widget."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in preview.shapes:
        match shape:
            case StrokeShape():
                strokes.paint(painter, shape, to_widget)
            case TipShape():
                _paint_tip(painter, shape, to_widget)
            case OutlineShape():
                _paint_outline(painter, shape, to_widget)
            case LineShape():
                _paint_cut(painter, shape, to_widget)
            case CornersShape():
                _paint_corners(painter, shape, to_widget)
            case _:
                pass
    painter.restore()


def _paint_cut(painter: QPainter, shape: LineShape, to_widget: ToWidget) -> None:
    way = _places(shape.points, to_widget)
    dashes = QPen(_color(erases=True), 2.0)
    dashes.setDashPattern([4, 3])
    _draw_seamed(painter, dashes, partial(_draw_line, painter, way))


def _paint_corners(painter: QPainter, shape: CornersShape, to_widget: ToWidget) -> None:
    for number, ring in enumerate(shape.rings):
        points = _places(ring, to_widget)
        _draw_seamed(painter, QPen(QColor(255, 255, 255), 1.4), partial(_draw_line, painter, [*points, points[0]]))
        painter.setPen(QPen(_SEAM, 1.0))
        painter.setBrush(QColor(255, 255, 255))
        for point in _apart(points):
            painter.drawEllipse(point, _CORNER, _CORNER)
        if shape.pointed and shape.pointed[0] == number:
            painter.setBrush(_color(erases=False))
            painter.drawEllipse(points[shape.pointed[1]], 2 * _CORNER, 2 * _CORNER)


def _paint_tip(painter: QPainter, shape: TipShape, to_widget: ToWidget) -> None:
    (x, y), radius = shape.at, shape.diameter / 2
    rect = to_widget(Box(x - radius, y - radius, x + radius, y + radius))
    path = QPainterPath()
    if shape.tip is Tip.CIRCLE:
        path.addEllipse(rect)
    else:
        path.addRect(rect)
    middle = rect.center()
    if rect.width() > 8:
        path.addEllipse(middle, 0.8, 0.8)
    _draw_seamed(painter, QPen(_color(erases=shape.erases), 1.4), partial(painter.drawPath, path))


def _paint_outline(painter: QPainter, shape: OutlineShape, to_widget: ToWidget) -> None:
    points = _places(shape.points, to_widget)
    closed = shape.closed or not shape.corners
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(erases=shape.erases, alpha=_FILL // 2))
    painter.drawPolygon(QPolygonF(points))
    line = _color(erases=shape.erases)
    _draw_seamed(painter, QPen(line, 1.6), partial(_draw_line, painter, [*points, points[0]] if closed else points))
    if shape.corners:
        painter.setPen(QPen(_SEAM, 1.0))
        painter.setBrush(QColor(255, 255, 255))
        for point in _apart(points[1:]):
            painter.drawEllipse(point, _CORNER, _CORNER)
        painter.setBrush(line)
        first = _CORNER * (2.4 if shape.closed else 1.6)
        painter.drawEllipse(points[0], first, first)


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


def _apart(points: list[QPointF]) -> list[QPointF]:
    """Of marks that would hide each other, the first."""
    kept = points[:1]
    for point in points[1:]:
        if math.dist(point.toTuple(), kept[-1].toTuple()) >= 2 * _CORNER:
            kept.append(point)
    return kept


def _places(points: Sequence[Point], to_widget: ToWidget) -> list[QPointF]:
    unit = to_widget(Box(0, 0, 1, 1))
    left, top, across, down = unit.x(), unit.y(), unit.width(), unit.height()
    return [QPointF(left + x * across, top + y * down) for x, y in points]


def _color(*, erases: bool, alpha: int = 255) -> QColor:
    return QColor(*(NEGATIVE if erases else POSITIVE), alpha)
