"""How a candidate looks in the grid."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from sam3_studio.app.theme import Colors, draw_icon
from sam3_studio.editing.judging import Verdict

_RADIUS = 6
_BADGE = 22


@dataclass(frozen=True, slots=True)
class Cell:
    """What is to be seen of a candidate.

    Attributes:
        crop: empty where there is none, None while that is not known.
        score: as text.
        verdict: on it.
        chosen: whether it is among those that are selected.
        pointed: whether the mouse is over it.
        current: whether keys go to it.
    """

    crop: QImage | None
    score: str
    verdict: Verdict
    chosen: bool
    pointed: bool
    current: bool


def draw_cell(painter: QPainter, rect: QRectF, cell: Cell, colors: Colors) -> None:
    """Draw a candidate: its crop, its score, and the verdict on it, told by a sign and again by its colour."""
    painter.save()
    if cell.chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.selected))
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), _RADIUS + 2, _RADIUS + 2)
    path = QPainterPath()
    path.addRoundedRect(rect, _RADIUS, _RADIUS)
    painter.fillPath(path, QColor(colors.hover if cell.crop is None or cell.crop.isNull() else colors.base))
    painter.setClipPath(path)
    _draw_crop(painter, rect, cell, colors)
    painter.setClipping(False)
    _draw_score(painter, rect, cell.score)
    _draw_edge(painter, rect, cell, colors)
    painter.restore()


def _draw_crop(painter: QPainter, rect: QRectF, cell: Cell, colors: Colors) -> None:
    if cell.crop is None or cell.crop.isNull():
        square = QRectF(0, 0, 28, 28)
        square.moveCenter(rect.center())
        draw_icon(painter, "image" if cell.crop is None else "image-broken", square, colors.disabled)
        return
    painter.setOpacity(0.35 if cell.verdict is Verdict.REJECTED else 1.0)
    size = QSizeF(cell.crop.size()).scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), size)
    place.moveCenter(rect.center())
    painter.drawImage(place, cell.crop)
    painter.setOpacity(1.0)


def _draw_score(painter: QPainter, rect: QRectF, score: str) -> None:
    """On a dark ground in both themes, for it lies on a picture."""
    metrics = painter.fontMetrics()
    place = QRectF(0, 0, metrics.horizontalAdvance(score) + 10, metrics.height() + 2)
    place.moveBottomLeft(rect.bottomLeft() + QPointF(5, -5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 22, 26, 200))
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(QColor("white"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, score)


def _draw_edge(painter: QPainter, rect: QRectF, cell: Cell, colors: Colors) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if cell.verdict is not Verdict.OPEN:
        accepted = cell.verdict is Verdict.ACCEPTED
        color = QColor(colors.good if accepted else colors.bad)
        painter.setPen(QPen(color, 3))
        painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), _RADIUS, _RADIUS)
        badge = QRectF(rect.right() - _BADGE - 5, rect.top() + 5, _BADGE, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(badge)
        draw_icon(painter, "accept" if accepted else "reject", badge.adjusted(4, 4, -4, -4), colors.base)
    elif cell.pointed:
        painter.setPen(QPen(QColor(colors.edge), 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    if cell.current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.accent_text), 2))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), _RADIUS + 2, _RADIUS + 2)
