"""`training.vocabulary`: what the embedded model knows by name."""

import pytest

from sam3_studio.training.glyphs import STYLES, glyph
from sam3_studio.training.vocabulary import COLORS, SHAPES, TEXTURES, kinds, nouns, plural, unknown_words, words


def test_there_are_shapes_colours_textures_and_things_enough() -> None:
    assert len(SHAPES) >= 16
    assert len(COLORS) >= 12
    assert len(TEXTURES) >= 4
    assert len(kinds()) - len(SHAPES) >= 126


def test_a_category_stands_for_all_of_its_members() -> None:
    named = {kinds()[index].names[0] for index in nouns()["fruit"]}
    assert {"banana", "apple", "pear"} <= named
    assert "fox" not in named


@pytest.mark.parametrize(
    ("one", "many"),
    [("fox", "foxes"), ("mouse", "mice"), ("cherries", "cherries"), ("strawberry", "strawberries"), ("key", "keys")],
)
def test_plurals_are_those_of_the_language(one: str, many: str) -> None:
    assert plural(one) == many


def test_no_unknown_word_is_a_known_one() -> None:
    assert not set(unknown_words()) & set(words())


@pytest.mark.parametrize("style", STYLES)
def test_every_thing_has_a_drawing_in_every_style(style: str) -> None:
    for index in range(len(SHAPES), len(kinds())):
        assert max(glyph(index, style).size) >= 90
