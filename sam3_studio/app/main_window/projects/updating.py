"""From a project of an older version to one of this program's."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs.waiting import WaitingDialog
from sam3_studio.app.notify import Notifier
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.project import Project


class UpdateAssistant(QObject):
    """Brings a project up to date while the window shows how far that is: with a million objects it takes minutes.

    Signals:
        updated (Path): the project can be opened.
        ended: whatever came of it.

    Args:
        path: the project, or the folder of its pictures.
        notifier: is told why it could not be.
        window: that it is to be opened in.
    """

    updated = Signal(object)
    ended = Signal()

    def __init__(self, path: Path, notifier: Notifier, window: QWidget) -> None:
        super().__init__(window)
        self._path = path
        self._notifier = notifier
        self._window = window

    def begin(self) -> None:
        """Show the dialog, and start."""
        text = self.tr(
            "This project was made by an earlier version of the program. It is brought up to date, once; a copy of how "
            "it is now is kept beside it."
        )
        waiting = WaitingDialog(self.tr("Bringing the project up to date"), text, self._window)
        waiting.run(_Work(self._path), done=self._tell, failed=self._notifier.fail, ended=self._end)

    @Slot(object)
    def _tell(self, path: Path) -> None:
        self.updated.emit(path)

    @Slot()
    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()


class _Work:
    """What the thread does; it has the project to itself."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, progress: Progress, cancel: threading.Event) -> Path:
        Project.open(self._path, progress, cancel).close()
        return self._path
