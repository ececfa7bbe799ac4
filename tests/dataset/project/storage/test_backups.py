"""Copies of a project are whole, one a day, and few."""

import os
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import database, header, schema
from sam3_studio.dataset.project.storage.backups import (
    KEPT,
    KEPT_UPDATES,
    back_up,
    back_up_before_undo,
    back_up_before_update,
    backup_folder,
)
from sam3_studio.dataset.project.storage.soundness import DamagedProjectError

TODAY = date(2026, 11, 23)


@pytest.fixture
def project(tmp_path: Path):
    with Project.open(tmp_path) as opened:
        opened.classes.add("duck")
        yield opened


def test_a_copy_is_a_project_with_all_that_was_written_though_it_is_still_open(project, tmp_path) -> None:
    copy = back_up(project.file, TODAY)
    assert copy is not None
    place = tmp_path / "restored"
    place.mkdir()
    (place / project.file.name).write_bytes(copy.read_bytes())
    with Project.open(place) as restored:
        assert [one.name for one in restored.classes.list()] == ["duck"]
        assert restored.root == place


def test_a_copy_is_not_opened_as_a_project_for_what_is_done_in_it_is_removed_with_it(project) -> None:
    copy = back_up(project.file, TODAY)
    assert copy is not None
    before = copy.read_bytes()
    with pytest.raises(DatasetError, match="is a backup, which makes way for newer ones; open its project"):
        Project.open(copy)
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.read_bytes() == before


def test_there_is_one_copy_a_day(project) -> None:
    assert back_up(project.file, TODAY) is not None
    project.classes.add("frog")
    assert back_up(project.file, TODAY) is None
    assert back_up(project.file, TODAY + timedelta(1)) is not None


def test_what_has_not_changed_is_not_copied_again(project) -> None:
    back_up(project.file, TODAY)
    assert back_up(project.file, TODAY + timedelta(1)) is None


def test_one_start_with_a_clock_that_ran_ahead_does_not_end_the_daily_copies(project) -> None:
    ahead = back_up(project.file, date(2031, 1, 1))
    assert ahead is not None
    os.utime(ahead, (1_925_000_000, 1_925_000_000))
    project.classes.add("frog")
    assert back_up(project.file, TODAY) is not None


def test_copies_of_days_to_come_make_way_before_those_of_days_gone(project) -> None:
    back_up(project.file, date(2031, 1, 1))
    for day in range(KEPT):
        project.classes.add(f"class {day}")
        back_up(project.file, TODAY + timedelta(day))
    names = sorted(path.stem for path in backup_folder(project.file).iterdir())
    assert names == [(TODAY + timedelta(day)).isoformat() for day in range(KEPT)]


def test_a_copy_that_a_person_has_named_does_not_make_way(project) -> None:
    backup_folder(project.file).mkdir()
    theirs = backup_folder(project.file) / f"2026-07-01 before cleaning{project.file.suffix}"
    theirs.write_text("theirs")
    for day in range(KEPT + 1):
        project.classes.add(f"class {day}")
        back_up(project.file, TODAY + timedelta(day))
    assert theirs.exists()


def test_the_oldest_copies_make_way(project) -> None:
    for day in range(KEPT + 3):
        project.classes.add(f"class {day}")
        back_up(project.file, TODAY + timedelta(day))
    names = sorted(path.stem for path in backup_folder(project.file).iterdir())
    assert names == [(TODAY + timedelta(day)).isoformat() for day in range(3, KEPT + 3)]


def before_update(project: Project, version: int, minute: int) -> Path:
    return back_up_before_update(project.file, version, datetime(2026, 11, 23, 12, minute, tzinfo=UTC))


