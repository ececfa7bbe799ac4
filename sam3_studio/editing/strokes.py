"""What a brush leaves behind: the pixels whose centres it passed over."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.rle import Rle

Point = tuple[float, float]

_Floats = NDArray[np.float64]
_Edge = tuple[_Floats, NDArray[np.bool_]]
"""y (n) at some x, and whether there is one."""

_TINY = 1e-12


class Tip(StrEnum):
    """The shape of a brush."""

    CIRCLE = "circle"
    SQUARE = "square"


def stroke(points: Sequence[Point], diameter: float, tip: Tip, height: int, width: int) -> Rle:
    """The pixels of a height × width image that a brush covers on its way.

    A brush smaller than a pixel still leaves the pixels that its middle passed through.

    Args:
        points: where the middle of the brush was, x and y in pixels, one or more; they are joined by straight lines.
        diameter: or side, in pixels.
        tip: of the brush.
        height: of the image in pixels.
        width: of the image in pixels.

    Raises:
        ValueError: there are no points.
    """
    if not len(points):
        raise ValueError("a stroke needs a point")
    way = np.asarray(points, dtype=np.float64)
    start, end = (way[:-1], way[1:]) if len(way) > 1 else (way, way)
    radius = max(diameter, 1.0) / 2
    # Every piece of the way is convex, so it covers one stretch of each column of pixels.
    first = np.clip(np.ceil(np.minimum(start[:, 0], end[:, 0]) - radius - 0.5), 0, width).astype(np.int64)
    last = np.clip(np.floor(np.maximum(start[:, 0], end[:, 0]) + radius - 0.5) + 1, first, width).astype(np.int64)
    counts = last - first
    piece = np.repeat(np.arange(len(start)), counts)
    x = first[piece] + np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)
    reach = _circle if tip is Tip.CIRCLE else _square
    top, bottom = reach(x + 0.5, start[piece], end[piece], radius)
    # Rows whose centres lie between; the slack keeps what lies on the edge, whatever the rounding.
    above = np.clip(np.ceil(top - 0.5 - 1e-9), 0, height).astype(np.int64)
    below = np.clip(np.floor(bottom - 0.5 + 1e-9) + 1, 0, height).astype(np.int64)
    seen = below > above
    return Rle.from_spans(height, width, (x * height + above)[seen], (x * height + below)[seen])


def _circle(x: _Floats, start: _Floats, end: _Floats, radius: float) -> tuple[_Floats, _Floats]:
    """Lowest and highest y that a disc on its way from start (n, 2) to end reaches at x (n); inf where it does not."""
    # Between the discs at both ends lies a rectangle along the way, whose long sides touch both.
    along = end - start
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), _TINY)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, None] * radius
    edges = [_line_at(x, start + side, end + side) for side in (across, -across)]
    for middle in (start, end):
        aside = np.abs(x - middle[:, 0])
        half = np.sqrt(np.maximum(radius**2 - aside**2, 0.0))
        edges += [(middle[:, 1] + side * half, aside <= radius) for side in (-1, 1)]
    return _extremes(edges)


def _square(x: _Floats, start: _Floats, end: _Floats, radius: float) -> tuple[_Floats, _Floats]:
    """As `_circle`, for a square with upright sides."""
    corners = radius * np.array([(-1, -1), (-1, 1), (1, -1), (1, 1)])
    edges = [_line_at(x, start + corner, end + corner) for corner in corners]
    for middle in (start, end):
        edges += [(middle[:, 1] + side, np.abs(x - middle[:, 0]) <= radius) for side in (-radius, radius)]
    return _extremes(edges)


def _line_at(x: _Floats, start: _Floats, end: _Floats) -> _Edge:
    """Lines from start (n, 2) to end at x (n)."""
    run = end[:, 0] - start[:, 0]
    share = np.divide(x - start[:, 0], run, out=np.full_like(x, np.inf), where=np.abs(run) > _TINY)
    there = (share >= 0) & (share <= 1)
    return start[:, 1] + np.where(there, share, 0) * (end[:, 1] - start[:, 1]), there


def _extremes(edges: Sequence[_Edge]) -> tuple[_Floats, _Floats]:
    top = np.min([np.where(there, y, np.inf) for y, there in edges], axis=0)
    return top, np.max([np.where(there, y, -np.inf) for y, there in edges], axis=0)
