"""Looking through a folder in the background."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.scan import scan


class Scanner(QObject):
    """Finds the pictures of a folder, in a thread of its own because a folder may hold 100,000 of them.

    It touches nothing but the folder. It is started once, and ends by itself or with `stop`.

    Signals:
        found (tuple[ScannedImage, ...], tuple[str, ...]): some pictures, and why others were passed over.
        finished (str): nothing more comes; why it broke off, a sentence, or an empty one.

    Args:
        root: the folder.
    """

    found = Signal(object, object)
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
        """A batch has been taken in, so another one may come; for any thread.

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
                self.found.emit(batch.images, batch.problems)
        except DatasetError as error:
            self.finished.emit(str(error))
        else:
            self.finished.emit("")
