"""From an imported project back to what it was before."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.undo_import import UndoImportDialog
from sam3_studio.app.dialogs.waiting import WaitingDialog
from sam3_studio.app.notify import Notifier
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.undoing import LastImport, asked_since_import, changed_since_import, undo_import


class UndoAssistant(QObject):
    """Asks whether an import is to be undone, and does it, for which the window closes the project.

    Signals:
        begins: the project is to be closed.
        ended (Path): it can be opened again.

    Args:
        project: that is open.
        last: the import.
        notifier: is told what came of it.
        window: of the project.
    """

    begins = Signal()
    ended = Signal(object)

    def __init__(self, project: Project, last: LastImport, notifier: Notifier, window: QWidget) -> None:
        super().__init__(window)
        self._file = project.file
        self._notifier = notifier
        self._window = window
        changed, asked = changed_since_import(project), asked_since_import(project)
        self._dialog = UndoImportDialog(last, changed=changed, asked=asked, parent=window)
        self._dialog.confirmed.connect(self._start)
        self._dialog.rejected.connect(self.deleteLater)

    def open(self) -> None:
        """Show the question."""
        parts.open_once(self._dialog)

    @Slot()
    def _start(self) -> None:
        self.begins.emit()
        text = self.tr("The project becomes what it was before the import; a copy of how it is now is made first.")
        waiting = WaitingDialog(self.tr("Undo the last import"), text, self._window)
        waiting.run(partial(undo_import, self._file), done=self._tell, failed=self._notifier.fail, ended=self._end)

    @Slot(object)
    def _tell(self, copy: Path) -> None:
        text = self.tr("The import is undone. How the project was is kept in {copy}.")
        self._notifier.inform(text.format(copy=copy))

    @Slot()
    def _end(self) -> None:
        self.ended.emit(self._file)
        self.deleteLater()
