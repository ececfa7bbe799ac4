"""Which of many boxes in many pictures may be around the same thing: all pictures at once, without a mask."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.ragged import members

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Masks of several pictures as far as boxes and areas tell, those of a picture next to each other.

    Attributes:
        image: (n,) number of the picture, ascending.
        class_id: (n,) of the class.
        box: (n, 4) x1, y1, x2, y2, tight, in pixels.
        area: (n,) in pixels.
    """

    image: Ints
    class_id: Ints
    box: Ints
    area: Ints

    def __len__(self) -> int:
        return len(self.image)


def pair_count(first: Outlines, second: Outlines, images: int) -> int:
    """How many pairs of one and the other lie in the same picture, of so many pictures."""
    counts = [np.bincount(one.image, minlength=images) for one in (first, second)]
    return int((counts[0] * counts[1]).sum())


def pairs(first: Outlines, second: Outlines, images: int) -> tuple[Ints, Ints]:
    """All pairs of one and the other that lie in the same picture: (m,) numbers of the first, (m,) of the second."""
    counts = np.bincount(second.image, minlength=images)
    starts = np.cumsum(counts) - counts
    left, right = members(counts[first.image])
    return left, starts[first.image[left]] + right


def possible_iou(first: Outlines, left: Ints, second: Outlines, right: Ints) -> NDArray[np.float64]:
    """(m,) what the IoU of each pair is at most, as far as boxes and areas tell; 0 where there are no pixels."""
    one, other = first.box[left], second.box[right]
    sides = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])  # (m, 2)
    areas, others = first.area[left], second.area[right]
    shared = np.minimum(np.clip(sides, 0, None).prod(axis=1), np.minimum(areas, others))
    return np.asarray(shared / np.maximum(areas + others - shared, 1), dtype=np.float64)
