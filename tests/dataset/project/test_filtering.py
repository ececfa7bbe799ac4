"""`dataset.project.filtering`: which pictures are wanted."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from project_tools import scanned

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import Details, ImageState, LabeledObject, Origin, Source
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching, query
from sam3_studio.dataset.project.project import Project

A, TWO, TEN = "sub/a.png", "img2.jpg", "img10.jpg"


@pytest.fixture
def filled(project: Project, labeled: Callable[..., LabeledObject]) -> Project:
    """One picture with a duck of .75, one with a duck that a person drew and a goose of .3, one without objects."""
    doubtful = Origin("goose", 0.3, 0.5, "0123")
    drawn = labeled(source=Source.PERSON, origin=None)
    goose = labeled(20, class_id=2, origin=doubtful, details=Details(note="too dark"))
    project.labels.save(TWO, ImageDocument(), ImageDocument((labeled(),)), ImageState.DONE)
    project.labels.save(TEN, ImageDocument(), ImageDocument((drawn, goose)), ImageState.SECOND_LOOK)
    project.images.set_tags([A, TWO], ["Nacht"])
    project.images.set_note(A, "Straße im Regen")
    return project


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (ImageFilter(), {A, TWO, TEN}),
        (ImageFilter(text="IMG"), {TWO, TEN}),
        (ImageFilter(text="jpg 10"), {TEN}),
        (ImageFilter(text="STRASSE"), {A}),
        (ImageFilter(text="nacht img"), {TWO}),
        (ImageFilter(text="100%"), set()),
        (ImageFilter(states=frozenset({ImageState.DONE, ImageState.NEW})), {A, TWO}),
        (ImageFilter(states=frozenset()), set()),
        (ImageFilter(class_id=1), {TWO, TEN}),
        (ImageFilter(class_id=2), {TEN}),
        (ImageFilter(scores=(0.2, 0.4)), {TEN}),
        (ImageFilter(scores=(0.0, 1.0)), {TWO, TEN}),
        (ImageFilter(class_id=1, scores=(0.0, 1.0)), {TWO}),
        (ImageFilter(tag="Nacht"), {A, TWO}),
        (ImageFilter(tag="nacht"), set()),
        (ImageFilter(with_note=True), {A, TEN}),
        (ImageFilter(states=frozenset({ImageState.DONE}), class_id=1, scores=(0.7, 0.8), tag="Nacht"), {TWO}),
    ],
)
def test_pictures_that_pass_all_of_a_filter_are_found(filled: Project, wanted: ImageFilter, names: set[str]) -> None:
    assert set(pictures_matching(filled.file, wanted)) == names


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("kept", ["NFC", "NFD"])
def test_a_name_with_accents_is_found_however_they_are_kept_and_typed(project: Project, kept: str, typed: str) -> None:
    name = unicodedata.normalize(kept, "Müller.jpg")
    project.images.update().add([scanned(name)])
    text = unicodedata.normalize(typed, "MÜLLER")
    assert pictures_matching(project.file, ImageFilter(text=text)) == [name]


def test_a_whole_page_that_is_pasted_is_looked_for_word_by_word(filled: Project) -> None:
    page = " ".join(f"wörd{number}" for number in range(3000))
    filled.images.set_note(A, unicodedata.normalize("NFD", page))
    assert pictures_matching(filled.file, ImageFilter(text=page)) == [A]
    assert pictures_matching(filled.file, ImageFilter(text=f"{page} goose")) == []
    assert pictures_matching(filled.file, ImageFilter(text=f"nacht {page} nacht " * 20)) == [A]


def test_the_last_words_of_a_page_are_looked_for_in_notes_of_objects_too(
    filled: Project, labeled: Callable[..., LabeledObject]
) -> None:
    page = " ".join(f"wörd{number}" for number in range(100))
    filled.images.set_note(A, page)
    assert pictures_matching(filled.file, ImageFilter(text=f"{page} Blatt")) == []
    noted = labeled(40, details=Details(note="Ärger mit dem Blatt"))
    filled.labels.save(A, ImageDocument(), ImageDocument((noted,)))
    assert pictures_matching(filled.file, ImageFilter(text=f"{page} Blatt")) == [A]


def test_who_looks_for_pictures_that_cannot_be_read_finds_those_that_are_done_as_well(filled: Project) -> None:
    filled.images.set_failed(A, "It is damaged.")
    filled.images.set_failed(TWO, "It is damaged.")
    assert pictures_matching(filled.file, ImageFilter(states=frozenset({ImageState.FAILED}))) == [TWO, A]


def test_a_search_follows_notes_and_tags(filled: Project) -> None:
    filled.images.set_note(A, "")
    filled.images.set_tags([TWO], ["rain"])
    assert pictures_matching(filled.file, ImageFilter(text="straße")) == []
    assert pictures_matching(filled.file, ImageFilter(text="rain")) == [TWO]


def test_a_picture_is_found_by_the_notes_of_its_objects_as_by_its_own(
    filled: Project, labeled: Callable[..., LabeledObject]
) -> None:
    noted = labeled(40, details=Details(note="Ärger mit dem Blatt"))
    filled.labels.save(A, ImageDocument(), ImageDocument((noted,)))
    texts = "TOO img10", "ÄRGER Regen", "blatt img"
    assert [pictures_matching(filled.file, ImageFilter(text=text)) for text in texts] == [[TEN], [A], []]


def test_blanks_alone_are_no_filter() -> None:
    assert ImageFilter("  ").is_empty
    assert not ImageFilter("x").is_empty
    assert not ImageFilter(" ", with_note=True).is_empty


@pytest.mark.parametrize(
    "wanted", [ImageFilter(class_id=1), ImageFilter(scores=(0.1, 0.2)), ImageFilter(class_id=1, scores=(0.1, 0.2))]
)
def test_objects_are_found_without_a_look_at_their_rows(filled: Project, wanted: ImageFilter) -> None:
    sql, values = query(wanted)
    plan = filled._database.rows(f"EXPLAIN QUERY PLAN {sql}", values)
    assert any("USING COVERING INDEX objects_by_" in line for *_, line in plan)


def test_an_object_that_moved_is_measured_anew(filled: Project, labeled: Callable[..., LabeledObject]) -> None:
    before = filled.labels.document(TWO)
    moved = replace(before.objects[0], mask=labeled(30, 40, 5).mask)
    filled.labels.save(TWO, before, ImageDocument((moved,)))
    assert filled._database.rows("SELECT x1, y1, x2, y2, area FROM objects WHERE id = ?", (moved.id,)) == [
        (30, 40, 35, 45, 25)
    ]
