"""Something that takes minutes, on a thread of its own, for dialogs that show how far it is."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.core.errors import CancelledError, Sam3StudioError
from sam3_studio.core.progress import Progress

Work = Callable[[Progress, threading.Event], object]
"""What to do: it is given a function to tell steps done and steps in all, and an event that asks it to stop."""


_at_work: set["Job"] = set()


def jobs_have_ended(timeout: float) -> bool:
    """Ask all jobs to stop; whether they have within `timeout` seconds."""
    deadline = time.monotonic() + timeout
    for job in _at_work:
        job.cancel()
    return all(job.wait(round(1000 * max(0.0, deadline - time.monotonic()))) for job in tuple(_at_work))


class Job(QThread):
    """Does one thing while the window goes on.

    The thread exists because reading masks and writing files takes minutes; it starts with `begin`, ends with the work,
    and touches nothing but what the work holds. One of the signals `done`, `failed` and `stopped` is emitted at its
    end. It outlives the dialog that shows it; where the program ends first, that waits for the work to stop.

    Signals:
        progressed: steps done, steps in all; a hundred times at most.
        done: what the work gives.
        failed: why not, a sentence.
        stopped: as the person asked.
        crashed: by a mistake of the program's, of which a report tells.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    crashed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()  # without a parent, for a parent destroys its children while they run
        self._work = work
        self._cancel = threading.Event()
        self._percent = -1
        self.finished.connect(self._let_go)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def begin(self) -> None:
        """Start, and be kept until the end."""
        _at_work.add(self)
        self.start()

    def cancel(self) -> None:
        """Ask the work to stop; it does before its next picture."""
        self._cancel.set()

    def stop(self) -> None:
        """Ask the work to stop, and wait until it has."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        """Qt's: the thread itself."""
        with ExitStack() as crash:
            crash.callback(self.crashed.emit)
            self._run()
            crash.pop_all()

    def _run(self) -> None:
        try:
            outcome = self._work(self._tell, self._cancel)
        except CancelledError:
            self.stopped.emit()
        except (Sam3StudioError, OSError, MemoryError) as error:
            self.failed.emit(translated(error))
        else:
            self.done.emit(outcome)

    @Slot()
    def _let_go(self) -> None:
        _at_work.discard(self)

    def _tell(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(done, total)


class LatestJob(QObject):
    """One job at a time: another one asks the one before to stop, of which nothing more is told.

    Signals:
        progressed: steps done, steps in all, of the newest work.
        done: what it gives.
        failed: why it does not, a sentence.
        crashed: that it does not, by a mistake of the program's, of which a report tells; a sentence.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)
    crashed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is wanted that has not been told yet."""
        return self._job is not None

    def begin(self, work: Work) -> None:
        """Do this, in the place of what is being done."""
        self.forget()
        self._job = Job(work)
        self._job.progressed.connect(self._tell)
        self._job.done.connect(self._take)
        self._job.failed.connect(self._fail)
        self._job.stopped.connect(self._note_stop)
        self._job.crashed.connect(self._note_crash)
        self._job.begin()

    def forget(self) -> None:
        """Nothing is wanted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _is_of_newest(self) -> bool:
        """Whether a signal is; what an older job has said may arrive late, and a disconnection does not stop it."""
        return self._job is not None and self.sender() is self._job

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        if self._is_of_newest():
            self.progressed.emit(done, total)

    @Slot(object)
    def _take(self, outcome: object) -> None:
        if self._is_of_newest():
            self._job = None
            self.done.emit(outcome)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        if self._is_of_newest():
            self._job = None
            self.failed.emit(sentence)

    @Slot()
    def _note_stop(self) -> None:
        """The program ends."""
        if self._is_of_newest():
            self._job = None

    @Slot()
    def _note_crash(self) -> None:
        if self._is_of_newest():
            self._job = None
            self.crashed.emit(
                QCoreApplication.translate("Job", "An unexpected error came in between; the report tells more.")
            )
