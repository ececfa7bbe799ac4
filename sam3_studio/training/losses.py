"""Losses on scores, boxes and masks."""

import torch.nn.functional as F
from torch import Tensor

from sam3_studio.model.position import cxcywh_to_xyxy
from sam3_studio.training.matching import giou


def focal(logits: Tensor, wanted: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """Focal loss of each logit ("Focal Loss for Dense Object Detection", Lin et al., 2017); γ = 0 is cross-entropy."""
    off = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    balance = alpha * wanted + (1 - alpha) * (1 - wanted)
    return balance * (wanted - logits.sigmoid()).abs() ** gamma * off


def box_loss(boxes: Tensor, wanted: Tensor) -> Tensor:
    """5 × L1 + 2 × (1 - GIoU) of each of M boxes (M, 4), (cx, cy, w, h)."""
    return 5 * (boxes - wanted).abs().sum(-1) + 2 * (1 - giou(cxcywh_to_xyxy(boxes), cxcywh_to_xyxy(wanted)))


def dice(logits: Tensor, wanted: Tensor) -> Tensor:
    """1 - soft Dice of each of M masks (M, h, w) ("V-Net", Milletari et al., 2016)."""
    share = logits.sigmoid()
    shared = (share * wanted).sum((-2, -1))
    return 1 - (2 * shared + 1) / (share.sum((-2, -1)) + wanted.sum((-2, -1)) + 1)


def mask_cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy of each of M masks (M, h, w)."""
    return F.binary_cross_entropy_with_logits(logits, wanted, reduction="none").mean((-2, -1))
