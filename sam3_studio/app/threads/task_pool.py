"""Threads for many small pieces of work, whose outcomes are told in the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, Signal


class _Outbox(QObject):
    """Carries outcomes to the window's thread; it outlives whoever waits for them."""

    done = Signal(object, object)


class TaskPool(QObject):
    """A few threads that wake when there is something to do, and touch nothing but what the work holds.

    Signals:
        done: what a piece of work was about, and what it gave.

    Args:
        threads: at most.
        priority: theirs.
        parent: of this object.
    """

    done = Signal(object, object)

    def __init__(self, threads: int, priority: QThread.Priority, parent: QObject) -> None:
        super().__init__(parent)
        self._outbox = _Outbox()
        self._outbox.done.connect(self.done)
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(threads)
        self._threads.setThreadPriority(priority)

    def start(self, subject: object, work: Callable[[], object]) -> None:
        """Do something as soon as a thread is free.

        Args:
            subject: what it is about.
            work: gives the outcome, and raises nothing.
        """
        self._threads.start(_Task(subject, work, self._outbox))

    def wait(self, timeout: float) -> bool:
        """Drop what has not begun; whether everything that has is over within `timeout` seconds."""
        self._threads.clear()
        return self._threads.waitForDone(int(timeout * 1000))


class _Task(QRunnable):
    def __init__(self, subject: object, work: Callable[[], object], outbox: _Outbox) -> None:
        super().__init__()
        self._subject = subject
        self._work = work
        self._outbox = outbox

    def run(self) -> None:
        """Qt's: in the thread."""
        self._outbox.done.emit(self._subject, self._work())
