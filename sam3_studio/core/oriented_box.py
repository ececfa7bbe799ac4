"""The smallest rectangle around a mask, at any angle, that lies in the picture."""

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.columns import Columns
from sam3_studio.core.rle import Rle

_Points = NDArray[np.float64]

_TINY = 1e-9


def oriented_box(mask: Rle) -> _Points:
    """The rectangle of least area that holds every pixel of a mask as a whole, (4, 2) as x, y in pixels.

    No corner is outside the picture: readers cut off what is, or leave the object out. Corners go clockwise on the
    screen, the topmost first, of two at the same height the left one. Of rectangles with the same area it is one whose
    sides are upright, where there is one. One side lies on an edge of the convex hull (H. Freeman and R. Shapira,
    1975), so every edge is tried.

    Args:
        mask: of a whole picture.

    Raises:
        ValueError: the mask is empty.
    """
    hull = convex_hull(_outer_corners(mask))
    edges = np.roll(hull, -1, axis=0) - hull
    along = np.concatenate([[(1.0, 0.0)], edges / np.linalg.norm(edges, axis=1)[:, None]])  # (n, 2)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)  # (n, 2)
    u, v = along @ hull.T, across @ hull.T  # (n, m)
    low, high = np.stack([u.min(1), v.min(1)], axis=1), np.stack([u.max(1), v.max(1)], axis=1)  # (n, 2)
    areas = (high - low).prod(axis=1)
    ends = np.stack([low, high])  # (2, n, 2)
    corners = np.stack(
        [ends[i, :, :1] * along + ends[j, :, 1:] * across for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))], axis=1
    )  # (n, 4, 2)
    border = np.array([mask.width, mask.height], dtype=np.float64)
    leaves = np.any((corners < -_TINY) | (corners > border + _TINY), axis=(1, 2))
    areas = np.where(leaves & (np.arange(len(areas)) > 0), np.inf, areas)  # the first, an upright one, never does
    corners = corners.clip(0, border)
    # A hair's breadth is no reason to turn a box.
    best = 0 if areas[0] <= areas.min() * (1 + _TINY) else int(areas.argmin())
    return np.roll(corners[best], -_first(corners[best]), axis=0)


def convex_hull(points: _Points) -> _Points:
    """The corners of the smallest convex outline around points (n, 2), clockwise on the screen, three or more.

    A. M. Andrew's monotone chain (1979). The points do not all lie on one line.
    """
    ordered = np.unique(points, axis=0)
    return np.array(_chain(ordered.tolist()) + _chain(ordered[::-1].tolist()))


def _chain(points: list[list[float]]) -> list[list[float]]:
    """Half of the hull, without its last point."""
    chain: list[list[float]] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: list[float], b: list[float], c: list[float]) -> float:
    """Positive where the way over three points turns clockwise on the screen."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _outer_corners(mask: Rle) -> _Points:
    """Corners of pixels, those that can be on the hull among them: the ends of each column."""
    pieces = Columns.of(mask)
    if not len(pieces.x):
        raise ValueError("an empty mask has no box")
    first = np.flatnonzero(np.diff(pieces.x, prepend=-1))
    x, top, bottom = pieces.x[first], pieces.top[first], np.maximum.reduceat(pieces.bottom, first)
    left, right = x, x + 1
    return np.concatenate([np.stack([side, end], axis=1) for side in (left, right) for end in (top, bottom)]).astype(
        np.float64
    )


def _first(corners: _Points) -> int:
    rounded = np.round(corners, 6)
    return int(np.lexsort((rounded[:, 0], rounded[:, 1]))[0])
