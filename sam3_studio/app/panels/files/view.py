"""The list of pictures as a view: which one is current, and which rows are near enough to be prepared."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QRect,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from sam3_studio.app.panels.files.model import ENTRY, STATE_NAMES, FileEntry, FileModel
from sam3_studio.app.panels.files.rows import FileRows
from sam3_studio.app.panels.followed_list import FollowedList, Index
from sam3_studio.app.panels.row_painting import draw_empty_text
from sam3_studio.app.theme import as_written

_Given = TypeVar("_Given")


class FileView(FollowedList):
    """Shows a `FileModel`, however long it is, in the time that its visible rows take.

    Signals:
        chosen (str): a person went to the picture of this name.
        moved: other rows are visible.

    Args:
        model: the pictures.
        rows: paints them.
        more_of: what tips say of a picture besides its name and state.
    """

    chosen = Signal(str)
    moved = Signal()

    def __init__(self, model: FileModel, rows: FileRows, more_of: Callable[[str], str]) -> None:
        super().__init__()
        self.more_of = more_of
        self.rows = rows
        self._empty_text = ""
        self.setModel(model)
        self.setItemDelegate(rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # A moment's rest tells apart what is looked at from what is scrolled past.
        self._rest = QTimer(self, singleShot=True, interval=40)
        self._rest.timeout.connect(self.moved)
        self.verticalScrollBar().valueChanged.connect(self._begin_rest)

    def set_empty_text(self, text: str) -> None:
        """What is said where there are no rows."""
        self._empty_text = text
        self.viewport().update()

    def show_current(self, row: int) -> None:
        """Make a row the current one and visible, without telling anybody; -1 for none."""
        with self.following():
            index = self.model().index(row, 0) if row >= 0 else QModelIndex()
            self.setCurrentIndex(index)
            if row >= 0:
                self.scrollTo(index)
            else:
                self.clearSelection()

    def keep_place(self, change: Callable[[_Given], None], content: _Given) -> None:
        """Change what is listed; what is visible stays where it is, as far as it is still there."""
        place = self.verticalScrollBar().value()
        with self.following():
            change(content)
        self.verticalScrollBar().setValue(place)

    def rows_near(self) -> list[int]:
        """The visible rows, then those a page further down, then a page further up."""
        count = self.model().rowCount()
        height = max(self.sizeHintForRow(0), 1)
        if not count or not self.isVisible():
            return []
        first = min(self.verticalScrollBar().value() // height, count - 1)
        page = self.viewport().height() // height + 2
        after = range(first + page, min(first + 2 * page, count))
        return [
            *range(first, min(first + page, count)),
            *after,
            *range(first - 1, max(first - page, 0) - 1, -1),
        ]

    def _go_to(self, index: Index) -> None:
        self.chosen.emit(str(index.data()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._begin_rest()

    @Slot()
    def _begin_rest(self) -> None:
        # A slot of its own without arguments: `QTimer.start` would take the place of the scroll bar for milliseconds.
        self._rest.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        super().paintEvent(event)
        if self._empty_text:
            draw_empty_text(self.viewport(), self._empty_text)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's: tells the whole name, and how far the picture is."""
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        entry = index.data(ENTRY) if index.isValid() else None
        if isinstance(entry, FileEntry):
            tip = as_written(tip_of(entry, self.more_of(entry.name)))
            QToolTip.showText(event.globalPos(), tip, self.viewport(), QRect(self.visualRect(index)))
        else:
            QToolTip.hideText()
        return True


def tip_of(entry: FileEntry, more: str = "") -> str:
    """A picture's whole name, how far it is, why, and what else there is to say."""
    lines = [entry.name, QCoreApplication.translate("Files", STATE_NAMES[entry.state]), entry.note, more]
    return "\n".join(line for line in lines if line)
