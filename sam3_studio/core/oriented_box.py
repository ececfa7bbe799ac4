"""The smallest rectangle around a mask, at any angle."""

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.columns import Columns
from sam3_studio.core.rle import Rle

_Points = NDArray[np.float64]


def oriented_box(mask: Rle) -> _Points:
    """The rectangle of least area that holds every pixel of a mask as a whole, (4, 2) as x, y in pixels.

    Its corners go clockwise on the screen, the topmost first, of two at the same height the left one. Of rectangles
    with the same area it is one whose sides are upright, where there is one. One side lies on an edge of the convex
    hull (H. Freeman and R. Shapira, 1975), so every edge is tried. Corners may lie outside the picture.

    Raises:
        ValueError: the mask is empty.
    """
    hull = convex_hull(_outer_corners(mask))
    edges = np.roll(hull, -1, axis=0) - hull
    edges = np.concatenate([[(1.0, 0.0)], edges / np.linalg.norm(edges, axis=1)[:, None]])
    along = edges @ hull.T  # (n, m)
    across = np.stack([-edges[:, 1], edges[:, 0]], axis=1) @ hull.T  # (n, m)
    areas = np.ptp(along, axis=1) * np.ptp(across, axis=1)
    # A hair's breadth is no reason to turn a box.
    best = 0 if areas[0] <= areas.min() * (1 + 1e-9) else int(areas.argmin())
    x, y = along[best], across[best]
    turned = np.array([(x.min(), y.min()), (x.max(), y.min()), (x.max(), y.max()), (x.min(), y.max())])
    direction = edges[best]
    corners = turned @ np.array([direction, (-direction[1], direction[0])])
    return np.roll(corners, -_first(corners), axis=0)


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
