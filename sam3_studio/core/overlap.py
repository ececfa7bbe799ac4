"""Which masks of a picture are alike, without comparing every pair pixel by pixel."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.rle import Rle


def suspects(masks: Sequence[Rle], others: Sequence[Rle], above: float) -> list[list[int]]:
    """Which of the others each mask may be like, as far as boxes and areas tell: the likeliest first.

    Args:
        masks: n masks.
        others: m masks.
        above: the IoU to exceed, 0 to 1.

    Returns:
        n lists of indices of the others. Empty masks are like nothing.
    """
    if not len(masks) or not len(others):
        return [[] for _ in masks]
    highest = _highest_possible(masks, others)
    found: list[list[int]] = [[] for _ in masks]
    rows, columns = np.nonzero(highest > above)
    # Few pairs are left of many: no row without any is looked at.
    likeliest = np.lexsort((-highest[rows, columns], rows))
    for row, column in zip(rows[likeliest].tolist(), columns[likeliest].tolist(), strict=True):
        found[row].append(column)
    return found


def is_like(mask: Rle, other: Rle, above: float) -> bool:
    """Whether the IoU of two masks is higher than `above`, 0 to 1, or they are equal; False for different sizes."""
    if mask == other:
        return True
    return (mask.height, mask.width) == (other.height, other.width) and mask.iou(other) > above


def touching(boxes: NDArray[np.float64], box: NDArray[np.float64]) -> NDArray[np.int64]:
    """Which of (n, 4) boxes share pixels with one of (4)."""
    left, top, right, bottom = boxes.T  # a reduction of pairs takes ten times as long
    return np.flatnonzero((left < box[2]) & (top < box[3]) & (right > box[0]) & (bottom > box[1]))


def tight_boxes(masks: Sequence[Rle]) -> NDArray[np.float64]:
    """(n, 4); no mask is empty."""
    return np.array([mask.box.as_tuple() for mask in masks if mask.box]).reshape(-1, 4)


def _highest_possible(masks: Sequence[Rle], others: Sequence[Rle]) -> NDArray[np.float64]:
    """(n, m) what the IoU of each pair is at most."""
    boxes, areas = _measures(masks)
    other_boxes, other_areas = _measures(others)
    across, down = (_shared_stretches(boxes[axis::2], other_boxes[axis::2]) for axis in (0, 1))
    shared = np.minimum(across * down, np.minimum(areas[:, None], other_areas[None]))  # (n, m)
    return np.asarray(shared / np.maximum(areas[:, None] + other_areas[None] - shared, 1))


def _shared_stretches(ends: NDArray[np.float64], other_ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, m) how much stretches have in common, given their (2, n) and (2, m) beginnings and ends."""
    low = np.maximum(ends[0][:, None], other_ends[0][None])
    high = np.minimum(ends[1][:, None], other_ends[1][None])
    return np.asarray(np.maximum(high - low, 0))


def _measures(masks: Sequence[Rle]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(4, n) tight boxes, and (n,) areas in pixels."""
    boxes = [mask.box.as_tuple() if mask.box else (0.0, 0.0, 0.0, 0.0) for mask in masks]
    return np.array(boxes).T, np.array([mask.area for mask in masks], dtype=np.float64)
