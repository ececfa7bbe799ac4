"""Noun phrases about scenes: what they mean, and the many ways to say it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sam3_studio.training.objects import SceneObject
from sam3_studio.training.vocabulary import (
    ANY_SHAPE,
    ANYTHING,
    COLORS,
    SHAPES,
    SIZES,
    TEXTURES,
    kinds,
    nouns,
    plural,
    unknown_words,
)

Generator = np.random.Generator

HELD_OUT = 5
"""Every fifth unknown word is kept for evaluation."""


@dataclass(frozen=True)
class Phrase:
    """The meaning of a noun phrase.

    Attributes:
        noun: in the singular; a key of `vocabulary.nouns`, or one of `ANYTHING`, or a word that names nothing.
        color: a name of `COLORS`, None where the phrase leaves it open.
        texture: a name of `TEXTURES`, or None.
        size: a name of `SIZES`, or None.
    """

    noun: str
    color: str | None = None
    texture: str | None = None
    size: str | None = None

    def matches(self, found: SceneObject) -> bool:
        """Whether an object is meant."""
        return (
            (self.noun in ANYTHING or found.kind in nouns().get(self.noun, ()))
            and self.color in {None, found.color}
            and self.texture in {None, found.texture}
            and self.size in {None, found.size}
        )

    def among(self, objects: Sequence[SceneObject]) -> tuple[int, ...]:
        """Indices of the objects that are meant."""
        return tuple(index for index, found in enumerate(objects) if self.matches(found))

    def say(self, rng: Generator) -> str:
        """One of the ways to say it."""
        noun = plural(self.noun) if rng.random() < 0.3 else self.noun
        marks = [_word(COLORS, self.color, rng), _word(TEXTURES, self.texture, rng)]
        if rng.random() < 0.4:
            marks.reverse()
        said = [_word(SIZES, self.size, rng), *marks, noun]
        if rng.random() < 0.06 and noun == self.noun:
            said.insert(0, str(rng.choice(["a", "the"])))
        return " ".join(word for word in said if word)


def present_phrase(objects: Sequence[SceneObject], rng: Generator, *, vague: float = 0.12) -> Phrase:
    """A phrase that means at least one of the objects; `vague` is the share of shapes called just "shape"."""
    found = objects[int(rng.integers(len(objects)))]
    kind = kinds()[found.kind]
    if not kind.is_shape:
        category = kind.categories and rng.random() < 0.25
        noun = str(rng.choice(kind.categories if category else kind.names)) if rng.random() > 0.03 else ANYTHING[0]
        return Phrase(noun, size=found.size if rng.random() < 0.12 and found.size != "medium" else None)
    noun = str(rng.choice(kind.names)) if rng.random() > vague else ANY_SHAPE
    color, texture, size = found.color, found.texture, found.size
    count = rng.choice([0, 1, 2], p=[0.3, 0.42, 0.28])
    kept = set(rng.choice(["color", "texture", "size"], size=count, replace=False, p=[0.52, 0.3, 0.18]))
    # People seldom call a thing plain, or of medium size.
    if texture == "plain" and rng.random() < 0.6:
        kept.discard("texture")
    if size == "medium":
        kept.discard("size")
    return Phrase(
        noun,
        color if "color" in kept else None,
        texture if "texture" in kept else None,
        size if "size" in kept else None,
    )


def absent_phrase(objects: Sequence[SceneObject], rng: Generator, *, held_out: bool = False) -> tuple[Phrase, str]:
    """A phrase that means none of the objects, and how it is said: a near miss, another name, or an unknown word.

    Args:
        objects: of the scene.
        rng: chooses.
        held_out: take unknown words that training never sees.
    """
    for _ in range(20):
        choice = rng.random() if objects else rng.uniform(0.5, 1)
        if choice < 0.5:
            phrase = _near_miss(objects, rng)
        elif choice < 0.8:
            phrase = _other(rng)
        else:
            return _unknown(rng, held_out=held_out)
        if not phrase.among(objects):
            return phrase, phrase.say(rng)
    return _unknown(rng, held_out=held_out)


def _near_miss(objects: Sequence[SceneObject], rng: Generator) -> Phrase:
    """A phrase about an object with one of its words exchanged, most often for one that fits another object."""
    phrase = present_phrase(objects, rng, vague=0.08)
    parts = [name for name in ("noun", "color", "texture", "size") if getattr(phrase, name) is not None]
    part = str(rng.choice(parts))
    other = objects[int(rng.integers(len(objects)))]
    if part == "noun":
        kind = other.kind if rng.random() < 0.5 else int(rng.integers(len(kinds())))
        if phrase.color is not None and kind >= len(SHAPES):
            kind = int(rng.integers(len(SHAPES)))
        return replace(phrase, noun=str(rng.choice(kinds()[kind].names)))
    table = {"color": tuple(COLORS), "texture": tuple(TEXTURES), "size": ("small", "large")}[part]
    value = getattr(other, part) if rng.random() < 0.5 else None
    return replace(phrase, **{part: value or str(rng.choice(table))})


def _other(rng: Generator) -> Phrase:
    """A phrase about anything in the vocabulary."""
    if rng.random() < 0.5:
        color = str(rng.choice(list(COLORS))) if rng.random() < 0.6 else None
        texture = str(rng.choice(list(TEXTURES))) if rng.random() < 0.25 else None
        return Phrase(str(rng.choice(list(SHAPES))), color, texture)
    return Phrase(str(rng.choice(list(nouns()))))


def _unknown(rng: Generator, *, held_out: bool) -> tuple[Phrase, str]:
    words = unknown_words()
    index = int(rng.integers(len(words) // HELD_OUT)) * HELD_OUT
    if not held_out:
        index += int(rng.integers(1, HELD_OUT))
    word = words[index]
    phrase = Phrase(word, color=str(rng.choice(list(COLORS))) if rng.random() < 0.2 else None)
    return phrase, phrase.say(rng) if rng.random() < 0.3 else f"{phrase.color or ''} {word}".strip()


def _word(table: dict[str, tuple[str, ...]], name: str | None, rng: Generator) -> str:
    """A name or one of its synonyms; nothing for None."""
    if name is None:
        return ""
    return str(rng.choice(table[name])) if table[name] and rng.random() < 0.3 else name
