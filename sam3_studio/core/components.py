"""The separate parts of a mask, found among its runs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.columns import Columns
from sam3_studio.core.ragged import members
from sam3_studio.core.rle import Rle

_Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parts:
    """A mask taken apart; ordered by where they begin, leftmost, then topmost, first.

    Attributes:
        height: of the image in pixels.
        width: of the image in pixels.
        columns: the mask's pieces, n of them.
        labels: (n) number of the part that each piece belongs to, from 0.
        areas: (k) pixels of each part.
    """

    height: int
    width: int
    columns: Columns
    labels: _Indices
    areas: _Indices

    @classmethod
    def of(cls, mask: Rle, *, diagonal: bool = True) -> "Parts":
        """Of a mask.

        Args:
            mask: of a whole picture.
            diagonal: whether pixels that meet in a corner are joined (8-connected); otherwise they are not
                (4-connected).
        """
        pieces = Columns.of(mask)
        roots = _roots(len(pieces.x), *_touching(pieces, mask.height, diagonal=diagonal))
        labels = np.unique(roots, return_inverse=True)[1]
        areas = np.bincount(labels, pieces.bottom - pieces.top).astype(np.int64)
        return cls(mask.height, mask.width, pieces, labels, areas)

    def sharing(self, mask: Rle) -> NDArray[np.bool_]:
        """Which of the parts (k) have a pixel in common with a mask of the same image."""
        starts, ends = self.columns.on_one_axis(self.height)
        shared = mask.covered_before(ends) > mask.covered_before(starts)
        return np.asarray(np.bincount(self.labels, shared, len(self.areas)) > 0)

    def masks(self, chosen: NDArray[np.bool_] | None = None) -> tuple[Rle, ...]:
        """Every part as a mask of its own; with `chosen` (k), those parts alone."""
        starts, ends = self.columns.on_one_axis(self.height)
        order = np.argsort(self.labels, kind="stable")
        if chosen is not None:
            order = order[chosen[self.labels[order]]]
        cuts = np.flatnonzero(np.diff(self.labels[order])) + 1
        groups = zip(np.split(starts[order], cuts), np.split(ends[order], cuts), strict=True)
        return tuple(Rle.from_spans(self.height, self.width, *group) for group in groups if len(group[0]))

    def together(self, chosen: NDArray[np.bool_]) -> Rle:
        """Some of the parts as one mask; `chosen` (k) says which."""
        starts, ends = self.columns.on_one_axis(self.height)
        kept = chosen[self.labels]
        return Rle.from_spans(self.height, self.width, starts[kept], ends[kept])


def _touching(pieces: Columns, height: int, *, diagonal: bool) -> tuple[_Indices, _Indices]:
    """Pairs of pieces, by number, that touch across the border between two columns."""
    # On one axis with a wide gap between columns, so that a piece meets those of the column before it and no others.
    reach = 1 if diagonal else 0
    pitch = height + 2
    starts, ends = pieces.on_one_axis(pitch)
    low = np.searchsorted(ends, starts - pitch - reach, side="right")
    high = np.searchsorted(starts, ends - pitch + reach, side="left")
    counts = np.maximum(high - low, 0)
    own, met = members(counts)
    return own, low[own] + met


def _roots(count: int, first: _Indices, second: _Indices) -> _Indices:
    """For each of `count` things the lowest number in its connected component; each pair is an edge of the graph."""
    root = np.arange(count)
    while True:
        low = np.minimum(root[first], root[second])
        joined = root.copy()
        # Both roots of a pair hang on the lower one.
        np.minimum.at(joined, root[first], low)
        np.minimum.at(joined, root[second], low)
        while (shorter := joined[joined]).tobytes() != joined.tobytes():
            joined = shorter
        if np.array_equal(joined, root):
            return root
        root = joined[root]
