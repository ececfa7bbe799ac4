"""Copying a project in the background, once a day."""

import threading
from datetime import date
from pathlib import Path

from PySide6.QtCore import QThread, Signal

from sam3_studio.app.language import translated
from sam3_studio.app.threads.lingering import ended
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.dataset.project.storage.backups import back_up


class Backup(QThread):
    """Copies a project unless that was done today.

    The thread exists because a large project takes seconds to copy. It reads the file through a connection of its
    own, and ends by itself or soon after `stop`.

    Signals:
        failed (str): why there is no copy, a sentence.

    Args:
        project: the file.
    """

    failed = Signal(str)

    def __init__(self, project: Path) -> None:
        super().__init__()  # without a parent, for a parent destroys its children while they run
        self.setObjectName("backup")
        self._project = project
        self._day = date.min
        self._cancel = threading.Event()

    def begin(self, day: date) -> bool:
        """Make the copy of a day in the background, unless one is being made; whether it is begun."""
        if self.isRunning():
            return False
        self._day = day
        self.start(QThread.Priority.LowPriority)
        return True

    def stop(self, timeout: float) -> bool:
        """Have no copy made; whether the thread has ended in so many seconds. If not, it is kept."""
        return ended(self, timeout)

    def end(self, timeout: float) -> bool:
        """See `lingering.Ending`."""
        self._cancel.set()
        return self.wait(int(timeout * 1000))

    def run(self) -> None:
        """Qt's: the thread itself."""
        try:
            back_up(self._project, self._day, self._cancel)
        except CancelledError:
            return
        except DatasetError as error:
            self.failed.emit(translated(error))
