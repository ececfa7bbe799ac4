"""Colours and textures of shapes."""

import colorsys
import math

import numpy as np
from numpy.typing import NDArray

Generator = np.random.Generator
Pixels = NDArray[np.float32]

_HSV: dict[str, tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = {
    "red": ((-7, 8), (0.8, 1.0), (0.68, 0.98)),
    "orange": ((24, 34), (0.88, 1.0), (0.9, 1.0)),
    "yellow": ((50, 58), (0.8, 1.0), (0.88, 1.0)),
    "green": ((95, 145), (0.6, 1.0), (0.42, 0.8)),
    "cyan": ((175, 190), (0.65, 1.0), (0.8, 1.0)),
    "blue": ((214, 236), (0.75, 1.0), (0.6, 1.0)),
    "purple": ((268, 288), (0.6, 0.95), (0.45, 0.8)),
    "pink": ((322, 342), (0.32, 0.58), (0.95, 1.0)),
    "brown": ((18, 30), (0.6, 0.8), (0.32, 0.48)),
    "black": ((0, 360), (0.0, 0.2), (0.02, 0.12)),
    "white": ((0, 360), (0.0, 0.04), (0.95, 1.0)),
    "gray": ((0, 360), (0.0, 0.05), (0.42, 0.62)),
}
"""Ranges of hue in degrees, saturation and value that people call by these names; the gaps between are left out."""


def color(name: str, rng: Generator) -> Pixels:
    """A colour of that name, (3,) RGB in [0, 255]."""
    hue, saturation, value = (rng.uniform(*span) for span in _HSV[name])
    return np.array(colorsys.hsv_to_rgb(hue % 360 / 360, saturation, value), np.float32) * 255


def any_color(rng: Generator) -> Pixels:
    """A colour of surroundings, most often a muted one; (3,) RGB in [0, 255]."""
    saturation = rng.uniform(0, 0.7) * rng.random() ** 0.5
    return np.array(colorsys.hsv_to_rgb(rng.random(), saturation, rng.uniform(0.12, 1)), np.float32) * 255


def texture(side: int, base: Pixels, pattern: str, rng: Generator, radius: float) -> Pixels:
    """A patch of a surface, (side, side, 3) RGB in [0, 255].

    Args:
        side: of the patch in pixels.
        base: its colour.
        pattern: a name of `vocabulary.TEXTURES`.
        rng: draws spacing, direction and second colour.
        radius: of the object in pixels; patterns are a fraction of it.
    """
    y, x = ((np.mgrid[0:side, 0:side] - side / 2) / radius).astype(np.float32)
    surface = np.broadcast_to(base, (side, side, 3)).astype(np.float32)
    if pattern != "plain":
        marks = _pattern(pattern, x, y, rng, radius)
        surface = np.where(marks[..., None], _second(base, rng), surface)
    if rng.random() < 0.6:  # light from one side
        angle = rng.uniform(0, math.tau)
        surface = surface * (1 + rng.uniform(0, 0.22) * (x * math.cos(angle) + y * math.sin(angle)))[..., None]
    if rng.random() < 0.3:
        surface = surface + rng.normal(0, rng.uniform(2, 9), (side, side, 1)).astype(np.float32)
    return surface.clip(0, 255)


def _pattern(pattern: str, x: Pixels, y: Pixels, rng: Generator, radius: float) -> NDArray[np.bool_]:
    angle = rng.uniform(0, math.pi)
    u, v = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    period = max(rng.uniform(0.38, 0.62), 5 / radius)  # finer ones would vanish in the picture
    if pattern == "striped":
        return u / period % 1 < 0.42
    if pattern == "dotted":
        return (u / period % 1 - 0.5) ** 2 + (v / period % 1 - 0.5) ** 2 < 0.29**2
    return (u / (1.3 * period) % 1 < 0.5) ^ (v / (1.3 * period) % 1 < 0.5)


def _second(base: Pixels, rng: Generator) -> Pixels:
    """The colour of stripes, dots and squares: clearly lighter or darker, of no hue of its own."""
    light = base.mean() > 70
    choice = rng.random()
    if choice < 0.55:
        return np.full(3, 250 if base.mean() < 190 else 25, np.float32)
    if choice < 0.8:
        return base * 0.3 if light else base * 0.3 + 170
    return np.full(3, 20 if light else 245, np.float32)
