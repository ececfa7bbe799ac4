"""Edits: each does one thing, keeps the rest by identity, and leaves locked objects alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Details, PromptBox
from sam3_studio.editing import edits

BOX = PromptBox(class_id=1, box=Box(1, 2, 3, 4), id="box")
OTHER_BOX = PromptBox(class_id=2, box=Box(5, 6, 7, 8), positive=False, id="other box")


@pytest.fixture
def document(labeled) -> ImageDocument:
    """Objects a, b and c, of which b is locked, and two boxes."""
    objects = (labeled(0, 0, id="a"), labeled(20, 0, id="b", locked=True), labeled(40, 0, id="c", class_id=2))
    return ImageDocument(objects, (BOX, OTHER_BOX))


def ids(document: ImageDocument) -> list[str]:
    return [item.id for item in document.objects]


def test_things_are_found_by_id_and_class(document) -> None:
    assert document.find_object("c") is document.objects[2]
    assert document.find_object("none") is None
    assert [item.id for item in document.objects_of(1)] == ["a", "b"]
    assert document.boxes_of(2) == (OTHER_BOX,)


def test_objects_are_added_at_the_end_each_id_once(document, labeled) -> None:
    new = labeled(60, 0, id="d")
    edited = edits.add_objects(document, [document.objects[0], new, new])
    assert ids(edited) == ["a", "b", "c", "d"]
    assert edited.boxes is document.boxes


def test_objects_are_removed_unless_they_are_locked(document) -> None:
    edited = edits.remove_objects(document, {"a", "b"})
    assert ids(edited) == ["b", "c"]
    assert edited.objects[0] is document.objects[1]


def test_what_is_said_of_an_object_changes_unless_it_is_locked(document) -> None:
    said = Details(note="hurt")
    edited = edits.set_details(document, {"a": said, "b": said})
    assert [item.details.note for item in edited.objects] == ["hurt", "", ""]
    assert edited.objects[2] is document.objects[2]
    assert edits.set_details(edited, {"a": said}) is edited


def test_a_class_changes_unless_the_object_is_locked(document) -> None:
    edited = edits.change_class(document, {"a", "b"}, 7)
    assert [item.class_id for item in edited.objects] == [7, 1, 2]
    assert edited.objects[0].mask is document.objects[0].mask
    assert edited.objects[1] is document.objects[1]


def test_locked_objects_can_be_hidden(document) -> None:
    edited = edits.set_hidden(document, {"a", "b"}, hidden=True)
    assert [item.hidden for item in edited.objects] == [True, True, False]


def test_an_unlocked_object_can_be_removed_again(document) -> None:
    edited = edits.set_locked(document, {"b"}, locked=False)
    assert ids(edits.remove_objects(edited, {"b"})) == ["a", "c"]


def test_a_box_is_added_once(document) -> None:
    new = PromptBox(class_id=1, box=Box(0, 0, 9, 9))
    edited = edits.add_box(document, new)
    assert edited.boxes == (BOX, OTHER_BOX, new)
    assert edits.add_box(edited, new) is edited


def test_a_box_moves_and_keeps_its_id_and_its_place(document) -> None:
    edited = edits.replace_box(document, "box", Box(10, 20, 30, 40))
    assert [(box.id, box.box) for box in edited.boxes] == [("box", Box(10, 20, 30, 40)), ("other box", OTHER_BOX.box)]
    assert edited.boxes[1] is OTHER_BOX


def test_a_box_is_switched_off_and_on(document) -> None:
    edited = edits.set_box_enabled(document, "box", enabled=False)
    assert [box.enabled for box in edited.boxes] == [False, True]
    assert edits.set_box_enabled(edited, "box", enabled=True) == document


def test_boxes_are_removed_by_id_and_by_class(document) -> None:
    assert edits.remove_box(document, "box").boxes == (OTHER_BOX,)
    assert edits.clear_boxes(document, 2).boxes == (BOX,)


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: edits.add_objects(document, document.objects[:1]),
        lambda document: edits.remove_objects(document, {"b", "none"}),
        lambda document: edits.change_class(document, {"a", "b", "none"}, 1),
        lambda document: edits.set_hidden(document, {"a"}, hidden=False),
        lambda document: edits.set_locked(document, {"b"}, locked=True),
        lambda document: edits.add_box(document, BOX),
        lambda document: edits.replace_box(document, "box", BOX.box),
        lambda document: edits.set_box_enabled(document, "box", enabled=True),
        lambda document: edits.remove_box(document, "none"),
        lambda document: edits.clear_boxes(document, 9),
    ],
)
def test_an_edit_that_changes_nothing_gives_back_the_very_document(
    document, edit: Callable[[ImageDocument], ImageDocument]
) -> None:
    assert edit(document) is document


def test_an_edit_of_mask_or_class_is_counted(labeled) -> None:
    kept, edited, moved = labeled(0, 0), labeled(20, 0, edits=2), labeled(40, 0)
    before = ImageDocument((kept, edited, moved))
    after = ImageDocument((kept, replace(edited, mask=labeled(60, 0).mask), replace(moved, class_id=2), labeled(80, 0)))
    assert [item.edits for item in edits.counted(before, after).objects] == [0, 3, 1, 0]


def test_what_leaves_mask_and_class_is_no_edit(labeled) -> None:
    before = ImageDocument((labeled(0, 0),))
    after = edits.set_hidden(before, {before.objects[0].id}, hidden=True)
    assert edits.counted(before, after) is after
