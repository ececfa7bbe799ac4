"""What rows of all lists have in common."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from sam3_studio.app.theme import Colors, colors_of

_State = QStyle.StateFlag


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem, colors: Colors) -> None:
    """The ground of a row: whether it is chosen or pointed at, and whether keys go to it."""
    chosen, pointed = bool(option.state & _State.State_Selected), bool(option.state & _State.State_MouseOver)
    rect = QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen or pointed:
        painter.setBrush(QColor(colors.selected if chosen else colors.hover))
        painter.drawRoundedRect(rect, 6, 6)
    if option.state & _State.State_HasFocus and option.state & _State.State_KeyboardFocusChange:
        painter.setPen(QPen(QColor(colors.accent_text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def draw_swatch(painter: QPainter, rect: QRectF, color: tuple[int, int, int], colors: Colors) -> None:
    """A rounded square in the colour of a class, with an edge that sets pale ones off."""
    painter.setPen(QPen(QColor(colors.edge), 1))
    painter.setBrush(QColor(*color))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def draw_empty_text(widget: QWidget, text: str) -> None:
    """Say in the middle of a widget why there is nothing."""
    painter = QPainter(widget)
    painter.setPen(QColor(colors_of(widget.palette()).quiet))
    margins = widget.rect().adjusted(16, 16, -16, -16)
    painter.drawText(
        margins, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, text
    )
    painter.end()
