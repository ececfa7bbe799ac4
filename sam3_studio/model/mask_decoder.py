"""Masks: pixel features at a quarter of the patch size, read by the decoder's queries.

Source: "Per-Pixel Classification is Not All You Need for Semantic Segmentation" (Cheng et al., 2021).
"""

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.model.attention import Attention
from sam3_studio.model.config import NORM_GROUPS, Sam3MaskDecoderConfig
from sam3_studio.model.layers import Float32Conv2d, Float32Linear, LayerNorm, Trace, with_relu


class PixelDecoder(nn.Module):
    """From the coarsest map up: enlarge, add the neck's level, convolve; all in the weights' type.

    A convolution of a sum is the sum of convolutions, and those of the neck's levels do not depend on the prompt:
    `prepare` computes them once for all prompts.
    """

    def __init__(self, config: Sam3MaskDecoderConfig) -> None:
        super().__init__()
        width, stages = config.hidden_size, config.num_upsampling_stages
        self.conv_layers = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in range(stages))
        self.norms = nn.ModuleList(nn.GroupNorm(NORM_GROUPS, width) for _ in range(stages))

    def prepare(self, levels: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """The neck's levels above the coarsest, (B, D, H, W) each, finest first; convolved, the coarsest first."""
        return tuple(conv(level) for conv, level in zip(self.conv_layers, reversed(levels), strict=False))

    def forward(self, x: Tensor, convolved: tuple[Tensor, ...]) -> Tensor:
        """(B, D, H, W) and what `prepare` returned to (B, D, 4H, 4W)."""
        x = x.to(convolved[0].dtype)
        for conv, norm, level in zip(self.conv_layers, self.norms, convolved, strict=False):
            enlarged = convolve_enlarged(x, cast("Tensor", conv.weight)).add_(level)
            x = F.relu(normalize(enlarged, cast("nn.GroupNorm", norm)), inplace=True)
        return x


def normalize(x: Tensor, norm: nn.GroupNorm) -> Tensor:
    """A group norm of (B, D, H, W).

    PyTorch's own has one block of a GPU for each group, eight for a picture: it took two thirds of the mask decoder's
    time there. Means and variances of channels, which many blocks share, are put together instead.
    """
    if x.device.type != "cuda" or torch.compiler.is_compiling():
        out: Tensor = norm(x)
        return out
    return normalize_by_channels(x, norm)


def normalize_by_channels(x: Tensor, norm: nn.GroupNorm) -> Tensor:
    """What `normalize` does on a GPU: (B, D, H, W) to the same."""
    variance, mean = torch.var_mean(x.float(), dim=(2, 3), correction=0)  # (B, D)
    variance, mean = (part.unflatten(1, (norm.num_groups, -1)) for part in (variance, mean))  # (B, groups, D / groups)
    centre = mean.mean(2, keepdim=True)
    spread = (variance + (mean - centre).square()).mean(2, keepdim=True)
    factor = norm.weight.float() * (spread + norm.eps).rsqrt().expand_as(mean).flatten(1)  # (B, D)
    offset = norm.bias.float() - centre.expand_as(mean).flatten(1) * factor
    return (x * factor[..., None, None] + offset[..., None, None]).to(x.dtype)


def convolve_enlarged(x: Tensor, weight: Tensor) -> Tensor:
    """Enlarge twofold by repeating cells, then convolve, with less than half of the multiplications.

    Each value of the result reads only two by two different cells: the two steps are one transposed convolution, whose
    kernel is the given one convolved with two by two ones.

    Args:
        x: (B, D, H, W).
        weight: (E, D, 3, 3), for an input with a border of zeros.

    Returns:
        (B, E, 2H, 2W).
    """
    flipped = weight.float().flip(2, 3)
    shifted = [F.pad(flipped, (i, 1 - i, j, 1 - j)) for i in (0, 1) for j in (0, 1)]
    kernel = torch.stack(shifted).sum(0)  # (E, D, 4, 4)
    x = x.to(memory_format=torch.channels_last)  # half the time on processors
    return F.conv_transpose2d(x, kernel.transpose(0, 1).to(weight.dtype), stride=2, padding=1)


class MaskEmbedder(nn.Module):
    """Three linear layers with ReLU between them, kept in a list as in the published weights."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Float32Linear(width, width) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        """(B, Q, D) to (B, Q, D)."""
        return with_relu(self.layers, x)


class MaskDecoder(nn.Module):
    """Instance masks of queries, and the semantic mask of the whole concept."""

    def __init__(self, config: Sam3MaskDecoderConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.pixel_decoder = PixelDecoder(config)
        self.mask_embedder = MaskEmbedder(width)
        self.instance_projection = Float32Conv2d(width, width, kernel_size=1)
        self.semantic_projection = Float32Conv2d(width, 1, kernel_size=1)
        self.prompt_cross_attn = Attention(width, config.num_attention_heads)
        self.prompt_cross_attn_norm = LayerNorm(width)

    def forward(
        self,
        queries: Tensor,
        memory: Tensor,
        convolved: tuple[Tensor, ...],
        prompt: Tensor,
        prompt_mask: Tensor | None,
        trace: Trace | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Mask logits.

        Args:
            queries: (B, Q, D).
            memory: (B, H·W, D) image features, conditioned on the prompt.
            convolved: what `PixelDecoder.prepare` returned.
            prompt: (B, P, D).
            prompt_mask: (B, P) bool, False for padding; None when every token counts.
            trace: sees the attention over the prompt.

        Returns:
            (B, Q, 4H, 4W) instance logits and (B, 1, 4H, 4W) semantic logits.
        """
        pixels = self.embed_pixels(memory, convolved, prompt, prompt_mask, trace)
        return self.instance_logits(queries, pixels), self.semantic_logits(pixels)

    def embed_pixels(
        self,
        memory: Tensor,
        convolved: tuple[Tensor, ...],
        prompt: Tensor,
        prompt_mask: Tensor | None,
        trace: Trace | None = None,
    ) -> Tensor:
        """Pixel features that queries are compared with, (B, D, 4H, 4W); arguments as in `forward`."""
        allowed = None if prompt_mask is None else prompt_mask[:, None, None]
        normed = self.prompt_cross_attn_norm(memory)
        memory = memory + self.prompt_cross_attn(normed, prompt, prompt, allowed, trace)
        height, width = (side // 2 for side in convolved[0].shape[-2:])
        coarsest = memory.transpose(1, 2).unflatten(2, (height, width))  # (B, D, H, W)
        return self.pixel_decoder(coarsest, convolved)

    def instance_logits(self, queries: Tensor, pixels: Tensor) -> Tensor:
        """Masks of the given queries (B, Q, D) over pixel features (B, D, h, w): (B, Q, h, w), in the pixels' type."""
        # q · (W p + b) = (Wᵀ q) · p + q · b: the projection costs next to nothing on queries, and much on pixels.
        projection = self.instance_projection
        embedded = self.mask_embedder(queries)  # (B, Q, D)
        folded = embedded @ projection.weight[:, :, 0, 0].float()  # (B, Q, D)
        offset = embedded @ projection.bias.float()  # (B, Q)
        return _over_pixels(folded, offset, pixels)

    def semantic_logits(self, pixels: Tensor) -> Tensor:
        """The mask of the whole concept over pixel features (B, D, h, w): (B, 1, h, w), in the pixels' type."""
        projection = self.semantic_projection
        weight = projection.weight.float().flatten()[None, None]  # (1, 1, D)
        return _over_pixels(weight.expand(len(pixels), -1, -1), projection.bias.float().expand(len(pixels), 1), pixels)


def _over_pixels(vectors: Tensor, offsets: Tensor, pixels: Tensor) -> Tensor:
    """Products of vectors (B, Q, D) with pixel features (B, D, h, w), and offsets (B, Q): (B, Q, h, w).

    In the type of the pixels, which lose nothing that way: sums run in float32 and are rounded like what they are made
    of. To turn the pixels into float32 first took as long as ten masks.
    """
    rows = pixels.flatten(2).transpose(1, 2)  # (B, h·w, D), in order where channels come last
    # Picture by picture: a batched product of rows in this order has no quick way on processors.
    products = [F.linear(few, many) for few, many in zip(vectors.to(pixels.dtype), rows, strict=True)]
    logits = torch.stack(products) if len(products) > 1 else products[0][None]  # (B, Q, h·w)
    return logits.add_(offsets.to(pixels.dtype)[..., None]).unflatten(2, pixels.shape[2:])
