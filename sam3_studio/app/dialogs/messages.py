"""What the program said lately."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.notify import Notice, Severity


class MessagesDialog(QDialog):
    """The last notices, the newest first."""

    def __init__(self, log: Sequence[Notice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Messages so far"), QSize(760, 420))
        self._log = tuple(reversed(log))
        self._kinds = {
            Severity.INFORMATION: self.tr("Note"),
            Severity.WARNING: self.tr("Warning"),
            Severity.FAILURE: self.tr("Failure"),
        }
        self._list = QTableWidget(len(log), 3)
        self._list.setAccessibleName(self.windowTitle())
        self._list.setHorizontalHeaderLabels([self.tr("Time"), self.tr("Kind"), self.tr("Message")])
        self._list.verticalHeader().hide()
        self._list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.horizontalHeader().setStretchLastSection(True)
        self._list.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._list.setShowGrid(False)
        parts.make_roomy(self._list)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._list.setAlternatingRowColors(True)
        self._list.setTabKeyNavigation(False)  # it would go round among the cells, and to no button
        for column in (0, 1):
            self._list.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for row, notice in enumerate(self._log):
            for column, text in enumerate(self._columns(notice)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self._list.setItem(row, column, item)
        layout.addWidget(self._list if log else parts.hint(self.tr("There are no messages yet.")), 1)
        box = parts.button_box(self)
        copy = box.addButton(self.tr("Copy all"), parts.ButtonRole.ActionRole)
        copy.setEnabled(bool(log))
        copy.clicked.connect(self._copy)
        layout.addWidget(box)

    def _columns(self, notice: Notice) -> list[str]:
        moment = QDateTime.fromMSecsSinceEpoch(int(notice.time * 1000))
        time = QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
        return [time, self._kinds[notice.severity], notice.text]

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join("\t".join(self._columns(notice)) for notice in self._log))
