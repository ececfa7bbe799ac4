"""Run-length encoded masks: the master geometry of every object.

The order is COCO's: down the columns, left to right, the first run counts background pixels and may be 0
(https://github.com/cocodataset/cocoapi/blob/master/common/maskApi.h).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.geometry import Box

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Rle:
    """A binary mask of a whole image, immutable and hashable; holes and separate parts are kept exactly.

    Attributes:
        height: image height in pixels.
        width: image width in pixels.
        data: the run lengths as little-endian uint32, starting with a background run. Runs after the first
            are at least 1 long, so that equal masks have equal data.

    Raises:
        ValueError: the runs do not add up to height × width, or an inner run is empty.
    """

    height: int
    width: int
    data: bytes

    def __post_init__(self) -> None:
        counts = self.counts
        total = int(counts.sum(dtype=np.int64))
        if total != self.height * self.width:
            raise ValueError(
                f"the runs cover {total} pixels, the image of {self.width} x {self.height} has "
                f"{self.height * self.width}"
            )
        if not counts[1:].all():
            raise ValueError("only the first run of a mask may be empty")

    @classmethod
    def from_counts(cls, height: int, width: int, counts: NDArray[np.integer] | list[int]) -> "Rle":
        """From run lengths, background first. Empty inner runs are merged with their neighbours.

        Raises:
            ValueError: a run is negative, or the runs do not add up to height × width.
        """
        runs = np.asarray(counts, dtype=np.int64)
        if (runs < 0).any():
            raise ValueError("a run cannot have a negative length")
        ends = np.cumsum(runs)
        starts = ends - runs
        foreground = np.arange(len(runs)) % 2 == 1
        kept = foreground & (runs > 0)
        total = int(ends[-1]) if len(ends) else 0
        return cls(height, width, _runs(starts[kept], ends[kept], total))

    @classmethod
    def from_mask(cls, mask: Mask) -> "Rle":
        """From a (height, width) mask; anything but 0 counts as foreground."""
        height, width = mask.shape
        return cls.from_crop(mask, 0, 0, height, width)

    @classmethod
    def from_crop(cls, crop: Mask, x: int, y: int, height: int, width: int) -> "Rle":
        """From a (h, w) piece whose top left pixel lies at column x, row y of a height × width image.

        The image itself is never made: cost and memory are those of the piece.

        Raises:
            ValueError: the piece leaves the image.
        """
        rows, columns = crop.shape
        if x < 0 or y < 0 or x + columns > width or y + rows > height:
            raise ValueError(f"a {columns} x {rows} piece at ({x}, {y}) leaves the image of {width} x {height}")
        if not crop.size:
            return cls.empty(height, width)
        crop = crop if crop.dtype == np.bool_ else crop != 0
        column, row = _edges(crop)
        offsets = (column + x) * height + row + y
        if not crop.flags.f_contiguous:
            offsets.sort()
        return cls(height, width, _runs(offsets[0::2], offsets[1::2], height * width))

    @classmethod
    def from_spans(cls, height: int, width: int, starts: NDArray[np.integer], ends: NDArray[np.integer]) -> "Rle":
        """From half-open foreground spans in the column-major flattened image, in any order; they may overlap.

        Raises:
            ValueError: a span leaves the image.
        """
        order = np.argsort(starts, kind="stable")
        starts = np.asarray(starts, dtype=np.int64)[order]
        # A span ends where the farthest of those that began before it does.
        ends_so_far = np.maximum.accumulate(np.asarray(ends, dtype=np.int64)[order])
        if len(starts) and (starts[0] < 0 or ends_so_far[-1] > height * width):
            raise ValueError(f"a span leaves the image of {width} x {height}")
        first = np.r_[True, starts[1:] > ends_so_far[:-1]][: len(starts)]
        return cls(height, width, _runs(starts[first], ends_so_far[np.roll(first, -1)], height * width))

    @classmethod
    def empty(cls, height: int, width: int) -> "Rle":
        """A mask without a single pixel."""
        return cls.from_counts(height, width, [height * width] if height * width else [])

    def measured(self, area: int, box: Box | None) -> "Rle":
        """This mask itself, told what was measured of it before, so that its pixels need not be counted again.

        Args:
            area: its number of foreground pixels.
            box: the tight box around them, None when there is none.
        """
        # Where `cached_property` keeps them.
        self.__dict__.update(area=area, box=box)
        return self

    @property
    def counts(self) -> NDArray[np.uint32]:
        """The run lengths, background first (a read-only view)."""
        return np.frombuffer(self.data, dtype="<u4")

    @cached_property
    def spans(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Half-open foreground spans (starts, ends) in the column-major flattened image."""
        edges = np.cumsum(self.counts, dtype=np.int64)
        starts = edges[0::2][: len(edges) // 2]
        return starts, edges[1::2]

    @cached_property
    def area(self) -> int:
        """Number of foreground pixels."""
        return int(self.counts[1::2].sum(dtype=np.int64))

    @cached_property
    def box(self) -> Box | None:
        """The tight box around the foreground, None when there is none."""
        bounds = self._bounds()
        return Box(*map(float, bounds)) if bounds else None

    def _bounds(self) -> tuple[int, int, int, int] | None:
        starts, ends = self.spans
        if not len(starts):
            return None
        columns, tops = np.divmod(starts, self.height)
        last_columns, bottoms = np.divmod(ends - 1, self.height)
        x1, x2 = int(columns[0]), int(last_columns[-1]) + 1
        # A span that crosses a column boundary covers the bottom of one column and the top of the next.
        if (columns != last_columns).any():
            return x1, 0, x2, self.height
        return x1, int(tops.min()), x2, int(bottoms.max()) + 1

    def to_mask(self) -> Mask:
        """The whole mask, (height, width) bool."""
        values = np.arange(len(self.counts)) % 2 == 1
        return np.repeat(values, self.counts).reshape(self.width, self.height).T

    def to_crop(self) -> tuple[Mask, int, int]:
        """The (h, w) piece inside `box` and its top left pixel (x, y); a (0, 0) piece of an empty mask."""
        bounds = self._bounds()
        if bounds is None:
            return np.zeros((0, 0), dtype=np.bool_), 0, 0
        x1, y1, x2, y2 = bounds
        return np.ascontiguousarray(self.to_columns(x1, x2)[:, y1:y2].T), x1, y1

    def to_columns(self, first: int, after: int) -> Mask:
        """The columns from `first` up to, not including, `after`, as the rows of an array (after - first, height)."""
        starts, ends = self.spans
        low, high = first * self.height, after * self.height
        inside = slice(np.searchsorted(ends, low, side="right"), np.searchsorted(starts, high))
        edges = np.empty(2 * (inside.stop - inside.start) + 2, dtype=np.int64)
        edges[0], edges[-1] = low, high
        edges[1:-1:2], edges[2:-1:2] = starts[inside], ends[inside]
        np.clip(edges, low, high, out=edges)
        runs = edges[1:] - edges[:-1]
        return np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(after - first, self.height)

    def intersection(self, other: "Rle") -> int:
        """Number of pixels in both masks.

        Raises:
            ValueError: the masks belong to images of different size.
        """
        if (self.height, self.width) != (other.height, other.width):
            raise ValueError(
                f"a mask of {self.width} x {self.height} cannot be compared with one of {other.width} x {other.height}"
            )
        starts, ends = self.spans
        return int((other.covered_before(ends) - other.covered_before(starts)).sum())

    def covered_before(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number of foreground pixels before each offset into the column-major flattened image."""
        starts, ends = self.spans
        if not len(starts):
            return np.zeros_like(offsets)
        before = np.concatenate([[0], np.cumsum(ends - starts)])
        index = np.searchsorted(starts, offsets, side="right")
        last_end = ends[np.maximum(index - 1, 0)]
        overhang = np.where(index > 0, np.maximum(last_end - offsets, 0), 0)
        return np.asarray(before[index] - overhang, dtype=np.int64)

    def iou(self, other: "Rle") -> float:
        """Intersection over union, 0 to 1; two empty masks agree perfectly.

        Raises:
            ValueError: the masks belong to images of different size.
        """
        shared = self.intersection(other)
        union = self.area + other.area - shared
        return shared / union if union else 1.0


def _runs(starts: NDArray[np.int64], ends: NDArray[np.int64], total: int) -> bytes:
    """The run lengths of half-open foreground spans in column order, as `Rle.data`; spans that touch become one.

    Args:
        starts: of the spans.
        ends: of them.
        total: pixels of the image.
    """
    if len(starts):
        apart = np.flatnonzero(starts[1:] > ends[:-1])
        starts = starts[np.r_[0, apart + 1]]
        ends = ends[np.r_[apart, len(ends) - 1]]
    edges = np.empty(2 * len(starts) + 2, dtype=np.int64)
    edges[0], edges[-1] = 0, total
    edges[1:-1:2], edges[2:-1:2] = starts, ends
    counts = np.diff(edges)
    if len(counts) > 1 and counts[-1] == 0:
        counts = counts[:-1]
    return counts.astype("<u4").tobytes() if total else b""


def _edges(piece: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Columns and rows of where a pixel differs from the one above it; beyond the piece there is background."""
    rows, columns = piece.shape
    # Along the order in memory, as to turn a large piece round takes longer than all the rest.
    by_columns = piece.flags.f_contiguous
    edges = np.empty((columns, rows + 1) if by_columns else (rows + 1, columns), dtype=np.bool_)
    steps = edges.T if by_columns else edges
    steps[0], steps[rows] = piece[0], piece[-1]
    np.not_equal(piece[1:], piece[:-1], out=steps[1:rows])
    outer, inner = np.divmod(np.flatnonzero(edges), edges.shape[1])
    return (outer, inner) if by_columns else (inner, outer)
