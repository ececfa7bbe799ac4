"""Asking which copy of a project is to take its place."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.core.sentence import readable
from sam3_studio.dataset.project.storage.backups import Occasion
from sam3_studio.dataset.project.storage.restoring import Copy

_DAILY = QT_TRANSLATE_NOOP("RestoreDialog", "of the day")
_OCCASIONS = {
    Occasion.IMPORT: QT_TRANSLATE_NOOP("RestoreDialog", "before an import"),
    Occasion.UNDO: QT_TRANSLATE_NOOP("RestoreDialog", "before an import was undone"),
    Occasion.UPDATE: QT_TRANSLATE_NOOP("RestoreDialog", "before the project was brought up to date"),
    Occasion.RESTORE: QT_TRANSLATE_NOOP("RestoreDialog", "before a backup was restored"),
}


class RestoreDialog(QDialog):
    """Lists the copies, the newest first.

    Signals:
        chosen (Copy): it is to take the project's place.

    Args:
        copies: one or more.
        parent: the window.
    """

    chosen = Signal(object)

    def __init__(self, copies: Sequence[Copy], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Restore a backup"), QSize(560, 380))
        layout.addWidget(parts.heading(self.tr("Which backup is to be restored?")))
        text = self.tr("The project becomes what it was then. How it is now is kept, and can be restored in turn.")
        layout.addWidget(parts.paragraph(text))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Backups"))
        parts.make_roomy(self.list)
        for copy in copies:
            item = QListWidgetItem(_described(copy), self.list)
            item.setData(Qt.ItemDataRole.UserRole, copy)
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self.accept)
        layout.addWidget(self.list, 1)
        layout.addWidget(parts.button_box(self, self.tr("Restore")))

    def accept(self) -> None:
        """Qt's."""
        item = self.list.currentItem()
        super().accept()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _described(copy: Copy) -> str:
    """A copy on one line."""
    occasion = QCoreApplication.translate("RestoreDialog", _OCCASIONS[copy.occasion] if copy.occasion else _DAILY)
    moment = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(copy.time)), QLocale.FormatType.ShortFormat)
    return f"{moment}   {occasion}   {readable(copy.size)}"
