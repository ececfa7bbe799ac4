"""Looking for the pictures that pass a filter, without the window waiting for the disk."""

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.threads.task_pool import TaskPool
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching

Found = list[str] | str | None
"""Names in natural order, or why there are none, a sentence; None where nobody wants to know any more."""


class PictureFinder(QObject):
    """Asks a project for one filter at a time in a thread of its own; a newer wish ends the one before.

    Among a million objects that takes a tenth of a second and more. The thread reads the project through a connection
    of its own.

    Signals:
        found (ImageFilter, list[str]): names of the pictures that pass it, in natural order.
        failed (str): they cannot be told, a sentence.

    Args:
        project: the file.
        parent: of this object.
    """

    found = Signal(object, object)
    failed = Signal(str)

    def __init__(self, project: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._pool = TaskPool(1, QThread.Priority.InheritPriority, self)
        self._pool.done.connect(self._take)
        self._wanted: ImageFilter | None = None
        self._running: threading.Event | None = None

    def find(self, wanted: ImageFilter) -> None:
        """Look for the pictures that pass a filter; the answer to another one that is not there yet never comes."""
        self._wanted = wanted
        if self._running is None:
            self._begin()
        else:
            self._running.set()

    def stop(self, timeout: float) -> bool:
        """Give up, and end the thread; whether it has ended in so many seconds."""
        self._wanted = None
        if self._running is not None:
            self._running.set()
        return self._pool.wait(timeout)

    def _begin(self) -> None:
        if self._wanted is not None:
            self._running = threading.Event()
            self._pool.start(self._wanted, partial(_find, self._project, self._wanted, self._running))

    @Slot(object, object)
    def _take(self, wanted: ImageFilter, found: Found) -> None:
        running, self._running = self._running, None
        # What was looked for again meanwhile, be it the same, is not in an answer that was found before.
        if running is None or running.is_set() or found is None:
            self._begin()
            return
        self._wanted = None
        if isinstance(found, str):
            self.failed.emit(found)
        else:
            self.found.emit(wanted, found)


def _find(project: Path, wanted: ImageFilter, cancel: threading.Event) -> Found:
    try:
        return pictures_matching(project, wanted, cancel)
    except CancelledError:
        return None
    except DatasetError as error:
        return translated(error)
