"""`app.threads.job`: work in a thread, of which the window hears in its own."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from sam3_studio.app.threads.job import Job, LatestJob, Work
from sam3_studio.core.errors import CancelledError, DatasetError

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


def giving(outcome: object) -> Work:
    """Work that is done at once."""
    return lambda *_: outcome


def failing(*_: object) -> None:
    """Work that cannot be done."""
    raise DatasetError("The project cannot be read.")


def crashing(*_: object) -> None:
    """Work with a mistake in it."""
    raise RuntimeError


def stopped(*_: object) -> None:
    """Work that the end of the program has stopped."""
    raise CancelledError("Stopped.")


@pytest.fixture
def latest(qapp: QCoreApplication) -> Iterator[LatestJob]:
    made = LatestJob(qapp)
    yield made
    made.forget()
    made.deleteLater()


@pytest.fixture
def told(latest: LatestJob) -> list[object]:
    """What was heard."""
    heard: list[object] = []
    latest.done.connect(heard.append)
    latest.failed.connect(heard.append)
    return heard


def begin_and_end(latest: LatestJob, work: Work) -> None:
    """Its thread has ended, and what it says is still on its way."""
    latest.begin(work)
    assert latest._job is not None
    latest._job.wait()


def test_what_the_work_gives_is_told(latest: LatestJob, told: list[object], qtbot: QtBot) -> None:
    latest.begin(giving("new"))
    qtbot.waitUntil(lambda: told == ["new"])


def test_what_older_work_has_given_is_not_told(latest: LatestJob, told: list[object], qtbot: QtBot) -> None:
    begin_and_end(latest, giving("old"))
    latest.begin(giving("new"))
    qtbot.waitUntil(lambda: "new" in told)
    assert told == ["new"]


def test_what_older_work_has_failed_of_is_not_told(latest: LatestJob, told: list[object], qtbot: QtBot) -> None:
    begin_and_end(latest, failing)
    latest.begin(giving("new"))
    qtbot.waitUntil(lambda: "new" in told)
    assert told == ["new"]


def test_what_forgotten_work_has_given_is_not_told(latest: LatestJob, told: list[object]) -> None:
    begin_and_end(latest, giving("old"))
    latest.forget()
    QCoreApplication.processEvents()
    assert told == []


def test_it_runs_until_the_work_is_told_of(latest: LatestJob, told: list[object], qtbot: QtBot) -> None:
    begin_and_end(latest, giving("new"))
    before = latest.is_running
    qtbot.waitUntil(lambda: told == ["new"])
    assert (before, latest.is_running) == (True, False)


def test_work_that_crashes_is_told_of_and_runs_no_more(latest: LatestJob, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as crashes:
        with qtbot.waitSignal(latest.crashed) as told:
            latest.begin(crashing)
        qtbot.waitUntil(lambda: bool(crashes))
    assert told.args == ["An unexpected error came in between; the report tells more."]
    assert not latest.is_running


def test_work_that_the_end_of_the_program_stops_runs_no_more(latest: LatestJob, qtbot: QtBot) -> None:
    latest.begin(stopped)
    qtbot.waitUntil(lambda: not latest.is_running)


def test_a_program_that_ends_waits_for_the_thread(qtbot: QtBot) -> None:
    def work(_: object, cancel: threading.Event) -> None:
        cancel.wait()
        raise CancelledError("stopped")

    job = Job(work)
    with qtbot.waitSignal(job.stopped):
        job.begin()
        job.stop()
    assert job.isFinished()
