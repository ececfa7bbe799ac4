"""The image trunk: a plain ViT with windowed attention, tiled positions and axial rotary embedding.

Source: "SAM 3: Segment Anything with Concepts" (2025), appendix on the perception encoder; "Exploring Plain
Vision Transformer Backbones for Object Detection" (Li et al., 2022) for windows between few global layers.
"""

from dataclasses import replace

import torch
from torch import Tensor, nn

from sam3_studio.model.attention import attend, merge_heads, split_heads
from sam3_studio.model.config import Sam3VisionConfig, Sam3ViTConfig
from sam3_studio.model.layers import FeedForward, LayerNorm, Linear, Trace
from sam3_studio.model.neck import Neck
from sam3_studio.model.outputs import Sam3VisionEncoderOutput, Sam3ViTOutput
from sam3_studio.model.position import rotary_angles, rotate


class PatchEmbedding(nn.Module):
    """Non-overlapping patches, each projected to one token."""

    def __init__(self, config: Sam3ViTConfig) -> None:
        super().__init__()
        self.projection = nn.Conv2d(
            config.num_channels, config.hidden_size, config.patch_size, stride=config.patch_size, bias=False
        )

    def forward(self, pixel_values: Tensor) -> Tensor:
        """(B, 3, H·p, W·p) to (B, H, W, C)."""
        out = self.projection(pixel_values.to(self.projection.weight.dtype))
        return out.permute(0, 2, 3, 1)  # (B, H, W, C)


