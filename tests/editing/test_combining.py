"""Masks of objects, one or several at once: pixels go where they are said to, and locked objects keep theirs."""

from dataclasses import replace

import numpy as np
import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import Details, LabeledObject, Source
from sam3_studio.core.mask_algebra import united
from sam3_studio.core.rle import Rle
from sam3_studio.editing import combining
from sam3_studio.editing.edits import counted, set_locked, with_objects

NOW = 5.0


@pytest.fixture
def document(labeled) -> ImageDocument:
    """Squares a under b under c, each half over the one before; b is the model's."""
    a, c = labeled(0, 0, id="a"), labeled(10, 0, id="c")
    return ImageDocument((a, labeled(5, 0, id="b", source=Source.MODEL), c))


def ids(document: ImageDocument) -> list[str]:
    return [item.id for item in document.objects]


def areas(document: ImageDocument) -> dict[str, int]:
    return {item.id: item.mask.area for item in document.objects}


def locked(document: ImageDocument, *names: str) -> ImageDocument:
    return set_locked(document, names, locked=True)


def test_a_mask_is_replaced_and_the_model_does_not_answer_for_it_alone(document, square) -> None:
    edited = combining.set_masks(document, {"b": square(50, 50)}, NOW)
    changed = edited.objects[1]
    assert (changed.mask, changed.source, changed.time) == (square(50, 50), Source.EDITED, NOW)
    assert edited.objects[0] is document.objects[0]


def test_what_a_person_drew_stays_a_persons(document, square) -> None:
    assert combining.set_masks(document, {"a": square(50, 50)}, NOW).objects[0].source is Source.PERSON


def test_an_object_never_becomes_empty(document) -> None:
    assert combining.set_masks(document, {"a": Rle.empty(100, 200)}, NOW) is document


def test_the_same_mask_changes_nothing(document, square) -> None:
    assert combining.set_masks(document, {"a": square(0, 0)}, NOW) is document


def test_a_divided_object_keeps_the_first_piece_and_the_others_lie_right_above_it(document, square) -> None:
    edited = combining.divide(document, "a", [square(0, 0, 4), square(6, 0, 4), Rle.empty(100, 200)], NOW)
    assert ids(edited)[0] == "a"
    assert ids(edited)[2:] == ["b", "c"]
    assert [item.mask.area for item in edited.objects[:2]] == [16, 16]
    assert edited.objects[1].class_id == document.objects[0].class_id


def test_what_was_changed_in_a_divided_object_counts_for_the_piece_that_it_keeps(document, square) -> None:
    before = with_objects(document, (replace(document.objects[0], edits=3), *document.objects[1:]))
    edited = combining.divide(before, "a", [square(0, 0, 4), square(6, 0, 4)], NOW)
    assert [item.edits for item in counted(before, edited).objects] == [4, 0, 0, 0]


def test_merged_objects_become_the_topmost_of_them(document, square) -> None:
    edited = combining.merge(document, {"a", "c"}, NOW)
    assert ids(edited) == ["b", "c"]
    assert edited.objects[1].mask == united([square(0, 0), square(10, 0)])


@pytest.mark.parametrize(("class_id", "attributes"), [(1, (("ring", "7"),)), (2, ())])
def test_what_was_said_of_merged_objects_stays_said_but_for_attributes_of_another_class(
    document, class_id, attributes
) -> None:
    first, *others = document.objects
    said = Details((("ring", "7"),), occluded=True, note="hurt")
    noted = replace(document, objects=(replace(first, class_id=class_id, details=said), *others))
    assert combining.merge(noted, {"a", "c"}, NOW).objects[1].details == replace(said, attributes=attributes)


def test_one_object_has_nothing_to_be_merged_with(document) -> None:
    assert combining.merge(document, {"a"}, NOW) is document
    assert combining.merge(locked(document, "b"), {"a", "b"}, NOW).objects[0] is document.objects[0]


def test_pixels_are_taken_from_all_others(document) -> None:
    assert areas(combining.subtract(document, {"b"}, NOW)) == {"a": 50, "b": 100, "c": 50}


def test_pixels_are_taken_from_those_others_alone_that_are_named(document) -> None:
    assert areas(combining.subtract(document, {"b"}, NOW, others={"b", "c"})) == {"a": 100, "b": 100, "c": 50}


def test_what_loses_every_pixel_is_removed(document, labeled) -> None:
    small = labeled(6, 2, 3, id="small")
    assert ids(combining.subtract(ImageDocument((*document.objects, small)), {"b"}, NOW)) == ["a", "b", "c"]


def test_nothing_is_taken_by_nothing(document) -> None:
    assert combining.subtract(document, set(), NOW) is document


def test_of_overlapping_objects_the_topmost_keeps_its_pixels(document) -> None:
    assert areas(combining.without_overlaps(document, NOW)) == {"a": 50, "b": 50, "c": 100}


def test_a_locked_object_keeps_its_pixels_wherever_it_lies(document) -> None:
    edited = combining.without_overlaps(locked(document, "a"), NOW)
    assert areas(edited) == {"a": 100, "c": 100}


def test_overlaps_are_parted_among_those_objects_alone_that_are_named(document) -> None:
    assert areas(combining.without_overlaps(document, NOW, among={"a", "b"})) == {"a": 50, "b": 100, "c": 100}


def test_apart_objects_stay_as_they_are(labeled) -> None:
    document = ImageDocument((labeled(0, 0), labeled(50, 0)))
    assert combining.without_overlaps(document, NOW) is document


def test_objects_go_to_the_front_and_to_the_back(document) -> None:
    assert ids(combining.to_front(document, {"a", "b"})) == ["c", "a", "b"]
    assert ids(combining.to_back(document, {"c"})) == ["c", "a", "b"]
    assert combining.to_front(document, {"c"}) is document


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: combining.divide(document, "a", [Rle.empty(100, 200)], NOW),
        lambda document: combining.subtract(document, {"c"}, NOW),
        lambda document: combining.merge(document, {"a", "c"}, NOW),
    ],
    ids=["divide", "subtract", "merge"],
)
def test_a_locked_object_is_not_changed(document, edit) -> None:
    before = locked(document, "a", "b")
    after = edit(before)
    assert after.objects[:2] == before.objects[:2]


class TestAnotherSize:
    """One of the objects is of a picture of another size, whose file was replaced."""

    @pytest.fixture
    def mixed(self, document) -> ImageDocument:
        other = LabeledObject(1, Rle.from_mask(np.ones((30, 40), dtype=bool)), Source.PERSON, id="other")
        return ImageDocument((*document.objects, other))

    def test_nothing_is_erased_of_it(self, mixed, square) -> None:
        edited = combining.erase(mixed, {"a", "other"}, square(0, 0, 4), NOW)
        assert areas(edited) == {"a": 84, "b": 100, "c": 100, "other": 1200}

    def test_overlaps_of_the_others_are_parted(self, mixed) -> None:
        edited = combining.without_overlaps(mixed, NOW)
        assert areas(edited) == {"a": 50, "b": 50, "c": 100, "other": 1200}

    def test_it_neither_loses_nor_takes_pixels(self, mixed) -> None:
        edited = combining.subtract(mixed, {"b"}, NOW)
        assert areas(edited) == {"a": 50, "b": 100, "c": 50, "other": 1200}
