"""SQLite opens the file that is meant, and makes none where none is."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest
from limits import takes_open_files_away

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.addresses import sqlite_uri
from sam3_studio.dataset.project.storage.database import reading


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


def take_away(file: Path) -> None:
    file.unlink()


def put_another_in_its_place(file: Path) -> None:
    """As `git checkout` and programs that synchronise folders do."""
    other = Path(shutil.copy(file, file.with_name("other")))
    other.replace(file)


def keep_it_and_put_another_in_its_place(file: Path) -> None:
    """As programs that synchronise folders do where they keep what was there before."""
    other = Path(shutil.copy(file, file.with_name("other")))
    file.rename(file.with_name("version"))
    other.rename(file)


def put_another_in_its_place_that_has_a_link(file: Path) -> None:
    """As where backups are made of links."""
    file.with_name("link").hardlink_to(file)
    put_another_in_its_place(file)


def gone_alone(file: Path) -> None:
    """As by a person, in the window of a file manager."""
    file.rename(file.with_name("version"))


@takes_open_files_away
@pytest.mark.parametrize(
    "lose",
    [
        take_away,
        put_another_in_its_place,
        keep_it_and_put_another_in_its_place,
        put_another_in_its_place_that_has_a_link,
    ],
)
class TestAProjectThatIsLostWhileItIsOpen:
    """SQLite would go on writing to a file that is in no folder any more, and never say so."""

    @pytest.fixture
    def lost(self, folder: Path, lose: Callable[[Path], None]) -> Project:
        """With a class; the other one, where there is any, has that as well."""
        project = Project.open(folder)
        project.classes.add("duck")
        project.checkpoint()
        lose(project.file)
        return project

    def test_a_step_is_refused_as_nothing_would_be_left_of_it(self, lost: Project) -> None:
        with closing(lost), pytest.raises(DatasetError, match="was deleted or replaced by another program"):
            lost.classes.add("goose")

    def test_what_is_in_its_log_is_not_written_to_the_file_that_took_its_place(self, lost: Project) -> None:
        with closing(lost), pytest.raises(DatasetError, match="was deleted or replaced by another program"):
            lost.checkpoint()

    def test_nothing_is_read_from_the_file_that_took_its_place(self, lost: Project) -> None:
        with (
            closing(lost),
            pytest.raises(DatasetError, match="was deleted or replaced by another program"),
            reading(lost.file),
        ):
            pass

    def test_its_log_is_no_part_of_the_next_one(self, lost: Project, folder: Path) -> None:
        lost.close()
        assert not [*folder.glob("*-wal"), *folder.glob("*-shm")]


def test_a_project_that_has_a_link_of_another_name_is_not_lost(project: Project) -> None:
    project.file.with_name("link").hardlink_to(project.file)
    project.classes.add("hen")
    assert not project.is_lost


@takes_open_files_away
def test_a_project_in_a_folder_that_was_moved_takes_no_step_until_it_is_back(project: Project, folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))
    with pytest.raises(DatasetError, match="is not there any more; connect its drive again, or put it back"):
        project.classes.add("hen")
    moved.rename(folder)
    project.classes.add("hen")


@takes_open_files_away
@pytest.mark.parametrize("lose", [gone_alone, keep_it_and_put_another_in_its_place])
def test_a_project_that_was_moved_has_every_step_once_it_is_closed(folder: Path, lose: Callable[[Path], None]) -> None:
    with Project.open(folder) as project:
        project.classes.add("duck")
        lose(project.file)
    with Project.open(folder) as other:
        assert other.classes.list() == ()
    (folder / "version").rename(project.file)
    with Project.open(folder) as project:
        assert [one.name for one in project.classes.list()] == ["duck"]


def test_the_log_of_a_project_that_was_deleted_after_a_crash_is_no_part_of_a_new_one(folder: Path) -> None:
    with Project.open(folder) as project:
        project.classes.add("duck")
        copies = [shutil.copy(file, f"{file} kept") for file in folder.glob("project.sam3studio-*")]
    project.file.unlink()
    for copy in copies:
        Path(copy).rename(copy.removesuffix(" kept"))
    with Project.open(folder) as project:
        assert project.classes.list() == ()
