"""Prompts about scenes, as people would give them: words, exemplar boxes, both, and what is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sam3_studio.training.objects import SceneObject
from sam3_studio.training.phrases import Phrase, absent_phrase, present_phrase
from sam3_studio.training.vocabulary import ANY_SHAPE, ANYTHING, SHAPES, kinds

Generator = np.random.Generator


class PromptKind(StrEnum):
    """What a prompt consists of."""

    TEXT = "text"
    BOX = "exemplar box"
    TEXT_AND_BOX = "text + box"
    TEXT_AND_NEGATIVE = "text + negative box"
    ABSENT = "absent phrase"


@dataclass(frozen=True)
class ScenePrompt:
    """A prompt about a scene and its answer.

    Attributes:
        kind: what it consists of.
        text: None where boxes alone are given.
        examples: indices of the objects that boxes are drawn around, with whether they are positive.
        targets: indices of the objects to be found.
        excluded: indices of the objects that the words mean and a negative box excludes.
    """

    kind: PromptKind
    text: str | None
    examples: tuple[tuple[int, bool], ...]
    targets: tuple[int, ...]
    excluded: tuple[int, ...] = ()


def make_prompt(
    objects: Sequence[SceneObject], kind: PromptKind, rng: Generator, *, held_out: bool = False
) -> ScenePrompt:
    """A prompt of a kind; of a simpler kind where the scene does not allow it.

    Args:
        objects: of the scene.
        kind: wanted.
        rng: chooses.
        held_out: take unknown words that training never sees.
    """
    if kind is PromptKind.ABSENT or not objects:
        return ScenePrompt(PromptKind.ABSENT, absent_phrase(objects, rng, held_out=held_out)[1], (), ())
    if kind is PromptKind.BOX:
        return _by_boxes(objects, rng)
    if kind is PromptKind.TEXT_AND_NEGATIVE:
        return _with_exclusion(objects, rng) or make_prompt(objects, PromptKind.TEXT, rng)
    phrase = present_phrase(objects, rng)
    targets = phrase.among(objects)
    examples = ((int(rng.choice(targets)), True),) if kind is PromptKind.TEXT_AND_BOX else ()
    return ScenePrompt(kind, phrase.say(rng), examples, targets)


def choose_kind(shares: Mapping[PromptKind, float], rng: Generator) -> PromptKind:
    """A kind of prompt, each as often as its share says."""
    total = sum(shares.values())
    return list(shares)[rng.choice(len(shares), p=[share / total for share in shares.values()])]


def _by_boxes(objects: Sequence[SceneObject], rng: Generator) -> ScenePrompt:
    """One or more examples; everything that looks like one of them is meant."""
    looks = sorted({found.look for found in objects}, key=str)
    count = 2 if len(looks) > 1 and rng.random() < 0.12 else 1
    chosen = [looks[i] for i in rng.choice(len(looks), size=count, replace=False)]
    targets = tuple(i for i, found in enumerate(objects) if found.look in chosen)
    examples = [int(rng.choice([i for i in targets if objects[i].look == look])) for look in chosen]
    spare = [i for i in targets if i not in examples]
    if spare and rng.random() < 0.3:
        examples.append(int(rng.choice(spare)))
    boxes = [(i, True) for i in examples]
    others = [i for i in range(len(objects)) if i not in targets]
    if others and rng.random() < 0.15:  # a counterexample of something that was not meant anyway
        boxes.append((int(rng.choice(others)), False))
    return ScenePrompt(PromptKind.BOX, None, tuple(boxes), targets)


def _with_exclusion(objects: Sequence[SceneObject], rng: Generator) -> ScenePrompt | None:
    """Words that mean several looks, and a box around one of those that are not wanted."""
    for _ in range(8):
        phrase = _wide_phrase(objects, rng)
        meant = phrase.among(objects)
        looks = sorted({objects[i].look for i in meant}, key=str)
        # Now and then nothing is left, so that a negative box can empty a picture.
        if len(looks) < 2 and rng.random() > 0.04:
            continue
        unwanted = looks[rng.integers(len(looks))]
        excluded = tuple(i for i in meant if objects[i].look == unwanted)
        targets = tuple(i for i in meant if objects[i].look != unwanted)
        example = int(rng.choice(excluded))
        return ScenePrompt(PromptKind.TEXT_AND_NEGATIVE, phrase.say(rng), ((example, False),), targets, excluded)
    return None


def _wide_phrase(objects: Sequence[SceneObject], rng: Generator) -> Phrase:
    """A phrase that is likely to mean objects of several looks: a bare noun, a category, an attribute."""
    found = objects[int(rng.integers(len(objects)))]
    kind = kinds()[found.kind]
    if found.kind >= len(SHAPES):
        return Phrase(str(rng.choice(kind.categories)) if kind.categories else ANYTHING[0])
    choice = rng.random()
    if choice < 0.45:
        return Phrase(str(rng.choice(kind.names)))
    if choice < 0.8:
        return Phrase(ANY_SHAPE, color=found.color)
    return Phrase(ANY_SHAPE, texture=found.texture)
