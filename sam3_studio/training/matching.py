"""Which query answers for which object."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sam3_studio.model.position import cxcywh_to_xyxy

_SCORE, _L1, _GIOU = 2.0, 5.0, 2.0
"""Weights of the matching cost, as in "Deformable DETR" (Zhu et al., 2021)."""


@dataclass(frozen=True)
class Matches:
    """Pairs of queries and objects.

    Attributes:
        rows: (M) prompt.
        queries: (M) query of the prompt.
        objects: (M) object of the prompt's scene.
    """

    rows: Tensor
    queries: Tensor
    objects: Tensor


@torch.no_grad()
def match(
    logits: Tensor | None, boxes: Tensor, wanted: Tensor, targets: Sequence[Sequence[int]], repeat: int = 1
) -> Matches:
    """The cheapest assignment of queries to objects, each prompt for itself.

    Args:
        logits: (R, Q); None to match by boxes alone.
        boxes: (R, Q, 4), (cx, cy, w, h).
        wanted: (R, N, 4) boxes of all objects of each prompt's scene.
        targets: indices of the objects to be found, for each prompt.
        repeat: queries for each object.
    """
    # Not at module level: installers leave it out (`core.extras`).
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    cost = _L1 * (boxes[:, :, None] - wanted[:, None]).abs().sum(-1)  # (R, Q, N)
    cost = cost - _GIOU * giou(cxcywh_to_xyxy(boxes)[:, :, None], cxcywh_to_xyxy(wanted)[:, None])
    if logits is not None:
        p = logits.sigmoid()[..., None]
        cost = cost + _SCORE * (0.25 * (1 - p) ** 2 * -(p + 1e-8).log() - 0.75 * p**2 * -(1 - p + 1e-8).log())
    costs = cost.nan_to_num(1e4, 1e4, 1e4).cpu().numpy()
    rows, queries, objects = [], [], []
    for row, meant in enumerate(targets):
        if not meant:
            continue
        # No more objects than queries can be asked for.
        columns = np.tile(np.array(meant), repeat)[: costs.shape[1]]
        chosen, order = linear_sum_assignment(costs[row][:, columns])
        rows += [row] * len(chosen)
        queries += chosen.tolist()
        objects += columns[order].tolist()
    return Matches(*(torch.tensor(part, dtype=torch.long, device=boxes.device) for part in (rows, queries, objects)))


def giou(first: Tensor, second: Tensor) -> Tensor:
    """Generalised IoU of boxes (…, 4) given by corners, -1 to 1 (Rezatofighi et al., 2019)."""
    overlap = (torch.minimum(first[..., 2:], second[..., 2:]) - torch.maximum(first[..., :2], second[..., :2])).clamp(0)
    hull = (torch.maximum(first[..., 2:], second[..., 2:]) - torch.minimum(first[..., :2], second[..., :2])).clamp(0)
    shared = overlap.prod(-1)
    union = _area(first) + _area(second) - shared
    around = hull.prod(-1).clamp(min=1e-6)
    return shared / union.clamp(min=1e-6) - (around - union) / around


def _area(boxes: Tensor) -> Tensor:
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(-1)
