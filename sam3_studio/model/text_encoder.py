"""The text encoder: CLIP's causal transformer (Radford et al., 2021), read out at every token."""

import torch
from torch import Tensor, nn

from sam3_studio.model.attention import attend, merge_heads, split_heads
from sam3_studio.model.config import Sam3TextConfig
from sam3_studio.model.layers import Embedding, FeedForward, LayerNorm, Linear


class TextEmbeddings(nn.Module):
    """Tokens plus learned positions."""

    def __init__(self, config: Sam3TextConfig) -> None:
        super().__init__()
        self.token_embedding = Embedding(config.vocab_size, config.hidden_size)
        self.position_embedding = Embedding(config.max_position_embeddings, config.hidden_size)

    def forward(self, input_ids: Tensor) -> Tensor:
        """(B, T) to (B, T, C) float32."""
        positions = self.position_embedding.weight[: input_ids.shape[1]].float()
        return self.token_embedding(input_ids) + positions


class TextAttention(nn.Module):
    """Self-attention; its last projection is called `out_proj`, unlike everywhere else in SAM 3."""

    def __init__(self, config: Sam3TextConfig) -> None:
        super().__init__()
        self.num_heads = config.num_attention_heads
        self.q_proj = Linear(config.hidden_size, config.hidden_size)
        self.k_proj = Linear(config.hidden_size, config.hidden_size)
        self.v_proj = Linear(config.hidden_size, config.hidden_size)
        self.out_proj = Linear(config.hidden_size, config.hidden_size)

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        """(B, T, C) to (B, T, C); `allowed` is bool, broadcastable to (B, heads, T, T)."""
        q, k, v = (split_heads(proj(x), self.num_heads) for proj in (self.q_proj, self.k_proj, self.v_proj))
        return self.out_proj(merge_heads(attend(q, k, v, allowed, None)))


class TextLayer(nn.Module):
    """A pre-norm transformer block."""

    def __init__(self, config: Sam3TextConfig) -> None:
        super().__init__()
        self.layer_norm1 = LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.self_attn = TextAttention(config)
        self.layer_norm2 = LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.mlp = FeedForward(config.hidden_size, config.intermediate_size, config.hidden_act)

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        """(B, T, C) to (B, T, C)."""
        x = x + self.self_attn(self.layer_norm1(x), allowed)
        return x + self.mlp(self.layer_norm2(x))


class TextTransformer(nn.Module):
    """Embeddings, layers, final norm, under the published names."""

    def __init__(self, config: Sam3TextConfig) -> None:
        super().__init__()
        self.embeddings = TextEmbeddings(config)
        layers = nn.ModuleList(TextLayer(config) for _ in range(config.num_hidden_layers))
        self.encoder = nn.ModuleDict({"layers": layers})
        self.final_layer_norm = LayerNorm(config.hidden_size, eps=config.layer_norm_eps)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None) -> Tensor:
        """(B, T) ids and (B, T) mask to (B, T, C)."""
        length = input_ids.shape[1]
        allowed = torch.ones(length, length, dtype=torch.bool, device=input_ids.device).tril()  # (T, T)
        if attention_mask is not None:
            allowed = allowed & attention_mask.bool()[:, None, None]  # (B, 1, T, T)
        x = self.embeddings(input_ids)
        for layer in self.encoder["layers"].children():
            x = layer(x, allowed)
        return self.final_layer_norm(x)


class TextEncoder(nn.Module):
    """CLIP's text model. `text_projection` pools for CLIP's own purposes and is carried along unused."""

    def __init__(self, config: Sam3TextConfig) -> None:
        super().__init__()
        self.max_length = config.max_position_embeddings
        self.text_model = TextTransformer(config)
        self.text_projection = Linear(config.hidden_size, config.projection_dim, bias=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        """Features of every token.

        Args:
            input_ids: (B, T) token ids, T at most `max_length`.
            attention_mask: (B, T), 0 for padding.

        Returns:
            (B, T, C); rows of padding tokens mean nothing.

        Raises:
            ValueError: more tokens than the model has positions.
        """
        if input_ids.shape[1] > self.max_length:
            raise ValueError(
                f"{input_ids.shape[1]} tokens, but the text encoder reads at most {self.max_length}; shorten the text"
            )
        return self.text_model(input_ids, attention_mask)
