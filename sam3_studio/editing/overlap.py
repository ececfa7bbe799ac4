"""Which masks of a picture are alike, without comparing every pair pixel by pixel."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.rle import Rle


def alike(masks: Sequence[Rle], others: Sequence[Rle], above: float) -> Iterator[tuple[int, int]]:
    """The pairs of masks whose IoU is higher than a limit.

    Pairs that cannot get there, as their boxes and areas tell, are not compared. Masks of another size have nothing in
    common with each other, and neither have empty ones.

    Args:
        masks: any number.
        others: any number.
        above: the IoU to exceed, 0 to 1.

    Yields:
        (index of the mask, index of the other), in this order.
    """
    if not len(masks) or not len(others):
        return
    for i, j in np.argwhere(_highest_possible(masks, others) > above).tolist():
        mask, other = masks[i], others[j]
        same_size = (mask.height, mask.width) == (other.height, other.width)
        if mask is other or (same_size and mask.iou(other) > above):
            yield i, j


def _highest_possible(masks: Sequence[Rle], others: Sequence[Rle]) -> NDArray[np.float64]:
    """(n, m) what the IoU of each pair is at most."""
    boxes, areas = _measures(masks)
    other_boxes, other_areas = _measures(others)
    low = np.maximum(boxes[:, None, :2], other_boxes[None, :, :2])  # (n, m, 2)
    high = np.minimum(boxes[:, None, 2:], other_boxes[None, :, 2:])  # (n, m, 2)
    shared = np.clip(high - low, 0, None).prod(axis=2)  # (n, m)
    shared = np.minimum(shared, np.minimum(areas[:, None], other_areas[None]))
    return np.asarray(shared / np.maximum(areas[:, None] + other_areas[None] - shared, 1))


def _measures(masks: Sequence[Rle]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n, 4) tight boxes, and (n,) areas in pixels."""
    boxes = [mask.box.as_tuple() if mask.box else (0.0, 0.0, 0.0, 0.0) for mask in masks]
    return np.array(boxes), np.array([mask.area for mask in masks], dtype=np.float64)
