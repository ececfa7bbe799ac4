"""The DETR encoder: image features look at each other, then at the prompt."""

from torch import Tensor, nn

from sam3_studio.model.attention import Attention
from sam3_studio.model.config import Sam3DETREncoderConfig
from sam3_studio.model.layers import FeedForward, LayerNorm, Trace


class EncoderLayer(nn.Module):
    """A pre-norm block. Positions are added where features are compared, never to what is carried on."""

    def __init__(self, config: Sam3DETREncoderConfig) -> None:
        super().__init__()
        self.layer_norm1 = LayerNorm(config.hidden_size)
        self.self_attn = Attention(config.hidden_size, config.num_attention_heads)
        self.layer_norm2 = LayerNorm(config.hidden_size)
        self.cross_attn = Attention(config.hidden_size, config.num_attention_heads)
        self.layer_norm3 = LayerNorm(config.hidden_size)
        self.mlp = FeedForward(config.hidden_size, config.intermediate_size, config.hidden_act)

    def forward(
        self, x: Tensor, positions: Tensor, prompt: Tensor, allowed: Tensor | None, trace: Trace | None
    ) -> Tensor:
        """Features (B, H·W, D), positions (1, H·W, D), prompt (B, P, D), its mask (B, 1, 1, P)."""
        normed = self.layer_norm1(x)
        placed = normed + positions
        x = x + self.self_attn(placed, placed, normed, trace=trace)
        x = x + self.cross_attn(self.layer_norm2(x), prompt, prompt, allowed, trace)
        return x + self.mlp(self.layer_norm3(x))


class DetrEncoder(nn.Module):
    """Fuses the prompt into the image features; there is no norm at the end."""

    def __init__(self, config: Sam3DETREncoderConfig) -> None:
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.num_layers))

    def forward(
        self,
        features: Tensor,
        positions: Tensor,
        prompt: Tensor,
        prompt_mask: Tensor | None,
        trace: Trace | None = None,
    ) -> Tensor:
        """Condition image features on a prompt.

        Args:
            features: (B, H·W, D).
            positions: (1, H·W, D).
            prompt: (B, P, D).
            prompt_mask: (B, P) bool, False for padding; None when every token counts.
            trace: sees the features before the first and after every layer.

        Returns:
            (B, H·W, D) float32.
        """
        allowed = None if prompt_mask is None else prompt_mask[:, None, None]
        trace = trace or Trace()
        features = features.float()
        trace.see(features)
        for layer in self.layers:
            features = layer(features, positions, prompt, allowed, trace)
            trace.see(features)
        return features
