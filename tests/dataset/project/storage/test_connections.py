"""A drive whose files share no memory, as folders are that a virtual machine has from its host."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.addresses import logs
from sam3_studio.dataset.project.storage.connections import shares_memory
from sam3_studio.dataset.project.storage.database import reading


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.ENODEV, "No such device")


@pytest.fixture
def unshared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on such a drive."""
    monkeypatch.setattr("sam3_studio.dataset.project.storage.connections.mmap.mmap", refuse)
    return folder


def journal_mode(project: Project) -> object:
    return project._database.rows("PRAGMA journal_mode")[0][0]


def test_other_drives_share_memory(folder: Path) -> None:
    assert shares_memory(folder)
    assert shares_memory(folder / "none")  # why nothing can be made there is told by whoever makes it


def test_a_folder_whose_files_share_no_memory_has_its_project_with_the_users_data(
    unshared: Path, user_data: Path
) -> None:
    """SQLite could not open one there: "the disk reports an error" would be all that a person is told."""
    with Project.open(unshared) as project:
        project.classes.add("duck")
        assert project.lies_elsewhere
        assert project.root == unshared
        assert user_data in project.file.parents
    with Project.open(unshared) as project:
        assert [one.name for one in project.classes.list()] == ["duck"]


def test_a_project_that_was_brought_there_is_worked_on_without_a_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(folder) as project:
        project.classes.add("duck")
    with monkeypatch.context() as there:
        there.setattr("sam3_studio.dataset.project.storage.connections.mmap.mmap", refuse)
        with Project.open(folder) as project:
            project.classes.add("goose")
            assert journal_mode(project) == "delete"
            assert not any(log.exists() for log in logs(project.file))
            with reading(project.file) as connection:
                assert connection.execute("SELECT count(*) FROM classes").fetchone() == (2,)
        with closing(sqlite3.connect(project.file)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with Project.open(folder) as project:
        assert journal_mode(project) == "wal"
        assert [one.name for one in project.classes.list()] == ["duck", "goose"]


def test_what_stood_in_its_log_when_it_was_brought_there_counts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with Project.open(folder) as project:
        project.classes.add("duck")
        for file in folder.glob(f"{project.file.name}*"):
            (crashed / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr("sam3_studio.dataset.project.storage.connections.mmap.mmap", refuse)
    with Project.open(crashed) as project:
        assert [one.name for one in project.classes.list()] == ["duck"]
