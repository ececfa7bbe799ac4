"""The way of a brush as it grows: what has been drawn is kept, so that a frame costs as much as what is new in it."""

import math
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE
from sam3_studio.app.interaction import StrokeShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point, Tip

_OPACITY = 0.5
_LONGEST = 64
"""How many points are drawn as one line: the cost of a line grows faster than its length."""
_CORNERS = QPointF(-0.5, -0.5), QPointF(0.5, -0.5), QPointF(0.5, 0.5), QPointF(-0.5, 0.5)
"""Of a square of side 1, one after the other."""


class StrokeLayer:
    """One stroke, in pixels of the screen."""

    def __init__(self) -> None:
        self._image = QImage()
        self._place = QRectF()
        self._shape: StrokeShape | None = None

    def paint(self, painter: QPainter, shape: StrokeShape, to_widget: Callable[[Box], QRectF]) -> None:
        """Draw a stroke in logical pixels of the widget.

        Args:
            painter: of a widget.
            shape: the stroke.
            to_widget: from pixels of the picture to logical pixels of the widget.
        """
        ratio = painter.device().devicePixelRatioF()
        size = painter.device().width(), painter.device().height()
        place = to_widget(Box(0, 0, 1, 1))
        wanted = round(size[0] * ratio), round(size[1] * ratio)
        drawn = self._drawn(shape) if place == self._place else 0
        if not drawn or (self._image.width(), self._image.height()) != wanted:
            drawn = 0
            self._image = QImage(*wanted, QImage.Format.Format_ARGB32_Premultiplied)
            self._image.setDevicePixelRatio(ratio)
            self._image.fill(Qt.GlobalColor.transparent)
        self._go_on(shape, max(drawn - 1, 0), place)
        self._place, self._shape = place, shape
        painter.save()
        painter.setOpacity(_OPACITY)
        painter.drawImage(QPointF(0, 0), self._image)
        painter.restore()

    def forget(self) -> None:
        """The stroke is over."""
        self._shape = None
        self._image = QImage()

    def _drawn(self, shape: StrokeShape) -> int:
        """How many of a stroke's points are drawn already: none, unless it goes on where the one before was."""
        before = self._shape
        if before is None or len(shape.points) < len(before.points):
            return 0
        count = len(before.points)
        same = (before.tip, before.erases) == (shape.tip, shape.erases)
        begun, end = _mark(before, 0) == _mark(shape, 0), _mark(before, count - 1) == _mark(shape, count - 1)
        return count if same and begun and end else 0

    def _go_on(self, shape: StrokeShape, first: int, place: QRectF) -> None:
        if first and first == len(shape.points) - 1:
            return
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=shape.tip is Tip.CIRCLE)
        color = QColor(*(NEGATIVE if shape.erases else POSITIVE))
        widths = [diameter * place.width() for diameter in shape.diameters[first:]]
        points = [
            QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in shape.points[first:]
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        if shape.tip is Tip.SQUARE:
            _sweep_square(painter, points, widths)
        elif min(widths) < max(widths):
            _sweep_disc(painter, points, widths)
        else:
            _draw_line(painter, points, QPen(color, widths[0]))
        painter.end()


def _mark(shape: StrokeShape, number: int) -> tuple[Point, float]:
    return shape.points[number], shape.diameters[number]


def _draw_line(painter: QPainter, points: list[QPointF], pen: QPen) -> None:
    """What a disc that stays as large as it is leaves on its way."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for start in range(0, max(len(points) - 1, 1), _LONGEST):
        piece = points[start : start + _LONGEST + 1]
        # Not every style draws the caps of a line of no length.
        painter.drawPolyline(QPolygonF(piece if len(piece) > 1 else [*piece, piece[0] + QPointF(0.01, 0)]))


def _sweep_disc(painter: QPainter, points: list[QPointF], widths: list[float]) -> None:
    """What a disc that grows and shrinks leaves on its way: itself, and what lines that touch it at both ends hold."""
    for point, width in zip(points, widths, strict=True):
        painter.drawEllipse(point, width / 2, width / 2)
    for (start, end), (before, after) in zip(pairwise(points), pairwise(widths), strict=True):
        way = end - start
        length = math.hypot(way.x(), way.y())
        leaning = (before - after) / 2 / length if length else 1.0
        if abs(leaning) < 1:  # otherwise one disc lies in the other
            forward = way / length
            aside = QPointF(-forward.y(), forward.x()) * math.sqrt(1 - leaning**2)
            one, other = forward * leaning + aside, forward * leaning - aside
            hull = [start + one * (before / 2), end + one * (after / 2), end + other * (after / 2)]
            painter.drawConvexPolygon(QPolygonF([*hull, start + other * (before / 2)]))


def _sweep_square(painter: QPainter, points: list[QPointF], sides: list[float]) -> None:
    """What an upright square leaves on its way: itself, and what each of its sides passes over."""
    for point, side in zip(points, sides, strict=True):
        painter.drawRect(QRectF(point.x() - side / 2, point.y() - side / 2, side, side))
    for (start, end), (before, after) in zip(pairwise(points), pairwise(sides), strict=True):
        for one, other in pairwise([*_CORNERS, _CORNERS[0]]):
            hull = [start + one * before, end + one * after, end + other * after, start + other * before]
            painter.drawConvexPolygon(QPolygonF(hull))
