"""How far each question is: answered, empty, failed, still to be asked."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.answers import Answered, Unanswered
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.packing import packed_candidates
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage import schema

NAME = "img2.jpg"


@pytest.fixture
def found(labeled) -> Segmentation:
    """Two candidates."""
    masks = labeled(3, 4).mask, labeled(50, 40).mask
    return Segmentation(0.75, tuple(Candidate(Box(0, 0, 9, 9), 0.9 - i / 2, mask) for i, mask in enumerate(masks)))


def test_what_was_found_is_an_answer_with_its_presence_and_its_scores(project: Project, found) -> None:
    project.found.save(NAME, 2, "goose", Segmentation(0.125, ()))
    project.found.save(NAME, 1, "duck", found)
    project.found.save("img10.jpg", 1, "duck", found)
    duck, goose = Answered(NAME, 1, "duck", 0.75, (0.9, 0.4)), Answered(NAME, 2, "goose", 0.125, ())
    assert project.answers.answered(NAME) == [duck, goose]
    assert [one.name for one in project.answers.answered()] == [NAME, NAME, "img10.jpg"]


def test_an_answer_takes_the_place_of_a_failure_and_of_what_was_answered_before(project: Project, found) -> None:
    project.found.save(NAME, 1, "bird", found)
    project.answers.fail(NAME, {1: "duck"}, "It is dark.")
    project.found.save(NAME, 1, "duck", Segmentation(0.5, ()))
    assert project.answers.answered() == [Answered(NAME, 1, "duck", 0.5, ())]
    assert project.answers.failures() == []


def test_a_failure_leaves_what_was_found_before(project: Project, found) -> None:
    project.found.save(NAME, 1, "bird", found)
    project.answers.fail(NAME, {1: "duck", 2: "goose"}, "It is dark.")
    assert project.answers.failures() == [Unanswered(NAME, 1, "It is dark."), Unanswered(NAME, 2, "It is dark.")]
    assert [one.key for one in project.answers.answered()] == ["bird"]
    assert project.found.found(NAME)[1].candidates == found.candidates


def test_a_failure_of_a_question_that_was_answered_leaves_the_answer(project: Project, found) -> None:
    project.found.save(NAME, 1, "duck", found)
    project.answers.fail(NAME, {1: "duck"}, "It is dark.")
    assert [one.key for one in project.answers.answered()] == ["duck"]
    assert project.answers.failures() == []


def test_a_failure_of_a_picture_or_a_class_that_is_gone_is_refused(project: Project) -> None:
    with pytest.raises(DatasetError, match="not in the project"):
        project.answers.fail("gone.jpg", {1: "duck"}, "It is dark.")
    with pytest.raises(DatasetError, match="a class that is not in the project any more"):
        project.answers.fail(NAME, {9: "duck"}, "It is dark.")


def test_a_project_of_the_fourth_version_gets_the_answers_that_it_has(folder: Path, found) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("BEGIN")
        for step in schema._MIGRATIONS[:4]:
            for statement in step:
                connection.execute(statement) if isinstance(statement, str) else statement(connection, schema._nobody)
        for number in (1, 2, 3):
            connection.execute("INSERT INTO classes (id, name, color, concepts, threshold, minimum_area, active) "
                               "VALUES (?, ?, 255, '[]', 0.5, 0, 1)", (number, str(number)))  # fmt: skip
        connection.execute("INSERT INTO images (id, name, sort_key, state, size, modified) "
                           "VALUES (1, 'A.png', x'61', 'new', 1, 1)")  # fmt: skip
        connection.executemany(
            "INSERT INTO found (image, class, key, presence, candidates, rejected) VALUES (1, ?, ?, ?, ?, NULL)",
            [(1, "duck", 0.75, packed_candidates(found.candidates)), (2, None, None, None), (3, "a", 0.5, b"damaged")],
        )
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 4")
        connection.commit()
    with Project.open(folder) as project:
        assert project.answers.answered() == [Answered("A.png", 1, "duck", 0.75, (0.9, 0.4))]
