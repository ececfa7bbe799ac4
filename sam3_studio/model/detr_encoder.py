"""The DETR encoder: image features attend to one another, then to the prompt."""

from typing import cast

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

    def among_features(self, x: Tensor, positions: Tensor, trace: Trace | None) -> Tensor:
        """The first half: self-attention of features (B, H·W, D) with positions (1, H·W, D)."""
        normed = self.layer_norm1(x)
        placed = normed + positions
        return x + self.self_attn(placed, placed, normed, trace=trace)

    def forward(self, x: Tensor, prompt: Tensor, allowed: Tensor | None, trace: Trace | None) -> Tensor:
        """The second half: cross-attention of features (B, H·W, D) to the prompt (B, P, D), then feed-forward.

        `allowed` is the prompt's mask (B, 1, 1, P), bool.
        """
        x = x + self.cross_attn(self.layer_norm2(x), prompt, prompt, allowed, trace)
        return x + self.mlp(self.layer_norm3(x))


class DetrEncoder(nn.Module):
    """Fuses the prompt into the image features; there is no norm at the end.

    The first half of the first layer reads the picture alone: `prepare` computes it once for all prompts.
    """

    def __init__(self, config: Sam3DETREncoderConfig) -> None:
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.num_layers))

    @property
    def _blocks(self) -> list[EncoderLayer]:
        return cast("list[EncoderLayer]", list(self.layers))

    def prepare(self, features: Tensor, positions: Tensor, trace: Trace | None = None) -> Tensor:
        """What does not depend on the prompt: features (B, H·W, D), positions (1, H·W, D) to (B, H·W, D) float32."""
        trace = trace or Trace()
        features = features.float()
        trace.see(features)
        return self._blocks[0].among_features(features, positions, trace)

    def forward(
        self,
        prepared: Tensor,
        positions: Tensor,
        prompt: Tensor,
        prompt_mask: Tensor | None,
        trace: Trace | None = None,
    ) -> Tensor:
        """Condition image features on a prompt.

        Args:
            prepared: (B, H·W, D) what `prepare` returned.
            positions: (1, H·W, D).
            prompt: (B, P, D).
            prompt_mask: (B, P) bool, False for padding; None when every token counts.
            trace: the one given to `prepare`, where anything is to be seen: that saw the features before the first
                layer, and now sees them after every one.

        Returns:
            (B, H·W, D) float32.
        """
        allowed = None if prompt_mask is None else prompt_mask[:, None, None]
        trace = trace or Trace()
        x = prepared
        for index, layer in enumerate(self._blocks):
            if index:
                x = layer.among_features(x, positions, trace)
            x = layer(x, prompt, allowed, trace)
            trace.see(x)
        return x
