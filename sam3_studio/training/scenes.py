"""Scenes: pictures of known objects with exact masks, each drawn from its own seed."""

from dataclasses import dataclass, replace

import numpy as np

from sam3_studio.training.backgrounds import background
from sam3_studio.training.canvas import Canvas
from sam3_studio.training.objects import MOST_OBJECTS, Scene, SceneObject
from sam3_studio.training.vocabulary import COLORS, SHAPES, TEXTURES, kinds, nouns

DATA_VERSION = 1
"""Raised whenever the same seed would draw another scene."""

_COLOR_NAMES, _TEXTURE_NAMES = tuple(COLORS), tuple(TEXTURES)

Generator = np.random.Generator


@dataclass(frozen=True)
class Plan:
    """What a scene is to hold, before anything has a place.

    Attributes:
        groups: objects that look alike, size left open.
        count: objects in all.
        crowded: whether objects may overlap.
    """

    groups: tuple[SceneObject, ...]
    count: int
    crowded: bool


def draw_scene(seed: int, index: int, side: int, *, dense: bool = False) -> Scene:
    """Scene number `index` of a series.

    Args:
        seed: of the series.
        index: in the series.
        side: of the picture in pixels.
        dense: more objects, and more different ones, than a prompt could ask for; for learning what things look like.
    """
    rng = np.random.default_rng([DATA_VERSION, seed, index, dense])
    canvas = Canvas(background(side, side, rng), rng)
    plan = _dense_plan(rng) if dense else _plan(rng)
    for _ in range(int(rng.integers(1, 4)) if rng.random() < 0.3 else 0):
        canvas.add_blob()
    groups = [*range(len(plan.groups)), *rng.integers(0, len(plan.groups), max(0, plan.count - len(plan.groups)))]
    for group in rng.permutation(groups[: plan.count]):
        canvas.add(plan.groups[group], crowded=plan.crowded, count=plan.count)
    return canvas.finish()


def _plan(rng: Generator) -> Plan:
    """A few groups of objects that are alike, similar groups among them, so that attributes have to be read."""
    things = rng.random()
    groups: list[SceneObject] = []
    wanted = int(rng.choice([1, 2, 3, 4, 5], p=[0.1, 0.25, 0.3, 0.22, 0.13]))
    for _ in range(20):
        if len(groups) == wanted:
            break
        is_thing = things > 0.42 and (things < 0.78 or rng.random() < 0.5)
        last = groups[-1] if groups else None
        if is_thing:
            group = _similar_thing(last, rng) if last and rng.random() < 0.3 else _any_thing(rng)
        else:
            alike = last is not None and last.color is not None and rng.random() < 0.6
            group = _similar_shape(last, rng) if alike and last else _any_shape(rng)
        if group not in groups:
            groups.append(group)
    few = rng.integers(1, 6) if rng.random() < 0.5 else rng.integers(1, 13)
    return Plan(tuple(groups), max(len(groups), int(few)), crowded=bool(rng.random() < 0.45))


def _dense_plan(rng: Generator) -> Plan:
    count = int(rng.integers(7, MOST_OBJECTS - 1))
    share = rng.choice([0.0, 0.5, 1.0], p=[0.3, 0.3, 0.4])
    groups = tuple(_any_thing(rng) if rng.random() < share else _any_shape(rng) for _ in range(count))
    return Plan(groups, count, crowded=bool(rng.random() < 0.3))


def _any_shape(rng: Generator) -> SceneObject:
    pattern = _TEXTURE_NAMES[rng.choice(4, p=[0.52, 0.18, 0.16, 0.14])]
    return SceneObject(int(rng.integers(len(SHAPES))), str(rng.choice(_COLOR_NAMES)), pattern, "medium")


def _any_thing(rng: Generator) -> SceneObject:
    return SceneObject(int(rng.integers(len(SHAPES), len(kinds()))), None, None, "medium")


def _similar_shape(other: SceneObject, rng: Generator) -> SceneObject:
    """The same but for one attribute."""
    fresh = _any_shape(rng)
    choice = rng.random()
    if choice < 0.45:
        return replace(other, color=fresh.color)
    return replace(other, kind=fresh.kind) if choice < 0.75 else replace(other, texture=fresh.texture)


def _similar_thing(other: SceneObject, rng: Generator) -> SceneObject:
    """Another thing of the same category, if it has one."""
    categories = kinds()[other.kind].categories
    if not categories or other.kind < len(SHAPES):
        return _any_thing(rng)
    members = sorted(nouns()[str(rng.choice(categories))])
    return replace(other, kind=int(rng.choice(members)))
