"""What the colours of the semantic map mean, in a corner of the canvas."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.semantic import COVERED, MISSED

_PADDING = 10
_DOT = 10
_GAP = 7
_NONE = _AWAITED = 150, 150, 150


class Legend(QWidget):
    """Names the map's two colours; mouse events go through to the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._anything_missed = self._awaited = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Legend of the map"))
        self.hide()

    def set_missed(self, anything: bool) -> None:  # noqa: FBT001 - a property's setter
        """Whether the map shows anything that no object and no candidate covers."""
        self._anything_missed = anything
        self._write()

    def set_awaited(self, awaited: bool) -> None:  # noqa: FBT001 - a property's setter
        """Whether there is no map yet, and the model is making it."""
        self._awaited = awaited
        self._write()

    def sizeHint(self) -> QSize:
        """Qt's."""
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(text) for text, _ in self._entries()]
        across = 2 * _PADDING + len(widths) * (_DOT + _GAP) + sum(widths) + (len(widths) - 1) * 2 * _GAP
        return QSize(across, metrics.height() + _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole of it is small
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 180))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        left, middle = float(_PADDING), self.height() / 2
        for text, color in self._entries():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(*color))
            painter.drawEllipse(QPointF(left + _DOT / 2, middle), _DOT / 2, _DOT / 2)
            left += _DOT + _GAP
            painter.setPen(QColor(255, 255, 255))
            width = self.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 2 * _GAP

    def _write(self) -> None:
        self.setAccessibleDescription(self._entries()[-1][0])
        self.resize(self.sizeHint())
        self.update()

    def _entries(self) -> tuple[tuple[str, tuple[int, int, int]], ...]:
        if self._awaited:
            return ((self.tr("The map is being made…"), _AWAITED),)
        missed = self.tr("Missed?") if self._anything_missed else self.tr("Nothing missed")
        return (self.tr("Seen by the model"), COVERED), (missed, MISSED if self._anything_missed else _NONE)
