"""Looking through a folder in the background."""

import threading
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.threads.lingering import ended
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.reach import Deletions


class FolderScan(QObject):
    """Finds the pictures of a folder, in a thread of its own because a folder may hold 100,000 of them.

    The thread touches nothing but the folder. It ends after `look_for`, where the scan fails, or with `stop`.

    Signals:
        found (tuple[ScannedImage, ...], tuple[str, ...], tuple[str, ...]): a batch, as in `ScanBatch`.
        listed: all that is there was found; `look_for` what else there should be.
        looked (list[str]): names of the pictures that were deleted; nothing more comes.
        failed (str): why the scan broke off, a sentence; nothing more comes.

    Args:
        root: the folder.
    """

    found = Signal(object, object, object)
    listed = Signal()
    looked = Signal(object)
    failed = Signal(str)
    _wanted = Signal(object)

    def __init__(self, root: Path) -> None:
        super().__init__()  # without a parent, for a parent destroys its children while they run
        self._thread = QThread()
        self._thread.setObjectName("scan")
        self._scanner = _Scanner(root)
        self._scanner.moveToThread(self._thread)
        self._thread.started.connect(self._scanner.run)
        self._scanner.found.connect(self.found)
        self._scanner.listed.connect(self.listed)
        self._scanner.looked.connect(self._end)
        self._scanner.failed.connect(self._fail)
        self._wanted.connect(self._scanner.look_for)

    def start(self) -> None:
        """Begin, in the background."""
        self._thread.start(QThread.Priority.LowPriority)

    def go_on(self) -> None:
        """A batch has been taken in, so another one may come."""
        self._scanner.go_on()

    def look_for(self, names: Iterable[str]) -> None:
        """Find out which of these pictures were deleted, in the background."""
        self._wanted.emit(names)

    @property
    def is_running(self) -> bool:
        """Whether the folder is being looked through."""
        return self._thread.isRunning()

    def stop(self, timeout: float) -> bool:
        """End the scan; nothing more is told of it.

        Args:
            timeout: seconds to wait at most; a disk that does not answer takes longer, and cannot be stopped.

        Returns:
            Whether the thread has ended. If not, it is kept.
        """
        return ended(self, timeout)

    def end(self, timeout: float) -> bool:
        """See `lingering.Ending`."""
        self.blockSignals(True)  # what is on its way comes too late
        self._scanner.stop()
        self._thread.quit()
        return self._thread.wait(int(timeout * 1000))

    @Slot(object)
    def _end(self, deleted: list[str]) -> None:
        self._thread.quit()
        self.looked.emit(deleted)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._thread.quit()
        self.failed.emit(sentence)


class _Scanner(QObject):
    """What the thread does; signals and arguments as of `FolderScan`."""

    found = Signal(object, object, object)
    listed = Signal()
    looked = Signal(object)
    failed = Signal(str)

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root
        self._stopped = threading.Event()
        self._wanted = threading.Semaphore(2)

    def stop(self) -> None:
        """End the scan soon; for any thread."""
        self._stopped.set()
        self._wanted.release()

    def go_on(self) -> None:
        """Look for another batch; for any thread.

        Without that, batches would lie in wait for whoever takes them in, and nothing else would have its turn.
        """
        self._wanted.release()

    @Slot()
    def run(self) -> None:
        """Look through the folder."""
        try:
            for batch in scan(self._root):
                self._wanted.acquire()
                if self._stopped.is_set():
                    return
                self.found.emit(batch.images, tuple(map(translated, batch.problems)), batch.unseen)
        except DatasetError as error:
            self.failed.emit(translated(error))
        else:
            self.listed.emit()

    @Slot(object)
    def look_for(self, names: Iterable[str]) -> None:
        """Find out which of these pictures were deleted."""
        deleted = Deletions(self._root).among(takewhile(self._goes_on, names))
        if not self._stopped.is_set():
            self.looked.emit(deleted)

    def _goes_on(self, _: str) -> bool:
        return not self._stopped.is_set()
