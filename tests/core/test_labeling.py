"""`core.labeling`: a class, and which of its concepts are looked for; objects, and what is said of them."""

from sam3_studio.core.labeling import NO_DETAILS, Details, LabelClass, Source, together

BIRDS = LabelClass(1, "bird", (0, 0, 0), concepts=("duck", "goose", "swan"), concepts_off=("goose",))


def test_concepts_that_are_off_are_kept_and_not_searched() -> None:
    assert BIRDS.searched == ("duck", "swan")
    assert BIRDS.with_concept("duck", enabled=False).searched == ("swan",)
    assert BIRDS.with_concept("goose").searched == BIRDS.concepts


def test_a_new_concept_is_added_and_is_on() -> None:
    assert BIRDS.with_concept("crane").searched == ("duck", "swan", "crane")


def test_a_concept_that_goes_and_comes_back_is_on() -> None:
    assert BIRDS.with_concepts(("duck",)).with_concepts(("duck", "goose")).searched == ("duck", "goose")
    assert BIRDS.with_concepts(("goose", "crane")).searched == ("crane",)


def test_a_mask_that_a_person_has_changed_is_no_longer_the_models_alone() -> None:
    assert [source.once_edited for source in Source] == [Source.EDITED, Source.PERSON, Source.EDITED]


def test_of_an_object_that_several_are_parts_of_all_is_said_that_was_said_of_them() -> None:
    first = Details((("colour", "blue"),), occluded=True, note="wet")
    other = Details((("colour", "red"), ("id", "7")), truncated=True, note="hurt")
    expected = Details((("colour", "blue"), ("id", "7")), occluded=True, truncated=True, note="wet\nhurt")
    assert together([first, other]) == expected
    assert together([NO_DETAILS, first]) == first
    assert together([first, first]) is first
