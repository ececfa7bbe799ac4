"""Outlines with fewer corners."""

import heapq
from collections.abc import Sequence

import numpy as np

from sam3_studio.core.contour import Ring

# An arc of a ring that is drawn as one straight line so far, ordered by how far its farthest corner is from that:
# (-squared distance, ring, first corner, farthest corner, last corner).
_Arc = tuple[float, int, int, int, int]


class Simplification:
    """Rings that start as triangles and get their corners back, the farthest from the outline first.

    That is Douglas and Peucker's method (1973), ordered by distance and run over all rings together: the tolerance is
    the smallest that the number of corners allows. Corners stay where they are.

    Args:
        rings: outlines, each (n, 2) with n >= 3; they are not changed.
    """

    def __init__(self, rings: Sequence[Ring]) -> None:
        self._closed = [np.concatenate([ring, ring[:1]]) for ring in rings]
        self._kept = [np.zeros(len(ring), dtype=np.bool_) for ring in rings]
        self._straight: list[_Arc] = []
        self._count = 3 * len(rings)
        for index, ring in enumerate(rings):
            opposite = int(((ring - ring[0]) ** 2).sum(axis=1).argmax())
            halves = self._arc(index, 0, opposite), self._arc(index, opposite, len(ring))
            # Two corners have no area, so a ring's third one does not wait for its turn among all rings.
            bent, other = sorted(halves)
            self._kept[index][[0, opposite, bent[3]]] = True
            self._straight += [self._arc(index, *bent[2:4]), self._arc(index, *bent[3:5]), other]
        heapq.heapify(self._straight)

    @property
    def complete(self) -> bool:
        """Whether every corner is back that makes a difference."""
        return not self._straight or self._straight[0][0] == 0

    def refine(self, vertex_count: int) -> list[Ring]:
        """The rings with as many corners in all, three for each at least; call again with more to go on from here."""
        while self._count < vertex_count and not self.complete:
            self._bend()
        return self._rings()

    def _bend(self) -> None:
        """Bring the farthest corner back."""
        _, ring, first, corner, last = heapq.heappop(self._straight)
        self._kept[ring][corner] = True
        self._count += 1
        heapq.heappush(self._straight, self._arc(ring, first, corner))
        heapq.heappush(self._straight, self._arc(ring, corner, last))

    def _rings(self) -> list[Ring]:
        return [closed[:-1][kept] for closed, kept in zip(self._closed, self._kept, strict=True)]

    def _arc(self, ring: int, first: int, last: int) -> _Arc:
        start, end = self._closed[ring][first], self._closed[ring][last]
        corners = self._closed[ring][first + 1 : last]
        if not len(corners):
            return 0.0, ring, first, first, last
        x, y = (corners - start).T
        way_x, way_y = end - start
        length = way_x * way_x + way_y * way_y
        share = ((x * way_x + y * way_y) / (length or 1.0)).clip(0, 1)
        squared = (x - share * way_x) ** 2 + (y - share * way_y) ** 2
        farthest = int(squared.argmax())
        return -float(squared[farthest]), ring, first, first + 1 + farthest, last
