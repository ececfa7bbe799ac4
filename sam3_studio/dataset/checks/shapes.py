"""What looks like a mistake among the objects of one picture, told from boxes, areas and masks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.components import Parts
from sam3_studio.core.rle import Rle

DUPLICATE_IOU = 0.8
"""Two objects of one class that have more in common are likely to be one."""
CLASSES_IOU = 0.5
"""Two objects of different classes that have more in common are likely to be one, too."""
ISLAND_SHARE = 0.01
"""A part of a mask with a smaller share of its pixels is likely to be left over."""
ISLAND_AREA = 64
"""And so is one with fewer pixels, unless it is a larger part than a tenth."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of an object without its mask.

    Attributes:
        class_id: of the object.
        box: x1, y1, x2, y2, tight, in pixels.
        area: in pixels.
    """

    class_id: int
    box: tuple[int, int, int, int]
    area: int


def likely_pairs(outlines: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Pairs of objects, by number, that may have more in common than they should, as far as boxes and areas tell."""
    count = len(outlines)
    if count < 2:
        return
    boxes = np.array([one.box for one in outlines], dtype=np.int64)
    areas = np.array([one.area for one in outlines], dtype=np.int64)
    classes = np.array([one.class_id for one in outlines])
    for first in range(count - 1):
        highest = _highest_iou(boxes[first], int(areas[first]), boxes[first + 1 :], areas[first + 1 :])
        limits = np.where(classes[first + 1 :] == classes[first], DUPLICATE_IOU, CLASSES_IOU)
        for other in np.flatnonzero(highest > limits):
            yield first, first + 1 + int(other)


def _highest_iou(
    box: NDArray[np.int64], area: int, boxes: NDArray[np.int64], areas: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What the IoU of an object with each of the others, (n, 4) boxes and (n) areas, is at most; (n)."""
    sides = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])  # (n, 2)
    shared = np.minimum(np.clip(sides, 0, None).prod(axis=1), np.minimum(area, areas))
    return np.asarray(shared / np.maximum(area + areas - shared, 1), dtype=np.float64)


def touches_border(outline: Outline, width: int, height: int) -> bool:
    """Whether an object reaches the border of its picture, which may cut it off."""
    x1, y1, x2, y2 = outline.box
    return outline.area > 0 and (x1 <= 0 or y1 <= 0 or x2 >= width or y2 >= height)


def islands(mask: Rle) -> tuple[int, ...]:
    """Areas in pixels of the parts of a mask that are too small to be meant, smallest first.

    The largest part is never one of them. Pixels that meet in a corner are joined.
    """
    areas = np.sort(Parts.of(mask).areas)
    total = int(areas.sum())
    small = (areas < ISLAND_SHARE * total) | ((areas < ISLAND_AREA) & (areas < total / 10))
    return tuple(int(area) for area in areas[:-1][small[:-1]])
