"""One polygon for one object: holes and separate parts joined into a single ring.

Formats such as YOLO know one ring per object. Rings are joined by bridges of no width, walked there and back, so that
filling the one ring gives what filling the many gave: a hole hangs on its outer ring by a key-hole, parts hang
together by a double bridge. Bridges are as short as they can be, because readers that paint outlines too, as OpenCV's
`fillPoly` does, show each as a line one pixel wide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.contour import Contours, Ring, trace_contours
from sam3_studio.core.detail import Detail
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle

# The time for the shortest bridges grows with the square of the corners: about half a second for as many as these.
_MOST_CORNERS_FOR_SHORTEST = 4000
_MOST_DISTANCES_AT_ONCE = 500_000

_LEAST_IOU = 0.99
"""That a ring with fewer corners than the mask's has to keep."""

# How far a reader may misplace a slanted edge, in pixels: pycocotools rounds to fifths, six decimals are finer.
_ROUNDING = 0.15

_Floats = NDArray[np.float64]
_Complex = NDArray[np.complex128]
_Point = tuple[float, float]


def single_ring(mask: Rle, max_vertices: int = 900, contours: Contours | None = None) -> tuple[Ring, float]:
    """One ring that fills to the mask, and the IoU of that filling with the mask.

    With no more than `max_vertices` corners nothing is lost, and the IoU is 1. Otherwise the corners that matter least
    are left out; where `max_vertices` would cost too much, the ring gets as many more as an IoU of 0.99 takes.

    Args:
        mask: of the whole picture, with at least one pixel.
        max_vertices: corners wanted at most, bridges included.
        contours: of the mask, where they are known already.

    Returns:
        Corners in pixels of the whole picture; IoU at pixel centres, whichever way a reader rounds, 0 to 1.

    Raises:
        ValueError: the mask is empty.
    """
    rings = (contours or trace_contours(mask)).rings
    if not rings:
        raise ValueError("an empty mask has no outline")
    bridges = 3 * (len(rings) - 1)
    if sum(map(len, rings)) + bridges <= max_vertices:
        return join_rings(rings), 1.0
    detail = Detail(rings)
    wanted = max(max_vertices - bridges, 3 * len(rings))
    while wanted < detail.count:
        fewer = detail.with_corners(wanted)
        iou = _lowest_iou(fewer, mask)
        if iou >= _LEAST_IOU:
            return join_rings(fewer), iou
        wanted += wanted // 2
    return join_rings(rings), 1.0


def _lowest_iou(rings: Sequence[Ring], mask: Rle) -> float:
    """What the rings have in common with the mask for the reader that takes it worst.

    A slanted edge may run right beside pixel centres; along stairs of single pixels it does so throughout. Which side
    they are on then differs from reader to reader. So the rings count as if they lay a little off to any side; edges
    along whole pixels are not affected.
    """
    shifts = ((-_ROUNDING, 0), (_ROUNDING, 0), (0, -_ROUNDING), (0, _ROUNDING))
    return min(rle_from_rings([ring + shift for ring in rings], mask.height, mask.width).iou(mask) for shift in shifts)


@dataclass(frozen=True, slots=True)
class _Place:
    """On a ring: an edge's number, the share of its length from its start, and the point there."""

    edge: int
    share: float
    point: _Point


@dataclass(frozen=True, slots=True)
class _Bridge:
    """From a place on one ring to a place on another, the child."""

    start: _Place
    child: int
    end: _Place


def join_rings(rings: Sequence[Ring]) -> Ring:
    """One ring that walks all rings, with bridges of no width between them.

    Filled by the even-odd rule it gives what the rings give together; by the nonzero rule as well where holes run
    against their outer rings, as `trace_contours` has them. A bridge adds at most three corners. The bridges form a
    shortest tree; with very many corners, they are merely short.

    Raises:
        ValueError: there are no rings.
    """
    if not rings:
        raise ValueError("there are no rings to join")
    if len(rings) == 1:
        return rings[0]
    few = sum(map(len, rings)) <= _MOST_CORNERS_FOR_SHORTEST
    bridges = _shortest_tree(rings) if few else _chain(rings)
    path: list[_Point] = []
    walks = [_stations(rings[0], bridges[0], _corner(rings[0], 0))]
    while walks:
        station = next(walks[-1], None)
        if station is None:
            walks.pop()
            continue
        point, bridge = station
        if not path or path[-1] != point:
            path.append(point)
        if bridge:
            walks.append(_stations(rings[bridge.child], bridges[bridge.child], bridge.end))
    return np.array(path[:-1] if path[0] == path[-1] else path)


def _stations(ring: Ring, bridges: list[_Bridge], entry: _Place) -> Iterator[tuple[_Point, _Bridge | None]]:
    """The points of a walk once around a ring, from a place on it and back there, and the bridges met on the way."""
    stops: list[tuple[_Place, _Bridge | None]] = [(_corner(ring, i), None) for i in range(len(ring))]
    stops += [(bridge.start, bridge) for bridge in bridges]
    stops.sort(key=lambda stop: (stop[0].edge, stop[0].share))
    yield entry.point, None
    for wanted_after in (True, False):
        for place, bridge in stops:
            if ((place.edge, place.share) >= (entry.edge, entry.share)) == wanted_after:
                yield place.point, bridge
                # A bridge is left where it was entered.
                yield place.point, None
    yield entry.point, None


