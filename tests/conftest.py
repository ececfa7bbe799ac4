"""Settings that every test runs under."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence

import pytest
from patience import PATIENCE, PatientBot
from unseen_screen import unseen_screen

# Two tests, or a test and anything else, sharing two cores with two threads each are ten times slower than with one.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# After the setting above, which libraries read when they load.
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from sam3_studio.app.threads.garbage import GarbageCollection, collect_garbage
from sam3_studio.app.threads.lingering import have_all_ended

# No deadline: a busy machine is no bug. What runs in CI stays as Hypothesis sets it up there (the same every time).
settings.register_profile("sam3-studio", settings(), max_examples=40, deadline=None)
settings.load_profile("sam3-studio")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs: Sequence[object]) -> None:
    """Workers of pytest-xdist have a screen each: on one for all, their windows would take the keys from each other."""
    for spec in specs:
        if sys.platform == "linux" and "QT_QPA_PLATFORM" not in os.environ:
            spec.env.update(unseen_screen())


def pytest_collection_finish(session: pytest.Session) -> None:
    """Where there is no screen, windows get one; what draws without them does so in memory."""
    chosen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    windows = any(item.get_closest_marker("gui") for item in session.items)
    if sys.platform == "linux" and not chosen and not session.config.option.collectonly:
        os.environ.update(unseen_screen() if windows else {"QT_QPA_PLATFORM": "offscreen"})


@pytest.fixture(scope="session")
def garbage_collection(qapp: QApplication) -> Iterator[GarbageCollection]:
    """As in the program: what a test leaves of its windows is destroyed in no other thread.

    In the end threads are waited for that took longer than a window does: one that still ran would abort the process.
    """
    yield GarbageCollection(qapp)
    assert have_all_ended(PATIENCE / 1000)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:  # noqa: ARG001 - it is needed first
    """pytest-qt's, with more patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def application(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever starts Qt has its application, also where it is the first test of a worker."""
    if request.node.get_closest_marker("gui"):
        request.getfixturevalue("garbage_collection")
    yield
    if not gc.isenabled():
        collect_garbage()  # most tests handle no events
