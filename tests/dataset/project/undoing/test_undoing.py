"""An import can be taken back as a whole."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from project_tools import rescan
from undo_tools import boxes, take

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.dataset.project.importing import Existing, import_undoably
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import database, schema
from sam3_studio.dataset.project.storage.backups import KEPT_IMPORTS, backup_folder
from sam3_studio.dataset.project.undoing import last_import, undo_import
from sam3_studio.dataset.reading.table import ImportFormat


def everything(project: Project) -> list[object]:
    """All that a person sees of a project."""
    records = project.images.records()
    return [project.classes.list(), records, [project.labels.document(one.name) for one in records]]


def copies(project: Project) -> list[str]:
    """Names of the copies beside it, without their times."""
    return sorted(path.name.split("-2")[0] for path in backup_folder(project.file).iterdir())


def test_everything_is_as_it_was_before_the_import(ours: Project, labels: Path) -> None:
    before = everything(ours)
    take(ours, labels)
    assert everything(ours) != before
    ours.close()
    undo_import(ours.file)
    with Project.open(ours.file) as project:
        assert everything(project) == before
        assert last_import(project) is None


def test_what_was_done_since_is_kept_in_a_copy(ours: Project, labels: Path, tmp_path: Path) -> None:
    take(ours, labels)
    ours.images.set_note("img10.jpg", "since")
    after = everything(ours)
    ours.close()
    copy = undo_import(ours.file)
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / ours.file.name).write_bytes(copy.read_bytes())
    with Project.open(tmp_path / "look") as project:
        assert everything(project) == after


def test_the_last_import_is_told_of(ours: Project, labels: Path) -> None:
    assert last_import(ours) is None
    take(ours, labels)
    last = last_import(ours)
    assert last is not None
    assert (last.labels, last.images, last.objects) == (str(labels), 2, 2)


def test_imports_are_undone_one_after_the_other_as_far_as_copies_are_kept(ours: Project, tmp_path: Path) -> None:
    states = []
    for number in range(KEPT_IMPORTS + 1):
        states.append(everything(ours))
        take(ours, boxes(tmp_path / str(number), "img2", "a", name=f"swan {number}"), Existing.ADD)
    assert copies(ours) == ["before-import"] * KEPT_IMPORTS
    ours.close()
    for expected in states[:0:-1]:
        undo_import(ours.file)
        with Project.open(ours.file) as project:
            assert everything(project) == expected
    with pytest.raises(DatasetError, match="no import that could be undone"):
        undo_import(ours.file)


def test_an_import_can_be_undone_though_copies_of_a_clock_that_ran_ahead_lie_there(ours: Project, labels: Path) -> None:
    folder = backup_folder(ours.file)
    folder.mkdir()
    for day in range(KEPT_IMPORTS):
        ahead = folder / f"before-import-2090-01-0{day + 1}-120000-000000{ours.file.suffix}"
        ahead.write_bytes(b"")
        os.utime(ahead, (3_800_000_000, 3_800_000_000))
    take(ours, labels)
    assert last_import(ours) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_labels_in_a_folder_whose_name_is_not_utf_8_are_imported_undoably(ours: Project, tmp_path: Path) -> None:
    labels = boxes(tmp_path / os.fsdecode(b"Stra\xdfe"), "img2")
    take(ours, labels)
    last = last_import(ours)
    assert last is not None
    assert last.labels == str(labels)


@pytest.mark.parametrize("damage", ["0 nan 0.5 0.5 0.5\n", None])
def test_an_import_that_came_to_nothing_cannot_be_undone(ours: Project, labels: Path, damage: str | None) -> None:
    """Or what was done since would be lost to a mistake."""
    if damage is None:
        (labels / "labels" / "img2.txt").unlink()
        (labels / "labels" / "img10.txt").rename(labels / "labels" / "strange.txt")
        assert take(ours, labels).images == 0
    else:
        (labels / "labels" / "img2.txt").write_text(damage)
        with pytest.raises(DatasetError, match=r"img2\.txt"):
            take(ours, labels)
    assert last_import(ours) is None
    assert copies(ours) == []


def test_an_import_that_was_given_up_leaves_the_one_before_to_be_undone(ours: Project, labels: Path) -> None:
    take(ours, labels)
    first = last_import(ours)
    running = import_undoably(ours, labels, ImportFormat.YOLO, Existing.REPLACE)
    next(running)
    running.close()
    assert last_import(ours) == first
    assert copies(ours) == ["before-import"]


def test_a_project_that_is_open_is_left_alone(ours: Project, labels: Path) -> None:
    take(ours, labels)
    with pytest.raises(DatasetError, match="open in another window"):
        undo_import(ours.file)


def test_undoing_that_is_stopped_changes_nothing(ours: Project, labels: Path, monkeypatch) -> None:
    monkeypatch.setattr(database, "_PAGES", 1)
    take(ours, labels)
    after = everything(ours)
    ours.close()
    cancel = threading.Event()

    def stop_late(done: int, total: int) -> None:
        if done > 0.6 * total:
            cancel.set()

    with pytest.raises(CancelledError):
        undo_import(ours.file, stop_late, cancel)
    with Project.open(ours.file) as project:
        assert everything(project) == after
        assert last_import(project) is not None


def test_a_damaged_copy_does_not_take_the_projects_place(ours: Project, labels: Path) -> None:
    take(ours, labels)
    after = everything(ours)
    last = last_import(ours)
    assert last is not None
    ours.close()
    content = bytearray(last.copy.read_bytes())
    content[8192:12288] = bytes(4096)
    last.copy.write_bytes(content)
    with pytest.raises(DatasetError, match=last.copy.name):
        undo_import(ours.file)
    with Project.open(ours.file) as project:
        assert everything(project) == after


def test_a_copy_of_an_older_version_is_brought_up_to_date_when_it_is_opened(ours: Project, labels: Path) -> None:
    take(ours, labels)
    last = last_import(ours)
    assert last is not None
    last.copy.unlink()
    with closing(sqlite3.connect(last.copy)) as connection:
        for statement in schema._MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO classes VALUES (1, 'bird', 255, '[]', NULL, 0.5, 0, 1)")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    ours.close()
    undo_import(ours.file)
    with Project.open(ours.file) as project:
        assert [one.name for one in project.classes.list()] == ["bird"]


def test_how_far_it_is_is_told(ours: Project, labels: Path, monkeypatch) -> None:
    monkeypatch.setattr(database, "_PAGES", 1)
    take(ours, labels)
    ours.close()
    told: list[float] = []
    undo_import(ours.file, lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] > 0.9


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_killed_at_any_moment_all_of_the_import_is_there_or_none_of_it(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed_undoing.py")
    done = subprocess.run([sys.executable, script, tmp_path, "25"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    before, after = map(int, done.stdout.split())
    assert min(before, after) > 0, "all kills came too late, or too early"


def test_pictures_that_came_since_are_found_again(ours: Project, labels: Path) -> None:
    take(ours, labels)
    (ours.root / "new.jpg").write_bytes(b"new")
    rescan(ours)
    ours.close()
    undo_import(ours.file)
    with Project.open(ours.file) as project:
        assert rescan(project) == (["new.jpg"], [])
