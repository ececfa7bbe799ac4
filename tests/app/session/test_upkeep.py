"""`app.session.upkeep`: a project is tidy on disk and backed up, however long its window is open."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sam3_studio.app.session import upkeep as module
from sam3_studio.app.session.upkeep import Upkeep
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.backups import backup_folder

pytestmark = pytest.mark.gui

Emptying = list[threading.Thread]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path) as opened:
        opened.classes.add("duck")
        yield opened


@pytest.fixture
def emptying(project: Project, monkeypatch: pytest.MonkeyPatch) -> Emptying:
    """The threads in which the log was emptied so far."""
    threads: Emptying = []

    def checkpoint() -> None:
        original()
        threads.append(threading.current_thread())

    original = project.checkpoint
    monkeypatch.setattr(project, "checkpoint", checkpoint)
    return threads


@pytest.fixture
def upkeep(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upkeep]:
    """Looks every 10 milliseconds."""
    monkeypatch.setattr(module, "_LOOKS", 10)
    kept = Upkeep(project)
    yield kept
    kept.stop(20)


def looked(upkeep: Upkeep, qtbot: QtBot) -> None:
    for _ in range(3):
        with qtbot.waitSignal(upkeep._timer.timeout):
            pass


@pytest.mark.usefixtures("upkeep")
def test_a_while_after_the_last_step_the_log_is_emptied_in_another_thread(
    project: Project, emptying: Emptying, qtbot: QtBot
) -> None:
    before = project.file.read_bytes()
    project.classes.add("goose")
    qtbot.waitUntil(lambda: bool(emptying))
    assert emptying[0] is not threading.current_thread()
    assert project.file.read_bytes() != before


def test_a_log_that_was_emptied_is_left_alone_until_something_is_written(
    project: Project, upkeep: Upkeep, emptying: Emptying, qtbot: QtBot
) -> None:
    looked(upkeep, qtbot)
    assert len(emptying) == 0
    for count in (1, 2):
        project.classes.add(f"class {count}")
        qtbot.waitUntil(lambda count=count: len(emptying) == count)
        looked(upkeep, qtbot)
        assert len(emptying) == count


def test_a_log_that_is_written_to_all_the_time_is_emptied_now_and_then(
    project: Project, upkeep: Upkeep, emptying: Emptying, qtbot: QtBot
) -> None:
    number = iter(range(10_000))
    upkeep._timer.timeout.connect(lambda: project.settings.set("number", next(number)))
    qtbot.waitUntil(lambda: bool(emptying))
    assert next(number) >= module._MOST_WAITS


def test_who_asks_is_told_when_the_log_is_empty_and_nobody_else(
    project: Project, upkeep: Upkeep, emptying: Emptying, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(upkeep.tidied):
        project.classes.add("goose")
        qtbot.waitUntil(lambda: bool(emptying))
        looked(upkeep, qtbot)
    with qtbot.waitSignal(upkeep.tidied):
        upkeep.tidy()


def test_a_disk_that_fails_is_told_to_who_asks_and_to_nobody_else(
    project: Project, upkeep: Upkeep, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[None] = []

    def fail() -> None:
        failures.append(None)
        raise DatasetError("The disk reports an error.")

    monkeypatch.setattr(project, "checkpoint", fail)
    with qtbot.assertNotEmitted(upkeep.failed):
        project.classes.add("goose")
        qtbot.waitUntil(lambda: bool(failures))
        looked(upkeep, qtbot)
    with qtbot.waitSignal(upkeep.failed) as told:
        upkeep.tidy()
    assert told.args == ["The disk reports an error."]


def test_a_mistake_while_the_log_is_emptied_does_not_end_the_emptying(
    project: Project, upkeep: Upkeep, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("something new")

    with monkeypatch.context() as patch, qtbot.captureExceptions() as mistakes:
        patch.setattr(project, "checkpoint", fail)
        upkeep.tidy()
        qtbot.waitUntil(lambda: bool(mistakes) and upkeep._job is None)
    with qtbot.waitSignal(upkeep.tidied):
        upkeep.tidy()


def test_a_backup_that_failed_is_tried_again_on_the_same_day(
    project: Project, upkeep: Upkeep, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOOKS_TO_RETRY", 2, raising=False)
    backup_folder(project.file).write_text("in the way")
    with qtbot.waitSignal(upkeep.told):
        upkeep.back_up()
    backup_folder(project.file).unlink()
    qtbot.waitUntil(lambda: bool(copies(project)))


def copies(project: Project) -> list[str]:
    return sorted(file.stem for file in backup_folder(project.file).glob(f"*{project.file.suffix}"))


def test_a_window_that_stays_open_makes_a_backup_on_every_day(
    project: Project, upkeep: Upkeep, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)):
        monkeypatch.setattr(module, "_today", lambda day=day: day)
        project.classes.add(f"class {day}")
        if day == date(2026, 11, 23):
            upkeep.back_up()
        qtbot.waitUntil(lambda day=day: day.isoformat() in copies(project))
    assert copies(project) == ["2026-11-23", "2026-11-24", "2026-11-25"]


def test_there_is_no_backup_before_it_is_asked_for(
    project: Project, upkeep: Upkeep, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(upkeep, qtbot)
    monkeypatch.setattr(module, "_today", lambda: date(2100, 1, 1))
    looked(upkeep, qtbot)
    assert copies(project) == []