def _corner(ring: Ring, index: int) -> _Place:
    return _Place(index, 0.0, (float(ring[index, 0]), float(ring[index, 1])))


def _place(ring: Ring, edge: int, share: float) -> _Place:
    start, end = ring[edge], ring[(edge + 1) % len(ring)]
    # Whole pixels stay whole: on a traced outline every place nearest to a corner has whole coordinates.
    x, y = np.round(start + share * (end - start), 9).tolist()
    return _Place(edge, share, (x, y))


def _chain(rings: Sequence[Ring]) -> list[list[_Bridge]]:
    """Each ring hangs on the one before it, by corners near each other."""
    bridges: list[list[_Bridge]] = [[] for _ in rings]
    for child in range(1, len(rings)):
        parent, ring = rings[child - 1], rings[child]
        # Any two corners will do for a bridge; a thousand of each ring are enough to look at.
        i, j = (np.arange(0, len(r), -(-len(r) // 1000)) for r in (parent, ring))
        squared = ((parent[i, None] - ring[None, j]) ** 2).sum(axis=-1)
        a, b = np.unravel_index(int(squared.argmin()), squared.shape)
        bridges[child - 1].append(_Bridge(_corner(parent, int(i[a])), child, _corner(ring, int(j[b]))))
    return bridges


def _shortest_tree(rings: Sequence[Ring]) -> list[list[_Bridge]]:
    """Prim's minimum spanning tree (1957), from the first ring on; the bridges that leave each ring."""
    bridges: list[list[_Bridge]] = [[] for _ in rings]
    lengths = [len(ring) for ring in rings]
    offsets = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(rings)), lengths)
    start, end = _edges(rings)
    # For each corner, with the edge that it starts, of rings not reached yet: the nearest place on the tree.
    nearest = _Nearest.none(len(start))
    newest = 0
    waiting = np.flatnonzero(owner != newest)
    while len(waiting):
        found = _nearest_on_ring(*_edges([rings[newest]]), start[waiting], end[waiting])
        nearest.take(waiting, found, offsets[newest])
        corner = int(waiting[nearest.squared[waiting].argmin()])
        parent = int(owner[nearest.edge[corner]])
        newest = int(owner[corner])
        there = _place(rings[parent], int(nearest.edge[corner] - offsets[parent]), float(nearest.share[corner]))
        here = _place(rings[newest], corner - int(offsets[newest]), float(nearest.own_share[corner]))
        bridges[parent].append(_Bridge(there, newest, here))
        waiting = waiting[owner[waiting] != newest]
    return bridges


@dataclass(frozen=True, slots=True)
class _Nearest:
    """For each of n edges the nearest place on some rings.

    Attributes:
        squared: (n) squared distance.
        edge: (n) which edge of the rings comes nearest.
        share: (n) where on that edge, as a share of its length.
        own_share: (n) where on the edge itself.
    """

    squared: _Floats
    edge: NDArray[np.int64]
    share: _Floats
    own_share: _Floats

    @classmethod
    def none(cls, n: int) -> "_Nearest":
        return cls(np.full(n, np.inf), np.zeros(n, dtype=np.int64), np.zeros(n), np.zeros(n))

    def take(self, indices: NDArray[np.int64], other: "_Nearest", first_edge: int) -> None:
        """Replace what others, for some of the edges, have found nearer."""
        nearer = other.squared < self.squared[indices]
        indices = indices[nearer]
        self.squared[indices] = other.squared[nearer]
        self.edge[indices] = other.edge[nearer] + first_edge
        self.share[indices] = other.share[nearer]
        self.own_share[indices] = other.own_share[nearer]


def _nearest_on_ring(ring: _Complex, after: _Complex, start: _Complex, end: _Complex) -> _Nearest:
    """The place on a ring nearest to each of n edges.

    Two edges that do not cross are nearest at an end of one of them: an edge's start is tried against the ring's
    edges, and the ring's corners against the edge. (Its own end is the start of another.)
    """
    nearest = _Nearest.none(len(start))
    row = np.arange(len(start))
    none = np.zeros(len(start))
    step = max(_MOST_DISTANCES_AT_ONCE // len(start), 1)
    for first in range(0, len(ring), step):
        corner, next_corner = ring[None, first : first + step], after[None, first : first + step]
        share, squared = _nearest_on_edges(start[:, None], corner, next_corner)
        edge = squared.argmin(axis=1)
        nearest.take(row, _Nearest(squared[row, edge], edge, share[row, edge], none), first)
        share, squared = _nearest_on_edges(corner, start[:, None], end[:, None])
        edge = squared.argmin(axis=1)
        nearest.take(row, _Nearest(squared[row, edge], edge, none, share[row, edge]), first)
    return nearest


def _edges(rings: Sequence[Ring]) -> tuple[_Complex, _Complex]:
    """Starts and ends of all edges as x + iy: arithmetic on planes of points is fastest so."""
    corners = [ring[:, 0] + 1j * ring[:, 1] for ring in rings]
    return np.concatenate(corners), np.concatenate([np.roll(ring, -1) for ring in corners])


def _nearest_on_edges(points: _Complex, start: _Complex, end: _Complex) -> tuple[_Floats, _Floats]:
    """Where on edges the points are nearest, as a share of the edge's length, and the squared distance there."""
    way, offset = end - start, points - start
    share = ((offset * way.conj()).real / (way * way.conj()).real).clip(0, 1)
    rest = offset - share * way
    return share, rest.real**2 + rest.imag**2
