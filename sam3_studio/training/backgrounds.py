"""Surroundings for objects: from plain paper to something like a photograph out of focus."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from sam3_studio.training.paint import any_color

Generator = np.random.Generator
Pixels = NDArray[np.float32]


def background(height: int, width: int, rng: Generator) -> Pixels:
    """Surroundings of some sort, (height, width, 3) RGB, about [0, 255]."""
    kind = _KINDS[rng.choice(len(_KINDS), p=_SHARES)]
    picture = kind(height, width, rng)
    if rng.random() < 0.4:
        picture = _clutter(picture, rng)
    return picture


def noise(height: int, width: int, rng: Generator, cells: int, octaves: int) -> Pixels:
    """Smooth noise in [0, 1], (height, width): each octave is twice as fine and half as strong."""
    total = np.zeros((height, width), np.float32)
    strength = 1.0
    for _ in range(octaves):
        coarse = Image.fromarray(rng.random((cells + 1, cells + 1), np.float32))
        total += strength * np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC))
        strength, cells = strength / 2, cells * 2
    total -= total.min()
    return total / max(float(total.max()), 1e-6)


def _ramp(height: int, width: int, angle: float) -> Pixels:
    """0 to 1 along a direction, (height, width)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along = math.cos(angle) * (x / width - 0.5) + math.sin(angle) * (y / height - 0.5)
    return (along + 0.5).clip(0, 1)


def _mix(share: Pixels, first: Pixels, second: Pixels) -> Pixels:
    """Between two colours or pictures, pixel by pixel."""
    return first + (second - first) * share[..., None]


def _plain(height: int, width: int, rng: Generator) -> Pixels:
    return np.broadcast_to(any_color(rng), (height, width, 3)).astype(np.float32)


def _gradient(height: int, width: int, rng: Generator) -> Pixels:
    return _mix(_ramp(height, width, rng.uniform(0, math.tau)), any_color(rng), any_color(rng))


def _mottled(height: int, width: int, rng: Generator) -> Pixels:
    """Two colours that run into each other, as walls, soil or water do."""
    share = noise(height, width, rng, int(rng.integers(2, 7)), int(rng.integers(1, 5)))
    return _mix(share, any_color(rng), any_color(rng))


def _landscape(height: int, width: int, rng: Generator) -> Pixels:
    """A sky that brightens towards a horizon, and rough ground below."""
    horizon = rng.uniform(0.25, 0.7) * height
    hills = (noise(1, width, rng, int(rng.integers(2, 6)), 2)[0] - 0.5) * height * rng.uniform(0, 0.25)
    rows = np.arange(height, dtype=np.float32)[:, None]
    below = ((rows - (horizon + hills)) / rng.uniform(1, 8) + 0.5).clip(0, 1)  # (height, width)
    top = any_color(rng)
    sky = _mix(
        (rows / horizon).clip(0, 1) * np.ones((1, width), np.float32), top, 0.5 * top + 0.5 * rng.uniform(150, 250)
    )
    sky = _mix(noise(height, width, rng, 3, 3) * rng.uniform(0, 0.5), sky, np.full(3, 245, np.float32))
    ground = _mix(noise(height, width, rng, int(rng.integers(6, 24)), 3), any_color(rng), any_color(rng))
    return _mix(below.astype(np.float32), sky, ground)


def _planks(height: int, width: int, rng: Generator) -> Pixels:
    """Boards or tiles: a grain along one direction, dark joints, each board a little different."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if rng.random() < 0.5:
        y, x = x, y
    board = rng.uniform(0.08, 0.3) * height
    length = rng.uniform(0.3, 1.5) * width if rng.random() < 0.6 else 10.0 * width
    row = np.floor(y / board)
    column = np.floor((x + row * rng.uniform(0.3, 0.6) * length) / length)
    tone = np.sin(row * 12.9898 + column * 78.233) * 43758.5453 % 1
    grain = noise(height, 8, rng, 40, 1) if y[0, 0] == y[0, -1] else noise(8, width, rng, 40, 1)
    grain_image = Image.fromarray(grain).resize((width, height), Image.Resampling.BICUBIC)
    joint = (y % board < max(1.0, 0.03 * board)) | ((x + row * 0.45 * length) % length < max(1.0, 0.02 * board))
    light = 0.75 + 0.25 * tone + 0.2 * (np.asarray(grain_image) - 0.5) - 0.3 * joint
    return any_color(rng) * light[..., None].astype(np.float32)


def _bokeh(height: int, width: int, rng: Generator) -> Pixels:
    """Lights and things far out of focus."""
    image = Image.fromarray(_mottled(height, width, rng).clip(0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(image)
    side = min(height, width)
    for _ in range(int(rng.integers(6, 30))):
        cx, cy, r = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0.02, 0.16) * side
        fill = tuple(int(v) for v in any_color(rng))
        if rng.random() < 0.6:
            pen.ellipse([cx - r, cy - r, cx + r, cy + r], fill=fill)
        else:
            pen.rectangle([cx - r, cy - rng.uniform(0.3, 3) * r, cx + r, cy + r], fill=fill)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(rng.uniform(0.012, 0.05) * side)), np.float32)


def _clutter(picture: Pixels, rng: Generator) -> Pixels:
    """Lines, specks and bars that nobody asks for."""
    height, width = picture.shape[:2]
    scale = min(height, width) / 168
    image = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(1, 12))):
        fill = tuple(int(v) for v in any_color(rng))
        x, y, x2, y2 = (rng.uniform(-0.1, 1.1, 4) * [width, height, width, height]).tolist()
        choice = rng.random()
        if choice < 0.5:
            pen.line([x, y, x2, y2], fill=fill, width=max(1, round(scale * rng.integers(1, 4))))
        elif choice < 0.75:
            pen.point([(px * width, py * height) for px, py in rng.random((20, 2)).tolist()], fill=fill)
        else:
            w, h = rng.uniform(0.1, 0.5) * width, rng.uniform(0.02, 0.06) * height
            pen.rectangle([x - w, y - h / 2, x + w, y + h / 2], fill=fill)
    if rng.random() < 0.5:
        image = image.filter(ImageFilter.GaussianBlur(scale * rng.uniform(0.5, 2)))
    return np.asarray(image, np.float32)


_KINDS: tuple[Callable[[int, int, Generator], Pixels], ...] = (
    _plain,
    _gradient,
    _mottled,
    _landscape,
    _planks,
    _bokeh,
)
_SHARES = (0.12, 0.14, 0.26, 0.18, 0.14, 0.16)
