"""The list of objects as a view: selection by id that keeps its place, and signs."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip, QTreeView

from sam3_studio.app.panels.followed_list import leave_letters
from sam3_studio.app.panels.instances.columns import fit_columns, set_up_header
from sam3_studio.app.panels.instances.model import (
    INSTANCE,
    Column,
    InstanceModel,
    InstanceRow,
    heir_of,
    text_of,
    title_of,
)
from sam3_studio.app.panels.instances.rows import SOURCES, InstanceRows, signs_of
from sam3_studio.app.panels.row_painting import draw_empty_text, draw_row_ground
from sam3_studio.app.panels.row_pictures import RowPictures
from sam3_studio.app.panels.row_signs import RowSign, sign_at
from sam3_studio.app.theme import as_written, colors_of

_Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag
_State = QStyle.StateFlag


class InstanceView(QTreeView):
    """Shows an `InstanceModel`. Space accepts a candidate, or hides an object and shows it again.

    Signals:
        selection_made (tuple[str, ...]): a person has selected these ids.
        sign_clicked (str, str): a sign of the row with this id was clicked; which one.
        opened (str): a row was double-clicked, to be looked at closely.

    Args:
        model: the objects.
    """

    selection_made = Signal(object)
    sign_clicked = Signal(str, str)
    opened = Signal(str)

    def __init__(self, model: InstanceModel) -> None:
        super().__init__()
        self._instances = model
        self._selected: frozenset[str] = frozenset()
        self._before: tuple[tuple[InstanceRow, ...], int] = ((), -1)
        self._following = False
        self._empty_text = ""
        self._keys: dict[str, str] = {}
        self._pointer: QPoint | None = None
        self._pictures = RowPictures(self.viewport())
        self.setItemDelegate(InstanceRows(self))
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelAboutToBeReset.connect(self._begin_reset)
        model.modelReset.connect(self._end_reset)
        set_up_header(self)

    def set_empty_text(self, text: str) -> None:
        """What is said where there are no rows."""
        self._empty_text = text
        self.viewport().update()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """The keys of actions by id, as they are shown."""
        self._keys = dict(keys)

    @property
    def selected_ids(self) -> frozenset[str]:
        """What is selected."""
        return self._selected

    def select_ids(self, ids: Collection[str]) -> None:
        """Select these and no others, telling nobody; what is not there is left out."""
        rows = sorted(row for row in map(self._instances.row_of, ids) if row >= 0)
        self._selected = frozenset(self._instances.row(row).id for row in rows)
        selection = QItemSelection()
        for top, bottom in _stretches(rows):
            selection.select(self._instances.index(top, 0), self._instances.index(bottom, len(Column) - 1))
        self._following = True
        try:
            self.selectionModel().select(selection, _Flag.ClearAndSelect)
            if rows:
                first = self._instances.index(rows[0], 0)
                self.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
                self.scrollTo(first)
        finally:
            self._following = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt's."""
        super().selectionChanged(selected, deselected)
        if self._following:
            return
        rows = self.selectionModel().selectedRows()
        ids = tuple(self._instances.row(index.row()).id for index in rows)
        if frozenset(ids) != self._selected:
            self._selected = frozenset(ids)
            self.selection_made.emit(ids)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt's: one ground for the whole row, then its cells."""
        whole = QStyleOptionViewItem(option)
        whole.rect.setLeft(0)
        whole.rect.setWidth(self.viewport().width())
        whole.state = self._state_of(index, whole)
        chosen = bool(whole.state & _State.State_Selected)
        steady = not whole.state & (_State.State_MouseOver | _State.State_HasFocus)
        content = (self._instances.row(index.row()), chosen) if steady else None

        def draw(on: QPainter) -> None:
            on.save()
            on.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_row_ground(on, whole, colors_of(self.palette()))
            on.restore()
            super(InstanceView, self).drawRow(on, option, index)

        self._pictures.draw(painter, whole.rect, content, draw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        row = self.currentIndex().data(INSTANCE)
        if event.key() != Qt.Key.Key_Space or not isinstance(row, InstanceRow):
            super().keyPressEvent(event)
            leave_letters(event)
        elif not event.isAutoRepeat():  # a heavy hand would accept one after the other, unseen
            self.sign_clicked.emit(row.id, "accept" if row.is_candidate else "hidden")

    def keyboardSearch(self, _text: str) -> None:
        """Qt's: letters and digits are the window's; the list does not jump."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        row, sign = self._sign(event.position())
        if row is not None and sign is not None and event.button() == Qt.MouseButton.LeftButton:
            self.sign_clicked.emit(row.id, sign.id)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's: on a sign, a second click is another click."""
        row, sign = self._sign(event.position())
        if row is not None and sign is None:
            self.opened.emit(row.id)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        super().mouseMoveEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: presence makes way first, then the area."""
        super().resizeEvent(event)
        fit_columns(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        # Asking the system where the pointer is takes a while, and there are many rows.
        viewport = self.viewport()
        self._pointer = viewport.mapFromGlobal(QCursor.pos()) if viewport.underMouse() else None
        columns = [(self.columnViewportPosition(column), self.columnWidth(column)) for column in Column]
        self._pictures.begin(*columns, self.locale().name())
        super().paintEvent(event)
        if self._empty_text:
            draw_empty_text(self.viewport(), self._empty_text)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's: tells what a sign does, and everything about an object."""
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        row, sign = self._sign(QPointF(event.pos()))
        if row is not None:
            key = self._keys.get(f"accept_{row.number}", "")
            accepts = f"{sign.tip} ({key})" if key and sign and sign.id == "accept" else ""
            tip = accepts or (sign.tip if sign else as_written(tip_of(row, key)))
            QToolTip.showText(event.globalPos(), tip, self.viewport())
        return True

    def _state_of(self, index: _Index, whole: QStyleOptionViewItem) -> QStyle.StateFlag:
        """Whether a whole row is selected, pointed at, and has the keys."""
        state = whole.state & ~(_State.State_Selected | _State.State_MouseOver | _State.State_HasFocus)
        if self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            state |= _State.State_Selected
        if self._pointer is not None and whole.rect.contains(self._pointer):
            state |= _State.State_MouseOver
        if self.hasFocus() and index.row() == self.currentIndex().row():
            state |= _State.State_HasFocus
        return state

    def _sign(self, point: QPointF) -> tuple[InstanceRow | None, RowSign | None]:
        index = self.indexAt(point.toPoint())
        row = index.data(INSTANCE) if index.isValid() else None
        if not isinstance(row, InstanceRow):
            return None, None
        if index.column() != Column.SIGNS:
            return row, None
        return row, sign_at(point, self.visualRect(index), signs_of(row))

    def _begin_reset(self) -> None:
        self._following = True
        self._before = self._instances.rows(), self.currentIndex().row()

    def _end_reset(self) -> None:
        """What is still there stays selected; a current row that is gone makes way for its neighbour.

        Of candidates that neighbour is selected as well: they are gone through one after the other.
        """
        place, (before, row) = self.verticalScrollBar().value(), self._before
        chosen, heir = self._selected, heir_of(before, row, {one.id for one in self._instances.rows()})
        self.select_ids(chosen)
        self.verticalScrollBar().setValue(place)
        if heir:
            index = self._instances.index(self._instances.row_of(heir), 0)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        if chosen and not self._selected and before[row].is_candidate:
            self.select_ids([heir] if heir else [])
            self.selection_made.emit((heir,) if heir else ())


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of all numbers that follow one another: Qt selects a thousand rows one by one slowly."""
    first = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            yield rows[first], row
            first = place + 1


def tip_of(row: InstanceRow, key: str = "") -> str:
    """Everything about an object or a candidate, and the key that accepts it, if there is one."""
    lines = [row.class_name]
    lines += [
        f"{title_of(column)}: {text}"
        for column in (Column.SCORE, Column.PRESENCE, Column.AREA)
        if (text := text_of(row, column))
    ]
    if row.source is not None:
        lines.append(QCoreApplication.translate("Objects", SOURCES[row.source][1]))
    details = row.details
    lines += [f"{name}: {value}" for name, value in details.attributes]
    lines += [QCoreApplication.translate("Objects", "Occluded")] if details.occluded else []
    lines += [QCoreApplication.translate("Objects", "Truncated")] if details.truncated else []
    lines += [details.note] if details.note else []
    if key:
        lines.append(QCoreApplication.translate("Objects", "{key} accepts it").format(key=key))
    return "\n".join(lines)
