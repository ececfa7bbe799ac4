"""A file that is no project, or none that can be used, is refused and stays as it is."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from project_tools import class_names, make_project

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import database
from sam3_studio.dataset.project.storage.database import reading
from sam3_studio.dataset.project.storage.schema import VERSION

FILE_NAME = "project.sam3studio"


def change(file: Path, offset: int, content: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(offset)
        opened.write(content)


def sqlite_file(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE other (id)")
    connection.close()


@pytest.mark.parametrize(
    "write",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"my own notes"),
        lambda file: file.write_bytes(b"\xff\xd8" * 5000),
        sqlite_file,
    ],
)
def test_a_file_that_is_no_project_is_refused_and_stays_as_it_is(tmp_path: Path, write) -> None:
    file = tmp_path / "notes.txt"
    write(file)
    before = file.read_bytes()
    with pytest.raises(DatasetError, match=r"notes.txt is no project of this program"):
        Project.open(file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_newer_project_is_refused_and_stays_as_it_is(folder: Path) -> None:
    file = make_project(folder)
    change(file, 60, (VERSION + 1).to_bytes(4))
    before = file.read_bytes()
    with pytest.raises(DatasetError, match="was written by a newer version of this program; update the program"):
        Project.open(folder)
    assert file.read_bytes() == before


def test_a_project_that_is_cut_short_is_refused_and_stays_as_it_is(folder: Path) -> None:
    file = make_project(folder)
    os.truncate(file, file.stat().st_size - 4096)
    before = file.read_bytes()
    with pytest.raises(DatasetError, match="is cut short; copy it again"):
        Project.open(folder)
    assert file.read_bytes() == before


def test_a_project_on_a_drive_without_logs_that_was_killed_before_it_was_as_long_as_it_was_to_be_is_what_it_was(
    folder: Path, tmp_path: Path
) -> None:
    file, killed = make_project(folder), tmp_path / "killed"
    killed.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO settings VALUES (?, ?)", ((f"{n}", "x" * 500) for n in range(1000)))
        for part in folder.glob(f"{FILE_NAME}*"):
            shutil.copy(part, killed)
    assert (killed / f"{FILE_NAME}-journal").exists()
    change(killed / FILE_NAME, 28, (file.stat().st_size // 4096 + 1000).to_bytes(4))  # pages are written in order
    assert class_names(killed) == ["duck"]


@pytest.mark.parametrize("page", range(1, 12))
def test_a_damaged_project_is_refused_and_stays_as_it_is(folder: Path, page: int) -> None:
    file = make_project(folder)
    change(file, 4096 * page, b"\xa5" * 4096)
    before = file.read_bytes()
    with pytest.raises(DatasetError, match="is damaged; restore a backup"):
        Project.open(folder)
    assert file.read_bytes() == before


def test_a_project_that_was_refused_can_be_opened_once_it_is_mended(folder: Path) -> None:
    file = make_project(folder)
    whole = file.read_bytes()
    change(file, 4096, b"\xa5" * 4096)
    with pytest.raises(DatasetError):
        Project.open(folder)
    file.write_bytes(whole)
    assert class_names(folder) == ["duck"]


def test_a_project_of_which_the_disk_says_not_even_whether_it_is_there_is_told(tmp_path: Path) -> None:
    too_long = tmp_path / f"{'a' * 300}.sam3studio"
    with pytest.raises(DatasetError, match=r"cannot be used|is not there"), reading(too_long):
        pass


def test_a_project_in_a_folder_that_takes_no_files_is_read_without_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(tmp_path) as project:
        project.classes.add("duck")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("os.access", lambda *_: False)
    with reading(tmp_path / "project.sam3studio") as connection:
        assert connection.execute("SELECT name FROM classes").fetchall() == [("duck",)]
        assert sorted(tmp_path.iterdir()) == before


def test_a_file_whose_locks_another_program_holds_too_long_is_told_of(project: Project) -> None:
    error = sqlite3.OperationalError("locking protocol")
    error.sqlite_errorcode = sqlite3.SQLITE_PROTOCOL
    with pytest.raises(DatasetError, match="another program is using it"), database.told(project.file):
        raise error
