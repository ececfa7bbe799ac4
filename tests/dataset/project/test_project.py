"""Opening a project: there is one for each folder, one program writes to it, and no other file is ever touched."""

import shutil
import sys
import threading
from pathlib import Path

import pytest
from project_tools import class_names, make_project, waits_for_the_disk

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project import location
from sam3_studio.dataset.project.project import Project

FILE_NAME = "project.sam3studio"


def test_a_folder_gets_a_project_and_has_it_from_then_on(folder: Path) -> None:
    assert class_names(folder) == []
    make_project(folder)
    assert class_names(folder) == ["duck"]
    assert class_names(folder / FILE_NAME) == ["duck"]


def test_a_closed_project_is_one_file(folder: Path) -> None:
    make_project(folder)
    assert [path.name for path in folder.glob("*project*") if path.suffix != ".lock"] == [FILE_NAME]


def test_names_start_from_the_folder_even_when_it_has_moved(folder: Path, tmp_path: Path) -> None:
    make_project(folder)
    moved = folder.rename(tmp_path / "moved")
    for path in (moved, moved / FILE_NAME):
        with Project.open(path) as project:
            assert project.root == moved
            assert project.path("sub/a.png").read_bytes() == b"sub/a.png"


def test_a_project_that_is_open_is_not_opened_again(folder: Path) -> None:
    with (
        Project.open(folder),
        pytest.raises(DatasetError, match="is open in another window or command"),
    ):
        Project.open(folder)
    with Project.open(folder):
        pass


@pytest.fixture
def link(folder: Path, tmp_path: Path) -> Path:
    """Leads to the project of the folder from elsewhere, as from a desktop."""
    make_project(folder)
    link = tmp_path / "my photos.sam3studio"
    try:
        link.symlink_to(folder / FILE_NAME)
    except OSError:
        pytest.skip("this system lets nobody make links")
    return link


def test_a_link_to_a_project_opens_it_with_its_pictures(folder: Path, link: Path) -> None:
    with Project.open(link) as project:
        assert (project.root, project.file) == (folder, folder / FILE_NAME)


def test_a_project_that_is_open_is_not_opened_again_by_a_link_to_it(folder: Path, link: Path) -> None:
    with Project.open(folder), pytest.raises(DatasetError, match="is open in another window or command"):
        Project.open(link)


@pytest.fixture
def read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that no file can be made in."""
    monkeypatch.setattr(location, "accepts_files", lambda place: place != folder)
    return folder


def test_a_folder_that_cannot_be_written_to_has_its_project_with_the_users_data(
    read_only: Path, user_data: Path
) -> None:
    before = sorted(read_only.rglob("*"))
    with Project.open(read_only) as project:
        project.classes.add("duck")
        file = project.file
    assert class_names(read_only) == ["duck"]
    assert file.is_relative_to(user_data)
    assert sorted(read_only.rglob("*")) == before
    with Project.open(file) as project:
        assert project.root == read_only


def test_such_a_project_is_found_once_the_folder_can_be_written_to(
    read_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(read_only) as project:
        project.classes.add("duck")
    monkeypatch.undo()
    monkeypatch.setattr(location, "data_folder", lambda: project.file.parents[1])
    assert class_names(read_only) == ["duck"]


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder whose path is longer than SQLite takes."""
    if sys.platform == "win32":
        pytest.skip("whether Windows knows such paths is a setting of the machine")
    folder = tmp_path / "/".join(letter * 120 for letter in "abcd")
    folder.mkdir(parents=True)
    return folder


def test_a_folder_whose_path_is_too_long_for_a_database_has_its_project_with_the_users_data(
    deep: Path, user_data: Path
) -> None:
    with Project.open(deep) as project:
        project.classes.add("duck")
        assert project.file.is_relative_to(user_data)
    assert class_names(deep) == ["duck"]


def test_a_project_that_was_moved_where_its_path_is_too_long_is_told(deep: Path, folder: Path) -> None:
    with Project.open(folder) as project:
        pass
    project.file.rename(deep / project.file.name)
    with pytest.raises(DatasetError, match="move it if its path is long"):
        Project.open(deep)


def test_two_folders_of_the_same_name_have_projects_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "accepts_files", lambda _: False)
    for place in ("a", "b"):
        (tmp_path / place / "photos").mkdir(parents=True)
    with Project.open(tmp_path / "a" / "photos") as first, Project.open(tmp_path / "b" / "photos") as second:
        assert first.file != second.file


def test_a_folder_can_be_tried_by_making_a_file(folder: Path) -> None:
    assert location.accepts_files(folder)
    assert not location.accepts_files(folder / "none")


def test_a_path_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="none does not exist; check the spelling"):
        Project.open(tmp_path / "none")


def test_a_copy_of_the_folder_made_while_the_project_is_open_can_be_opened(folder: Path, tmp_path: Path) -> None:
    with Project.open(folder) as project:
        project.classes.add("duck")
        shutil.copytree(folder, tmp_path / "copy")
    assert class_names(tmp_path / "copy") == ["duck"]


def test_the_log_is_emptied_into_the_project_by_any_thread(folder: Path) -> None:
    with Project.open(folder) as project:
        project.checkpoint()
        before = project.file.read_bytes()
        project.classes.add("duck")
        assert project.file.read_bytes() == before
        tidying = threading.Thread(target=project.checkpoint)
        tidying.start()
        tidying.join()
        assert project.file.read_bytes() != before
        assert len(project.classes.list()) == 1


def test_a_step_is_on_disk_when_it_returns_though_the_power_fails_then(folder: Path) -> None:
    with Project.open(folder) as project, project.transaction():
        assert waits_for_the_disk(project)


def test_what_no_person_made_need_not_wait_for_the_disk(folder: Path) -> None:
    with Project.open(folder) as project, project.transaction(waits=False):
        assert not waits_for_the_disk(project)


def test_after_what_need_not_wait_steps_do_again(folder: Path) -> None:
    with Project.open(folder) as project:
        with pytest.raises(ZeroDivisionError), project.transaction(waits=False):
            _ = 1 / 0
        assert waits_for_the_disk(project)


def test_settings_are_kept(folder: Path) -> None:
    value = {"image": "sub/ü.jpg", "zoom": 1.5, "panels": [1, None, True]}
    with Project.open(folder) as project:
        assert project.settings.get("last") is None
        assert project.settings.get("last", 3) == 3
        project.settings.set("last", 1)
        project.settings.set("last", value)
    with Project.open(folder) as project:
        assert project.settings.get("last") == value
