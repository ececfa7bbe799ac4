"""Cyclic garbage of Python, which is looked for in the window's thread alone.

By itself Python looks in whichever thread happens to ask for memory, and destroys there what it finds. Among that are
widgets and timers which nobody holds any more. Qt lets them be destroyed in their own thread alone: a timer that was
begun there stays, and the program ends at once when it goes off.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject, QTimer

_PAUSE = 500
"""Milliseconds between two looks; in a window with its model one takes a millisecond."""

_free_to_look = Lock()


class GarbageCollection(QObject):
    """Has this thread look for garbage, while its events are handled, and no other one.

    Args:
        parent: of this object, which lives as long as the program does.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(collect_garbage)
        timer.start(_PAUSE)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage inside the block, in any thread, and never again among what there is at its end.

    A search goes through everything there is: PyTorch brings half a million objects, which took 100 to 250 ms each
    time.
    """
    by_itself = gc.isenabled()
    with _free_to_look:
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            if by_itself:
                gc.enable()


def collect_garbage() -> None:
    """Look where Python would have looked by itself by now: among the youngest objects, or among older ones, too."""
    if _free_to_look.acquire(blocking=False):
        try:
            counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
            due = [age for age, (count, most) in enumerate(counts) if count > most > 0]  # 0 switches an age off
            if due:
                gc.collect(max(due))
        finally:
            _free_to_look.release()
