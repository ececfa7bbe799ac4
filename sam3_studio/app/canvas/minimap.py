"""The whole picture in a corner, with a frame around what is seen of it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sam3_studio.core.geometry import Box

SIDE = 176
"""The longer side, in logical pixels."""
_EDGE = 1


class Minimap(QWidget):
    """Shows where one is in the picture; a click or drag goes elsewhere.

    Signals:
        pointed: (x, y) of the picture, 0 to 1, to be seen in the middle.
    """

    pointed = Signal(float, float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._seen = QRectF(0, 0, 1, 1)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("Overview"))
        self.setAccessibleDescription(self.tr("The whole picture; click to see another part of it."))
        self.hide()

    def set_image(self, image: QImage) -> None:
        """The whole picture, small."""
        self._image = image
        size = image.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        self.resize(size.expandedTo(QSize(24, 24)) + QSize(2 * _EDGE, 2 * _EDGE))
        self.update()

    def set_seen(self, part: Box) -> None:
        """What is seen of the picture, all of which is from 0 to 1."""
        self._seen = QRectF(part.x1, part.y1, part.width, part.height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole of it is small
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        painter.fillRect(room, QColor(0, 0, 0, 200))
        inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.drawImage(inner, self._image)
        frame = QRectF(
            inner.x() + self._seen.x() * inner.width(),
            inner.y() + self._seen.y() * inner.height(),
            max(self._seen.width() * inner.width(), 4),
            max(self._seen.height() * inner.height(), 4),
        )
        painter.save()
        painter.setClipRect(inner)
        shade = QColor(0, 0, 0, 120)
        painter.fillRect(QRectF(inner.left(), inner.top(), inner.width(), frame.top() - inner.top()), shade)
        painter.fillRect(QRectF(inner.left(), frame.bottom(), inner.width(), inner.bottom() - frame.bottom()), shade)
        painter.fillRect(QRectF(inner.left(), frame.top(), frame.left() - inner.left(), frame.height()), shade)
        painter.fillRect(QRectF(frame.right(), frame.top(), inner.right() - frame.right(), frame.height()), shade)
        painter.setPen(QPen(QColor(255, 255, 255), 1.5))
        painter.drawRect(frame.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.restore()
        painter.setPen(QPen(QColor(255, 255, 255, 70), 1))
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go there as long as the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        x, y = at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)
        self.pointed.emit(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
