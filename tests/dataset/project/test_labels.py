"""Labels on disk: what is read back is what was saved, and a change writes no more than itself."""

import sqlite3
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import NO_DETAILS, Details, ImageState, PromptBox, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.order import places
from sam3_studio.dataset.project.project import Project

NAME = "img2.jpg"
EMPTY = ImageDocument()


@pytest.fixture
def document(project: Project, labeled) -> ImageDocument:
    """Five objects and two boxes, in the project."""
    holes = np.random.default_rng(1).random((100, 200)) < 0.5
    objects = (
        labeled(),
        labeled(20, source=Source.EDITED, hidden=True),
        labeled(40, class_id=2, source=Source.PERSON, origin=None, locked=True),
        labeled(mask=Rle.from_mask(holes), time=0.0),
        labeled(mask=Rle.empty(100, 200), id="鸭"),
    )
    boxes = (PromptBox(1, Box(0.25, 1, 2, 3)), PromptBox(2, Box(0, 0, 9, 9), positive=False, enabled=False))
    document = ImageDocument(objects, boxes)
    project.labels.save(NAME, EMPTY, document, ImageState.IN_WORK)
    return document


def written(project: Project) -> list[str]:
    """The statements that change rows of objects and boxes, from now on."""
    statements: list[str] = []
    changing = ("INSERT INTO objects", "UPDATE objects", "DELETE FROM objects", "DELETE FROM boxes")
    project._database._connection.set_trace_callback(
        lambda sql: statements.append(sql) if sql.startswith(changing) else None
    )
    return statements


def test_a_document_is_read_back_as_it_was_saved(project: Project, document: ImageDocument) -> None:
    assert project.labels.document(NAME) == document
    assert project.labels.document("img10.jpg") == EMPTY
    record = project.images.find(NAME)
    assert record is not None
    assert record.state is ImageState.IN_WORK


def test_a_document_is_there_when_the_project_is_opened_again(project: Project, document: ImageDocument) -> None:
    project.close()
    with Project.open(project.root) as again:
        assert again.labels.document(NAME) == document


def test_saving_without_a_state_leaves_the_state_alone(project: Project, document: ImageDocument) -> None:
    project.labels.save(NAME, document, EMPTY)
    record = project.images.find(NAME)
    assert record is not None
    assert record.state is ImageState.IN_WORK


def test_what_was_removed_and_undone_is_back_in_its_place(project: Project, document: ImageDocument) -> None:
    without = ImageDocument(document.objects[::2], document.boxes[1:])
    project.labels.save(NAME, document, without)
    assert project.labels.document(NAME) == without
    project.labels.save(NAME, without, document)
    assert project.labels.document(NAME) == document


def test_any_order_is_kept(project: Project, document: ImageDocument) -> None:
    turned = ImageDocument(document.objects[::-1], document.boxes[::-1])
    project.labels.save(NAME, document, turned)
    assert project.labels.document(NAME) == turned


def test_objects_of_different_pictures_may_have_the_same_id(project: Project, document: ImageDocument) -> None:
    project.labels.save("img10.jpg", EMPTY, document)
    project.labels.save("img10.jpg", document, EMPTY)
    assert project.labels.document(NAME) == document


def test_an_object_that_is_added_costs_one_statement(project: Project, document: ImageDocument, labeled) -> None:
    statements = written(project)
    project.labels.save(NAME, document, replace(document, objects=(*document.objects, labeled(60))))
    assert [sql.split()[0] for sql in statements] == ["INSERT"]


def test_an_object_that_is_removed_costs_one_statement(project: Project, document: ImageDocument) -> None:
    statements = written(project)
    project.labels.save(NAME, document, replace(document, objects=document.objects[1:]))
    assert [sql.split()[0] for sql in statements] == ["DELETE"]


def test_a_change_of_class_does_not_write_the_mask(project: Project, document: ImageDocument) -> None:
    statements = written(project)
    first = replace(document.objects[0], class_id=2)
    changed = replace(document, objects=(first, *document.objects[1:]))
    project.labels.save(NAME, document, changed)
    assert len(statements) == 1
    assert "mask" not in statements[0]
    assert project.labels.document(NAME) == changed


def test_an_edited_mask_is_written(project: Project, document: ImageDocument, labeled) -> None:
    edited = replace(document.objects[0], mask=labeled(side=20).mask, source=Source.EDITED)
    changed = replace(document, objects=(edited, *document.objects[1:]))
    project.labels.save(NAME, document, changed)
    assert project.labels.document(NAME) == changed


