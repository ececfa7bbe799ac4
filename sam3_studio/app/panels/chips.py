"""Chips: parts of a prompt that can be switched off and removed, by mouse and by keyboard."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from sam3_studio.app.actions import claims
from sam3_studio.app.theme import colors_of, draw_icon

_HEIGHT = 28
_SIDE = 20  # of a box's picture
_CLOSE = 22  # px for the cross
_WIDEST = 220
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(QAbstractButton):
    """One concept or one box. Checked means that it takes part.

    Space switches it on and off, Delete or Backspace removes it; the mouse does the same on its body and on its cross.

    Signals:
        switched (bool): a person has switched it on or off.
        removed: a person has removed it.

    Args:
        text: what is read on it.
        description: what it is, for tooltips and screen readers.
        sign: name of an icon before the text, or empty.
        picture: a crop of the picture before the text.
        parent: of this widget.
    """

    switched = Signal(bool)
    removed = Signal()

    def __init__(
        self,
        text: str,
        description: str,
        *,
        sign: str = "",
        picture: QImage | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign = sign
        self._picture = picture
        self.setText(text)
        self.setAccessibleName(description)
        self.setToolTip(self.tr("{what}\nClick or Space: on and off. Delete: remove.").format(what=description))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.switched)

    def sizeHint(self) -> QSize:
        """Qt's."""
        wide = 8 + self._front() + self.fontMetrics().horizontalAdvance(self.text()) + 2 + _CLOSE
        return QSize(min(wide, _WIDEST), max(_HEIGHT, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(min(self.sizeHint().width(), 80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Qt's: keys that remove a chip are not the window's while a chip has the focus."""
        is_plain = isinstance(event, QKeyEvent) and not event.modifiers()
        return (is_plain and claims(event, *_REMOVING)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() in _REMOVING:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        if event.button() == Qt.MouseButton.LeftButton and self._cross().contains(event.position()):
            self.removed.emit()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        super().mouseMoveEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Switch off") if self.isChecked() else self.tr("Switch on")).triggered.connect(
            self.click
        )
        menu.addAction(self.tr("Remove")).triggered.connect(self.removed)
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        colors, on = colors_of(self.palette()), self.isChecked()
        pointer = self.mapFromGlobal(self.cursor().pos()) if self.underMouse() else QPoint(-1, -1)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        line = Qt.PenStyle.SolidLine if on else Qt.PenStyle.DashLine
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(colors.accent_text if focused else colors.edge), 2 if focused else 1, line))
        painter.setBrush(QColor(colors.hover if self.underMouse() else colors.raised if on else colors.window))
        painter.drawRoundedRect(shape, 7, 7)
        ink = QColor(colors.text if on else colors.quiet)
        inside = QRect(8, 0, self.width() - 8 - _CLOSE, self.height())
        self._draw_front(painter, inside, ink, faded=not on)
        inside.setLeft(inside.left() + self._front())
        font = self.font()
        font.setStrikeOut(not on)
        painter.setFont(font)
        painter.setPen(ink)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        cross = self._cross()
        hot = cross.contains(pointer)
        draw_icon(painter, "close", cross.adjusted(5, 5, -5, -5), colors.bad if hot else colors.quiet)
        painter.end()

    def _front(self) -> int:
        """Width in pixels of what comes before the text."""
        return (_SIDE + 6 if self._picture else 0) + (18 if self._sign else 0)

    def _cross(self) -> QRectF:
        return QRectF(self.width() - _CLOSE, (self.height() - _CLOSE) / 2, _CLOSE, _CLOSE)

    def _draw_front(self, painter: QPainter, inside: QRect, ink: QColor, *, faded: bool) -> None:
        left = float(inside.left())
        if self._picture:
            place = QRectF(left, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
            path = QPainterPath()
            path.addRoundedRect(place, 3, 3)
            painter.save()
            painter.setOpacity(0.4 if faded else 1.0)
            painter.setClipPath(path)
            size = min(self._picture.width(), self._picture.height())
            source = QRectF(0, 0, size, size)
            source.moveCenter(QRectF(self._picture.rect()).center())
            painter.drawImage(place, self._picture, source)
            painter.restore()
            left += _SIDE + 6
        if self._sign:
            draw_icon(painter, self._sign, QRectF(left, (self.height() - 14) / 2, 14, 14), ink)
