"""Where a preview looks other than the one before: so much has to be drawn again, and no more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sam3_studio.app.interaction import (
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


def changed_boxes(before: Sequence[Shape], after: Sequence[Shape]) -> list[Box]:
    """Around what is gone, and around what is new, in pixels of the picture; lines reach a little farther.

    Of a stroke that goes on, and of the line of a knife, it is the new end alone.
    """
    old = [shape for shape in before if shape not in after]
    new = [shape for shape in after if shape not in before]
    boxes = []
    for shape in new:
        earlier = _earlier(shape, old)
        if earlier is None or not isinstance(shape, StrokeShape | LineShape):
            boxes.append(_bounds(shape))
        else:
            old.remove(earlier)
            boxes.append(_bounds(_part(shape, slice(len(earlier.points) - 1, None))))
    return [*boxes, *map(_bounds, old)]


def _earlier(shape: Shape, old: Sequence[Shape]) -> StrokeShape | LineShape | None:
    """What a stroke or line goes on from."""
    if not isinstance(shape, StrokeShape | LineShape):
        return None
    lines = (one for one in old if isinstance(one, StrokeShape | LineShape))
    return next((one for one in lines if _part(shape, slice(len(one.points))) == one), None)


def _part(shape: StrokeShape | LineShape, piece: slice) -> StrokeShape | LineShape:
    """What lies between some of its points."""
    if isinstance(shape, StrokeShape):
        return replace(shape, points=shape.points[piece], diameters=shape.diameters[piece])
    return replace(shape, points=shape.points[piece])


def _bounds(shape: Shape) -> Box:
    match shape:
        case BandShape(box) | BoxShape(box):
            return box
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
