"""Where a preview looks different from the one before, which is all that has to be drawn again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from typing import TypeVar

from sam3_studio.app.interaction import (
    AreaShape,
    BandShape,
    BoxShape,
    CornersShape,
    LineShape,
    OutlineShape,
    Shape,
    StrokeShape,
    TipShape,
)
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point

_BANDS = 12
_MOST_BANDED = 32
"""A ring of more points gets one box around all of it."""
_MOST_RINGS = 8
"""If more rings differ, as with another tolerance, everything is drawn again."""
_Line = TypeVar("_Line", StrokeShape, LineShape)


def changed_boxes(before: Sequence[Shape], after: Sequence[Shape]) -> list[Box]:
    """Around what is gone, and around what is new, in pixels of the picture; lines reach a little farther.

    Of a stroke that goes on, and of the line of a knife, it is the new end alone; of outlines, where they differ.
    """
    old = [shape for shape in before if shape not in after]
    new = [shape for shape in after if shape not in before]
    boxes = []
    for shape in new:
        earlier = next((one for one in old if _between(one, shape) is not None), None)
        if earlier is None:
            boxes.append(_bounds(shape))
        else:
            old.remove(earlier)
            boxes += _between(earlier, shape) or ()
    return [*boxes, *map(_bounds, old)]


def _between(before: Shape, after: Shape) -> list[Box] | None:
    """Around what differs in a shape that goes on; None where the second is not the first one at a later time."""
    if isinstance(before, StrokeShape) and isinstance(after, StrokeShape):
        return _grown(before, after)
    if isinstance(before, LineShape) and isinstance(after, LineShape):
        return _grown(before, after)
    if isinstance(before, OutlineShape) and isinstance(after, OutlineShape):
        return _redrawn(before, after)
    if isinstance(before, CornersShape) and isinstance(after, CornersShape):
        return _moved(before, after)
    return None


def _grown(before: _Line, after: _Line) -> list[Box] | None:
    if _part(after, slice(len(before.points))) != before:
        return None
    return [_bounds(_part(after, slice(len(before.points) - 1, None)))]


def _redrawn(before: OutlineShape, after: OutlineShape) -> list[Box] | None:
    if replace(after, points=before.points) != before:
        return None
    old, new = _parted(before.points, after.points)
    return _bands([*old, *reversed(new)])


def _moved(before: CornersShape, after: CornersShape) -> list[Box] | None:
    if len(before.rings) != len(after.rings):
        return None
    others = [pair for pair in zip(before.rings, after.rings, strict=True) if pair[0] != pair[1]]
    if len(others) > _MOST_RINGS:
        return None
    boxes = [_around([*old, *new], 0) for old, new in (_parted(*pair) for pair in others)]
    for shape in (before, after):
        if shape.pointed and before.pointed != after.pointed:
            ring, corner = shape.pointed
            boxes.append(_around([shape.rings[ring][corner]], 0))
    return boxes


def _parted(before: Sequence[Point], after: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """The stretches of two rings that differ, each with a point on either side that both have."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    tail = next((n for n in range(shorter - head) if before[-1 - n] != after[-1 - n]), shorter - head)
    old, new = ([ring[n % len(ring)] for n in range(head - 1, len(ring) - tail + 1)] for ring in (before, after))
    return old, new


def _bands(ring: Sequence[Point]) -> list[Box]:
    """Boxes one below the other that hold a ring: where it slants, they are much smaller than the box around it."""
    whole = _around(ring, 0)
    if len(ring) > _MOST_BANDED or not whole.height:
        return [whole]
    boxes = []
    for number in range(_BANDS):
        top, bottom = (whole.y1 + whole.height * (number + side) / _BANDS for side in (0, 1))
        inside = [x for edge in pairwise([*ring, ring[0]]) for x in _reach(*edge, top, bottom)]
        if inside:
            boxes.append(Box(min(inside), top, max(inside), bottom))
    return boxes


def _reach(start: Point, end: Point, top: float, bottom: float) -> tuple[float, ...]:
    """From where to where an edge goes between two heights; nothing where it is not there."""
    (x1, y1), (x2, y2) = sorted((start, end), key=itemgetter(1))
    if y2 < top or y1 > bottom:
        return ()
    if y1 == y2:
        return x1, x2
    pace = (x2 - x1) / (y2 - y1)
    return x1 + pace * (max(y1, top) - y1), x1 + pace * (min(y2, bottom) - y1)


def _part(shape: _Line, piece: slice) -> _Line:
    """What lies between some of its points."""
    if isinstance(shape, StrokeShape):
        return replace(shape, points=shape.points[piece], diameters=shape.diameters[piece])
    return replace(shape, points=shape.points[piece])


def _bounds(shape: Shape) -> Box:
    match shape:
        case BandShape(box) | BoxShape(box):
            return box
        case AreaShape(area=area):
            return area.box or Box(0, 0, 0, 0)
        case TipShape(at=at, diameter=diameter):
            return _around([at], diameter)
        case StrokeShape(points=points, diameters=diameters):
            return _around(points, max(diameters))
        case CornersShape(rings=rings):
            return _around([point for ring in rings for point in ring], 0)
        case OutlineShape(points=points) | LineShape(points=points):
            return _around(points, 0)


def _around(points: Iterable[Point], diameter: float) -> Box:
    xs, ys = zip(*points, strict=True)
    reach = diameter / 2
    return Box(min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach)
