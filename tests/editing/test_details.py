"""What is said of several objects at once: only what a person changed changes."""

import pytest

from sam3_studio.core.labeling import Attribute, Details
from sam3_studio.editing.details import Shared, changed, default_details, of_other_class, shared

RED = Details((("colour", "red"), ("id", "7")), occluded=True, note="hurt")
BLUE = Details((("colour", "blue"),), occluded=True)


def test_what_differs_is_not_shared() -> None:
    assert shared([RED, BLUE]) == Shared((("colour", None), ("id", None)), occluded=True, truncated=False, note=None)


def test_one_object_shares_everything_with_itself() -> None:
    assert shared([RED]) == Shared((("colour", "red"), ("id", "7")), occluded=True, truncated=False, note="hurt")


def test_attributes_of_the_class_come_first_though_they_are_not_set() -> None:
    schema = [Attribute("size"), Attribute("id")]
    assert [name for name, _ in shared([RED], schema).attributes] == ["size", "id", "colour"]
    assert dict(shared([RED], schema).attributes)["size"] == ""


@pytest.mark.parametrize("one", [RED, BLUE])
def test_what_a_person_left_alone_stays_as_it_is(one: Details) -> None:
    before = shared([RED, BLUE])
    assert changed(one, before, before) == one


def test_what_a_person_changed_changes_in_all() -> None:
    before = shared([RED, BLUE])
    after = Shared((("colour", "green"), ("id", None), ("age", "old")), occluded=False, truncated=None, note=None)
    assert changed(RED, before, after) == Details(
        (("colour", "green"), ("id", "7"), ("age", "old")), occluded=False, note="hurt"
    )
    assert changed(BLUE, before, after) == Details((("colour", "green"), ("age", "old")))


@pytest.mark.parametrize("after", [(("colour", ""), ("id", "7")), (("id", "7"),)], ids=["emptied", "removed"])
def test_an_attribute_is_removed(after: tuple[tuple[str, str], ...]) -> None:
    before = shared([RED])
    assert changed(RED, before, Shared(after, occluded=True, note="hurt")).attributes == (("id", "7"),)


def test_an_attribute_with_another_name_keeps_the_value_of_each() -> None:
    before = shared([RED, BLUE], [Attribute("color")])  # what "colour" is called by now, and not set yet
    after = Shared((("color", None), ("id", None)), renamed=(("colour", "color"),))
    assert changed(RED, before, after).attributes == (("color", "red"), ("id", "7"))
    assert changed(BLUE, before, after).attributes == (("color", "blue"),)


def test_of_two_attributes_that_have_one_name_now_the_one_that_got_it_counts() -> None:
    both = Details((("colour", "red"), ("color", "pink")))
    before = shared([both])
    after = Shared((("color", "red"),), renamed=(("colour", "color"),))
    assert changed(both, before, after).attributes == (("color", "red"),)


def test_a_note_is_emptied() -> None:
    before = shared([RED])
    assert changed(RED, before, Shared(before.attributes, occluded=True, note="")).note == ""


def test_new_objects_get_the_defaults_of_their_class() -> None:
    schema = [Attribute("colour", ("red", "blue"), "red"), Attribute("id")]
    assert default_details(schema) == Details((("colour", "red"),))


def test_of_another_class_an_object_gets_the_defaults_of_that_and_keeps_what_a_person_said() -> None:
    duck = [Attribute("colour", ("red", "blue"), "red"), Attribute("size", (), "small")]
    boat = [Attribute("sails", ("1", "2"), "2"), Attribute("size", (), "large")]
    said = Details((("colour", "red"), ("size", "huge"), ("owner", "Ann")), truncated=True, note="hurt")
    now = of_other_class(said, duck, boat)
    assert now == Details((("sails", "2"), ("size", "huge"), ("owner", "Ann")), truncated=True, note="hurt")
