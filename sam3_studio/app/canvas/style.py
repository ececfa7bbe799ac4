"""How things look: options a person chooses, and colours."""

import colorsys
import zlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from sam3_studio.app.canvas.mask_raster import depths, fineness, window

Rgb = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


class MaskStyle(StrEnum):
    """What is drawn of a mask."""

    FILL = "fill"
    OUTLINE = "outline"
    BOTH = "both"


class ColorBy(StrEnum):
    """What gives a mask its colour."""

    CLASS = "class"
    INSTANCE = "instance"


class Labels(StrEnum):
    """When names and scores are shown."""

    NEVER = "never"
    HOVER = "hover"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """How picture and labels are shown.

    Attributes:
        opacity: of the masks' fill, 0 to 1.
        brightness: of the picture, -1 to 1, 0 for as it is.
        contrast: of the picture, -1 to 1, 0 for as it is.
        masks: what is drawn of a mask.
        color_by: what gives a mask its colour.
        labels: when names and scores are shown.
        objects: whether accepted objects are shown.
        candidates: whether candidates are shown.
        ghosts: whether those just below the threshold are among them.
        boxes: whether prompt boxes are shown.
        semantic: whether the semantic map is shown, where there is one.
        crosshair: whether tools that aim show lines through the pointer.
        minimap: whether the small picture in the corner is shown while not all of the picture is seen.
    """

    opacity: float = 0.35
    brightness: float = 0.0
    contrast: float = 0.0
    masks: MaskStyle = MaskStyle.BOTH
    color_by: ColorBy = ColorBy.CLASS
    labels: Labels = Labels.HOVER
    objects: bool = True
    candidates: bool = True
    ghosts: bool = True
    boxes: bool = True
    semantic: bool = False
    crosshair: bool = True
    minimap: bool = True


@dataclass(frozen=True, slots=True)
class Paint:
    """How one mask is painted.

    Attributes:
        color: of fill and line.
        fill: opacity of the inside, 0 to 1.
        line: opacity of the rim's line, 0 to 1.
        width: of the line in device pixels.
        dashed: whether the line alternates with a pale one, as for what is only proposed.
        halo: opacity of the dark seam along the line, which sets it off from any picture, 0 to 1.
    """

    color: Rgb
    fill: float
    line: float
    width: float
    dashed: bool = False
    halo: float = 0.35


POSITIVE: Rgb = (46, 204, 113)
NEGATIVE: Rgb = (255, 82, 82)
PALE: Rgb = (255, 255, 255)


def instance_color(name: str) -> Rgb:
    """A vivid colour for an object, the same whenever and wherever it is drawn."""
    number = zlib.crc32(name.encode())
    hue, shade = (number % 4096) * 0.618034 % 1, (number >> 12) % 3
    red, green, blue = colorsys.hsv_to_rgb(hue, (0.85, 0.65, 0.9)[shade], (0.98, 1.0, 0.86)[shade])
    return round(red * 255), round(green * 255), round(blue * 255)


def ink_on(color: Rgb) -> QColor:
    """Black or white, whichever is read better on a colour (relative luminance as WCAG 2.2 defines it)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in color)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return QColor(20, 20, 22) if luminance > 0.179 else QColor(255, 255, 255)


def tone_table(options: DisplayOptions) -> NDArray[np.uint8] | None:
    """(256,) what becomes of every brightness of a picture; None when it stays as it is."""
    if not options.brightness and not options.contrast:
        return None
    values = np.arange(256) / 255
    # Contrast turns the line about mid-grey: down to flat at -1, to ever steeper towards 1.
    slope = np.tan((min(options.contrast, 0.98) + 1) * np.pi / 4)
    return np.asarray(np.clip((values - 0.5) * slope + 0.5 + options.brightness, 0, 1) * 255 + 0.5).astype(np.uint8)


@lru_cache(maxsize=256)
def _pixel_table(paint: Paint, fine: int) -> NDArray[np.uint32]:
    """Pixels, premultiplied ARGB, for everything a mask can be at a screen pixel.

    Returns:
        (2, blurred levels, covered levels): with dashes off and on, by the values of `mask_raster.blurred` and
        `mask_raster.coverage`.
    """
    size = window(paint.width)
    blurs = size**4 * fine**2
    covered = np.arange(fine**2 + 1)[None, :] / fine**2
    depth = depths(size, blurs)[:, None]
    distance = np.abs(depth)
    line = np.clip(paint.width / 2 + 0.5 - distance, 0, 1)
    # Of what is thinner than the blur nothing seems to be inside; whatever is covered there is line.
    line = np.where(depth < 0, np.maximum(line, covered), line) * paint.line
    halo = np.clip(paint.width / 2 + 1.5 - distance, 0, 1) * paint.halo * paint.line * (depth < paint.width / 2)
    halo = halo + 0 * covered
    fill = paint.fill * covered + 0 * line
    table = np.empty((2, blurs + 1, fine**2 + 1), dtype=np.uint32)
    for dash, line_color in enumerate((PALE if paint.dashed else paint.color, paint.color)):
        under = fill + halo * (1 - fill)
        alpha = line + under * (1 - line)
        channels = [
            line * top + fill * (1 - halo) * (1 - line) * own for top, own in zip(line_color, paint.color, strict=True)
        ]
        red, green, blue = (np.rint(np.minimum(channel, alpha * 255)).astype(np.uint32) for channel in channels)
        table[dash] = np.rint(alpha * 255).astype(np.uint32) << 24 | red << 16 | green << 8 | blue
    return table


def table_for(paint: Paint, scale: float) -> tuple[NDArray[np.uint32], int]:
    """The pixels of a painted mask at a zoom, by blurred value and coverage, and the size of the blur they are for.

    Args:
        paint: how.
        scale: the zoom, screen pixels for one of the picture.

    Returns:
        Premultiplied ARGB (2, blurred levels, covered levels); an odd number of screen pixels, as of `window`.
    """
    return _pixel_table(paint, fineness(scale)), window(paint.width)
