"""Of lines through thousands of points, what lies where something is drawn again."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from sam3_studio.app.canvas.frame import rectangles
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point

Way = NDArray[np.float64]
"""(n, 2) x and y in logical pixels of the widget."""


def places(points: Sequence[Point] | Way, to_widget: Callable[[Box], QRectF]) -> Way:
    """Where points of the picture are in the widget."""
    unit = to_widget(Box(0, 0, 1, 1))
    way = np.array(points, dtype=np.float64).reshape(-1, 2)
    return way * (unit.width(), unit.height()) + (unit.x(), unit.y())


def pieces_in(way: Way, where: QRegion, rim: float, gaps: Sequence[int] = ()) -> list[Way]:
    """The pieces of a line, each of two points or more, that come nearer to a region than `rim` logical pixels.

    Args:
        way: of the line.
        where: the region, in logical pixels of the widget.
        rim: how near, in logical pixels.
        gaps: numbers of the points after which the line is interrupted.
    """
    seen = _touches(np.minimum(way[:-1], way[1:]), np.maximum(way[:-1], way[1:]), where, rim)
    seen[list(gaps)] = False
    turns = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]])))
    return [way[first : end + 1] for first, end in zip(turns[::2], turns[1::2], strict=True)]


def points_in(way: Way, where: QRegion, rim: float) -> Way:
    """The points that come nearer to a region than `rim` logical pixels."""
    return way[_touches(way, way, where, rim)]


def apart(way: Way, least: float) -> NDArray[np.intp]:
    """Numbers of points of which each is at least so far, in x or y, from the one kept before it; the first is kept."""
    kept, (x, y) = [0], way[0].tolist()
    for number, (x1, y1) in enumerate(zip(*way.T.tolist(), strict=True)):
        if abs(x1 - x) >= least or abs(y1 - y) >= least:
            kept.append(number)
            x, y = x1, y1
    return np.array(kept)


def _touches(low: Way, high: Way, where: QRegion, rim: float) -> NDArray[np.bool_]:
    """Which boxes (n) from their low corners to their high ones come so near to a region."""
    seen = np.zeros(len(low), dtype=np.bool_)
    (left, top), (right, bottom) = (low - rim).T, (high + rim).T
    for part in rectangles(where):
        beside = (right < part.left()) | (left > part.right() + 1)
        seen |= ~(beside | (bottom < part.top()) | (top > part.bottom() + 1))
    return seen
