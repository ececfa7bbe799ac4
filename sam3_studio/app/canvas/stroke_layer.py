"""The way of a brush as it grows: what has been drawn is kept, so that a frame costs as much as what is new in it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE
from sam3_studio.app.interaction import StrokeShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Tip

_OPACITY = 90 / 255
_LONGEST = 64
"""So many points are drawn as one line: the cost of a line grows faster than its length."""


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
        same = (before.diameter, before.tip, before.erases) == (shape.diameter, shape.tip, shape.erases)
        count = len(before.points)
        ends_alike = before.points[0] == shape.points[0] and before.points[-1] == shape.points[count - 1]
        return count if same and ends_alike else 0

    def _go_on(self, shape: StrokeShape, first: int, place: QRectF) -> None:
        if first and first == len(shape.points) - 1:
            return
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=shape.tip is Tip.CIRCLE)
        color = QColor(*(NEGATIVE if shape.erases else POSITIVE))
        width = shape.diameter * place.width()
        points = [
            QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in shape.points[first:]
        ]
        if shape.tip is Tip.SQUARE:
            _sweep(painter, points, width, color)
        else:
            cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, cap, join))
            for start in range(0, max(len(points) - 1, 1), _LONGEST):
                piece = points[start : start + _LONGEST + 1]
                # A line of no length has no caps in every style.
                painter.drawPolyline(QPolygonF(piece if len(piece) > 1 else [*piece, piece[0] + QPointF(0.01, 0)]))
        painter.end()


def _sweep(painter: QPainter, points: list[QPointF], side: float, color: QColor) -> None:
    """What an upright square leaves on its way: its hull from point to point."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    half = side / 2
    corners = [QPointF(-half, -half), QPointF(half, -half), QPointF(half, half), QPointF(-half, half)]
    for start, end in zip(points, points[1:] or points, strict=False):
        painter.drawConvexPolygon(_hull(start, end, corners))


def _hull(start: QPointF, end: QPointF, corners: list[QPointF]) -> QPolygonF:
    """Around an upright square at two places: of the corners that the way leads to, the end's, else the start's."""
    dx, dy = end.x() - start.x(), end.y() - start.y()
    hull: list[QPointF] = []
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % 4]
        leads = [_toward(dx, dy, a, b) for a, b in ((before, corner), (corner, after))]
        if leads[0] and leads[1]:
            hull.append(end + corner)
        elif not leads[0] and not leads[1]:
            hull.append(start + corner)
        else:
            order = (start, end) if leads[1] else (end, start)
            hull += [place + corner for place in order]
    return QPolygonF(hull)


def _toward(dx: float, dy: float, a: QPointF, b: QPointF) -> bool:
    """Whether a way leads out of the side from a to b of a square around the origin."""
    return dx * (a.x() + b.x()) + dy * (a.y() + b.y()) > 0
