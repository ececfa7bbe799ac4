"""Threads that a test has started have ended with it."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from patience import PATIENCE
from PySide6.QtCore import QThreadPool

_OWN = {"inference", "scan"}
"""What Qt's threads of the window are called."""
_LISTED = {"TMonitor", "_DummyThread"}
"""tqdm's thread watches over all bars until the process ends; Python goes on listing Qt's threads that it has met."""


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """For the conftest of whatever opens windows."""
    before = set(threading.enumerate())
    yield
    assert QThreadPool.globalInstance().waitForDone(PATIENCE)
    end = time.monotonic() + PATIENCE / 1000
    while (left := _left_over(before)) and time.monotonic() < end:
        time.sleep(0.01)
    assert not left


def _left_over(before: set[threading.Thread]) -> list[str]:
    python = [one.name for one in threading.enumerate() if one not in before and type(one).__name__ not in _LISTED]
    return python + _qt_threads()


def _qt_threads() -> list[str]:
    """Python does not list them; Linux does, by the names of the objects."""
    if sys.platform != "linux":
        return []
    names = []
    for place in Path("/proc/self/task").iterdir():
        try:
            names.append((place / "comm").read_text().strip())
        except OSError:  # it ended meanwhile
            continue
    return [name for name in names if name in _OWN]
