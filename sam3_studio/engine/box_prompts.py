"""Exemplar boxes as the model takes them: relative to the picture, padded to one length per batch."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sam3_studio.core.errors import PromptError
from sam3_studio.core.prompt import ExemplarBox

BoxRows = Sequence[Any] | NDArray[Any] | Tensor
Row = tuple[NDArray[np.float64], NDArray[np.int64]]  # boxes (n, 4) in pixels, labels (n,)

VISUAL_PROMPT = "visual"
"""The text that goes with boxes alone; the model was trained with this word."""

_FARTHEST = 10
"""Times the picture's longer side: boxes beyond are a mistake, and would be pooled from very many samples."""


def read_boxes(boxes: BoxRows, labels: BoxRows | None, pad_value: int) -> list[Row]:
    """Boxes and labels of each prompt, checked.

    Args:
        boxes: for each prompt None or boxes (x1, y1, x2, y2) in pixels; nested lists, arrays or tensors. A box
            whose four numbers are `pad_value` is padding.
        labels: for each prompt one label per box: 1 more like this, 0 nothing like this, `pad_value` ignore.
            None, for a prompt or for all, means that every box is an example of what is wanted.
        pad_value: marks padding.

    Returns:
        One row per prompt; a prompt without boxes has none.

    Raises:
        ValueError: the nesting, the numbers of boxes and labels, or a value is wrong.
    """
    box_rows = [_box_row(row, index) for index, row in enumerate(_rows(boxes, "input_boxes"))]
    if labels is None:
        label_rows = [None] * len(box_rows)
    else:
        label_rows = _rows(labels, "input_boxes_labels")
        if len(label_rows) != len(box_rows):
            raise ValueError(f"input_boxes is for {len(box_rows)} prompts, input_boxes_labels for {len(label_rows)}")
    rows = []
    for index, (box_row, label_row) in enumerate(zip(box_rows, label_rows, strict=True)):
        padding = (box_row == pad_value).all(axis=1)
        checked = _label_row(label_row, padding, index, pad_value)
        _check_corners(box_row[checked != pad_value], index)
        rows.append((box_row, checked))
    return rows


def read_exemplars(examples: Sequence[ExemplarBox], height: int, width: int) -> Row:
    """The exemplars of one prompt, checked.

    Args:
        examples: boxes drawn by a person.
        height: of the picture in pixels.
        width: of the picture in pixels.

    Raises:
        PromptError: a box has no area, lies outside the picture, or reaches far beyond it.
    """
    for example in examples:
        if example.box.width <= 0 or example.box.height <= 0:
            raise PromptError("An exemplar box has no area; draw it around an object.")
        x1, y1, x2, y2 = example.box.as_tuple()
        outside = x1 >= width or y1 >= height or x2 <= 0 or y2 <= 0
        if outside or max(map(abs, (x1, y1, x2, y2))) > _FARTHEST * max(width, height):
            raise PromptError(
                "An exemplar box lies outside the picture of {width} × {height} pixels; draw it around an object.",
                width=width,
                height=height,
            )
    boxes = np.array([example.box.as_tuple() for example in examples], dtype=np.float64)
    return boxes, np.array([example.positive for example in examples], dtype=np.int64)


def encode_boxes(rows: Sequence[Row], sizes: Sequence[Sequence[int]], pad_value: int) -> tuple[Tensor, Tensor]:
    """Rows of boxes as tensors.

    Args:
        rows: of N prompts, from `read_boxes`.
        sizes: (height, width) in pixels of each prompt's picture; one for all, or N.
        pad_value: fills rows that are shorter than the longest.

    Returns:
        Boxes (N, n, 4) float32, (cx, cy, w, h) relative to the picture, not clipped to it, and labels (N, n)
        int64. Padding has the centre (`pad_value`, `pad_value`), no extent, and `pad_value` as its label.

    Raises:
        ValueError: the numbers of prompts and pictures do not fit.
    """
    if len(sizes) not in (1, len(rows)):
        raise ValueError(f"input_boxes is for {len(rows)} prompts, but there are {len(sizes)} pictures")
    longest = max(len(labels) for _, labels in rows)
    corners = torch.full((len(rows), longest, 4), float(pad_value))
    labels = torch.full((len(rows), longest), pad_value)
    for index, (box_row, label_row) in enumerate(rows):
        height, width = sizes[index % len(sizes)]
        relative = torch.tensor(box_row, dtype=torch.float32) / torch.tensor([width, height, width, height])
        real = torch.tensor(label_row != pad_value)
        corners[index, : len(relative)][real] = relative[real]
        labels[index, : len(relative)] = torch.tensor(label_row)
    x1, y1, x2, y2 = corners.unbind(-1)
    return torch.stack([(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1], dim=-1), labels


def _rows(values: BoxRows, name: str) -> list[Any]:
    if not isinstance(values, (list, tuple, np.ndarray, Tensor)) or (
        isinstance(values, (np.ndarray, Tensor)) and not values.ndim
    ):
        raise ValueError(f"{name} is a nested list, an array or a tensor, not {values!r}")
    return list(values)


def _box_row(row: Any, index: int) -> NDArray[np.float64]:
    values = _numbers(row, f"input_boxes of prompt {index}")
    if not values.size:
        return np.zeros((0, 4))
    if values.ndim != 2 or values.shape[1] != 4:
        raise ValueError(
            f"input_boxes is nested as prompts > boxes > (x1, y1, x2, y2); prompt {index} has the shape "
            f"{values.shape} instead of (boxes, 4)"
        )
    return values


def _label_row(row: Any, padding: NDArray[np.bool_], index: int, pad_value: int) -> NDArray[np.int64]:
    if row is None:
        return np.where(padding, pad_value, 1).astype(np.int64)
    values = _numbers(row, f"input_boxes_labels of prompt {index}")
    if values.shape != padding.shape:
        raise ValueError(
            f"input_boxes_labels is nested as prompts > labels; prompt {index} has {len(padding)} boxes and "
            f"labels of the shape {values.shape}"
        )
    unknown = set(values.tolist()) - {0, 1, pad_value}
    if unknown:
        raise ValueError(
            f"a box label is 1 (like this), 0 (unlike this) or {pad_value} (ignore); "
            f"prompt {index} has {sorted(unknown)}"
        )
    return values.astype(np.int64)


def _numbers(row: Any, name: str) -> NDArray[np.float64]:
    """A row as an array of any shape; None is an empty row."""
    if isinstance(row, Tensor):
        row = row.detach().float().cpu().numpy()
    elif isinstance(row, (list, tuple)):
        row = [entry.tolist() if isinstance(entry, Tensor) else entry for entry in row]
    try:
        values = np.asarray([] if row is None else row, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} should be numbers, evenly nested, not {row!r}") from error
    if not np.isfinite(values).all():
        raise ValueError(f"{name} has numbers that are not finite")
    return values


def _check_corners(boxes: NDArray[np.float64], index: int) -> None:
    swapped = (boxes[:, 2:] < boxes[:, :2]).any(axis=1)
    if swapped.any():
        raise ValueError(
            f"a box is (x1, y1, x2, y2) with x1 <= x2 and y1 <= y2; "
            f"prompt {index} has {tuple(boxes[swapped][0].tolist())}"
        )
