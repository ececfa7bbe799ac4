"""Sets of pixels, joined and taken from one another run by run: cost and memory follow the outlines, not the areas."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.rle import Mask, Rle


def united(masks: Sequence[Rle]) -> Rle:
    """The pixels of any of the masks.

    Raises:
        ValueError: there are none, or they belong to images of different size.
    """
    if not masks:
        raise ValueError("there are no masks to unite")
    height, width = _common_size(masks)
    starts, ends = (np.concatenate([mask.spans[side] for mask in masks]) for side in (0, 1))
    return Rle.from_spans(height, width, starts, ends)


def subtracted(mask: Rle, other: Rle) -> Rle:
    """The pixels of the first mask that are not in the second.

    Raises:
        ValueError: they belong to images of different size.
    """
    return _combined(mask, other, _first_alone) if may_share(mask, other) else mask


def intersected(mask: Rle, other: Rle) -> Rle:
    """The pixels of both masks.

    Raises:
        ValueError: they belong to images of different size.
    """
    return _combined(mask, other, np.logical_and) if may_share(mask, other) else Rle.empty(mask.height, mask.width)


def may_share(mask: Rle, other: Rle) -> bool:
    """Whether two masks may have a pixel in common: their boxes have one.

    Raises:
        ValueError: they belong to images of different size.
    """
    _common_size([mask, other])
    one, two = mask.box, other.box
    if one is None or two is None:
        return False
    return one.x1 < two.x2 and two.x1 < one.x2 and one.y1 < two.y2 and two.y1 < one.y2


def inverted(mask: Rle) -> Rle:
    """The pixels that are not in the mask."""
    return Rle.from_counts(mask.height, mask.width, np.r_[0, mask.counts])


def _first_alone(first: Mask, second: Mask) -> Mask:
    return first & ~second


def _combined(mask: Rle, other: Rle, rule: Callable[[Mask, Mask], Mask]) -> Rle:
    height, width = _common_size([mask, other])
    # Between two of these edges neither mask changes. They are four rising rows, which a stable sort merges; `unique`
    # looks each of them up in a table, which takes ten times as long.
    edges = np.sort(np.concatenate([*mask.spans, *other.spans]), kind="stable")
    edges = edges[np.concatenate([[True], edges[1:] != edges[:-1]])[: len(edges)]]
    kept = rule(_covers(mask, edges), _covers(other, edges))[:-1]
    return Rle.from_spans(height, width, edges[:-1][kept], edges[1:][kept])


def _covers(mask: Rle, offsets: NDArray[np.int64]) -> Mask:
    """Whether the pixel at each offset into the column-major flattened image belongs to the mask."""
    starts, ends = mask.spans
    begun = np.searchsorted(starts, offsets, side="right")
    return np.asarray(begun > np.searchsorted(ends, offsets, side="right"))


def _common_size(masks: Sequence[Rle]) -> tuple[int, int]:
    sizes = {(mask.height, mask.width) for mask in masks}
    if len(sizes) > 1:
        told = " and ".join(f"{width} x {height}" for height, width in sorted(sizes))
        raise ValueError(f"masks of different images, {told}, cannot be combined")
    return sizes.pop()
