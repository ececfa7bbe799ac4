"""A layout that breaks lines."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Puts widgets beside each other, and on the next line where there is no room.

    Args:
        parent: whose layout this is.
        spacing: between widgets and between lines, in pixels.
        fill: whether the widgets of a line that can grow share what is left of it.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 4, fill: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._fill = fill
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's."""
        self._items.append(item)

    def count(self) -> int:
        """Qt's."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt's."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt's."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt's."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt's."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Qt's."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Qt's."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Qt's."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(width, 1), item.sizeHint().height()))
            if lines and used + self.spacing() + size.width() <= width:
                lines[-1].append((item, size))
                used += self.spacing() + size.width()
            else:
                lines.append([(item, size)])
                used = size.width()
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Height in pixels."""
        top = rect.top()
        lines = self._lines(rect.width())
        for line in lines:
            height = max(size.height() for _, size in line)
            if move:
                self._place(line, QRect(rect.left(), top, rect.width(), height))
            top += height + self.spacing()
        return top - rect.top() - (self.spacing() if lines else 0)

    def _place(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect) -> None:
        left = rect.width() - sum(size.width() for _, size in line) - self.spacing() * (len(line) - 1)
        growing = [item for item, _ in line if self._fill and item.expandingDirections() & Qt.Orientation.Horizontal]
        at = rect.left()
        for item, size in line:
            extra = 0
            if item in growing:
                number = growing.index(item)
                extra = left * (number + 1) // len(growing) - left * number // len(growing)
            item.setGeometry(QRect(QPoint(at, rect.top()), QSize(size.width() + extra, rect.height())))
            at += size.width() + extra + self.spacing()
