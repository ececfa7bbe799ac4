"""Whether files and folders are there, without the window waiting for a drive that does not answer."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sam3_studio.app.threads.task_pool import TaskPool
from sam3_studio.core.folders import is_there

_AT_ONCE = 8
"""As many drives may keep one waiting, each for minutes, and what lies on others is known all the same."""


class Presence(QObject):
    """Looks for paths in threads of its own, which touch nothing else: a share that is gone takes minutes to say so.

    Signals:
        changed: a path that was taken to be there is not, or the other way round.

    Args:
        parent: of this object.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._gone: set[str] = set()
        self._running: set[str] = set()
        self._pool = TaskPool(_AT_ONCE, QThread.Priority.LowPriority, self)
        self._pool.done.connect(self._take)

    def is_there(self, path: str) -> bool:
        """Whether a path was there when it was looked for last; it is taken to be until that is known."""
        return path not in self._gone

    def look(self, paths: Iterable[str]) -> None:
        """Look for these once more, unless that is being done."""
        for path in paths:
            if path not in self._running:
                self._running.add(path)
                self._pool.start(path, partial(is_there, Path(path)))

    def stop(self, timeout: float) -> bool:
        """Stop looking; whether all threads have ended within `timeout` seconds."""
        return self._pool.wait(timeout)

    @Slot(object, object)
    def _take(self, path: str, found: bool) -> None:  # noqa: FBT001 - the signal's value
        self._running.discard(path)
        if found is not self.is_there(path):
            self._gone ^= {path}
            self.changed.emit()
