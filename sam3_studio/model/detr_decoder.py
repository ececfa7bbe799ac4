"""The DETR decoder: object queries and a presence token, with boxes refined layer by layer.

Source of the box refinement: "Deformable DETR" (Zhu et al., 2021); of positions from reference boxes: "DAB-DETR"
(Liu et al., 2022); of the relative position bias: "DETR Doesn't Need Multi-Scale or Locality Design" (Lin et al.,
2023). Boxes, and whatever reads or moves them, stay in float32.
"""

import math
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.model.attention import Attention
from sam3_studio.model.config import Sam3DETRDecoderConfig
from sam3_studio.model.layers import Embedding, FeedForward, Float32Linear, LayerNorm, Mlp, Trace
from sam3_studio.model.outputs import Sam3DecoderOutput
from sam3_studio.model.position import cxcywh_to_xyxy, inverse_sigmoid, sine_encoding

PRESENCE_LIMIT = 10.0
"""Presence logits are kept within ± this (published constant)."""


@dataclass(frozen=True)
class DecoderStart:
    """What the first layer makes of the weights alone: the same for every picture and prompt, B being 1 or more.

    Attributes:
        tokens: (B, 1 + Q, D) presence token and queries, after the first layer's self-attention.
        query_pos: (1, 1 + Q, D) their positions.
        box_bias: (1, heads, 1 + Q, H·W) of the boxes that queries start from; at the public size 33 MB.
    """

    tokens: Tensor
    query_pos: Tensor
    box_bias: Tensor


class DecoderLayer(nn.Module):
    """A post-norm block: self-attention, cross-attention to the prompt and to the picture, feed-forward.

    The self-attention is a call of its own, `among_queries`, as the first layer's needs neither prompt nor picture.
    """

    def __init__(self, config: Sam3DETRDecoderConfig) -> None:
        super().__init__()
        width, heads = config.hidden_size, config.num_attention_heads
        self.self_attn = Attention(width, heads)
        self.self_attn_layer_norm = LayerNorm(width)
        self.text_cross_attn = Attention(width, heads)
        self.text_cross_attn_layer_norm = LayerNorm(width)
        self.vision_cross_attn = Attention(width, heads)
        self.vision_cross_attn_layer_norm = LayerNorm(width)
        self.mlp = FeedForward(width, config.intermediate_size, config.hidden_act)
        self.mlp_layer_norm = LayerNorm(width)

    def among_queries(self, x: Tensor, query_pos: Tensor, trace: Trace | None) -> Tensor:
        """Self-attention of the tokens; arguments and result as in `forward`, which comes next."""
        placed = x + query_pos
        out: Tensor = self.self_attn_layer_norm(x + self.self_attn(placed, placed, x, trace=trace))
        return out

    def forward(
        self,
        x: Tensor,
        query_pos: Tensor,
        prompt: Tensor,
        prompt_allowed: Tensor | None,
        memory_keys: Tensor,
        memory: Tensor,
        box_bias: Tensor,
        trace: Trace | None,
    ) -> Tensor:
        """One layer.

        Args:
            x: (B, 1 + Q, D) presence token and queries, as `among_queries` gives them.
            query_pos: (B, 1 + Q, D) their positions.
            prompt: (B, P, D).
            prompt_allowed: (B, 1, 1, P) bool or None.
            memory_keys: (B, H·W, D) image features with positions.
            memory: (B, H·W, D) image features.
            box_bias: (B, heads, 1 + Q, H·W) added to the attention over the picture.
            trace: sees the attention weights.
        """
        attended = self.text_cross_attn(x + query_pos, prompt, prompt, prompt_allowed, trace)
        x = self.text_cross_attn_layer_norm(x + attended)
        attended = self.vision_cross_attn(x + query_pos, memory_keys, memory, box_bias, trace)
        x = self.vision_cross_attn_layer_norm(x + attended)
        return self.mlp_layer_norm(x + self.mlp(x))


