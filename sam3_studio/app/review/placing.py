"""Where cells are in a grid that is as wide as its window and as long as it takes."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

GAP = 10
"""Between cells, and around them, in pixels."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Cells in rows.

    Attributes:
        count: how many there are.
        side: of a cell, in pixels.
        width: of the view, in pixels.
    """

    count: int
    side: int
    width: int

    @property
    def pitch(self) -> int:
        """From one cell to the next, in pixels."""
        return self.side + GAP

    @property
    def columns(self) -> int:
        """In each row."""
        return max(1, (self.width - GAP) // self.pitch)

    @property
    def height(self) -> int:
        """Of all rows, in pixels."""
        return -(-self.count // self.columns) * self.pitch + GAP

    @property
    def _left(self) -> float:
        return max(GAP, (self.width - self.columns * self.pitch + GAP) / 2)

    def rect(self, number: int) -> QRectF:
        """Where a cell is, from the top of the first row on."""
        row, column = divmod(number, self.columns)
        return QRectF(self._left + column * self.pitch, GAP + row * self.pitch, self.side, self.side)

    def at(self, point: QPointF) -> int:
        """The cell at a place, half of the gaps around it included; -1 for none."""
        column = int((point.x() - self._left + GAP / 2) // self.pitch)
        row = int((point.y() - GAP / 2) // self.pitch)
        number = row * self.columns + column
        return number if 0 <= column < self.columns and 0 <= number < self.count and row >= 0 else -1

    def rows(self, top: int, bottom: int) -> range:
        """The cells that can be seen between two heights, in pixels."""
        first = max(0, (top - GAP) // self.pitch) * self.columns
        last = max(0, bottom // self.pitch + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))

    def between(self, start: QPointF, end: QPointF) -> list[int]:
        """The cells on the way from one place to another, each once, in that order."""
        way = end - start
        steps = int(max(abs(way.x()), abs(way.y())) // (self.side / 2)) + 1
        passed = (self.at(start + way * step / steps) for step in range(steps + 1))
        return [number for number in dict.fromkeys(passed) if number >= 0]

    def reached(self, key: Qt.Key, number: int, height: int) -> int | None:
        """The cell that a key leads to.

        Args:
            key: an arrow, a page up or down, or an end.
            number: of the cell to start from.
            height: of the view, in pixels.

        Returns:
            None for another key.
        """
        page = max(1, height // self.pitch) * self.columns
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self.columns,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -self.count,
            Qt.Key.Key_End: self.count,
        }
        return min(max(number + steps[key], 0), self.count - 1) if key in steps else None
