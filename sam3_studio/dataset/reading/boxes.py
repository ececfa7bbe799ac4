"""Boxes as masks, also those that CVAT has turned."""

import math
from typing import Any

import numpy as np

from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.reading.parsing import Place
from sam3_studio.dataset.reading.rings import filled

_ROTATION = "rotation"


def take_rotation(attributes: dict[str, Any]) -> float:
    """By how many degrees a box is turned clockwise, as CVAT says in an attribute: the box it writes as if it were not.

    Args:
        attributes: of the box; that one is taken out of them, unless it is no number and so somebody's own.
    """
    value = attributes.get(_ROTATION)
    if not isinstance(value, int | float | str) or isinstance(value, bool):
        return 0.0
    try:
        degrees = float(value)
    except (ValueError, OverflowError):
        return 0.0
    if not math.isfinite(degrees):
        return 0.0
    del attributes[_ROTATION]
    return degrees % 360


def turned(box: Box, degrees: float, width: int, height: int, place: Place) -> Rle:
    """A box as a mask, turned clockwise about its middle.

    Args:
        box: as it is before.
        degrees: by how much.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
        place: of the box.

    Raises:
        DatasetError: a corner is far off.
    """
    if not degrees:
        return rectangle(box, width, height)
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    middle = np.array([(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2])
    corners = np.array([[box.x1, box.y1], [box.x2, box.y1], [box.x2, box.y2], [box.x1, box.y2]])
    return filled([middle + (corners - middle) @ [[cosine, sine], [-sine, cosine]]], width, height, place)


def rectangle(box: Box, width: int, height: int) -> Rle:
    """A box as a mask: its edges go to the nearest whole pixels, and it keeps one pixel at least.

    A box that does not meet the picture has no pixel.
    """
    x1, x2 = _span(box.x1, box.x2, width)
    y1, y2 = _span(box.y1, box.y2, height)
    if x1 >= x2 or y1 >= y2:
        return Rle.empty(height, width)
    # A span for each column: to look for the edges of its pixels takes a hundred times as long where it is large.
    starts = np.arange(x1, x2) * height + y1
    return Rle.from_spans(height, width, starts, starts + (y2 - y1))


def _span(first: float, last: float, size: int) -> tuple[int, int]:
    if last <= 0 or first >= size:
        return 0, 0
    start = min(max(math.floor(first + 0.5), 0), size - 1)
    return start, min(max(math.floor(last + 0.5), start + 1), size)
