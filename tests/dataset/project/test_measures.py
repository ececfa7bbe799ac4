"""Candidates without their masks, and what of a project's earlier versions they are made of."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.measures import measured, measures_of
from sam3_studio.dataset.project.packing import packed_candidates, packed_masks
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import schema

NAME = "img2.jpg"


@pytest.fixture
def found(labeled) -> Segmentation:
    """Two candidates of 100 pixels."""
    masks = labeled(3, 4).mask, labeled(50, 40).mask
    return Segmentation(0.75, tuple(Candidate(Box(0, 0, 9, 9), 0.75 - i / 2, mask) for i, mask in enumerate(masks)))


def kept(project: Project) -> list[tuple[object, ...]]:
    rows = project._database.rows("SELECT class, presence, candidates FROM measures ORDER BY class")
    return [(class_id, presence, measures_of(data).tolist()) for class_id, presence, data in rows]


FIRST, SECOND = (0.75, 3, 4, 13, 14, 100, 0), (0.25, 50, 40, 60, 50, 100, 0)


def test_what_was_found_is_measured_as_it_is_kept(project: Project, found) -> None:
    project.found.save(NAME, 1, "duck", found)
    assert kept(project) == [(1, 0.75, [FIRST, SECOND])]


def test_a_candidate_that_was_rejected_is_told(project: Project, found) -> None:
    project.found.save(NAME, 1, "duck", found)
    project.found.save_rejected(NAME, 1, [found.candidates[1].mask])
    assert kept(project) == [(1, 0.75, [FIRST, (*SECOND[:-1], 1)])]
    project.found.save(NAME, 1, "duck", Segmentation(0.5, found.candidates[1:]))
    assert kept(project) == [(1, 0.5, [(*SECOND[:-1], 1)])]


def test_what_was_found_of_a_class_that_goes_is_not_measured_any_more(project: Project, found) -> None:
    project.found.save(NAME, 1, "duck", found)
    project.found.save(NAME, 2, "goose", found)
    project.classes.remove(2)
    assert [row[0] for row in kept(project)] == [1]


def test_a_candidate_without_a_pixel_has_no_box() -> None:
    (one,) = measures_of(measured([Candidate(Box(0, 0, 9, 9), 0.5, Rle.empty(10, 10))]))
    assert one.tolist() == (0.5, 0, 0, 0, 0, 0, 0)


def test_what_is_damaged_has_no_measures(found) -> None:
    assert len(measures_of(measured(found.candidates)[:-1])) == 1


def test_times_of_pictures_add_up(project: Project) -> None:
    project.work.add({NAME: 2.0, "gone.jpg": 1.0})
    project.work.add({NAME: 0.5})
    assert (project.work.seconds(NAME), project.work.seconds("img10.jpg")) == (2.5, 0.0)


def test_a_project_of_the_fifth_version_gets_measures_times_and_counts_of_edits(folder: Path, found) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("BEGIN")
        for step in schema._MIGRATIONS[:5]:
            for statement in step:
                connection.execute(statement) if isinstance(statement, str) else statement(connection, schema._nobody)
        for number in (1, 2):
            connection.execute("INSERT INTO classes (id, name, color, concepts, threshold, minimum_area, active) "
                               "VALUES (?, ?, 255, '[]', 0.5, 0, 1)", (number, str(number)))  # fmt: skip
            connection.execute("INSERT INTO images (id, name, sort_key, state, size, modified) "
                               "VALUES (?, ?, x'61', 'new', 1, 1)", (number, f"{number}.png"))  # fmt: skip
        rejected = packed_masks([found.candidates[0].mask])
        connection.executemany(
            "INSERT INTO found (image, class, key, presence, candidates, rejected) VALUES (1, ?, ?, ?, ?, ?)",
            [(1, "duck", 0.75, packed_candidates(found.candidates), rejected), (2, None, None, None, rejected)],
        )
        # Two of one moment; one after a long gap; an import.
        moments = (1, 100.0), (1, 104.0), (1, 104.0), (2, 110.0), (2, 500.0), (1, 505.0), (2, 505.0)
        connection.executemany(
            "INSERT INTO objects (id, image, position, class, source, time, hidden, locked, height, width, area, mask) "
            "VALUES (?, ?, ?, 1, ?, ?, 0, 0, 1, 1, 1, x'')",
            [(str(i), image, i, "model" if i else "model, then edited", at) for i, (image, at) in enumerate(moments)],
        )
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 5")
        connection.commit()
    with Project.open(folder) as project:
        assert kept(project) == [(1, 0.75, [(*FIRST[:-1], 1), SECOND])]
        assert (project.work.seconds("1.png"), project.work.seconds("2.png")) == (4.0, 6.0)
        assert project._database.rows("SELECT sum(edits) FROM objects") == [(1,)]
