"""`training.phrases`: what a noun phrase means."""

import numpy as np
import pytest

from sam3_studio.training.objects import SceneObject
from sam3_studio.training.phrases import HELD_OUT, Phrase, absent_phrase, present_phrase
from sam3_studio.training.scenes import draw_scene
from sam3_studio.training.vocabulary import SHAPES, kinds, unknown_words, words

pytestmark = pytest.mark.slow

SHAPE_NAMES = list(SHAPES)
RED_CIRCLE = SceneObject(SHAPE_NAMES.index("circle"), "red", "striped", "large")
BANANA = SceneObject(next(i for i, kind in enumerate(kinds()) if "banana" in kind.names), None, None, "small")


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        (Phrase("circle"), (0,)),
        (Phrase("shape", color="red"), (0,)),
        (Phrase("circle", color="blue"), ()),
        (Phrase("disc", texture="striped", size="large"), (0,)),
        (Phrase("fruit"), (1,)),
        (Phrase("banana", size="large"), ()),
        (Phrase("object"), (0, 1)),
        (Phrase("politician"), ()),
    ],
)
def test_a_phrase_means_the_objects_that_all_of_its_words_fit(phrase: Phrase, meant: tuple[int, ...]) -> None:
    assert phrase.among([RED_CIRCLE, BANANA]) == meant


def test_a_present_phrase_means_something_and_an_absent_one_nothing() -> None:
    rng = np.random.default_rng(0)
    for number in range(60):
        objects = draw_scene(7, number, 96).objects
        if objects:
            assert present_phrase(objects, rng).among(objects)
        assert not absent_phrase(objects, rng)[0].among(objects)


def test_words_of_a_phrase_are_known() -> None:
    rng = np.random.default_rng(1)
    objects = (RED_CIRCLE, BANANA)
    for _ in range(200):
        assert set(present_phrase(objects, rng).say(rng).split()) <= set(words())


def test_unknown_words_for_evaluation_never_occur_in_training() -> None:
    held_out = set(unknown_words()[::HELD_OUT])
    rng = np.random.default_rng(2)
    seen = {absent_phrase((), rng)[0].noun for _ in range(2000)}
    assert not seen & held_out
    kept = {absent_phrase((), rng, held_out=True)[0].noun for _ in range(500)}
    assert kept & held_out
