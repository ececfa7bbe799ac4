"""How a picture looks in the list of files: thumbnail, name, and how far it is."""

from collections.abc import Callable
from pathlib import PurePosixPath

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sam3_studio.app.panels.files.model import ENTRY, FileEntry
from sam3_studio.app.panels.row_painting import draw_row_ground
from sam3_studio.app.theme import Colors, colors_of, draw_icon
from sam3_studio.core.labeling import ImageState

_EDGE = 8  # px, left and right
_THUMBNAIL = QSize(56, 42)
_HEIGHT = 56
_SIGN = 14

ThumbnailOf = Callable[[str], QImage | None]
"""A picture's thumbnail by its name: empty where it has none, None while that is not known."""
ReasonOf = Callable[[str], str | None]
"""Why a picture needs a person, by its name; None where that is not told, and folders are instead."""


class FileRows(QStyledItemDelegate):
    """Paints the rows.

    Args:
        thumbnail_of: gives thumbnails.
        reason_of: tells why pictures are where they are.
        parent: of this object.
    """

    def __init__(self, thumbnail_of: ThumbnailOf, reason_of: ReasonOf, parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnail_of = thumbnail_of
        self._reason_of = reason_of
        self.with_thumbnails = True

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's."""
        lines = option.fontMetrics.height() * 2 + 12
        return QSize(120, max(_HEIGHT, lines) if self.with_thumbnails else max(option.fontMetrics.height() + 12, 28))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's."""
        entry = index.data(ENTRY)
        if not isinstance(entry, FileEntry):
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colors = colors_of(option.palette)
        draw_row_ground(painter, option, colors)
        inside = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        if self.with_thumbnails:
            place = QRect(inside.left(), inside.center().y() - _THUMBNAIL.height() // 2, 0, 0)
            place.setSize(_THUMBNAIL)
            _draw_thumbnail(painter, place, self._thumbnail_of(entry.name), colors)
            inside.setLeft(place.right() + 10)
        sign = QRectF(inside.right() - _SIGN, inside.center().y() - _SIGN / 2 + 0.5, _SIGN, _SIGN)
        draw_state(painter, sign, entry.state, colors)
        inside.setRight(int(sign.left()) - 8)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        lines = _lines(entry.name, self._reason_of(entry.name)) if self.with_thumbnails else (entry.name, "")
        _draw_lines(painter, inside, lines, option.font, colors, bold=chosen)
        painter.restore()


def draw_state(painter: QPainter, rect: QRectF, state: ImageState, colors: Colors) -> None:
    """Draw the sign of a state: told by its shape, and again by its colour."""
    ring = rect.adjusted(2, 2, -2, -2)
    match state:
        case ImageState.NEW:
            painter.setPen(QPen(QColor(colors.edge), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
        case ImageState.CANDIDATES:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_text))
            center, arm = rect.center(), rect.width() / 2 - 0.5
            painter.drawPolygon(QPolygonF([center + QPointF(*d) for d in ((0, -arm), (arm, 0), (0, arm), (-arm, 0))]))
        case ImageState.IN_WORK:
            painter.setPen(QPen(QColor(colors.warning), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.warning))
            painter.drawPie(ring, 90 * 16, 180 * 16)
        case ImageState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.good))
            painter.drawEllipse(rect)
            draw_icon(painter, "accept", rect.adjusted(2.5, 2.5, -2.5, -2.5), colors.base)
        case ImageState.SECOND_LOOK:
            draw_icon(painter, "second-look", rect.adjusted(-1, -1, 1, 1), colors.warning)
        case ImageState.FAILED:
            draw_icon(painter, "warning", rect.adjusted(-1, -1, 1, 1), colors.bad)


def _draw_thumbnail(painter: QPainter, place: QRect, image: QImage | None, colors: Colors) -> None:
    path = QPainterPath()
    path.addRoundedRect(QRectF(place), 4, 4)
    if image is None or image.isNull():
        painter.fillPath(path, QColor(colors.hover))
        side = 18
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(place).center())
        draw_icon(painter, "image" if image is None else "image-broken", square, colors.disabled)
        return
    # The middle of the picture fills the place, so that rows stand in line.
    shape = place.size().scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    source = QRect(0, 0, shape.width(), shape.height())
    source.moveCenter(image.rect().center())
    painter.save()
    painter.setClipPath(path)
    painter.drawImage(place, image, source)
    painter.restore()


def _lines(name: str, reason: str | None) -> tuple[str, str]:
    """What stands above and below in a row: the name, and why the picture is here, or else its folder."""
    path = PurePosixPath(name)
    folder = "" if str(path.parent) == "." else str(path.parent)
    return path.name, folder if reason is None else reason


def _draw_lines(
    painter: QPainter, rect: QRect, lines: tuple[str, str], font: QFont, colors: Colors, *, bold: bool
) -> None:
    text, more = lines
    own = QFont(font)
    own.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    metrics = QFontMetrics(own)
    height = metrics.height()
    top = QRect(rect)
    if more:
        top.setBottom(rect.center().y())
        top.setTop(top.bottom() - height)
    painter.setFont(own)
    painter.setPen(QColor(colors.text))
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(top, align, metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width()))
    if more:
        below = QRect(rect.left(), rect.center().y() + 2, rect.width(), height)
        painter.setFont(font)
        painter.setPen(QColor(colors.quiet))
        metrics = QFontMetrics(font)
        painter.drawText(below, align, metrics.elidedText(more, Qt.TextElideMode.ElideRight, rect.width()))
