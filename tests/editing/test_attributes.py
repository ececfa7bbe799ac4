"""Attributes as lines of text."""

import pytest

from sam3_studio.core.labeling import Attribute
from sam3_studio.editing.attributes import parsed, written


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("ring", Attribute("ring")),
        ("colour: white, brown", Attribute("colour", ("white", "brown"))),
        ("colour: white, brown = white", Attribute("colour", ("white", "brown"), "white")),
        (" colour :white,, brown ,white= white ", Attribute("colour", ("white", "brown"), "white")),
        ("age = unknown", Attribute("age", (), "unknown")),
        ("colour: white = red", Attribute("colour", ("white", "red"), "red")),
    ],
)
def test_a_line_is_an_attribute(text: str, attribute: Attribute) -> None:
    assert parsed(text) == (attribute,)


def test_what_is_written_is_read_back() -> None:
    attributes = (Attribute("ring"), Attribute("colour", ("white", "brown"), "white"), Attribute("age", (), "old"))
    assert parsed(written(attributes)) == attributes


def test_lines_without_a_name_are_passed_over_and_the_first_of_a_name_counts() -> None:
    assert parsed("\n: white\n= 3\nring: a\nring: b\n") == (Attribute("ring", ("a",)),)
