"""A list whose current row is the window's as much as a person's."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

Index = QModelIndex | QPersistentModelIndex


def leave_letters(event: QKeyEvent) -> None:
    """A key that Qt would have a list search with is nobody's; to be called once the list has had it."""
    if event.text().strip():
        event.ignore()


class FollowedList(QListView):
    """Rows of one height, in as much time as the visible ones take. Where a person goes, `_go_to` is called."""

    def __init__(self) -> None:
        super().__init__()
        self._following = False
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @contextmanager
    def following(self) -> Iterator[None]:
        """What becomes of the current row inside is nobody's choice."""
        self._following = True
        try:
            yield
        finally:
            self._following = False

    def _go_to(self, index: Index) -> None:
        """A person has gone to a row."""
        raise NotImplementedError

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt's."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._following:
            self._go_to(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: letters and digits are the window's."""
        super().keyPressEvent(event)
        leave_letters(event)

    def keyboardSearch(self, _text: str) -> None:
        """Qt's: the list does not jump."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's: a list without a current row takes its first one, which is nobody's choice."""
        with self.following():
            super().focusInEvent(event)