class DetrDecoder(nn.Module):
    """Queries to boxes, and one token that tells whether the concept is there at all.

    Some two hundred tokens cost little, and boxes depend on every bit of them: all of it is float32.
    """

    keeps_float32 = True

    def __init__(self, config: Sam3DETRDecoderConfig) -> None:
        super().__init__()
        width, heads = config.hidden_size, config.num_attention_heads
        self.layers = nn.ModuleList(DecoderLayer(config) for _ in range(config.num_layers))
        self.output_layer_norm = LayerNorm(width)
        self.box_head = Mlp(width, width, width, 4, linear=Float32Linear)
        self.query_embed = Embedding(config.num_queries, width)
        self.reference_points = Embedding(config.num_queries, 4)
        self.presence_token = Embedding(1, width)
        self.presence_head = Mlp(width, width, width, 1, linear=Float32Linear)
        self.presence_layer_norm = LayerNorm(width)
        self.ref_point_head = Mlp(2 * width, width, width, linear=Float32Linear)
        self.box_rpb_embed_x = Mlp(2, width, heads, linear=Float32Linear)
        self.box_rpb_embed_y = Mlp(2, width, heads, linear=Float32Linear)

    def forward(
        self,
        memory: Tensor,
        positions: Tensor,
        grid: tuple[int, int],
        prompt: Tensor,
        prompt_mask: Tensor | None,
        trace: Trace | None = None,
        start: DecoderStart | None = None,
    ) -> Sam3DecoderOutput:
        """Find objects.

        Args:
            memory: (B, H·W, D) image features, conditioned on the prompt.
            positions: (1, H·W, D).
            grid: (H, W).
            prompt: (B, P, D).
            prompt_mask: (B, P) bool, False for padding; None when every token counts.
            trace: sees the tokens before the first and after every layer, unless there is a start already.
            start: what `begin` gave for this grid, made before; None makes it now.
        """
        batch = memory.shape[0]
        allowed = None if prompt_mask is None else prompt_mask[:, None, None]
        memory_keys = memory + positions
        trace = trace or Trace()
        start = start or self.begin(grid, batch, trace)
        x, query_pos, bias = start.tokens.expand(batch, -1, -1), start.query_pos, start.box_bias
        boxes = self._first_boxes()
        references = []
        for number, layer in enumerate(cast("list[DecoderLayer]", self.layers)):
            if number:
                query_pos = self.query_positions(boxes)
                bias = self.box_bias(boxes.detach(), grid)  # its gradient would cost much and hardly move the boxes
                x = layer.among_queries(x, query_pos, trace)
            references.append(boxes.expand(batch, -1, -1))
            x = layer(x, query_pos, prompt, allowed, memory_keys, memory, bias, trace)
            trace.see(x)
            queries = self.output_layer_norm(x[:, 1:])  # (B, Q, D)
            boxes = self.corrected(boxes, queries)
        presence = self.presence_head(self.presence_layer_norm(x[:, 0]))  # (B, 1)
        return Sam3DecoderOutput(
            queries=queries,
            pred_boxes=boxes,
            presence_logits=presence.clamp(-PRESENCE_LIMIT, PRESENCE_LIMIT),
            reference_boxes=torch.stack(references),
        )

    def begin(self, grid: tuple[int, int], batch: int = 1, trace: Trace | None = None) -> DecoderStart:
        """What needs neither picture nor prompt.

        Args:
            grid: (H, W).
            batch: B, which counts for whoever sees the trace; one is enough for every B.
            trace: sees the tokens, and their attention to each other.
        """
        x = torch.cat((self.presence_token.weight, self.query_embed.weight)).float().expand(batch, -1, -1)
        if trace:
            trace.see(x)
        boxes = self._first_boxes()
        query_pos = self.query_positions(boxes)
        tokens = cast("DecoderLayer", self.layers[0]).among_queries(x, query_pos, trace)
        return DecoderStart(tokens, query_pos, self.box_bias(boxes.detach(), grid))

    def _first_boxes(self) -> Tensor:
        return self.reference_points.weight.float().sigmoid()[None]  # (1, Q, 4), the same for every prompt

    def corrected(self, boxes: Tensor, queries: Tensor) -> Tensor:
        """Boxes (B, Q, 4) as the queries (B, Q, D) of a layer correct them, (B, Q, 4).

        A layer learns to correct the boxes it was given, not to undo the corrections of the one before.
        """
        return (self.box_head(queries) + inverse_sigmoid(boxes.detach())).sigmoid()

    def query_positions(self, boxes: Tensor) -> Tensor:
        """Positions of the tokens from their boxes (B, Q, 4): (B, 1 + Q, D) float32, 0 for the presence token."""
        channels = self.query_embed.embedding_dim // 2
        x, y, width, height = boxes.unbind(-1)  # no list of numbers as index: a GPU would wait for it
        encoded = sine_encoding(torch.stack((y, x, width, height), dim=-1), channels).flatten(-2)  # (B, Q, 2·D)
        out: Tensor = self.ref_point_head(encoded)
        return F.pad(out, (0, 0, 1, 0))

    def box_bias(self, boxes: Tensor, grid: tuple[int, int]) -> Tensor:
        """Relative position bias: how a query's attention over the picture depends on its box.

        Args:
            boxes: (B, Q, 4), (cx, cy, w, h).
            grid: (H, W).

        Returns:
            (B, heads, 1 + Q, H·W) float32, 0 for the presence token, which has no box.
        """
        corners = cxcywh_to_xyxy(boxes)
        rows = self.box_rpb_embed_y(_edge_distances(grid[0], corners[..., 1::2]))  # (B, Q, H, heads)
        columns = self.box_rpb_embed_x(_edge_distances(grid[1], corners[..., 0::2]))  # (B, Q, W, heads)
        # The presence token's zeros come in before the large sum, which would have to be copied for them.
        rows, columns = (F.pad(side.permute(0, 3, 1, 2), (0, 0, 1, 0)) for side in (rows, columns))
        return (rows[..., None] + columns[..., None, :]).flatten(-2)  # (B, heads, 1 + Q, H·W)


def _edge_distances(cells: int, edges: Tensor) -> Tensor:
    """Logarithmic distance of every cell from a box's two edges: (B, Q, 2) to (B, Q, cells, 2).

    Cells stand at i / cells, without a half-cell shift.
    """
    cell = torch.arange(cells, device=edges.device) / cells
    return log_distance(cell[:, None] - edges[..., None, :])


def log_distance(distance: Tensor) -> Tensor:
    """Signed logarithm of distances relative to the picture; the factor 8 and the base 8 are published constants."""
    scaled = 8 * distance
    return scaled.sign() * torch.log2(scaled.abs() + 1) / math.log2(8)
