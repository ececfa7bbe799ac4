"""Opening a project: there is one for each folder, one program writes to it, and no other file is ever touched."""

import os
import shutil
import sqlite3
import sys
import threading
import zlib
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from project_tools import waits_for_the_disk

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project import location
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import database, schema
from sam3_studio.dataset.project.storage.database import reading
from sam3_studio.dataset.project.storage.schema import VERSION

FILE_NAME = "project.sam3studio"


def make_project(folder: Path) -> Path:
    """A closed project with a class; its file."""
    with Project.open(folder) as project:
        project.classes.add("duck")
    return folder / FILE_NAME


def class_names(path: Path) -> list[str]:
    with Project.open(path) as project:
        return [one.name for one in project.classes.list()]


def change(file: Path, offset: int, content: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(offset)
        opened.write(content)


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


def test_a_project_of_which_the_disk_says_not_even_whether_it_is_there_is_told(tmp_path: Path) -> None:
    too_long = tmp_path / f"{'a' * 300}.sam3studio"
    with pytest.raises(DatasetError, match=r"cannot be used|is not there"), reading(too_long):
        pass


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


def test_a_project_of_the_first_version_has_all_its_concepts_on(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for statement in schema._MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO classes VALUES (1, 'bird', 255, '[\"duck\", \"goose\"]', NULL, 0.5, 0, 1)")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with Project.open(folder) as project:
        (bird,) = project.classes.list()
        assert bird.searched == ("duck", "goose")
        project.classes.change(bird.with_concept("duck", enabled=False))
    with Project.open(folder) as project:
        assert project.classes.list()[0].searched == ("goose",)


@pytest.fixture
def third_version(folder: Path) -> Path:
    """A project with two objects, of which one is damaged."""
    mask = Rle.from_crop(np.ones((4, 5), dtype=bool), 7, 3, 30, 40)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for statement in (statement for step in schema._MIGRATIONS[:3] for statement in step):
            connection.execute(statement)
        connection.execute("INSERT INTO classes (id, name, color, concepts, threshold, minimum_area, active) "
                           "VALUES (1, 'bird', 255, '[]', 0.5, 0, 1)")  # fmt: skip
        connection.execute("INSERT INTO images (id, name, sort_key, state, size, modified, note) "
                           "VALUES (1, 'A.png', x'61', 'new', 1, 1, 'Dark')")  # fmt: skip
        connection.executemany(
            "INSERT INTO objects (id, image, position, class, source, time, hidden, locked, height, width, area, mask) "
            "VALUES (?, 1, ?, 1, 'person', 0, 0, 0, 30, 40, 20, ?)",
            [("a", 1, zlib.compress(mask.data)), ("damaged", 2, b"?")],
        )
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 3")
        connection.commit()
    return folder


def test_a_project_of_the_third_version_gets_the_measures_of_its_objects(third_version: Path) -> None:
    with Project.open(third_version) as project:
        measured = project._database.rows("SELECT x1, y1, x2, y2 FROM objects ORDER BY id")
        assert measured == [(7, 3, 12, 7), (0, 0, 0, 0)]
        assert pictures_matching(project.file, ImageFilter("dark a.PNG")) == ["A.png"]


def test_how_far_an_update_is_is_told(third_version: Path) -> None:
    told: list[float] = []
    Project.open(third_version, lambda done, total: told.append(done / total)).close()
    assert told == sorted(told)
    assert (told[0] >= 0.5, told[-1]) == (True, 1.0)  # half of it is the copy


def test_an_update_that_is_stopped_leaves_the_project_as_it_was(third_version: Path) -> None:
    before = (third_version / FILE_NAME).read_bytes()
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        Project.open(third_version, cancel=cancel)
    with closing(sqlite3.connect(third_version / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM objects").fetchone() == (2,)
    assert len((third_version / FILE_NAME).read_bytes()) == len(before)
    with Project.open(third_version) as project:
        assert pictures_matching(project.file, ImageFilter("dark a.PNG")) == ["A.png"]


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
