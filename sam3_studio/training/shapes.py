"""Outlines of the geometric shapes, and the patches they are drawn as."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Points = NDArray[np.float64]
Generator = np.random.Generator

_SUPERSAMPLING = 3


@dataclass(frozen=True)
class Outline:
    """A shape about the origin, about one unit in radius.

    Attributes:
        rings: (N, 2) points each, x before y, with whether the ring is filled or cut out, in drawing order.
        turn: largest angle in radians by which it may be turned and still be called by its name.
    """

    rings: tuple[tuple[Points, bool], ...]
    turn: float


def outline(name: str, rng: Generator) -> Outline:
    """A shape of that name, its free proportions drawn at random."""
    return _OUTLINES[name](rng)


def rasterize(shape: Outline, radius: float, stretch: tuple[float, float], angle: float) -> NDArray[np.float32]:
    """Coverage of a shape, (n, n) in [0, 1] with odd n, its centre in the middle.

    Args:
        shape: what to draw.
        radius: in pixels.
        stretch: factors on x and y.
        angle: in radians.
    """
    half = math.ceil(radius * 1.25 * max(stretch)) + 1
    side = 2 * half + 1
    image = Image.new("L", (side * _SUPERSAMPLING, side * _SUPERSAMPLING), 0)
    pen = ImageDraw.Draw(image)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    for points, filled in shape.rings:
        placed = (points @ turn * (radius * np.array(stretch)) + half + 0.5) * _SUPERSAMPLING
        pen.polygon([tuple(point) for point in placed.tolist()], fill=255 * filled)
    small = image.resize((side, side), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / np.float32(255)


def _arc(
    radius: float = 1.0, centre: tuple[float, float] = (0, 0), start: float = 0.0, stop: float = math.tau
) -> Points:
    angles = np.linspace(start, stop, 40)
    return np.stack([centre[0] + radius * np.cos(angles), centre[1] + radius * np.sin(angles)], axis=1)


def _regular(corners: int) -> Points:
    """A regular polygon that stands on an edge or a corner, tip up."""
    angles = -math.pi / 2 + np.arange(corners) * math.tau / corners
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _polygon(points: list[tuple[float, float]] | Points, turn: float = math.pi) -> Outline:
    return Outline(((np.asarray(points, np.float64), True),), turn)


def _star(rng: Generator) -> Outline:
    points = _regular(10) * 1.08
    points[1::2] *= rng.uniform(0.38, 0.48)
    return _polygon(points, 0.6)


def _ring(rng: Generator) -> Outline:
    return Outline(((_arc(), True), (_arc(rng.uniform(0.45, 0.65)), False)), math.pi)


def _cross(rng: Generator) -> Outline:
    w = rng.uniform(0.26, 0.38)
    corner = [(-w, -1.0), (w, -1.0), (w, -w), (1.0, -w), (1.0, w), (w, w)]
    return _polygon([*corner, *((-x, -y) for x, y in corner)], 0.25)


def _heart(_: Generator) -> Outline:
    t = np.linspace(0, math.tau, 48)
    x, y = 16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return _polygon(np.stack([x / 16.5, -y / 16.5], axis=1), 0.5)


def _crescent(rng: Generator) -> Outline:
    return Outline(((_arc(), True), (_arc(0.85, (rng.uniform(0.4, 0.55), 0)), False)), math.pi)


def _arrow(rng: Generator) -> Outline:
    w, h = rng.uniform(0.18, 0.3), rng.uniform(0.55, 0.75)
    return _polygon([(-1, -w), (0.1, -w), (0.1, -h), (1, 0), (0.1, h), (0.1, w), (-1, w)])


def _diamond(rng: Generator) -> Outline:
    w = rng.uniform(0.55, 0.68)
    return _polygon([(0, -1.1), (w, 0), (0, 1.1), (-w, 0)], 0.25)


def _lightning(_: Generator) -> Outline:
    return _polygon(
        [(0.15, -1.1), (-0.6, 0.15), (-0.05, 0.15), (-0.25, 1.1), (0.65, -0.25), (0.08, -0.25), (0.5, -1.1)], 0.5
    )


def _drop(_: Generator) -> Outline:
    t = np.linspace(0, math.tau, 48)
    return _polygon(np.stack([0.83 * np.sin(t) * np.sin(t / 2), -np.cos(t)], axis=1), 0.5)


def _gear(rng: Generator) -> Outline:
    teeth = int(rng.integers(7, 10))
    profile = ((-0.42, 0.74), (-0.24, 1.05), (0.24, 1.05), (0.42, 0.74))
    angles = np.array([(i + shift) * math.tau / teeth for i in range(teeth) for shift, _ in profile])
    radii = np.array([radius for _ in range(teeth) for _, radius in profile])
    edge = np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)
    return Outline(((edge, True), (_arc(rng.uniform(0.28, 0.38)), False)), math.pi)


def _cloud(_: Generator) -> Outline:
    base = np.array([(-0.6, 0.1), (0.6, 0.1), (0.6, 0.63), (-0.6, 0.63)])
    puffs = (_arc(0.42, (-0.58, 0.22)), _arc(0.55, (-0.1, -0.15)), _arc(0.42, (0.55, 0.2)), base)
    return Outline(tuple((puff, True) for puff in puffs), 0.3)


def _circle(_: Generator) -> Outline:
    return _polygon(_arc())


def _square(_: Generator) -> Outline:
    return _polygon(np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * 0.86, 0.35)


def _triangle(_: Generator) -> Outline:
    return _polygon(_regular(3) * 1.1 + [0, 0.2])


def _hexagon(_: Generator) -> Outline:
    return _polygon(_regular(6))


def _semicircle(_: Generator) -> Outline:
    return _polygon(_arc(1.1, (0, 0.5), math.pi, math.tau))


def blob(rng: Generator) -> Outline:
    """A shapeless patch that nothing in the vocabulary names."""
    angles = np.linspace(0, math.tau, 60)
    radii = 0.65 + sum(rng.normal(0, 0.16 / k) * np.cos(k * angles + rng.uniform(0, math.tau)) for k in range(1, 5))
    return _polygon(np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1))


_OUTLINES: dict[str, Callable[[Generator], Outline]] = {
    "circle": _circle,
    "square": _square,
    "triangle": _triangle,
    "star": _star,
    "ring": _ring,
    "hexagon": _hexagon,
    "cross": _cross,
    "heart": _heart,
    "crescent": _crescent,
    "arrow": _arrow,
    "diamond": _diamond,
    "semicircle": _semicircle,
    "lightning bolt": _lightning,
    "drop": _drop,
    "gear": _gear,
    "cloud": _cloud,
}
