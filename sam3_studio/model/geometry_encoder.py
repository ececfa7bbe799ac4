"""The encoder of exemplar boxes: each box becomes one prompt token, and one class token sums them up."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.model.attention import Attention
from sam3_studio.model.config import Sam3GeometryEncoderConfig
from sam3_studio.model.layers import Embedding, FeedForward, Float32Linear, LayerNorm
from sam3_studio.model.position import cxcywh_to_xyxy, sine_encoding
from sam3_studio.model.roi_align import roi_align


class GeometryLayer(nn.Module):
    """A pre-norm block: self-attention of the prompt tokens, cross-attention to the picture, feed-forward."""

    def __init__(self, config: Sam3GeometryEncoderConfig) -> None:
        super().__init__()
        self.layer_norm1 = LayerNorm(config.hidden_size)
        self.self_attn = Attention(config.hidden_size, config.num_attention_heads)
        self.layer_norm2 = LayerNorm(config.hidden_size)
        self.cross_attn = Attention(config.hidden_size, config.num_attention_heads)
        self.layer_norm3 = LayerNorm(config.hidden_size)
        self.mlp = FeedForward(config.hidden_size, config.intermediate_size, config.hidden_act)

    def forward(self, x: Tensor, allowed: Tensor, keys: Tensor, values: Tensor) -> Tensor:
        """Prompt tokens (B, P, D) to the same, given their mask (B, 1, 1, P), and keys and values (B, H·W, D)."""
        normed = self.layer_norm1(x)
        x = x + self.self_attn(normed, normed, normed, allowed)
        x = x + self.cross_attn(self.layer_norm2(x), keys, values)
        return x + self.mlp(self.layer_norm3(x))


class GeometryEncoder(nn.Module):
    """Exemplar boxes to prompt tokens.

    A box is the sum of its coordinates, the features pooled inside it, the sine encoding of its centre with its
    size, and whether it is an example or a counterexample.
    """

    def __init__(self, config: Sam3GeometryEncoderConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.roi_size = config.roi_size
        self.label_embed = Embedding(2, width)
        self.cls_embed = Embedding(1, width)
        self.boxes_direct_project = Float32Linear(4, width)
        self.boxes_pool_project = nn.Conv2d(width, width, config.roi_size)
        self.boxes_pos_enc_project = Float32Linear(width + 2, width)
        self.vision_layer_norm = LayerNorm(width)
        self.final_proj = Float32Linear(width, width)
        self.prompt_layer_norm = LayerNorm(width)
        self.layers = nn.ModuleList(GeometryLayer(config) for _ in range(config.num_layers))
        self.output_layer_norm = LayerNorm(width)

    def forward(
        self, boxes: Tensor, labels: Tensor, valid: Tensor, features: Tensor, positions: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Encode the boxes of a batch.

        Args:
            boxes: (B, N, 4), (cx, cy, w, h) relative to the picture.
            labels: (B, N), 1 for examples, 0 for counterexamples and padding.
            valid: (B, N) bool, False for padding, which stands at the end of each row.
            features: (B, D, H, W) the neck's level at the trunk's own scale.
            positions: (1, D, H, W) its position encoding.

        Returns:
            Prompt tokens (B, N + 1, D) float32 and which of them count (B, N + 1). The class token follows a row's last
            valid box.
        """
        tokens = self._embed(boxes, labels, features)  # (B, N, D)
        batch, count, width = tokens.shape
        # The class token takes the first free place, and everything after it is padding.
        place = valid.sum(dim=1, keepdim=True)  # (B, 1)
        tokens = F.pad(tokens, (0, 0, 0, 1))
        class_token = self.cls_embed.weight.float().expand(batch, 1, width)
        tokens = tokens.scatter(1, place[..., None].expand(-1, -1, width), class_token)
        valid = torch.arange(count + 1, device=valid.device) <= place  # (B, N + 1)

        x = self.prompt_layer_norm(self.final_proj(tokens))
        values = features.flatten(2).transpose(1, 2)  # (B, H·W, D)
        keys = values + positions.flatten(2).transpose(1, 2)
        for layer in self.layers:
            x = layer(x, valid[:, None, None], keys, values)
        return self.output_layer_norm(x), valid

    def _embed(self, boxes: Tensor, labels: Tensor, features: Tensor) -> Tensor:
        """(B, N, 4) boxes to (B, N, D) tokens, float32."""
        height, width = features.shape[-2:]
        normed = self.vision_layer_norm(features.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)  # (B, D, H, W)
        left, top, right, bottom = cxcywh_to_xyxy(boxes.float()).unbind(-1)
        cells = torch.stack((left * width, top * height, right * width, bottom * height), dim=-1)
        pooled = roi_align(normed, cells, self.roi_size)  # (B, N, D, roi, roi)
        pooled = pooled.flatten(0, 1).to(self.boxes_pool_project.weight.dtype)
        pooled = self.boxes_pool_project(pooled).view(*boxes.shape[:2], features.shape[1])  # (B, N, D)
        shape = torch.cat((_centre_encoding(boxes, pooled.shape[-1]), boxes[..., 2:].flip(-1).float()), dim=-1)
        placed = self.boxes_direct_project(boxes) + self.boxes_pos_enc_project(shape)  # (B, N, D) float32
        return self.label_embed(labels) + (pooled + placed)


def _centre_encoding(boxes: Tensor, channels: int) -> Tensor:
    """Sine encoding of box centres, row before column: (B, N, channels) float32."""
    return sine_encoding(boxes[..., :2].flip(-1), channels // 2).flatten(-2)
