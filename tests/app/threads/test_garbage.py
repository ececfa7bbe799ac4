"""`app.threads.garbage`: who destroys what nobody holds any more."""

import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from sam3_studio.app.threads.garbage import collect_garbage, uncollected

pytestmark = pytest.mark.gui


class Cycle:
    """Holds itself."""

    def __init__(self) -> None:
        self.myself = self


class Ticking(QObject):
    """Holds itself, and a timer that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self
        QTimer(self).start(1)


def make_garbage(count: int = 100_000) -> None:
    for _ in range(count):
        Cycle()


def test_a_timer_that_nobody_holds_is_destroyed_in_the_thread_of_the_window_whichever_asks_for_memory(
    qtbot: QtBot,
) -> None:
    destroyed: list[threading.Thread] = []
    weakref.finalize(Ticking(), lambda: destroyed.append(threading.current_thread()))
    other = threading.Thread(target=make_garbage)
    other.start()
    other.join()
    make_garbage()
    qtbot.waitUntil(lambda: bool(destroyed))
    assert destroyed == [threading.main_thread()]


def test_old_garbage_is_found_too(qtbot: QtBot) -> None:
    old = weakref.ref(Cycle())
    kept = old()
    for _ in range(40):
        make_garbage(1000)
        collect_garbage()
    del kept

    def looked() -> bool:
        make_garbage(1000)
        collect_garbage()
        return old() is None

    qtbot.waitUntil(looked, timeout=60_000)  # a hundred looks, on a machine that may be busy


def test_inside_the_block_nothing_is_looked_for_and_what_there_is_at_its_end_never() -> None:
    with uncollected():
        one = weakref.ref(Cycle())
        make_garbage()
        collect_garbage()
        assert one() is not None
    make_garbage()
    collect_garbage()
    assert one() is not None
