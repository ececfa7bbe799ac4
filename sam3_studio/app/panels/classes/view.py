"""The list of classes as a view: choosing, signs and their tips."""

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from sam3_studio.app.panels.classes.model import ROW, ClassModel, ClassRow
from sam3_studio.app.panels.classes.rows import SIGNS_RIGHT, ClassRows, signs_of
from sam3_studio.app.panels.followed_list import FollowedList, Index
from sam3_studio.app.panels.row_painting import draw_empty_text
from sam3_studio.app.panels.row_signs import RowSign, sign_at
from sam3_studio.app.theme import as_written


class ClassView(FollowedList):
    """Shows a `ClassModel`. F2 or a double click renames, Space switches the search for a class on and off.

    Signals:
        chosen (int): a person went to the row.
        sign_clicked (int, str): a sign of a row was clicked, or its key pressed; which one.

    Args:
        model: the classes.
    """

    chosen = Signal(int)
    sign_clicked = Signal(int, str)

    def __init__(self, model: ClassModel) -> None:
        super().__init__()
        self._rows = ClassRows(self)
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)

    def show_current(self, row: int) -> None:
        """Make a row the current one, telling nobody; -1 for none."""
        with self.following():
            self.setCurrentIndex(self.model().index(row, 0) if row >= 0 else QModelIndex())

    def _go_to(self, index: Index) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        current = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and current.isValid():
            self.sign_clicked.emit(current.row(), "active")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        index, sign = self._sign(event.position())
        if sign is not None and event.button() == Qt.MouseButton.LeftButton:
            self.sign_clicked.emit(index.row(), sign.id)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's: on a sign, a second click is another click."""
        if self._sign(event.position())[1] is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        super().mouseMoveEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        super().paintEvent(event)
        if not self.model().rowCount():
            text = self.tr("No classes yet. Type a concept in the prompt, or add one here.")
            draw_empty_text(self.viewport(), text)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's: tells what a sign does, and a class's whole name."""
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        index, sign = self._sign(QPointF(event.pos()))
        row = index.data(ROW)
        if isinstance(row, ClassRow):
            QToolTip.showText(event.globalPos(), sign.tip if sign else as_written(self._tip(row)), self.viewport())
        return True

    def _sign(self, point: QPointF) -> tuple[QModelIndex, RowSign | None]:
        index = self.indexAt(point.toPoint())
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, ClassRow):
            return index, None
        return index, sign_at(point, self.visualRect(index), signs_of(row), right=SIGNS_RIGHT)

    def _tip(self, row: ClassRow) -> str:
        one = row.label_class
        lines = [one.name]
        if one.concepts:
            lines.append(self.tr("Found by: {concepts}").format(concepts=", ".join(one.concepts)))
        counts = self.tr("In this picture: accepted {accepted}, candidates {candidates}")
        lines.append(counts.format(accepted=row.counts.accepted, candidates=row.counts.candidates))
        return "\n".join(lines)
