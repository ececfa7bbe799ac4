"""What a brush leaves behind: the pixels whose centres it passed over."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.ragged import members
from sam3_studio.core.rle import Rle

Point = tuple[float, float]

_Floats = NDArray[np.float64]
_Edge = tuple[_Floats, NDArray[np.bool_]]
"""y (n) at some x, and whether there is one."""

_TINY = 1e-12
_AT_ONCE = 1 << 15
"""Columns of pieces that are computed together: what fits the processor's cache."""


class _End(NamedTuple):
    """Brushes where pieces of a way begin, or end."""

    at: _Floats
    """(n, 2) of their middles."""
    radius: _Floats
    """(n) or half of their sides."""


class Tip(StrEnum):
    """The shape of a brush."""

    CIRCLE = "circle"
    SQUARE = "square"


def stroke(points: Sequence[Point], diameters: float | Sequence[float], tip: Tip, height: int, width: int) -> Rle:
    """The pixels of a height × width image that a brush covers on its way.

    A brush smaller than a pixel still leaves the pixels that its middle passed through.

    Args:
        points: where the middle of the brush was, x and y in pixels, one or more; they are joined by straight lines.
        diameters: or sides, in pixels: one for all points, or one for each, between which it grows evenly.
        tip: of the brush.
        height: of the image in pixels.
        width: of the image in pixels.

    Raises:
        ValueError: there are no points, or not as many diameters.
    """
    if not len(points):
        raise ValueError("a stroke needs a point")
    way = np.asarray(points, dtype=np.float64)
    radii = np.broadcast_to(np.maximum(np.asarray(diameters, dtype=np.float64), 1.0) / 2, len(way))
    if len(way) == 1:
        way, radii = np.repeat(way, 2, axis=0), np.repeat(radii, 2)
    # The brush at both ends of a piece and all between them are convex: they cover one stretch of each column.
    left, right = way[:, 0] - radii, way[:, 0] + radii
    first = np.clip(np.ceil(np.minimum(left[:-1], left[1:]) - 0.5), 0, width).astype(np.int64)
    last = np.clip(np.floor(np.maximum(right[:-1], right[1:]) - 0.5) + 1, first, width).astype(np.int64)
    reach = _circle if tip is Tip.CIRCLE else _square
    spans = []
    for some in _batches(last - first):
        piece, column = members(last[some] - first[some])
        piece += some.start
        x = first[piece] + column
        ends = [_End(way[piece + number], radii[piece + number]) for number in (0, 1)]
        top, bottom = reach(x + np.float64(0.5), *ends)
        # Rows whose centres lie between; the slack keeps what lies on the edge, whatever the rounding.
        above = np.clip(np.ceil(top - 0.5 - 1e-9), 0, height).astype(np.int64)
        below = np.clip(np.floor(bottom - 0.5 + 1e-9) + 1, 0, height).astype(np.int64)
        seen = below > above
        covered = Rle.from_spans(height, width, (x * height + above)[seen], (x * height + below)[seen])
        spans.append(covered.spans)
    return Rle.from_spans(height, width, *(np.concatenate(sides) for sides in zip(*spans, strict=True)))


def _batches(counts: NDArray[np.int64]) -> Iterator[slice]:
    """Pieces that cover about `_AT_ONCE` columns together: a long stroke of a large brush covers millions."""
    batch = np.cumsum(counts) // _AT_ONCE
    cuts = (0, *(np.flatnonzero(np.diff(batch)) + 1).tolist(), len(counts))
    return map(slice, cuts[:-1], cuts[1:])


def _circle(x: _Floats, start: _End, end: _End) -> tuple[_Floats, _Floats]:
    """Lowest and highest y that a disc on its way from start to end reaches at x (n); inf where it does not."""
    # Between the discs at both ends lies what the two lines that touch both enclose. The radii to where they touch
    # lean from the way by an angle whose cosine is what the disc loses on the way, as a share of its length.
    along = end.at - start.at
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), _TINY)
    leaning = (start.radius - end.radius) / length
    apart = np.abs(leaning) < 1  # otherwise one disc lies in the other
    forward = along / length[:, None]
    aside = np.stack([-forward[:, 1], forward[:, 0]], axis=1) * np.sqrt(np.maximum(1 - leaning**2, 0))[:, None]
    edges = []
    for side in (aside, -aside):
        touching = forward * leaning[:, None] + side
        y, there = _line_at(x, start.at + touching * start.radius[:, None], end.at + touching * end.radius[:, None])
        edges.append((y, there & apart))
    for one in (start, end):
        away = np.abs(x - one.at[:, 0])
        half = np.sqrt(np.maximum(one.radius**2 - away**2, 0.0))
        edges += [(one.at[:, 1] + side * half, away <= one.radius) for side in (-1, 1)]
    return _extremes(edges)


def _square(x: _Floats, start: _End, end: _End) -> tuple[_Floats, _Floats]:
    """As `_circle`, for a square with upright sides."""
    corners = np.array([(-1, -1), (-1, 1), (1, -1), (1, 1)])
    edges = [
        _line_at(x, start.at + start.radius[:, None] * corner, end.at + end.radius[:, None] * corner)
        for corner in corners
    ]
    for one in (start, end):
        there = np.abs(x - one.at[:, 0]) <= one.radius
        edges += [(one.at[:, 1] + side * one.radius, there) for side in (-1, 1)]
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
