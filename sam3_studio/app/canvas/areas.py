"""Areas that are being painted or outlined: green where they add, red where they take away, seen on any picture."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE
from sam3_studio.app.interaction import CornersShape, LineShape, OutlineShape, Preview, StrokeShape, TipShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point, Tip

_SEAM = QColor(0, 0, 0, 150)
_CORNER = 3.0
"""Radius of a corner, in logical pixels."""
_FILL = 90
"""Opacity of what is painted, of 255."""

ToWidget = Callable[[Box], QRectF]


def paint_areas(painter: QPainter, preview: Preview, to_widget: ToWidget) -> None:
    """Draw the strokes, brushes and outlines of a drag, in logical pixels of the widget."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in preview.shapes:
        match shape:
            case StrokeShape():
                _paint_stroke(painter, shape, to_widget)
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
    way = QPolygonF(_places(shape.points, to_widget))
    dashes = QPen(_color(erases=True), 2.0)
    dashes.setDashPattern([4, 3])
    for pen in (QPen(_SEAM, 3.6), dashes):
        painter.setPen(pen)
        painter.drawPolyline(way)


def _paint_corners(painter: QPainter, shape: CornersShape, to_widget: ToWidget) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, ring in enumerate(shape.rings):
        points = _places(ring, to_widget)
        outline = QPolygonF(points)
        for pen in (QPen(_SEAM, 3.2), QPen(QColor(255, 255, 255), 1.4)):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(outline)
        painter.setPen(QPen(_SEAM, 1.0))
        painter.setBrush(QColor(255, 255, 255))
        for point in points:
            painter.drawEllipse(point, _CORNER, _CORNER)
        if shape.pointed and shape.pointed[0] == number:
            painter.setBrush(_color(erases=False))
            painter.drawEllipse(points[shape.pointed[1]], 2 * _CORNER, 2 * _CORNER)


def _paint_stroke(painter: QPainter, shape: StrokeShape, to_widget: ToWidget) -> None:
    points = _places(shape.points, to_widget)
    width = to_widget(Box(0, 0, shape.diameter, shape.diameter)).width()
    round_ = shape.tip is Tip.CIRCLE
    if len(points) == 1:
        # A line of no length has no caps in every style.
        points.append(points[0] + QPointF(0.01, 0))
    cap = Qt.PenCapStyle.RoundCap if round_ else Qt.PenCapStyle.SquareCap
    join = Qt.PenJoinStyle.RoundJoin if round_ else Qt.PenJoinStyle.MiterJoin
    painter.setPen(QPen(_color(erases=shape.erases, alpha=_FILL), width, Qt.PenStyle.SolidLine, cap, join))
    painter.drawPolyline(QPolygonF(points))


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
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_SEAM, 3.0))
    painter.drawPath(path)
    painter.setPen(QPen(_color(erases=shape.erases), 1.4))
    painter.drawPath(path)


def _paint_outline(painter: QPainter, shape: OutlineShape, to_widget: ToWidget) -> None:
    points = _places(shape.points, to_widget)
    outline = QPolygonF(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(erases=shape.erases, alpha=_FILL // 2))
    painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = _color(erases=shape.erases)
    for pen in (QPen(_SEAM, 3.2), QPen(line, 1.6)):
        painter.setPen(pen)
        if shape.closed or not shape.corners:
            painter.drawPolygon(outline)
        else:
            painter.drawPolyline(outline)
    if shape.corners:
        painter.setPen(QPen(_SEAM, 1.0))
        painter.setBrush(QColor(255, 255, 255))
        for point in points[1:]:
            painter.drawEllipse(point, _CORNER, _CORNER)
        painter.setBrush(line)
        first = _CORNER * (2.4 if shape.closed else 1.6)
        painter.drawEllipse(points[0], first, first)


def _places(points: Sequence[Point], to_widget: ToWidget) -> list[QPointF]:
    return [to_widget(Box(x, y, x, y)).topLeft() for x, y in points]


def _color(*, erases: bool, alpha: int = 255) -> QColor:
    return QColor(*(NEGATIVE if erases else POSITIVE), alpha)
