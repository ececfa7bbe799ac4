"""Prompts as the detector reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
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
        """Its rows, or its one row again and again, for a batch of `size` pictures."""
        return PromptTokens(self.tokens.expand(size, -1, -1), None if self.mask is None else self.mask.expand(size, -1))

    def given_mask(self) -> Tensor:
        """The mask (B, P), also where every token counts."""
        return self.tokens.new_ones(self.tokens.shape[:2], dtype=torch.bool) if self.mask is None else self.mask

    def row(self, index: int) -> "PromptTokens":
        """The prompt with this number alone."""
        part = slice(index, index + 1)
        return PromptTokens(self.tokens[part], None if self.mask is None else self.mask[part])

    @classmethod
    def stacked(cls, prompts: Sequence["PromptTokens"]) -> "PromptTokens":
        """Prompts (1, P, D) of any lengths as one batch, shorter ones with padding behind them."""
        if len(prompts) == 1:
            return prompts[0]
        longest = max(prompt.tokens.shape[1] for prompt in prompts)
        tokens, masks = [], []
        for prompt in prompts:
            missing = longest - prompt.tokens.shape[1]
            tokens.append(F.pad(prompt.tokens, (0, 0, 0, missing)))
            masks.append(F.pad(prompt.given_mask(), (0, missing)))
        return cls(torch.cat(tokens), torch.cat(masks))


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
    """The batch size B of parts, each of which has B rows, or one row for all.

    Raises:
        ValueError: they have different numbers of rows; the message lists them by name.
    """
    sizes = {name: len(part) for name, part in parts.items()}
    batch = max(sizes.values())
    if any(size not in {1, batch} for size in sizes.values()):
        listed = ", ".join(f"{size} {name}" for name, size in sizes.items())
        raise ValueError(f"{listed} do not fit together; give equally many, or one of a kind for all")
    return batch
