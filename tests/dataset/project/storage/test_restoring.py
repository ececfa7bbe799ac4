"""A copy takes a project's place, whatever has become of the project, and how that was is kept."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.backups import KEPT_RESTORES, back_up, backup_folder
from sam3_studio.dataset.project.storage.restoring import copies_of, restore_copy
from sam3_studio.dataset.project.storage.soundness import DamagedProjectError, check_sound

NOW = datetime(2026, 11, 24, 9, 30).astimezone()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project with a frog, of which there is a copy from before the frog."""
    with Project.open(tmp_path) as project:
        project.classes.add("duck")
        back_up(project.file, date(2026, 11, 23))
        project.classes.add("frog")
    return tmp_path / FILE_NAME


def classes(file: Path) -> list[str]:
    with Project.open(file.parent) as project:
        return [one.name for one in project.classes.list()]


def restored(file: Path, name: str = "2026-11-23", now: datetime = NOW) -> Path | None:
    copy = next(one for one in copies_of(file) if one.name == name)
    return restore_copy(file, copy.file, now)


def test_a_copy_takes_the_place_of_the_project(file: Path) -> None:
    restored(file)
    assert classes(file) == ["duck"]


def test_how_the_project_was_is_a_copy_that_can_be_restored_in_turn(file: Path) -> None:
    kept = restored(file)
    assert kept is not None
    restored(file, kept.stem, NOW + timedelta(minutes=1))
    assert classes(file) == ["duck", "frog"]


def test_of_a_project_that_cannot_be_kept_no_log_is_kept_either(file: Path) -> None:
    file.unlink()
    file.mkdir()
    Path(f"{file}-wal").write_bytes(b"log")
    with pytest.raises(DatasetError, match="cannot be restored"):
        restored(file)
    assert [one.stem for one in backup_folder(file).iterdir()] == ["2026-11-23"]


@pytest.mark.parametrize("log", ["-wal", "-journal"])
def test_a_damaged_project_is_kept_as_it_was_with_its_log_and_is_no_copy_to_be_chosen(file: Path, log: str) -> None:
    file.write_bytes(b"\xa5" * file.stat().st_size)
    Path(f"{file}{log}").write_bytes(b"log")
    kept = restored(file)
    assert kept is not None
    assert (kept.read_bytes()[:4], Path(f"{kept}{log}").read_bytes()) == (b"\xa5" * 4, b"log")
    assert [one.name for one in copies_of(file)] == ["2026-11-23"]
    assert classes(file) == ["duck"]


def test_what_stood_in_the_log_of_the_project_is_no_part_of_the_copy(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE classes SET name = 'toad' WHERE name = 'duck'")
        connection.commit()
        left = {suffix: Path(f"{file}{suffix}").read_bytes() for suffix in ("", "-wal")}
    for suffix, content in left.items():  # as a program leaves it that was killed
        Path(f"{file}{suffix}").write_bytes(content)
    kept = restored(file)
    assert classes(file) == ["duck"]
    assert kept is not None
    restored(file, kept.stem, NOW + timedelta(minutes=1))
    assert classes(file) == ["toad", "frog"]


def test_a_project_that_is_gone_comes_back(file: Path) -> None:
    file.unlink()
    assert restored(file) is None
    assert classes(file) == ["duck"]


def test_a_project_that_is_open_is_left_alone(file: Path) -> None:
    with Project.open(file.parent), pytest.raises(DatasetError, match="is open in another window"):
        restored(file)
    assert classes(file) == ["duck", "frog"]


def test_damage_that_no_look_at_the_whole_tells_of_keeps_no_copy_from_taking_the_place(file: Path) -> None:
    """As where a disk wrote a page in the place of another one: a copy of such a project cannot be made."""
    with closing(sqlite3.connect(file)) as connection:
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    with file.open("rb+") as damaged:
        damaged.seek(4096 * (roots["classes"] - 1))
        page = damaged.read(4096)
        damaged.seek(4096 * (roots["tags_by_tag"] - 1))
        damaged.write(page)
    before = file.read_bytes()
    check_sound(file)
    with pytest.raises(DamagedProjectError, match="is damaged; restore a backup"):
        back_up(file, date(2026, 11, 25))
    kept = restored(file)
    assert kept is not None
    assert kept.read_bytes() == before
    assert classes(file) == ["duck"]


def test_so_does_a_form_that_cannot_even_be_told_in_words(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"tags (tag, image)", b"tags (\xff\xff\xff, image)"))
    with pytest.raises(DamagedProjectError, match="is damaged; restore a backup"):
        Project.open(file.parent)
    restored(file)
    assert classes(file) == ["duck"]


def test_a_damaged_copy_takes_no_place(file: Path) -> None:
    (copy,) = copies_of(file)
    with copy.file.open("rb+") as damaged:
        damaged.seek(4096)
        damaged.write(b"\xa5" * 4096)
    with pytest.raises(DatasetError, match=r"2026-11-23\S* cannot be used: it is damaged"):
        restored(file)
    assert classes(file) == ["duck", "frog"]


def test_what_is_stopped_leaves_the_project_as_it_was(file: Path) -> None:
    cancel = threading.Event()

    def stop(_done: int, _total: int) -> None:
        cancel.set()

    with pytest.raises(CancelledError):
        restore_copy(file, copies_of(file)[0].file, NOW, stop, cancel)
    assert classes(file) == ["duck", "frog"]
    assert not list(file.parent.glob(".sam3-*"))


def test_of_what_was_kept_the_oldest_makes_way(file: Path) -> None:
    for minutes in range(KEPT_RESTORES + 2):
        restored(file, now=NOW + timedelta(minutes=minutes))
    kept = [one.name for one in copies_of(file) if one.name.startswith("before-restore")]
    assert len(kept) == KEPT_RESTORES
    assert max(kept) == "before-restore-2026-11-24-093400-000000"


def test_what_was_just_kept_stays_though_a_clock_was_set_back_since_the_others(file: Path) -> None:
    for minutes in range(KEPT_RESTORES):
        restored(file, now=NOW + timedelta(minutes=minutes))
    kept = restored(file, now=NOW - timedelta(hours=9))
    assert kept in [one.file for one in copies_of(file)]


def test_what_a_killed_program_left_of_a_copy_makes_way(file: Path) -> None:
    half = backup_folder(file) / "before-restore-2026-11-20-093000-000000.part"
    half.write_bytes(b"half")
    restored(file)
    assert not half.exists()


def test_copies_are_listed_newest_first(file: Path) -> None:
    restored(file)
    old = next(backup_folder(file).glob("2026-11-23*"))
    os.utime(old, (0, 0))
    assert [one.name for one in copies_of(file)] == ["before-restore-2026-11-24-093000-000000", "2026-11-23"]


def test_a_project_without_copies_has_none(tmp_path: Path) -> None:
    assert copies_of(tmp_path / FILE_NAME) == ()
