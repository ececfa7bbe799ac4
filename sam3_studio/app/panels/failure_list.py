"""Pictures that failed in a run, however many, with the reasons."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, SPACING
from sam3_studio.app.theme import as_written

_Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_NAME = Qt.ItemDataRole.UserRole

_WIDTH = 520
_ROWS = range(2, 6)
"""So many failures are shown at once; each takes three lines or so."""
_AT_ONCE = 200
"""Rows that are measured before the window has its turn: each breaks its lines where it has to."""


class FailureList(QFrame):
    """Pictures that failed, and why; closes as soon as anything else is clicked.

    Signals:
        retry_wanted: all are to be tried again.
        picture_chosen (str): a person wants to see the picture of this name.

    Args:
        failures: reasons by names.
        parent: of this widget.
    """

    retry_wanted = Signal()
    picture_chosen = Signal(str)

    def __init__(self, failures: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Pictures that failed"))
        self.list.setWordWrap(True)
        self.list.setSpacing(GAP // 2)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_AT_ONCE)
        self.list.setModel(_Failures(failures, self))
        self.retry = QPushButton(self.tr("Try again"))
        self.retry.clicked.connect(self._retry)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        layout.addWidget(self.list)
        layout.addWidget(self.retry, alignment=Qt.AlignmentFlag.AlignRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = min(max(len(failures), _ROWS.start), _ROWS.stop - 1)
        self.list.setFixedHeight(rows * (3 * self.fontMetrics().height() + GAP) + SPACING)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()

    def open_above(self, widget: QWidget) -> None:
        """Open above a widget, level with its right end, as far as its screen reaches."""
        corner = widget.mapToGlobal(QPoint(widget.width() - self.width(), -self.height() - GAP))
        room = widget.screen().availableGeometry()
        self.move(max(corner.x(), room.left()), max(corner.y(), room.top()))
        self.show()
        self.retry.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _retry(self) -> None:
        self.close()
        self.retry_wanted.emit()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.close()
        self.picture_chosen.emit(index.data(_NAME))


class _Failures(QAbstractListModel):
    """Makes the text of a row when it is asked for it: of a hundred thousand, few are ever read."""

    def __init__(self, failures: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._failures = tuple(failures.items())

    def rowCount(self, parent: _Index = _NOTHING) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(self._failures)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Qt's."""
        name, reason = self._failures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name}\n{reason}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_written(reason)
        return name if role == _NAME else None
