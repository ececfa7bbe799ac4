"""A picture in the making: objects put where there is room, with exact masks."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from sam3_studio.training import glyphs, shapes
from sam3_studio.training.backgrounds import noise
from sam3_studio.training.objects import MOST_OBJECTS, SIZE_RANGES, Scene, SceneObject
from sam3_studio.training.paint import color, texture
from sam3_studio.training.vocabulary import COLORS, SHAPES, SIZES, TEXTURES

_LEAST_VISIBLE = 0.35
"""Objects of which less can be seen are painted over by others so far that nobody could name them."""

_SHAPE_NAMES, _COLOR_NAMES, _TEXTURE_NAMES, _SIZE_NAMES = map(tuple, (SHAPES, COLORS, TEXTURES, SIZES))

Generator = np.random.Generator


class Canvas:
    """A picture in the making, with what was put where."""

    def __init__(self, pixels: NDArray[np.float32], rng: Generator) -> None:
        self.pixels = pixels.copy()
        self.height, self.width = pixels.shape[:2]
        self.side = min(self.height, self.width)
        self.labels = np.zeros(pixels.shape[:2], np.uint8)
        self.objects: list[SceneObject] = []
        self._rng = rng
        self._placed: list[tuple[float, float, float]] = []
        self._full: list[int] = []
        # Pictures of any shape are squeezed into the model's square, all objects alike.
        aspect = math.exp(rng.uniform(-0.35, 0.35)) if rng.random() < 0.7 else 1.0
        self._stretch = (math.sqrt(aspect), 1 / math.sqrt(aspect))
        self._light = rng.uniform(0, math.tau)
        self._shadows = float(rng.choice([0.0, rng.uniform(0.2, 0.6)], p=[0.55, 0.45]))

    def add_blob(self) -> None:
        """Something without a name."""
        rng = self._rng
        radius = rng.uniform(0.04, 0.16) * self.side
        coverage = shapes.rasterize(shapes.blob(rng), radius, self._stretch, 0)
        pattern = _TEXTURE_NAMES[rng.choice(4, p=[0.7, 0.1, 0.1, 0.1])]
        surface = texture(len(coverage), color(str(rng.choice(_COLOR_NAMES)), rng), pattern, rng, radius)
        self._paste(coverage, surface, *rng.uniform(0, (self.width, self.height)), label=0)

    def add(self, group: SceneObject, *, crowded: bool, count: int) -> None:
        """An object of a group, of any size that finds a place."""
        if len(self.objects) == MOST_OBJECTS:
            return
        place = self._find_place(crowded=crowded, count=count)
        if place is None:
            return
        x, y, radius, size = place
        if group.color is None or group.texture is None:
            coverage, surface = self._thing(group.kind, radius)
        else:
            coverage, surface = self._shape(group.kind, group.color, group.texture, radius, (x, y))
        if self._shadows:
            self._cast_shadow(coverage, x, y, radius)
        self._placed.append((x, y, radius))
        self.objects.append(replace(group, size=size))
        self._full.append(int((coverage > 0.5).sum()))
        self._paste(coverage, surface, x, y, label=len(self.objects))

    def finish(self) -> Scene:
        """The scene, photographed: lighting, noise, blur; objects that are hidden by others do not count."""
        rng = self._rng
        pixels = self.pixels * rng.uniform(0.82, 1.12) + rng.normal(0, 5)
        if rng.random() < 0.3:  # light and shade
            shade = noise(self.height, self.width, rng, 2, 1)
            pixels *= (1 - rng.uniform(0, 0.4) * shade)[..., None]
        if rng.random() < 0.5:
            pixels += rng.normal(0, rng.uniform(1, 8), pixels.shape)
        image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
        if rng.random() < 0.2:
            image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.8) * self.side / 168))
        seen = np.bincount(self.labels.ravel(), minlength=len(self.objects) + 1)[1:]
        kept = [i for i, full in enumerate(self._full) if seen[i] >= max(12, _LEAST_VISIBLE * full)]
        number = np.zeros(len(self.objects) + 1, np.uint8)
        number[np.array(kept, int) + 1] = np.arange(1, len(kept) + 1)
        return Scene(np.asarray(image), number[self.labels], tuple(self.objects[i] for i in kept))

    def _find_place(self, *, crowded: bool, count: int) -> tuple[float, float, float, str] | None:
        """Centre, radius in pixels, and name of the size; None when the picture is full."""
        rng, (ax, ay) = self._rng, self._stretch
        room = 0.25 if count <= 5 else 0.19 if count <= 8 else 0.16
        for attempt in range(30):
            shares = [0.25, 0.45, 0.3] if attempt < 15 else [0.5, 0.5, 0.0]
            size = _SIZE_NAMES[rng.choice(3, p=shares)]
            low, high = SIZE_RANGES[size]
            radius = rng.uniform(low, max(low, min(high, room))) * self.side
            x, y = rng.uniform(0.75 * radius, np.array((self.width, self.height)) - 0.75 * radius)
            nearest = 0.72 if crowded else 1.06
            if all(math.hypot((x - px) / ax, (y - py) / ay) > (radius + pr) * nearest for px, py, pr in self._placed):
                return float(x), float(y), float(radius), size
        return None

    def _shape(
        self, kind: int, hue: str, pattern: str, radius: float, centre: tuple[float, float]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rng = self._rng
        form = shapes.outline(_SHAPE_NAMES[kind], rng)
        coverage = shapes.rasterize(form, radius, self._stretch, rng.uniform(-form.turn, form.turn))
        base = color(hue, rng)
        surface = texture(len(coverage), base, pattern, rng, radius)
        x, y = (round(v) for v in centre)
        r = math.ceil(radius)
        around = self.pixels[max(0, y - r) : y + r + 1, max(0, x - r) : x + r + 1].mean((0, 1))
        if np.abs(around - base).sum() < 90 or rng.random() < 0.2:  # a rim, else it could hardly be seen
            inside = Image.fromarray((coverage * 255).astype(np.uint8)).filter(ImageFilter.MinFilter(3))
            rim = np.full(3, 15 if around.mean() > 110 else 240, np.float32)
            share = np.asarray(inside, np.float32)[..., None] / np.float32(255)
            surface = rim + (surface - rim) * share
        return coverage, surface

    def _thing(self, kind: int, radius: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rng = self._rng
        style = str(rng.choice(glyphs.STYLES))
        angle = float(rng.normal(0, 10) if rng.random() < 0.8 else rng.uniform(-45, 45))
        coverage, surface = glyphs.render(kind, style, radius, self._stretch, angle, mirrored=bool(rng.random() < 0.35))
        return coverage, (surface * rng.uniform(0.82, 1.12) + rng.normal(0, 7, 3)).clip(0, 255).astype(np.float32)

    def _cast_shadow(self, coverage: NDArray[np.float32], x: float, y: float, radius: float) -> None:
        soft = Image.fromarray((coverage * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.14 * radius))
        away = 0.18 * radius
        shadow = np.asarray(soft, np.float32) / np.float32(255) * np.float32(self._shadows)
        dark = np.zeros((*shadow.shape, 3), np.float32)
        self._paste(shadow, dark, x + away * math.cos(self._light), y + away * math.sin(self._light), label=None)

    def _paste(
        self, coverage: NDArray[np.float32], surface: NDArray[np.float32], x: float, y: float, *, label: int | None
    ) -> None:
        """Paint a patch around a centre; a label of None leaves the labels as they are."""
        side, half = len(coverage), len(coverage) // 2
        left, top = round(x) - half, round(y) - half
        x0, y0, x1, y1 = max(0, left), max(0, top), min(self.width, left + side), min(self.height, top + side)
        if x0 >= x1 or y0 >= y1:
            return
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        there = (slice(y0, y1), slice(x0, x1))
        share = coverage[part][..., None]
        self.pixels[there] += (surface[part] - self.pixels[there]) * share
        if label is not None:
            self.labels[there][share[..., 0] > 0.5] = label
