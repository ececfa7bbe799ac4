"""How a class looks in the list: colour, name, counts, signs and key."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sam3_studio.app.panels.classes.model import ROW, ClassCounts, ClassRow
from sam3_studio.app.panels.row_painting import draw_row_ground, draw_swatch
from sam3_studio.app.panels.row_signs import SIGN_WIDTH, RowSign, draw_signs, pointer_over
from sam3_studio.app.theme import Colors, colors_of

_EDGE = 12
_SWATCH = 14
_KEY = 20
_NAME = 56  # px; counts make way for a name that has less
SIGNS_RIGHT = _EDGE + _KEY
"""Distance in pixels of the signs from the right end of a row: its key comes behind them."""

_Index = QModelIndex | QPersistentModelIndex


class ClassRows(QStyledItemDelegate):
    """Paints the rows, and edits names in place."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Qt's."""
        return QSize(120, max(32, option.fontMetrics.height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt's."""
        row = index.data(ROW)
        if not isinstance(row, ClassRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = colors_of(option.palette)
        draw_row_ground(painter, option, colors)
        inside = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        middle = inside.center().y() + 0.5
        swatch = QRectF(inside.left(), middle - _SWATCH / 2, _SWATCH, _SWATCH)
        draw_swatch(painter, swatch, row.label_class.color, colors)
        _draw_key(painter, inside, row.label_class.digit, option.font, colors)
        signs = signs_of(row)
        draw_signs(painter, option.rect, signs, colors, pointer_over(option), right=SIGNS_RIGHT)
        inside.adjust(_SWATCH + 8, 0, -_KEY - len(signs) * SIGN_WIDTH - 4, 0)
        inside.setRight(inside.right() - _draw_counts(painter, inside, row.counts, option.font, colors))
        font = QFont(option.font)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colors.text if row.visible else colors.quiet))
        name = QFontMetrics(font).elidedText(row.label_class.name, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Qt's."""
        editor = QLineEdit(str(index.data(Qt.ItemDataRole.EditRole)), parent)
        editor.setAccessibleName(QCoreApplication.translate("Classes", "Name of the class"))
        editor.setFrame(False)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Qt's: nothing; it would write the old name over what is typed, whenever the counts of the row change."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """Qt's."""
        editor.setGeometry(option.rect.adjusted(_EDGE + _SWATCH + 2, 1, -_EDGE, -1))


def signs_of(row: ClassRow) -> tuple[RowSign, ...]:
    """What can be clicked in a row."""
    active = row.label_class.active
    return (
        RowSign(
            "active",
            "active",
            QCoreApplication.translate("Classes", "Looked for in every picture; click to stop that")
            if active
            else QCoreApplication.translate("Classes", "Not looked for; click to look for it in every picture"),
            "accent_text" if active else "quiet",
            crossed=not active,
        ),
        RowSign(
            "visible",
            "show" if row.visible else "hide",
            QCoreApplication.translate("Classes", "Hide objects of this class")
            if row.visible
            else QCoreApplication.translate("Classes", "Show objects of this class"),
        ),
    )


def _draw_key(painter: QPainter, inside: QRect, digit: int | None, font: QFont, colors: Colors) -> None:
    if digit is None:
        return
    place = QRectF(inside.right() - _KEY + 5, inside.center().y() - 8, 16, 17)
    painter.setPen(QPen(QColor(colors.line), 1))
    painter.setBrush(QColor(colors.window))
    painter.drawRoundedRect(place, 4, 4)
    painter.setFont(font)
    painter.setPen(QColor(colors.quiet))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(digit))


def _draw_counts(painter: QPainter, inside: QRect, counts: ClassCounts, font: QFont, colors: Colors) -> int:
    """Draws the counts at the right: accepted ones, and candidates with a plus; returns the width in pixels."""
    parts = [(f"+{counts.candidates}", colors.accent_text)] if counts.candidates else []
    parts += [(str(counts.accepted), colors.quiet)] if counts.accepted else []
    painter.setFont(font)
    metrics, used = QFontMetrics(font), 0
    for text, color in parts:
        width = metrics.horizontalAdvance(text)
        if inside.width() - used - width < _NAME:
            break
        place = QRect(QPoint(inside.right() - used - width, inside.top()), QSize(width + 1, inside.height()))
        painter.setPen(QColor(color))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        used += width + 6
    return used + 2 if used else 0
