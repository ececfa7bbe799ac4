"""SQLite opens the file that is meant, and makes none where none is."""

from pathlib import Path, PureWindowsPath

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.addresses import sqlite_uri
from sam3_studio.dataset.project.database import reading
from sam3_studio.dataset.project.project import Project


def gone(project: Project) -> None:
    """Take away the file of a project, as where a drive is pulled."""
    for file in project.file.parent.glob(f"{project.file.name}*"):
        file.rename(file.with_name(f"moved {file.name}"))


def test_reading_a_project_that_has_gone_makes_none(project: Project) -> None:
    gone(project)
    with pytest.raises(DatasetError, match="is not there any more"), reading(project.file):
        pass
    assert not project.file.exists()


def test_tidying_up_a_project_that_has_gone_makes_none(project: Project) -> None:
    gone(project)
    with pytest.raises(DatasetError, match="is not there any more"):
        project.checkpoint()
    assert not project.file.exists()


def test_whatever_is_in_its_name_a_project_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "a #1 100%41 b"
    folder.mkdir()
    with Project.open(folder) as project:
        project.classes.add("duck")
        with reading(project.file) as connection:
            assert connection.execute("SELECT name FROM classes").fetchall() == [("duck",)]


def test_a_file_on_a_windows_server_is_a_path_without_a_server() -> None:
    assert sqlite_uri(PureWindowsPath(r"\\nas\share\a.db"), "mode=rw") == "file:////nas/share/a.db?mode=rw"
