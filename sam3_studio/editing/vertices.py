"""The outline of a mask as corners that a person can move, with as much detail as a tolerance leaves.

What that does to the mask is told by `editing.redrawing`.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from sam3_studio.core.contour import Ring, trace_contours
from sam3_studio.core.detail import Detail
from sam3_studio.core.rle import Rle
from sam3_studio.editing.strokes import Point

_LEAST_CORNERS = 3
_LEAST_AREA = 0.5
"""What is left of a pixel's square without one of its corners: it would be filled as the whole pixel."""
_SHARE = 0.25
"""A ring keeps corners that stand out by more than this share of its shorter side, whatever the tolerance.

So a single pixel stays a square: a triangle might no longer hold the pixel's centre once it is pulled.
"""
_KNOWN = 4
"""Outlines that are kept: a slider goes through many tolerances of one mask."""


def outline(mask: Rle, tolerance: float) -> tuple[Ring, ...]:
    """Rings of corners, outer ones and holes.

    Args:
        mask: of a whole picture.
        tolerance: how far in pixels the mask's own outline may be from the straight lines between corners; 0 for
            every corner that the mask has. For rings that are small against it, it is smaller.
    """
    detail = _detail(mask)
    return detail.within(np.minimum(tolerance, _SHARE * detail.sides.min(axis=1)))


@lru_cache(_KNOWN)
def _detail(mask: Rle) -> Detail:
    return Detail(trace_contours(mask).rings)


def with_corner(rings: Sequence[Ring], ring: int, corner: int, point: Point) -> tuple[Ring, ...]:
    """The rings with one corner moved.

    Args:
        rings: of an outline.
        ring: number of the ring.
        corner: number of the corner in it.
        point: where the corner goes, x and y in pixels.
    """
    moved = rings[ring].copy()
    moved[corner] = point
    return _with(rings, ring, moved)


def with_new_corner(rings: Sequence[Ring], ring: int, edge: int, point: Point) -> tuple[Ring, ...]:
    """The rings with a corner more.

    Args:
        rings: of an outline.
        ring: number of the ring.
        edge: number of the corner that the divided edge starts at.
        point: of the new corner, x and y in pixels.
    """
    return _with(rings, ring, np.insert(rings[ring], edge + 1, point, axis=0))


def without_corner(rings: Sequence[Ring], ring: int, corner: int) -> tuple[Ring, ...]:
    """The rings with a corner less; a ring of no area, or of no more than half a pixel's, is left out."""
    fewer = np.delete(rings[ring], corner, axis=0)
    return _with(rings, ring, fewer if len(fewer) >= _LEAST_CORNERS and abs(signed_area(fewer)) > _LEAST_AREA else None)


def signed_area(ring: Ring) -> float:
    """In pixels, by Gauss's formula; positive where the ring is around foreground, see `core.contour`."""
    x, y = (ring - ring[0]).T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _with(rings: Sequence[Ring], number: int, ring: Ring | None) -> tuple[Ring, ...]:
    middle = () if ring is None else (ring,)
    return (*rings[:number], *middle, *rings[number + 1 :])