def test_what_a_person_says_of_an_object_is_kept(project: Project, document: ImageDocument) -> None:
    details = Details((("colour", "grün"), ("id", "")), occluded=True, truncated=True, note="unter dem Baum 🌳")
    said = replace(document, objects=(replace(document.objects[0], details=details), *document.objects[1:]))
    project.labels.save(NAME, document, said)
    assert project.labels.document(NAME) == said
    assert project.labels.document(NAME).objects[1].details is NO_DETAILS


def test_saving_what_is_saved_writes_nothing(project: Project, document: ImageDocument) -> None:
    statements = written(project)
    project.labels.save(NAME, document, project.labels.document(NAME))
    project.labels.save(NAME, document, document)
    assert not [sql for sql in statements if "objects" in sql and "mask" in sql]


def test_a_moved_box_is_written(project: Project, document: ImageDocument) -> None:
    moved = replace(document, boxes=(replace(document.boxes[0], box=Box(5, 5, 6, 6)), document.boxes[1]))
    project.labels.save(NAME, document, moved)
    assert project.labels.document(NAME) == moved


def test_labels_of_a_class_that_is_gone_are_refused_and_nothing_is_written(
    project: Project, document: ImageDocument, labeled
) -> None:
    with pytest.raises(DatasetError, match=r"Labels of img2.jpg belong to a class that is not in the project"):
        project.labels.save(NAME, document, ImageDocument((labeled(), labeled(class_id=9))), ImageState.DONE)
    assert project.labels.document(NAME) == document
    record = project.images.find(NAME)
    assert record is not None
    assert record.state is ImageState.IN_WORK


def fill_up(connection: sqlite3.Connection) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1000000")


def test_a_full_disk_is_told_and_the_next_try_succeeds(project: Project, document: ImageDocument, labeled) -> None:
    noise = np.random.default_rng(2).random((1000, 1000)) < 0.5
    large = ImageDocument((labeled(mask=Rle.from_mask(noise)),))
    fill_up(project._database._connection)
    with pytest.raises(DatasetError, match="the disk is full; free some space"):
        project.labels.save(NAME, document, large, ImageState.DONE)
    assert project.labels.document(NAME) == document
    make_room(project._database._connection)
    project.labels.save(NAME, document, large, ImageState.DONE)
    assert project.labels.document(NAME) == large


def test_a_project_that_becomes_read_only_is_told(project: Project, document: ImageDocument) -> None:
    project._database._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(DatasetError, match="must not be written to; change its permissions"):
        project.labels.save(NAME, document, EMPTY)
    assert project.labels.document(NAME) == document


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE objects SET mask = x'00'",
        "UPDATE objects SET mask = substr(mask, 1, length(mask) - 3)",
        "UPDATE objects SET width = width + 1",
    ],
)
def test_a_damaged_object_is_told(project: Project, document: ImageDocument, damage: str) -> None:
    project._database._connection.execute(damage)
    with pytest.raises(DatasetError, match=r"holds of img2.jpg is damaged; restore a backup"):
        project.labels.document(NAME)
    with pytest.raises(DatasetError, match=r"is damaged; restore a backup"):
        list(project.labeled_images())
    assert document.objects


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE objects SET id = CAST(x'ff' || rowid AS TEXT)",
        "UPDATE objects SET attributes = CAST(x'5bff' AS TEXT)",
        "UPDATE objects SET note = CAST(x'ff' AS TEXT)",
    ],
)
def test_text_that_is_none_any_more_is_told_as_damage(project: Project, document: ImageDocument, damage: str) -> None:
    project._database._connection.execute(damage)
    with pytest.raises(DatasetError, match=r"is damaged; restore a backup"):
        project.labels.document(NAME)
    assert document.objects


ids = st.lists(st.integers(0, 12).map(str), unique=True, max_size=12)


@given(st.lists(ids, min_size=1, max_size=30))
def test_places_give_the_order_whatever_comes_and_goes(orders: list[list[str]]) -> None:
    known: dict[str, int] = {}
    for order in orders:
        known = places(order, {id_: place for id_, place in known.items() if id_ in order})
        assert sorted(known, key=known.__getitem__) == order
        assert len(set(known.values())) == len(order)


def test_places_that_are_known_are_kept_while_there_is_room() -> None:
    known = places(["a", "b", "c"], {})
    assert places(["b", "c"], {"b": known["b"], "c": known["c"]}) == {"b": known["b"], "c": known["c"]}
    more = places(["x", "a", "y", "b", "z", "c", "w"], known)
    assert {id_: more[id_] for id_ in "abc"} == known


def test_without_room_all_get_new_places() -> None:
    assert sorted(places(["a", "x", "b"], {"a": 4, "b": 5}).values()) != [4, 5]
    assert list(places(["a", "x", "b"], {"a": 4, "b": 5})) == ["a", "x", "b"]
