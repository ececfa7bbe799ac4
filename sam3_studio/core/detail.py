"""Outlines at any level of detail: looked through once, after which any tolerance, or number of corners, is quick."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sam3_studio.core.contour import Ring

_Indices = NDArray[np.int64]
_Floats = NDArray[np.float64]


class Detail:
    """Rings, and for each of their corners the tolerance below which it is needed.

    That is Douglas and Peucker's method (1973): an arc is drawn as a straight line unless a corner of it lies farther
    from that line than the tolerance; the farthest then divides it. All arcs of all rings are divided at the same
    time. A ring begins with three corners that it always keeps.

    Args:
        rings: outlines, each (n, 2) with n >= 3; they are not changed.
    """

    def __init__(self, rings: Sequence[Ring]) -> None:
        lengths = np.array([len(ring) for ring in rings], dtype=np.int64)
        # Every ring ends with its first corner once more.
        self._starts = np.cumsum(lengths + 1) - lengths - 1
        self._ends = self._starts + lengths
        closed = [part for ring in rings for part in (ring, ring[:1])]
        self._corners: Ring = np.concatenate(closed) if closed else np.zeros((0, 2))
        self._rings = np.repeat(np.arange(len(rings)), lengths + 1)
        self._needed = np.zeros(len(self._corners))
        """Squared distances; a corner is needed below the root of its own."""
        self._needed[self._ends] = -1.0  # the first corner is there already
        self._rounds: list[_Indices] = []
        """Corners in the order in which they divided arcs."""
        if len(rings):
            self._divide_all()

    @property
    def sides(self) -> _Floats:
        """(rings, 2) width and height of each ring in pixels."""
        if not len(self._starts):
            return np.zeros((0, 2))
        return np.maximum.reduceat(self._corners, self._starts) - np.minimum.reduceat(self._corners, self._starts)

    def within(self, tolerances: ArrayLike) -> tuple[Ring, ...]:
        """The rings with as few corners as possible.

        Args:
            tolerances: how far a corner that is left out may be from the outline, in pixels; one for all rings, or one
                for each.
        """
        limits = np.broadcast_to(np.asarray(tolerances, dtype=np.float64) ** 2, self._starts.shape)
        return self._made_of(np.flatnonzero(self._needed > limits[self._rings]))

    def with_corners(self, count: int) -> tuple[Ring, ...]:
        """The rings with `count` corners in all or fewer, at the smallest tolerance that allows it.

        Args:
            count: of corners; each ring keeps three in any case.
        """
        always = np.flatnonzero(np.isinf(self._needed))
        return self._made_of(np.sort(np.concatenate([always, self._by_need[: max(count - len(always), 0)]])))

    @cached_property
    def count(self) -> int:
        """How many corners make any difference: with as many the rings have their whole shape."""
        return int((self._needed > 0).sum())

    @cached_property
    def _by_need(self) -> _Indices:
        """Corners that do not stay in any case, the first to be needed first, and none before the one it hangs on."""
        order = np.concatenate([*self._rounds, np.zeros(0, dtype=np.int64)])
        return order[np.argsort(-self._needed[order], kind="stable")]

    def _made_of(self, corners: _Indices) -> tuple[Ring, ...]:
        cuts = np.searchsorted(corners, self._starts[1:])
        return tuple(np.split(self._corners[corners], cuts)) if len(self._starts) else ()

    def _divide_all(self) -> None:
        first, last = self._starts, self._ends
        opposite, _ = self._farthest(first, last)  # from where a ring begins, as it ends there, too
        halves = (first, opposite), (opposite, last)
        bends, away = zip(*(self._farthest(*half) for half in halves), strict=True)
        # Two corners have no area, so the farther of both bends is kept as well.
        bent = np.where(away[1] > away[0], bends[1], bends[0])
        self._needed[first] = self._needed[opposite] = self._needed[bent] = np.inf
        kept = np.sort([first, opposite, bent, last], axis=0)
        self._divide(kept[:-1].ravel(), kept[1:].ravel())

    def _divide(self, first: _Indices, last: _Indices) -> None:
        """Divide arcs until nothing is left of them, and note how far each corner was away when it divided one."""
        least = np.full(len(first), np.inf)
        while len(first):
            corner, away = self._farthest(first, last)
            # To leave out the corner that an arc hangs on is to leave out the arc.
            least = np.minimum(least, away)
            bent = least > 0
            first, corner, last, least = first[bent], corner[bent], last[bent], least[bent]
            self._needed[corner] = least
            self._rounds.append(corner)
            first, last = np.concatenate([first, corner]), np.concatenate([corner, last])
            least = np.concatenate([least, least])

    def _farthest(self, first: _Indices, last: _Indices) -> tuple[_Indices, _Floats]:
        """The foremost of the corners that are farthest from each arc's straight line, and its squared distance.

        An arc without corners between its ends gives its start, and 0.
        """
        found, away = first.copy(), np.zeros(len(first))
        arcs = np.flatnonzero(last - first > 1)
        if not len(arcs):
            return found, away
        first, last = first[arcs], last[arcs]
        counts = last - first - 1
        begins = np.cumsum(counts) - counts
        arc = np.repeat(np.arange(len(arcs)), counts)
        inner = np.arange(len(arc)) + (first + 1 - begins)[arc]
        start, way = self._corners[first], self._corners[last] - self._corners[first]
        x, y = (self._corners[inner] - start[arc]).T
        length = (way**2).sum(axis=1)
        way_x, way_y = way[arc].T
        share = ((x * way_x + y * way_y) / np.where(length > 0, length, 1.0)[arc]).clip(0, 1)
        squared = (x - share * way_x) ** 2 + (y - share * way_y) ** 2
        most = np.maximum.reduceat(squared, begins)
        places = np.flatnonzero(squared == most[arc])
        foremost = places[np.unique(arc[places], return_index=True)[1]]
        found[arcs], away[arcs] = inner[foremost], most
        return found, away
