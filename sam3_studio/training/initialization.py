"""A start from which small transformers learn quickly.

Random weights of the usual sort hardly moved in first experiments. What helped: filters that already see, heads that
already look at their neighbours, queries that already stand on a grid and look at what lies inside their boxes.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.model import Sam3Model, Sam3ViTModel
from sam3_studio.model.detr_decoder import DetrDecoder, log_distance
from sam3_studio.model.vision_encoder import ViTLayer

_NEIGHBOURS = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))
"""Offsets in tokens, columns before rows, that the trunk's heads look at first."""

_POSITION_BIAS = 4.5
"""Of the queries and keys of the trunk's heads: so much they first go by positions."""

_LESS_CONTENT = 0.5
"""Factor on their weights: so much less they first go by what they see."""

_FITTING_STEPS = 300
"""In which the bias of boxes learns what is inside of one."""

_ANCHOR_SIDE = 0.22
"""Side of the first boxes, relative to the picture."""

_INSIDE_SLOPES = (20.0, 20.0, 8.0, 2.0)
"""How sharply each of the decoder's heads first keeps to the inside of a box."""


def initialize(model: Sam3Model, pictures: Tensor) -> None:
    """Give every weight its first value.

    Args:
        model: on the CPU; changed in place.
        pictures: (B, 3, height, width) in [-1, 1], a few hundred, from which the patch filters are made.
    """
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim > 1 and not name.endswith(("embed.weight", "embedding.weight", "position_embeddings")):
                nn.init.xavier_uniform_(weight)
        _whiten(model.vision_encoder.backbone, pictures)
        _look_around(model.vision_encoder.backbone)
        _place_queries(model.detr_decoder)
    config = model.config
    cells = config.image_size // config.vision_config.backbone_config.patch_size
    _fit_box_bias(model.detr_decoder, config.detr_decoder_config.num_attention_heads, cells)


def _whiten(trunk: Sam3ViTModel, pictures: Tensor) -> None:
    """Patch filters that pass on what patches differ in, every direction about equally strong (PCA whitening)."""
    projection = trunk.embeddings.patch_embeddings.projection
    patches = F.unfold(pictures, trunk.config.patch_size, stride=trunk.config.patch_size)  # (B, 3·p·p, N)
    patches = patches.transpose(1, 2).flatten(0, 1)  # (B·N, 3·p·p)
    patches = patches - patches.mean(0)
    variance, directions = torch.linalg.eigh(patches.T @ patches / len(patches))
    width = min(projection.out_channels, len(variance))
    strongest, directions = variance.flip(0)[:width], directions.flip(1)[:, :width]
    filters = (directions / (strongest.clamp(min=0) + 3e-3).sqrt()).T  # (width, 3·p·p)
    mixing, _ = torch.linalg.qr(torch.randn(width, width))
    projection.weight[:width] = (mixing @ filters).view(width, *projection.weight.shape[1:])


def _look_around(trunk: Sam3ViTModel) -> None:
    """Let each head start by looking at one neighbour, as a convolution does.

    Rotary positions turn a constant query and a constant key into a preference for one offset between the two.
    """
    config = trunk.config
    dim = config.hidden_size // config.num_attention_heads
    grid = config.image_size // config.patch_size
    for layer in (layer for layer in trunk.layers if isinstance(layer, ViTLayer)):
        attention, scale = layer.attention, 1.0 if layer.window else config.window_size / grid
        for projection in (attention.q_proj, attention.k_proj):
            projection.weight.mul_(_LESS_CONTENT)
            projection.bias.zero_()
        for head in range(config.num_attention_heads):
            offset = _NEIGHBOURS[head % len(_NEIGHBOURS)]
            for axis in range(2):
                # The two fastest frequencies of an axis tell neighbours apart best.
                for index in range(min(2, dim // 4)):
                    turn = offset[axis] * config.rope_theta ** (-4 * index / dim) * scale
                    at = head * dim + axis * (dim // 2) + 2 * index
                    attention.k_proj.bias[at] = _POSITION_BIAS
                    attention.q_proj.bias[at] = _POSITION_BIAS * math.cos(turn)
                    attention.q_proj.bias[at + 1] = _POSITION_BIAS * math.sin(turn)


def _place_queries(decoder: DetrDecoder) -> None:
    """First boxes on a grid over the picture, and no correction of them yet."""
    count = decoder.reference_points.num_embeddings
    columns = math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    index = torch.arange(count)
    x, y = (index % columns + 0.5) / columns, (index // columns + 0.5) / rows
    side = torch.full_like(x, _ANCHOR_SIDE)
    decoder.reference_points.weight.copy_(torch.logit(torch.stack((x, y, side, side), dim=1)))
    decoder.query_embed.weight.normal_(0, 0.5)
    *_, last = decoder.box_head.children()
    for weight in last.parameters():
        weight.zero_()


def _fit_box_bias(decoder: DetrDecoder, heads: int, cells: int) -> None:
    """Teach the relative position bias to keep attention inside the reference box."""
    slopes = torch.tensor(_INSIDE_SLOPES * heads)[:heads]
    for bias in (decoder.box_rpb_embed_x, decoder.box_rpb_embed_y):
        optimizer = torch.optim.Adam(bias.parameters(), lr=5e-3)
        for _ in range(_FITTING_STEPS):
            place = torch.rand(512) - (torch.rand(512) * 1.2 - 0.1)  # of a cell, seen from the middle of a box
            side = torch.rand(512) * 0.5 + 0.03
            from_edges = torch.stack((place + side / 2, place - side / 2), dim=1)  # (512, 2)
            outside = F.relu(-(from_edges[:, 0] + 0.5 / cells)) + F.relu(from_edges[:, 1] + 0.5 / cells)
            wanted = (-slopes * outside[:, None]).clamp(min=-6)
            loss = F.mse_loss(bias(log_distance(from_edges)), wanted)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    decoder.zero_grad(set_to_none=True)
