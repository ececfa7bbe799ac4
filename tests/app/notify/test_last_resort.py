"""Errors that nobody expected."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qCritical, qWarning
from pytestqt.qtbot import QtBot

from sam3_studio.app.notify import Crash, LastResort
from sam3_studio.core.errors import DatasetError

pytestmark = [pytest.mark.gui, pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")]


@pytest.fixture
def resort(qapp: object) -> Iterator[LastResort]:  # noqa: ARG001  # Qt has to be there
    resort = LastResort()
    resort.install()
    yield resort
    resort.uninstall()


def fail() -> None:
    raise RuntimeError("nobody expected this")


def happened(resort: LastResort) -> tuple[list[Crash], list[threading.Thread]]:
    crashes: list[Crash] = []
    threads: list[threading.Thread] = []

    def note(crash: Crash) -> None:
        crashes.append(crash)
        threads.append(threading.current_thread())

    resort.happened.connect(note)
    return crashes, threads


def test_an_error_in_a_slot_is_told_and_the_loop_goes_on(resort: LastResort, qtbot: QtBot) -> None:
    with qtbot.waitSignal(resort.happened) as told:
        QTimer.singleShot(0, fail)
    (crash,) = told.args
    assert crash.summary == "RuntimeError: nobody expected this"
    assert "in fail" in crash.details


def test_an_error_in_another_thread_is_told_in_ours(resort: LastResort, qtbot: QtBot) -> None:
    crashes, threads = happened(resort)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(crashes))
    assert threads == [threading.main_thread()]


def test_nothing_opens_in_the_middle_of_what_failed(resort: LastResort, qtbot: QtBot) -> None:
    crashes, _ = happened(resort)
    sys.excepthook(RuntimeError, RuntimeError("a"), None)
    assert crashes == []
    qtbot.waitUntil(lambda: len(crashes) == 1)


def test_a_full_disk_that_no_slot_thought_of_is_told_in_its_sentence(resort: LastResort, qtbot: QtBot) -> None:
    with qtbot.waitSignal(resort.failed) as told, qtbot.assertNotEmitted(resort.happened):
        sys.excepthook(DatasetError, DatasetError("The disk is full."), None)
    assert told.args == ["The disk is full."]


def test_ctrl_c_is_no_error(resort: LastResort, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    with qtbot.assertNotEmitted(resort.happened, wait=20):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)


def test_an_error_while_an_error_is_handled_goes_no_further(
    resort: LastResort, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log itself fails, which would lead here again and again."""

    def fails_too(*_: object) -> None:
        sys.excepthook(ValueError, ValueError("and this neither"), None)

    monkeypatch.setattr("sam3_studio.app.notify.last_resort._LOG.error", fails_too)
    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    with qtbot.waitSignal(resort.happened) as told:
        QTimer.singleShot(0, fail)
    assert told.args[0].summary == "RuntimeError: nobody expected this"
    assert "and this neither" in capsys.readouterr().err


@pytest.mark.no_qt_log
def test_what_qt_calls_critical_is_told_and_a_warning_is_logged(
    resort: LastResort, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(resort.happened) as told:
        qWarning("a bit odd")
        qCritical("very odd")
    assert told.args[0].summary == "very odd"
    assert [record.message for record in caplog.records if record.name == "qt"] == ["a bit odd", "very odd"]


@pytest.mark.usefixtures("qapp")
def test_uninstalling_gives_the_hooks_back() -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    resort = LastResort()
    resort.install()
    resort.install()
    assert sys.excepthook != before[0]
    resort.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
