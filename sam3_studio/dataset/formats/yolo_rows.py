"""What a row of a YOLO label says of an object, after the number of its class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sam3_studio.core.contour import trace_contours
from sam3_studio.core.geometry import Box
from sam3_studio.core.oriented_box import oriented_box
from sam3_studio.core.polygon import single_ring
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.report import NO_CHANGES, Changes

Task = Literal["segment", "detect", "obb"]
"""Shapes, boxes, or oriented boxes."""

MOST_VERTICES = 900
"""Below 1000, to which Ultralytics resamples rings, keeping the corners of those that have fewer."""
# The share of an object that rounding to six decimals may cost; readers' single precision carries eight hardly. No more
# than a thousandth may be added to an oriented box, which is to be no larger than the upright one.
_MOST_LOST: dict[Task, float] = {"segment": 0.004, "detect": 0.004, "obb": 0.001}


@dataclass(frozen=True, slots=True)
class YoloRow:
    """An object's coordinates.

    Attributes:
        text: shares of the picture's size.
        iou: of the shape with the mask, 0 to 1; 1 for boxes.
        changes: what a row cannot hold as it is.
    """

    text: str
    iou: float = 1.0
    changes: Changes = NO_CHANGES


def row_of(mask: Rle, box: Box, task: Task) -> YoloRow:
    """What a row says of an object.

    Args:
        mask: of the whole picture, with at least one pixel.
        box: tight around it.
        task: what the row is for.
    """
    iou, changes = 1.0, Changes(boxes=1)
    if task == "segment":
        contours = trace_contours(mask)
        points, iou = single_ring(mask, MOST_VERTICES, contours=contours)
        changes = Changes(bool(contours.holes), len(contours.outers) > 1, iou < 1, overlong=len(points) > MOST_VERTICES)
    elif task == "obb":
        points = oriented_box(mask)
    else:
        points = np.array([[(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2], [box.width, box.height]])
    shares = points / (mask.width, mask.height)  # (n, 2), within 0 to 1 as the points are within the picture
    # The edges of a box may each be off by three quarters of a decimal step.
    lost = 3e-6 * max(mask.width / box.width, mask.height / box.height)
    decimals = 6 if lost < _MOST_LOST[task] else 8
    return YoloRow(" ".join(f"{share:.{decimals}f}" for share in shares.ravel().tolist()), iou, changes)


def twins(rows: Sequence[tuple[int, YoloRow]], task: Task) -> int:
    """How many rows Ultralytics leaves out, as an earlier one has their class and upright box, whatever else differs.

    It compares them in single precision (`verify_image_label` in
    https://github.com/ultralytics/ultralytics/blob/main/ultralytics/data/utils.py).

    Args:
        rows: of a picture, each with the number of its class.
        task: what they are for.
    """
    return len(rows) - len({(index, *_box_read(row.text, task)) for index, row in rows})


def _box_read(text: str, task: Task) -> tuple[float, ...]:
    values = np.array(text.split(), dtype=np.float32)
    if task != "detect":
        points = values.reshape(-1, 2)
        values = np.concatenate([points.min(axis=0), points.max(axis=0)])
    return tuple(values.tolist())
