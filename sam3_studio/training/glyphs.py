"""Drawings of the things, in several styles, from the sheets in `resources/training`."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sam3_studio.core.resources import resource_path
from sam3_studio.training.vocabulary import SHAPES, kinds

STYLES = ("noto", "twemoji", "fluent3d", "fluentflat")
"""Names of the sheets."""

_CELL = 96
_COLUMNS = 16


@cache
def _sheet(style: str) -> Image.Image:
    with Image.open(resource_path(f"training/{style}.webp")) as image:
        return image.convert("RGBA")


@cache
def glyph(kind: int, style: str) -> Image.Image:
    """A drawing of a thing, cropped to what is visible, its colours multiplied by its opacity ("RGBa")."""
    row, column = divmod(kind - len(SHAPES), _COLUMNS)
    cell = _sheet(style).crop((column * _CELL, row * _CELL, (column + 1) * _CELL, (row + 1) * _CELL))
    box = cell.getchannel("A").getbbox()
    if box is None:
        raise ValueError(f"the sheet {style} has no drawing of {kinds()[kind].names[0]}")
    return cell.crop(box).convert("RGBa")


def render(
    kind: int, style: str, radius: float, stretch: tuple[float, float], angle: float, *, mirrored: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A thing as a patch.

    Args:
        kind: index in `vocabulary.kinds`.
        style: one of `STYLES`.
        radius: half of the longer side, in pixels.
        stretch: factors on width and height.
        angle: in degrees, counter-clockwise.
        mirrored: left and right swapped.

    Returns:
        Coverage (n, n) in [0, 1] and colours (n, n, 3) in [0, 255], n odd, the centre in the middle.
    """
    drawing = glyph(kind, style)
    scale = 2 * radius / max(drawing.size)
    size = (max(4, round(drawing.width * scale * stretch[0])), max(4, round(drawing.height * scale * stretch[1])))
    drawing = drawing.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if mirrored:
        drawing = drawing.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if angle:
        drawing = _rotated(drawing, angle)
    side = max(drawing.size) | 1
    patch = np.zeros((side, side, 4), np.float32)
    top, left = (side - drawing.height) // 2, (side - drawing.width) // 2
    patch[top : top + drawing.height, left : left + drawing.width] = np.asarray(drawing)
    coverage = patch[..., 3] / np.float32(255)
    return coverage, patch[..., :3] / np.maximum(coverage, np.float32(1e-3))[..., None]


def _rotated(drawing: Image.Image, angle: float) -> Image.Image:
    """Turned by some degrees, nothing cut off. Pillow turns no "RGBa", so the bands go one by one."""
    bands = [Image.frombytes("L", drawing.size, drawing.tobytes()[i::4]) for i in range(4)]
    turned = [band.rotate(angle, Image.Resampling.BILINEAR, expand=True) for band in bands]
    return Image.frombytes("RGBa", turned[0].size, np.stack([np.asarray(band) for band in turned], -1).tobytes())
