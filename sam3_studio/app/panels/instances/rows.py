"""How an object or a candidate looks in the list."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.panels.instances.model import INSTANCE, Column, InstanceRow
from sam3_studio.app.panels.row_painting import draw_swatch
from sam3_studio.app.panels.row_signs import RowSign, draw_signs, pointer_over
from sam3_studio.app.theme import Colors, colors_of, draw_icon
from sam3_studio.core.labeling import Source

_EDGE = 12
_SWATCH = 12

SOURCES = {
    Source.MODEL: ("by-model", QT_TRANSLATE_NOOP("Objects", "Found by the model")),
    Source.PERSON: ("by-person", QT_TRANSLATE_NOOP("Objects", "Drawn by a person")),
    Source.EDITED: ("by-edit", QT_TRANSLATE_NOOP("Objects", "Found by the model, then edited")),
}
"""Icon and name of every source; the names are to be translated in the context "Objects"."""

_Index = QModelIndex | QPersistentModelIndex


class InstanceRows(QStyledItemDelegate):
    """Paints the cells; the ground is the view's."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Qt's."""
        return QSize(24, max(30, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt's."""
        row = index.data(INSTANCE)
        if not isinstance(row, InstanceRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = colors_of(option.palette)
        column = Column(index.column())
        if column is Column.NAME:
            _draw_name(painter, option, row, colors)
        elif column is Column.SIGNS:
            draw_signs(painter, option.rect, signs_of(row), colors, pointer_over(option))
        else:
            faint = row.ghost or row.hidden or column is not Column.SCORE
            painter.setPen(QColor(colors.quiet if faint else colors.text))
            place = option.rect.adjusted(0, 0, -4, 0)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, align, str(index.data()))
        painter.restore()


def signs_of(row: InstanceRow) -> tuple[RowSign, ...]:
    """What can be clicked in a row."""
    translate = QCoreApplication.translate
    if row.is_candidate:
        return (
            RowSign("accept", "accept", translate("Objects", "Accept"), "good"),
            RowSign("reject", "reject", translate("Objects", "Reject"), "bad"),
        )
    return (
        RowSign("hidden", "hide", translate("Objects", "Show"))
        if row.hidden
        else RowSign("hidden", "show", translate("Objects", "Hide")),
        RowSign("locked", "lock", translate("Objects", "Unlock"), "text")
        if row.locked
        else RowSign("locked", "unlock", translate("Objects", "Lock"), "disabled"),
    )


def _draw_name(painter: QPainter, option: QStyleOptionViewItem, row: InstanceRow, colors: Colors) -> None:
    inside = option.rect.adjusted(_EDGE, 0, -4, 0)
    middle = inside.center().y() + 0.5
    swatch = QRectF(inside.left(), middle - _SWATCH / 2, _SWATCH, _SWATCH)
    if row.is_candidate:
        # As on the canvas: what is only proposed has a dashed line and little inside.
        faint = QColor(*row.color)
        faint.setAlphaF(0.15 if row.ghost else 0.35)
        painter.setBrush(faint)
        painter.setPen(QPen(QColor(*row.color) if not row.ghost else QColor(colors.edge), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(swatch, 3, 3)
    else:
        draw_swatch(painter, swatch, row.color, colors)
    inside.setLeft(inside.left() + _SWATCH + 8)
    if row.source is not None:
        sign = QRectF(inside.right() - 12, middle - 6, 12, 12)
        draw_icon(painter, SOURCES[row.source][0], sign, colors.quiet)
        inside.setRight(inside.right() - 16)
    painter.setPen(QColor(colors.quiet if row.ghost or row.hidden else colors.text))
    metrics = QFontMetrics(option.font)
    if row.number:
        # Names stand below one another whether their numbers have one digit or two.
        place = QRect(inside)
        place.setWidth(metrics.horizontalAdvance(max("00", str(row.number), key=len)))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row.number))
        inside.setLeft(place.right() + 8)
    text = metrics.elidedText(row.class_name, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
