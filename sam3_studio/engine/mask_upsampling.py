"""From the model's coarse masks to run-lengths of the whole picture, one object at a time.

A bilinear value exceeds a threshold only next to a cell that does. So only the pixels around the cells above the
threshold are computed, column by column in the order in which run-lengths are written; on a processor, of these only
the ends of runs.
"""

from collections.abc import Iterator

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from sam3_studio.core.rle import Rle

_STRIP = 1 << 22
"""Pixels interpolated at a time: bounds what floating-point values take at some 32 MB."""


def upsample_mask(cells: NDArray[np.float32], height: int, width: int, threshold: float) -> Rle:
    """Enlarge a coarse mask bilinearly and keep what exceeds a threshold.

    The result is that of `torch.nn.functional.interpolate(mode="bilinear", align_corners=False)` followed by `>`. Down
    a column of the picture the values run straight from one cell to the next, so that a run can only begin or end
    between two cells of which one exceeds the threshold; there alone pixels are computed.

    Args:
        cells: (h, w) probabilities, or logits.
        height: of the picture in pixels.
        width: of the picture in pixels.
        threshold: 0.5 for probabilities, 0 for logits.

    Returns:
        The mask of the whole picture.
    """
    above = cells > threshold
    rows, columns = np.flatnonzero(above.any(axis=1)), np.flatnonzero(above.any(axis=0))
    if not len(rows):
        return Rle.empty(height, width)
    left, right = _reach(columns[0], columns[-1], cells.shape[1], width)
    top, bottom = max(rows[0] - 1, 0), min(rows[-1] + 2, len(cells))
    first, second, across = _neighbours(left, right, cells.shape[1], width)
    by_column = np.ascontiguousarray(cells[top:bottom].T)  # (w, m)
    levels = by_column[first] * (1 - across[:, None]) + by_column[second] * across[:, None]  # (n, m)

    # Beyond the outermost cells nothing belongs to the object, except at the picture's own edge.
    on = np.zeros((len(levels), levels.shape[1] + 2), dtype=np.bool_)
    on[:, 1:-1] = levels > threshold
    column, step = np.nonzero(on[:, 1:] != on[:, :-1])
    edges = np.where(step, height, 0)
    between = np.flatnonzero((step > 0) & (step < levels.shape[1]))
    column_of, upper = column[between], step[between] - 1
    before, after = levels[column_of, upper], levels[column_of, upper + 1]
    place = top + upper + (threshold - before.astype(np.float64)) / (after - before)
    row = np.floor((place + 0.5) * (height / len(cells)) - 0.5).astype(np.int64)

    low, _, down = _neighbours(0, height, len(cells), height)
    corners = [by_column[side[column_of], upper + lower] for side in (first, second) for lower in (0, 1)]
    share = across[column_of]
    for _ in range(2):  # rounding puts the row off by one at most, where a pixel's value is next to the threshold
        known = np.clip(row, 0, height - 1)
        near = down[known]
        at_first, at_second = (corners[one] * (1 - near) + corners[one + 1] * near for one in (0, 2))
        is_past = (at_first * (1 - share) + at_second * share > threshold) == (after > threshold)
        cell = low[known] - top
        row += ~((row >= height) | ((row >= 0) & ((cell > upper) | ((cell == upper) & is_past))))
    edges[between] = np.maximum(row, 0)

    edges += (column + left) * height
    starts, ends = edges[0::2], edges[1::2]
    seen = ends > starts  # a run may lie between two pixels
    return Rle.from_spans(height, width, starts[seen], ends[seen])


def upsample_masks(cells: Tensor, height: int, width: int, threshold: float) -> Iterator[Rle]:
    """The same for several masks, wherever they are: on a graphics card only the ends of runs come back from it.

    Args:
        cells: (N, h, w) float32.
        height: of the picture in pixels.
        width: of the picture in pixels.
        threshold: as above.

    Yields:
        N masks of the whole picture.
    """
    if cells.device.type == "cpu":
        yield from (upsample_mask(mask, height, width, threshold) for mask in cells.numpy())
    else:
        yield from upsample_on_device(cells, height, width, threshold)


def upsample_on_device(cells: Tensor, height: int, width: int, threshold: float) -> Iterator[Rle]:
    """What `upsample_masks` does for masks on a graphics card."""
    above = cells > threshold
    reached = torch.cat((above.any(dim=2), above.any(dim=1)), dim=1).cpu().numpy()  # (N, h + w)
    down, across = (
        tuple(torch.from_numpy(part).to(cells.device, non_blocking=True) for part in _neighbours(0, side, count, side))
        for side, count in ((height, cells.shape[1]), (width, cells.shape[2]))
    )
    for mask, reach in zip(cells.transpose(1, 2), reached, strict=True):  # (w, h) each
        rows, columns = np.flatnonzero(reach[: cells.shape[1]]), np.flatnonzero(reach[cells.shape[1] :])
        if not len(rows):
            yield Rle.empty(height, width)
            continue
        top, bottom = _reach(rows[0], rows[-1], cells.shape[1], height)
        left, right = _reach(columns[0], columns[-1], cells.shape[2], width)
        tall = _between(mask.T, *(part[top:bottom] for part in down)).T.contiguous()  # (w, rows of the picture)
        strip = max(1, _STRIP // (bottom - top))
        ends = []
        for start in range(left, right, strip):
            part = slice(start, min(start + strip, right))
            crop = _between(tall, *(part_of[part] for part_of in across)) > threshold
            # A place behind each column, never on the object, ends its last run.
            flat = F.pad(F.pad(crop, (0, 1)).flatten(), (1, 0))
            step = (flat[1:] != flat[:-1]).nonzero()[:, 0]
            column, row = step // (bottom - top + 1), step % (bottom - top + 1)
            ends.append((column + start) * height + row + top)
        edges = torch.cat(ends).cpu().numpy()
        yield Rle.from_spans(height, width, edges[0::2], edges[1::2])


def _between(rows: Tensor, low: Tensor, high: Tensor, share: Tensor) -> Tensor:
    """Rows between the rows (n, m) of a map: (R), (R), (R) to (R, m)."""
    return rows[low] * (1 - share[:, None]) + rows[high] * share[:, None]


def _reach(first: np.int64, last: np.int64, cells: int, pixels: int) -> tuple[int, int]:
    """The half-open range of pixels that cells `first` to `last` have a share in."""
    start = int(np.floor((first - 0.5) * pixels / cells - 0.5))
    stop = int(np.ceil((last + 1.5) * pixels / cells - 0.5)) + 1
    return max(start, 0), min(stop, pixels)


def _neighbours(
    start: int, stop: int, cells: int, pixels: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """For each pixel in a range the two cells it lies between, and the share of the second one."""
    place = (np.arange(start, stop, dtype=np.float32) + np.float32(0.5)) * np.float32(cells / pixels)
    place = np.maximum(place - np.float32(0.5), np.float32(0))
    low = np.minimum(place.astype(np.int64), cells - 1)
    return low, np.minimum(low + 1, cells - 1), place - low.astype(np.float32)