class Embeddings(nn.Module):
    """Patches plus a learned position table, repeated like tiles over grids larger than it was trained on."""

    def __init__(self, config: Sam3ViTConfig) -> None:
        super().__init__()
        self.table_size = config.pretrain_image_size // config.patch_size
        self.patch_embeddings = PatchEmbedding(config)
        self.position_embeddings = nn.Parameter(torch.zeros(1, self.table_size**2, config.hidden_size))

    def forward(self, pixel_values: Tensor) -> Tensor:
        """(B, 3, H·p, W·p) to (B, H, W, C)."""
        tokens = self.patch_embeddings(pixel_values).float()
        height, width = tokens.shape[1:3]
        table = self.position_embeddings.unflatten(1, (self.table_size, self.table_size))  # (1, T, T, C)
        down, across = -(-height // self.table_size), -(-width // self.table_size)
        return tokens + table.tile(1, down, across, 1)[:, :height, :width]


class RotaryAttention(nn.Module):
    """Self-attention whose queries and keys are turned by their place in the grid."""

    def __init__(self, config: Sam3ViTConfig) -> None:
        super().__init__()
        self.num_heads = config.num_attention_heads
        self.q_proj = Linear(config.hidden_size, config.hidden_size)
        self.k_proj = Linear(config.hidden_size, config.hidden_size)
        self.v_proj = Linear(config.hidden_size, config.hidden_size)
        self.o_proj = Linear(config.hidden_size, config.hidden_size)

    def forward(self, x: Tensor, angles: tuple[Tensor, Tensor], trace: Trace | None = None) -> Tensor:
        """(B, N, C) to (B, N, C); `angles` are cosine and sine for N grid places, (N, d / 2) each."""
        q = rotate(split_heads(self.q_proj(x), self.num_heads), *angles)  # (B, heads, N, d)
        k = rotate(split_heads(self.k_proj(x), self.num_heads), *angles)
        v = split_heads(self.v_proj(x), self.num_heads)
        return self.o_proj(merge_heads(attend(q, k, v, None, trace)))


class ViTLayer(nn.Module):
    """A pre-norm transformer block over windows of `window` tokens, or over the whole grid when `window` is 0.

    Layers over windows may be handed the windows themselves, so that several in a row regroup nothing between them.
    """

    def __init__(self, config: Sam3ViTConfig, window: int) -> None:
        super().__init__()
        self.window = window
        self.layer_norm1 = LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.attention = RotaryAttention(config)
        self.layer_norm2 = LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.mlp = FeedForward(config.hidden_size, config.intermediate_size, config.hidden_act)

    def forward(self, x: Tensor, angles: tuple[Tensor, Tensor], trace: Trace | None = None) -> Tensor:
        """A grid (B, H, W, C), or its windows as `to_windows` makes them, to the same.

        Args:
            x: the grid, or the windows (B · windows, window · window, C).
            angles: of the places in a window, or in the whole grid for a layer over all of it.
            trace: gets the attention weights.
        """
        normed = self.layer_norm1(x)
        if x.ndim == 3:
            attended = self.attention(normed, angles, trace)
        elif self.window:
            batch, height, width, _ = x.shape
            tokens = to_windows(normed, self.window)  # (B·windows, w·w, C)
            attended = from_windows(self.attention(tokens, angles, trace), self.window, batch, height, width)
        else:
            attended = self.attention(normed.flatten(1, 2), angles, trace).view_as(x)
        x = x + attended
        return x + self.mlp(self.layer_norm2(x))


def to_windows(x: Tensor, size: int) -> Tensor:
    """(B, H, W, C) to (B · windows, size · size, C); zeros fill windows that reach over the edge."""
    height, width = x.shape[1:3]
    x = nn.functional.pad(x, (0, 0, 0, -width % size, 0, -height % size))
    x = x.unflatten(2, (-1, size)).unflatten(1, (-1, size))  # (B, rows, size, columns, size, C)
    return x.transpose(2, 3).flatten(3, 4).flatten(0, 2)


def from_windows(windows: Tensor, size: int, batch: int, height: int, width: int) -> Tensor:
    """The inverse of `to_windows`: (B · windows, size · size, C) to (B, height, width, C)."""
    rows, columns = -(-height // size), -(-width // size)
    x = windows.view(batch, rows, columns, size, size, -1).transpose(2, 3)  # (B, rows, size, columns, size, C)
    return x.flatten(3, 4).flatten(1, 2)[:, :height, :width]


class Sam3ViTModel(nn.Module):
    """The image trunk. Any input size that is a multiple of the patch works; the public one is 1008."""

    def __init__(self, config: Sam3ViTConfig) -> None:
        super().__init__()
        self.config = config
        self.embeddings = Embeddings(config)
        self.layer_norm = LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.layers = nn.ModuleList(
            ViTLayer(config, 0 if index in config.global_attn_indexes else config.window_size)
            for index in range(config.num_hidden_layers)
        )

    def forward(
        self, pixel_values: Tensor, *, output_hidden_states: bool = False, output_attentions: bool = False
    ) -> Sam3ViTOutput:
        """Features of pictures.

        Args:
            pixel_values: (B, 3, height, width) in [-1, 1], sides multiples of the patch size.
            output_hidden_states: also return every layer's features.
            output_attentions: also return every layer's attention weights.

        Raises:
            ValueError: a side is not a multiple of the patch size.
        """
        height, width = (side // self.config.patch_size for side in pixel_values.shape[-2:])
        if (height * self.config.patch_size, width * self.config.patch_size) != pixel_values.shape[-2:]:
            raise ValueError(
                f"pictures of {tuple(pixel_values.shape[-2:])} pixels do not divide into patches of "
                f"{self.config.patch_size}; choose multiples of it"
            )
        trace = Trace(output_hidden_states, output_attentions)
        x = self.layer_norm(self.embeddings(pixel_values))  # (B, H, W, C)
        trace.see(x)
        x = self._through_layers(x, trace)
        return Sam3ViTOutput(x.flatten(1, 2), trace.seen_hidden_states(), trace.seen_attentions())

    def _through_layers(self, x: Tensor, trace: Trace) -> Tensor:
        """(B, H, W, C) to (B, H, W, C).

        Windows that fill the grid are handed on as such between the layers over all of it. Those that reach over its
        edge cannot be, for each layer finds zeros there.
        """
        batch, height, width, _ = x.shape
        window = self.config.window_size
        whole = self._rotary(height, width, x.device)
        within = self._rotary(window, window, x.device)
        fill, grouped = height % window == 0 and width % window == 0, False
        for layer in self.layers:
            if grouped != (fill and bool(layer.window)):
                x = from_windows(x, window, batch, height, width) if grouped else to_windows(x, window)
                grouped = not grouped
            x = layer(x, within if layer.window else whole, trace)
            if trace.wants_hidden_states:
                trace.see(from_windows(x, window, batch, height, width) if grouped else x)
        return from_windows(x, window, batch, height, width) if grouped else x

    def _rotary(self, height: int, width: int, device: torch.device) -> tuple[Tensor, Tensor]:
        """Angles for a grid, which is scaled to a window's range."""
        head_dim = self.config.hidden_size // self.config.num_attention_heads
        scale = self.config.window_size / width
        return rotary_angles(height, width, head_dim, self.config.rope_theta, scale, device)


class Sam3VisionModel(nn.Module):
    """Trunk and neck: from pixels to the feature maps that prompts work on."""

    def __init__(self, config: Sam3VisionConfig) -> None:
        super().__init__()
        self.config = config
        self.backbone = Sam3ViTModel(config.backbone_config)
        self.neck = Neck(config)

    def forward(
        self, pixel_values: Tensor, *, output_hidden_states: bool = False, output_attentions: bool = False
    ) -> Sam3VisionEncoderOutput:
        """Arguments and errors as in `Sam3ViTModel.forward`."""
        trunk = self.backbone(
            pixel_values, output_hidden_states=output_hidden_states, output_attentions=output_attentions
        )
        height, width = (side // self.config.backbone_config.patch_size for side in pixel_values.shape[-2:])
        vision = self.after_trunk(trunk.last_hidden_state, (height, width))
        return replace(vision, hidden_states=trunk.hidden_states, attentions=trunk.attentions)

    def after_trunk(self, trunk: Tensor, grid: tuple[int, int]) -> Sam3VisionEncoderOutput:
        """The rest of the way: the trunk's output (B, H·W, C) over a grid (H, W)."""
        levels, positions = self.neck(trunk.unflatten(1, grid).permute(0, 3, 1, 2))
        return Sam3VisionEncoderOutput(trunk, levels, positions)
