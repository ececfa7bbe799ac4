"""Small charts, painted in the colours of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sam3_studio.app.theme import Colors, as_written, colors_of

_GAP = 2
_CORNER = 2


class Chart(QWidget):
    """A title, and below it something that is painted; what the pointer is on is told in a tip.

    Args:
        title: of the chart.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Qt's."""
        return QSize(300, 120)

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(160, 120)

    def event(self, event: QEvent) -> bool:
        """Qt's: tells the number under the pointer."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_written(self.tip_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = colors_of(self.palette())
        painter.setPen(QColor(colors.text))
        painter.drawText(QRectF(0, 0, self.width(), self._line), Qt.AlignmentFlag.AlignLeft, self._title)
        self.draw(painter, colors)
        painter.end()

    def tip_at(self, point: QPointF) -> str:
        """What is shown at a point; empty for nothing."""
        raise NotImplementedError

    def draw(self, painter: QPainter, colors: Colors) -> None:
        """Paint what is below the title."""
        raise NotImplementedError

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _ground(self) -> QRectF:
        """The place below the title."""
        top = self._line + 6
        return QRectF(0, top, self.width(), self.height() - top)


class BarChart(Chart):
    """Numbers as upright bars, with the names of some of them below.

    Args:
        title: of the chart.
        names: of the bars.
        counts: their heights.
    """

    def __init__(self, title: str, names: Sequence[str], counts: Sequence[int]) -> None:
        super().__init__(title)
        self._names = tuple(names)
        self._counts = tuple(counts)
        told = ", ".join(f"{name}: {QLocale().toString(count)}" for name, count in zip(names, counts, strict=True))
        self.setAccessibleDescription(told)

    def tip_at(self, point: QPointF) -> str:
        """What is shown at a point; empty for nothing."""
        number = int(point.x() * len(self._counts) / max(self.width(), 1))
        if not 0 <= number < len(self._counts) or not self._ground.contains(point):
            return ""
        return f"{self._names[number]}: {QLocale().toString(self._counts[number])}"

    def draw(self, painter: QPainter, colors: Colors) -> None:
        """Paint the bars."""
        ground = self._ground.adjusted(0, 0, 0, -self._line - 2)
        most, wide = max(*self._counts, 1), ground.width() / len(self._counts)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, count in enumerate(self._counts):
            height = ground.height() * count / most
            bar = QRectF(number * wide + _GAP / 2, ground.bottom() - max(height, 1), wide - _GAP, max(height, 1))
            painter.setBrush(QColor(colors.accent_text if count else colors.line))
            painter.drawRoundedRect(bar, _CORNER, _CORNER)
        painter.setPen(QColor(colors.quiet))
        widest = max(self.fontMetrics().horizontalAdvance(name) for name in self._names) + 6
        step = max(1, -(-widest // max(int(wide), 1)))
        for number in range(0, len(self._names), step):
            place = QRectF(number * wide - widest, ground.bottom() + 2, wide + 2 * widest, self._line)
            place.setLeft(max(place.left(), -widest + wide / 2))
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, self._names[number])


class HeatMap(Chart):
    """Numbers in rows and columns, the stronger the larger.

    Args:
        title: of the chart.
        cells: rows from above, of numbers from the left.
    """

    def __init__(self, title: str, cells: Sequence[Sequence[int]]) -> None:
        super().__init__(title)
        self._cells = tuple(map(tuple, cells))

    def tip_at(self, point: QPointF) -> str:
        """What is shown at a point; empty for nothing."""
        ground = self._ground
        if not ground.contains(point):
            return ""
        row = int((point.y() - ground.top()) * len(self._cells) / ground.height())
        column = int(point.x() * len(self._cells[0]) / ground.width())
        return QLocale().toString(self._cells[min(row, len(self._cells) - 1)][min(column, len(self._cells[0]) - 1)])

    def draw(self, painter: QPainter, colors: Colors) -> None:
        """Paint the cells."""
        ground = self._ground
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(ground, QColor(colors.base))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        most = max(*map(max, self._cells), 1)
        wide, high = ground.width() / len(self._cells[0]), ground.height() / len(self._cells)
        color = QColor(colors.accent_text)
        for row, counts in enumerate(self._cells):
            for column, count in enumerate(counts):
                color.setAlphaF(count / most)
                painter.fillRect(QRectF(column * wide, ground.top() + row * high, wide, high), color)
