"""Signs at the right of rows that are clicked: eyes, locks, ticks and crosses."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from sam3_studio.app.theme import Colors, draw_icon

SIGN_WIDTH = 24
"""Of the place of one sign, in pixels."""
_SIDE = 14


@dataclass(frozen=True, slots=True)
class RowSign:
    """A sign that does something when it is clicked.

    Attributes:
        id: what it does.
        icon: name of its icon.
        tip: what a click does, for a person.
        color: one of the `Colors` by name.
        crossed: drawn with a line through it, for what is switched off.
    """

    id: str
    icon: str
    tip: str
    color: str = "quiet"
    crossed: bool = False


def sign_places(row: QRect, count: int, *, right: int = 8) -> list[QRectF]:
    """Where the signs of a row are, from left to right."""
    left = row.right() + 1 - right - count * SIGN_WIDTH
    top = row.center().y() - SIGN_WIDTH / 2 + 0.5
    return [QRectF(left + number * SIGN_WIDTH, top, SIGN_WIDTH, SIGN_WIDTH) for number in range(count)]


def sign_at(point: QPointF, row: QRect, signs: Sequence[RowSign], *, right: int = 8) -> RowSign | None:
    """The sign at a place in the view."""
    places = sign_places(row, len(signs), right=right)
    return next((sign for sign, place in zip(signs, places, strict=True) if place.contains(point)), None)


def pointer_over(option: QStyleOptionViewItem) -> QPointF:
    """Where the mouse is in the view; outside unless it is over the row."""
    widget = option.widget
    if widget is None or not option.state & QStyle.StateFlag.State_MouseOver:
        return QPointF(-1, -1)
    return QPointF(widget.mapFromGlobal(QCursor.pos()))


def draw_signs(
    painter: QPainter, row: QRect, signs: Sequence[RowSign], colors: Colors, pointer: QPointF, *, right: int = 8
) -> None:
    """Draw the signs of a row; the one under the pointer stands out."""
    for sign, place in zip(signs, sign_places(row, len(signs), right=right), strict=True):
        if place.contains(pointer):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.pressed))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
        square = QRectF(0, 0, _SIDE, _SIDE)
        square.moveCenter(place.center())
        draw_icon(painter, sign.icon, square, getattr(colors, sign.color))
        if sign.crossed:
            painter.setPen(QPen(QColor(getattr(colors, sign.color)), 1.5))
            painter.drawLine(square.bottomLeft(), square.topRight())
