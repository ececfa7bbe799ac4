"""Looking through a folder in the background."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.threads.lingering import ended
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.scan import scan


class FolderScan(QObject):
    """Finds the pictures of a folder, in a thread of its own because a folder may hold 100,000 of them.

    The thread touches nothing but the folder. It ends by itself or with `stop`.

    Signals:
        found (tuple[ScannedImage, ...], tuple[str, ...], tuple[str, ...]): a batch, as in `ScanBatch`.
        finished (str): nothing more comes; why it broke off, a sentence, or an empty one.

    Args:
        root: the folder.
    """

    found = Signal(object, object, object)
    finished = Signal(str)

    def __init__(self, root: Path) -> None:
        super().__init__()  # without a parent, for a parent destroys its children while they run
        self._thread = QThread()
        self._thread.setObjectName("scan")
        self._scanner = _Scanner(root)
        self._scanner.moveToThread(self._thread)
        self._thread.started.connect(self._scanner.run)
        self._scanner.found.connect(self.found)
        self._scanner.finished.connect(self._end)

    def start(self) -> None:
        """Begin, in the background."""
        self._thread.start(QThread.Priority.LowPriority)

    def go_on(self) -> None:
        """A batch has been taken in, so another one may come."""
        self._scanner.go_on()

    @property
    def is_running(self) -> bool:
        """Whether the folder is being looked through."""
        return self._thread.isRunning()

    def stop(self, timeout: float) -> bool:
        """End the scan.

        Args:
            timeout: seconds to wait at most; a disk that does not answer takes longer, and cannot be stopped.

        Returns:
            Whether the thread has ended. If not, it is kept.
        """
        return ended(self, timeout)

    def end(self, timeout: float) -> bool:
        """See `lingering.Ending`."""
        self._scanner.stop()
        self._thread.quit()
        return self._thread.wait(int(timeout * 1000))

    @Slot(str)
    def _end(self, failure: str) -> None:
        self._thread.quit()
        self.finished.emit(failure)


class _Scanner(QObject):
    """What the thread does.

    Signals:
        found (tuple[ScannedImage, ...], tuple[str, ...], tuple[str, ...]): a batch, as in `ScanBatch`.
        finished (str): nothing more comes; why it broke off, a sentence, or an empty one.

    Args:
        root: the folder.
    """

    found = Signal(object, object, object)
    finished = Signal(str)

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
            self.finished.emit(translated(error))
        else:
            self.finished.emit("")
