"""Scores: how well each query matches the prompt."""

from torch import Tensor, nn

from sam3_studio.model.config import Sam3DETRDecoderConfig
from sam3_studio.model.layers import LayerNorm, Linear, Mlp

LOGIT_LIMIT = 12.0
"""Match logits are kept within ± this (published constant)."""


class DotProductScoring(nn.Module):
    """Compares queries with the mean of the prompt's tokens, in float32."""

    keeps_float32 = True

    def __init__(self, config: Sam3DETRDecoderConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.scale = width**-0.5
        self.text_mlp = Mlp(width, config.intermediate_size, width)
        self.text_mlp_out_norm = LayerNorm(width)
        self.text_proj = Linear(width, width)
        self.query_proj = Linear(width, width)

    def forward(self, queries: Tensor, prompt: Tensor, prompt_mask: Tensor | None) -> Tensor:
        """Queries (B, Q, D), prompt (B, P, D) and its mask (B, P) to logits (B, Q)."""
        tokens = self.text_mlp_out_norm(self.text_mlp(prompt) + prompt)
        if prompt_mask is None:
            pooled = tokens.mean(dim=1)
        else:
            counted = prompt_mask[..., None].to(tokens.dtype)
            pooled = (tokens * counted).sum(dim=1) / counted.sum(dim=1).clamp(min=1)  # (B, D)
        logits = self.query_proj(queries) @ self.text_proj(pooled)[..., None]  # (B, Q, 1)
        return (logits[..., 0] * self.scale).clamp(-LOGIT_LIMIT, LOGIT_LIMIT)
