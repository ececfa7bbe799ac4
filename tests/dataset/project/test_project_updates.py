"""A project of an earlier version is brought up to date, or left as it was."""

import sqlite3
import threading
import zlib
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import schema

FILE_NAME = "project.sam3studio"


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
