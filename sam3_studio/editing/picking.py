"""Which objects a person points at."""

import math
from collections.abc import Iterable

import numpy as np

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.core.rle import Rle


def objects_at(objects: Iterable[LabeledObject], x: float, y: float) -> tuple[LabeledObject, ...]:
    """The objects whose mask has the pixel at a point, smallest area first; hidden ones are not met.

    Boxes are looked at first, so that of a thousand objects only the few around the point cost anything.

    Args:
        objects: of one picture.
        x: in pixels from the picture's left edge.
        y: in pixels from the picture's top edge.
    """
    column, row = math.floor(x), math.floor(y)
    found = [
        item
        for item in objects
        if not item.hidden
        and (box := item.mask.box)
        and box.x1 <= column < box.x2
        and box.y1 <= row < box.y2
        and _has(item.mask, column, row)
    ]
    return tuple(sorted(found, key=_area))


def objects_within(objects: Iterable[LabeledObject], band: Box) -> tuple[LabeledObject, ...]:
    """The objects that lie in a rubber band as a whole, in the same order; hidden ones are not caught.

    Args:
        objects: of one picture.
        band: in pixels of the picture; it may leave it.
    """
    return tuple(
        item
        for item in objects
        if not item.hidden
        and (box := item.mask.box)
        and band.x1 <= box.x1
        and box.x2 <= band.x2
        and band.y1 <= box.y1
        and box.y2 <= band.y2
    )


def _has(mask: Rle, column: int, row: int) -> bool:
    starts, ends = mask.spans
    offset = column * mask.height + row
    last = int(np.searchsorted(starts, offset, side="right")) - 1
    return last >= 0 and offset < int(ends[last])


def _area(item: LabeledObject) -> int:
    return item.mask.area
