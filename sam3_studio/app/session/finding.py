"""Looking for the pictures that pass a filter, without the window waiting for the disk."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from sam3_studio.app.language import translated
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
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
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
        return self._pool.waitForDone(int(timeout * 1000))

    def _begin(self) -> None:
        if self._wanted is not None:
            self._running = threading.Event()
            task = _Task(self._project, self._wanted, self._running)
            task.told.done.connect(self._take)
            self._pool.start(task)

    @Slot(object, object)
    def _take(self, wanted: ImageFilter, found: Found) -> None:
        self._running = None
        if wanted != self._wanted or found is None:
            self._begin()
            return
        self._wanted = None
        if isinstance(found, str):
            self.failed.emit(found)
        else:
            self.found.emit(wanted, found)


class _Told(QObject):
    done = Signal(object, object)


class _Task(QRunnable):
    """Asks once."""

    def __init__(self, project: Path, wanted: ImageFilter, cancel: threading.Event) -> None:
        super().__init__()
        self.told = _Told()
        self._project = project
        self._wanted = wanted
        self._cancel = cancel

    def run(self) -> None:
        """Qt's."""
        found: Found = None
        try:
            found = pictures_matching(self._project, self._wanted, self._cancel)
        except CancelledError:
            pass
        except DatasetError as error:
            found = translated(error)
        self.told.done.emit(self._wanted, found)
