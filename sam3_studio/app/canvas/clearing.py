"""Giving back the memory of a picture that was left: thousands of tiles, which takes longer than a frame may last."""

import time
from collections import deque
from collections.abc import Sized
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

_SECONDS = 0.003
"""How long it works at a time, between everything else."""


class Popped(Sized, Protocol):
    """A collection that can be emptied item by item."""

    def popitem(self) -> object:
        """Take an item out."""
        ...


class Clearing(QObject):
    """Empties collections a little at a time, when there is nothing else to do.

    Args:
        parent: of this object; when that is destroyed, so is all that is left.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: deque[Popped] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def empty(self, *collections: Popped) -> None:
        """Empty collections that nobody else needs any more."""
        self._left.extend(collections)
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        end = time.perf_counter() + _SECONDS
        while self._left and time.perf_counter() < end:
            if len(self._left[0]):
                self._left[0].popitem()
            else:
                self._left.popleft()
        if not self._left:
            self._timer.stop()
