"""Prompts as the detector reads them."""

from dataclasses import dataclass

import torch
from torch import Tensor

PADDING_LABEL = -10
"""Label of boxes that only fill up a batch (published constant)."""


@dataclass
class PromptTokens:
    """A prompt as the detector reads it: text tokens, then box tokens.

    Attributes:
        tokens: (B, P, D).
        mask: (B, P) bool, False for padding; None when every token counts.
    """

    tokens: Tensor
    mask: Tensor | None

    def for_batch(self, size: int) -> "PromptTokens":
        """The same for `size` pictures, where one prompt is for all of them."""
        return PromptTokens(self.tokens.expand(size, -1, -1), None if self.mask is None else self.mask.expand(size, -1))


def padding_last(boxes: Tensor, labels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Boxes in an order in which padding stands at the end of each row.

    Args:
        boxes: (B, N, 4).
        labels: (B, N), `PADDING_LABEL` for padding.

    Returns:
        Boxes (B, N, 4), labels (B, N) int64 with 0 for padding, and which boxes are no padding (B, N) bool.
    """
    valid = labels != PADDING_LABEL
    order = (~valid).int().argsort(dim=1, stable=True)  # (B, N)
    valid = valid.gather(1, order)
    labels = torch.where(valid, labels.gather(1, order), 0).long()
    return boxes.gather(1, order[..., None].expand(-1, -1, 4)), labels, valid


def common_batch(**parts: Tensor) -> int:
    """The one batch size that parts of size 1 or B share."""
    sizes = {name: len(part) for name, part in parts.items()}
    batch = max(sizes.values())
    if any(size not in {1, batch} for size in sizes.values()):
        listed = ", ".join(f"{size} {name}" for name, size in sizes.items())
        raise ValueError(f"{listed} do not fit together; give equally many, or one of a kind for all")
    return batch
