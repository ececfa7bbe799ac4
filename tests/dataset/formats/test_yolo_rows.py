"""What a row of a YOLO label says of one object."""

import numpy as np

from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.yolo_rows import MOST_VERTICES, YoloRow, row_of
from sam3_studio.dataset.report import Changes


def row(mask: Rle) -> YoloRow:
    box = mask.box
    assert box is not None
    return row_of(mask, box, "segment")


def corners(found: YoloRow) -> int:
    return len(found.text.split()) // 2


def disc(radius: int) -> Rle:
    angles = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    points = radius * (1.05 + np.stack([np.cos(angles), np.sin(angles)], axis=1))
    return rle_from_rings([points], int(2.2 * radius), int(2.2 * radius))


def comb(teeth: int) -> Rle:
    """Teeth of one pixel, each as important as the others."""
    mask = np.zeros((40, 2 * teeth), dtype=bool)
    mask[20:] = True
    mask[:, ::2] = True
    return Rle.from_mask(mask)


def test_an_outline_that_fits_is_the_mask_and_counts_as_unchanged() -> None:
    found = row(disc(60))
    assert corners(found) <= MOST_VERTICES
    assert (found.iou, found.changes) == (1.0, Changes())


def test_an_outline_with_too_many_corners_is_simplified_and_that_is_counted() -> None:
    found = row(disc(1500))
    assert corners(found) <= MOST_VERTICES
    assert 0.99 <= found.iou < 1
    assert found.changes == Changes(simplified=1)


def test_an_outline_that_cannot_do_with_so_few_keeps_more_and_that_is_counted() -> None:
    """The shape comes first."""
    found = row(comb(800))
    assert corners(found) > MOST_VERTICES
    assert found.iou >= 0.99
    assert found.changes.overlong == 1
