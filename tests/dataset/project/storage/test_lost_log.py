"""A log that another program deletes while its project is open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from limits import takes_open_files_away

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.addresses import write_ahead_log
from sam3_studio.dataset.project.storage.database import reading

pytestmark = takes_open_files_away


def names(project: Project) -> list[str]:
    return [one.name for one in project.classes.list()]


def names_that_others_read(project: Project) -> list[str]:
    with reading(project.file) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM classes ORDER BY id")]


def names_after_a_crash(project: Project, place: Path) -> list[str]:
    """What is there where nothing of the program is left but its files."""
    crashed = shutil.copytree(project.root, place)
    with Project.open(crashed) as copy:
        return names(copy)


@pytest.fixture
def without_log(folder: Path) -> Iterator[Project]:
    """A project whose log was deleted when it had the class "duck"."""
    with Project.open(folder) as project:
        project.classes.add("duck")
        write_ahead_log(project.file).unlink()
        yield project


def test_what_is_done_after_the_log_was_deleted_outlives_a_crash(without_log: Project, tmp_path: Path) -> None:
    for number in range(3):
        without_log.classes.add(f"goose {number}")
    expected = ["duck", "goose 0", "goose 1", "goose 2"]
    assert names_after_a_crash(without_log, tmp_path / "crashed") == expected


def test_so_does_what_is_done_after_one_was_moved_away_and_another_put_in_its_place(
    folder: Path, tmp_path: Path
) -> None:
    with Project.open(folder) as project:
        project.classes.add("duck")
        log = write_ahead_log(project.file)
        log.rename(tmp_path / "bin")
        log.write_bytes(b"")
        project.classes.add("goose")
        assert names_after_a_crash(project, tmp_path / "crashed") == ["duck", "goose"]


def test_from_the_next_step_on_others_read_the_project_again(without_log: Project) -> None:
    """Statistics, filters, checks, backups and exports do, each through a connection of its own."""
    with pytest.raises(DatasetError, match="the disk reports an error"):
        names_that_others_read(without_log)
    without_log.classes.add("goose")
    assert names_that_others_read(without_log) == ["duck", "goose"]
    without_log.checkpoint()


def test_a_project_that_somebody_reads_meanwhile_takes_steps_and_has_another_log_afterwards(
    folder: Path, tmp_path: Path
) -> None:
    with Project.open(folder) as project:
        project.classes.add("duck")
        with reading(project.file):
            write_ahead_log(project.file).unlink()
            project.classes.add("goose")
            assert names(project) == ["duck", "goose"]
        project.classes.add("hen")
        assert names_after_a_crash(project, tmp_path / "crashed") == ["duck", "goose", "hen"]


def test_a_project_that_is_closed_has_everything_though_whoever_reads_it_never_ends(
    folder: Path, tmp_path: Path
) -> None:
    """As a backup to a drive that does not answer: it is the last one to close the project, and is killed."""
    project = Project.open(folder)
    project.classes.add("duck")
    with reading(project.file):
        write_ahead_log(project.file).unlink()
        project.close()
        assert names_after_a_crash(project, tmp_path / "crashed") == ["duck"]