def classes_in(copy: Path) -> list[str]:
    with closing(sqlite3.connect(copy)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM classes ORDER BY id")]


def test_a_copy_before_an_update_stays_while_those_of_days_make_way(project) -> None:
    copy = before_update(project, 2, 0)
    for day in range(KEPT + 3):
        project.classes.add(f"class {day}")
        back_up(project.file, TODAY + timedelta(day))
    assert classes_in(copy) == ["duck"]


def test_a_project_that_comes_back_in_its_older_form_is_copied_again_with_what_is_new_in_it(project) -> None:
    before_update(project, 2, 0)
    project.classes.add("frog")
    copy = before_update(project, 2, 1)
    assert classes_in(copy) == ["duck", "frog"]
    assert len(list(backup_folder(project.file).iterdir())) == 2


def test_an_update_that_begins_again_makes_no_other_copy_of_the_same_content(project) -> None:
    assert before_update(project, 2, 0) == before_update(project, 2, 1)
    assert len(list(backup_folder(project.file).iterdir())) == 1


def test_of_each_form_the_newest_copies_before_updates_are_kept(project) -> None:
    backup_folder(project.file).mkdir()
    (backup_folder(project.file) / f"before-update-2{project.file.suffix}").write_text(
        "without a moment, so the oldest"
    )
    (backup_folder(project.file) / "before-update-2-2026-11-22.part").write_text("what a killed program left")
    other = before_update(project, 20, 0)
    for minute in range(KEPT_UPDATES + 1):
        project.classes.add(f"class {minute}")
        before_update(project, 2, minute)
    kept = {path for path in backup_folder(project.file).iterdir() if path != other}
    assert {len(classes_in(copy)) for copy in kept} == {3, 4, 5}
    assert other.exists()


def test_a_copy_before_an_update_is_there_though_a_clock_was_set_back_since_the_others(project) -> None:
    for minute in range(KEPT_UPDATES):
        project.classes.add(f"class {minute}")
        before_update(project, 2, minute + 10)
    project.classes.add("frog")
    assert before_update(project, 2, 0).is_file()


def test_what_a_killed_program_left_is_no_copy(project) -> None:
    folder = backup_folder(project.file)
    folder.mkdir()
    for day in (TODAY, TODAY - timedelta(9)):
        (folder / f"{day.isoformat()}.part").write_bytes(b"half")
    copy = back_up(project.file, TODAY)
    assert copy is not None
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert [path.name for path in folder.iterdir()] == [copy.name]


def test_what_a_killed_program_left_of_a_copy_before_an_undo_makes_way(project) -> None:
    half = backup_folder(project.file) / "before-undo.0123abcd.part"
    half.parent.mkdir()
    half.write_bytes(b"half")
    copy = back_up_before_undo(project.file)
    assert list(half.parent.iterdir()) == [copy]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(project, tmp_path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DatasetError, match="backed up"):
            back_up(project.file, TODAY)
    finally:
        tmp_path.chmod(0o700)


def test_a_copy_that_is_stopped_is_none(project) -> None:
    project.classes.add_missing(f"class {number}" for number in range(2000))
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        back_up(project.file, TODAY, cancel)
    assert list(backup_folder(project.file).glob("*")) == []
    assert back_up(project.file, TODAY) is not None


def test_a_project_of_an_older_form_is_copied_before_it_is_changed(tmp_path, monkeypatch) -> None:
    Project.open(tmp_path).close()
    file = tmp_path / FILE_NAME
    before = file.read_bytes()
    monkeypatch.setattr(schema, "_MIGRATIONS", (*schema._MIGRATIONS, ("CREATE TABLE later (id INTEGER)",)))
    for module in (schema, header, database):
        monkeypatch.setattr(module, "VERSION", schema.VERSION + 1, raising=False)
    Project.open(tmp_path).close()
    (copy,) = backup_folder(file).iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "later" not in tables
    assert file.read_bytes() != before


def test_a_file_in_the_place_of_the_folder_is_told(project) -> None:
    backup_folder(project.file).write_text("theirs")
    with pytest.raises(DatasetError, match="backed up"):
        back_up(project.file, TODAY)


def test_a_damaged_project_is_told_of_and_makes_no_copy_whose_place_a_whole_one_would_lose(project) -> None:
    whole = back_up(project.file, TODAY)
    project.settings.set("long", "a" * 100_000)
    project.checkpoint()
    with project.file.open("rb+") as file:
        file.seek(project.file.stat().st_size - 4096)
        file.write(b"\xa5" * 4096)
    for day in range(1, KEPT + 2):
        with pytest.raises(DamagedProjectError, match="is damaged; restore a backup"):
            back_up(project.file, TODAY + timedelta(day))
    assert list(backup_folder(project.file).iterdir()) == [whole]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_project_in_a_folder_whose_name_is_not_utf_8_is_copied(tmp_path) -> None:
    folder = tmp_path / os.fsdecode(b"Stra\xdfe")
    folder.mkdir()
    with Project.open(folder) as project:
        project.classes.add("duck")
        copy = back_up(project.file, TODAY)
        assert copy is not None
        assert classes_in(copy) == ["duck"]


def test_a_copy_that_is_still_being_written_for_a_window_that_was_closed_is_in_the_way_of_none(
    project, monkeypatch
) -> None:
    begun, goes_on, cancel, fsync = threading.Event(), threading.Event(), threading.Event(), os.fsync

    def wait_for_the_disk(number: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            goes_on.wait(20)
        else:
            goes_on.set()
            with pytest.raises(CancelledError):
                first.result(20)
        fsync(number)

    monkeypatch.setattr(os, "fsync", wait_for_the_disk)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(back_up, project.file, TODAY, cancel)
        assert begun.wait(20)
        cancel.set()
        copy = back_up(project.file, TODAY)
    assert copy is not None
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM classes").fetchall() == [("duck",)]
    assert list(copy.parent.iterdir()) == [copy]
