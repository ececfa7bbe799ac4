"""An export at work, on a thread of its own."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from sam3_studio.app.language import translated
from sam3_studio.core.errors import CancelledError, Sam3StudioError
from sam3_studio.dataset.export import ExportOutcome

Work = Callable[[Callable[[int, int], None], threading.Event], ExportOutcome]
"""What to do: it is given a function to tell steps done and steps in all, and an event that asks it to stop."""


class ExportJob(QThread):
    """Runs one export while the window goes on.

    The thread exists because reading masks and writing files takes minutes; it starts with `start`, ends with the work,
    and touches nothing but what the work holds. One of the signals `done`, `failed` and `stopped` is emitted at its
    end. Where the program ends first, it waits for the work to stop.

    Signals:
        progressed: steps done, steps in all; a hundred times at most.
        done: an `ExportOutcome`.
        failed: why not, a sentence.
        stopped: as the person asked.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()
        self._percent = -1
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def cancel(self) -> None:
        """Ask the work to stop; it does before its next picture."""
        self._cancel.set()

    def stop(self) -> None:
        """Ask the work to stop, and wait until it has."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        """Qt's: the thread itself."""
        try:
            outcome = self._work(self._tell, self._cancel)
        except CancelledError:
            self.stopped.emit()
        except (Sam3StudioError, OSError, MemoryError) as error:
            self.failed.emit(translated(error))
        else:
            self.done.emit(outcome)

    def _tell(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(done, total)
