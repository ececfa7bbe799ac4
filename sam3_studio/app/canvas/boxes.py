"""Prompt boxes, sketch boxes and rubber bands: lines of constant width over the picture."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE, Rgb

_BADGE = 8.0
"""Radius of a badge, in logical pixels."""
_HANDLE = 7.0
"""Side of a handle, in logical pixels."""
_SEAM = QColor(0, 0, 0, 120)


def paint_prompt_box(
    painter: QPainter, rect: QRectF, *, positive: bool, enabled: bool = True, chosen: bool = False
) -> None:
    """A frame with a badge: green, solid, plus for more like this; red, dashed, minus for nothing like this."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0 if enabled else 0.45)
    color = QColor(*(POSITIVE if positive else NEGATIVE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_SEAM, 3.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
    painter.drawRect(rect)
    pen = QPen(color, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    if not positive:
        pen.setDashPattern([5, 2])
    painter.setPen(pen)
    painter.drawRect(rect)
    if chosen:
        _paint_handles(painter, rect, color)
    _paint_badge(painter, badge_of(rect).center(), color, positive=positive)
    painter.restore()


def badge_of(rect: QRectF) -> QRectF:
    """Where the badge of a box is: outside it, where it hides nothing and no handle is in its way."""
    center = rect.topLeft() + QPointF(-_BADGE - 3, -_BADGE - 3)
    if center.x() < _BADGE + 2:
        center.setX(rect.left() + _BADGE + 5)
    if center.y() < _BADGE + 2:
        center.setY(rect.top() + _BADGE + 5)
    return QRectF(center.x() - _BADGE, center.y() - _BADGE, 2 * _BADGE, 2 * _BADGE)


def _paint_badge(painter: QPainter, center: QPointF, color: QColor, *, positive: bool) -> None:
    painter.setPen(QPen(_SEAM, 1.0))
    painter.setBrush(color)
    painter.drawEllipse(center, _BADGE, _BADGE)
    painter.setPen(QPen(QColor(16, 16, 18), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    arm = _BADGE * 0.5
    painter.drawLine(QLineF(center.x() - arm, center.y(), center.x() + arm, center.y()))
    if positive:
        painter.drawLine(QLineF(center.x(), center.y() - arm, center.x(), center.y() + arm))


def _paint_handles(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.setPen(QPen(color.darker(170), 1.2))
    painter.setBrush(QColor(255, 255, 255))
    xs, ys = (rect.left(), rect.center().x(), rect.right()), (rect.top(), rect.center().y(), rect.bottom())
    small_x, small_y = rect.width() < 5 * _HANDLE, rect.height() < 5 * _HANDLE
    for column, x in enumerate(xs):
        for row, y in enumerate(ys):
            middle = (column == 1) + (row == 1)
            crowded = (column == 1 and small_x) or (row == 1 and small_y)
            if middle < 2 and not (middle == 1 and crowded):
                painter.drawRect(QRectF(x - _HANDLE / 2, y - _HANDLE / 2, _HANDLE, _HANDLE))


def paint_sketch(painter: QPainter, boxes: Sequence[tuple[QRectF, Rgb, float]]) -> None:
    """Boxes that are found before their masks: thin, the surer the clearer."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect, color, score in boxes:
        seam, line = QColor(_SEAM), QColor(*color)
        seam.setAlphaF(0.2 + 0.4 * score)
        line.setAlphaF(0.35 + 0.65 * score)
        painter.setPen(QPen(seam, 3.0))
        painter.drawRect(rect)
        painter.setPen(QPen(line, 1.4))
        painter.drawRect(rect)


def paint_band(painter: QPainter, rect: QRectF, accent: QColor) -> None:
    """A rubber band."""
    fill = QColor(accent)
    fill.setAlpha(40)
    painter.setBrush(fill)
    painter.setPen(QPen(accent, 1.0))
    painter.drawRect(rect)


def paint_crosshair(painter: QPainter, at: QPointF, room: QRectF) -> None:
    """Lines across the picture that leave out the point where they cross; pale and dark, they are seen on anything."""
    gap = 10.0
    lines = [
        QLineF(room.left(), at.y(), at.x() - gap, at.y()),
        QLineF(at.x() + gap, at.y(), room.right(), at.y()),
        QLineF(at.x(), room.top(), at.x(), at.y() - gap),
        QLineF(at.x(), at.y() + gap, at.x(), room.bottom()),
    ]
    lines = [line for line in lines if line.dx() >= 0 and line.dy() >= 0]
    painter.setPen(QPen(QColor(0, 0, 0, 110), 1.0))
    painter.drawLines(lines)
    pen = QPen(QColor(255, 255, 255, 190), 1.0)
    pen.setDashPattern([5, 5])
    painter.setPen(pen)
    painter.drawLines(lines)


def crosshair_region(at: QPointF | None, room: QRect) -> QRegion:
    """Where the lines of a crosshair are in a widget; nowhere for None."""
    if at is None:
        return QRegion()
    x, y = round(at.x()), round(at.y())
    return QRegion(QRect(x - 2, room.top(), 5, room.height())) + QRegion(QRect(room.left(), y - 2, room.width(), 5))
