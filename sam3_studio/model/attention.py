"""Attention, and the quickest way to compute it where the model is."""

import math
from functools import cache

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.model.layers import Linear, Trace

_MANY = 1 << 18
"""Pairs of one query and one key, in one head, from which on parts are worth their overhead."""

_PART = 750_000
"""Pairs that one thread's cache holds, at two bytes each."""

_LONG, _SUMS = 4096, 8
"""Rows of `_LONG` weights or more are first added up in `_SUMS` parts: what is summed in float32 PyTorch copies."""

_SAMPLE = 8
"""One key of this many is enough to tell roughly how large a query's products get."""


def attend(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None, trace: Trace | None) -> Tensor:
    """Scaled dot-product attention, (B, heads, N, d) over (B, heads, M, d).

    Args:
        query: (B, heads, N, d).
        key: (B, heads, M, d).
        value: (B, heads, M, d).
        bias: bool, True where attention is allowed, or added to the logits; broadcastable to (B, heads, N, M).
        trace: gets the weights, (B, heads, N, M), if it wants them; that takes the slower, explicit way.

    Returns:
        (B, heads, N, d).
    """
    if bias is not None and bias.is_floating_point():
        bias = bias.to(query.dtype)
    if trace is None or not trace.wants_attentions:
        if bias is None and query.shape[2] * key.shape[2] >= _MANY and _parts_are_quicker(query):
            return attend_in_parts(query, key, value)
        return F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    logits = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5  # (B, heads, N, M)
    if bias is not None:
        logits = logits.masked_fill(~bias, float("-inf")) if bias.dtype == torch.bool else logits + bias
    weights = logits.float().softmax(-1).to(query.dtype)
    trace.attentions.append(weights)
    return weights @ value


@torch.no_grad()
def attend_in_parts(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Scaled dot-product attention by products of matrices that fit into a processor's cache; arguments as in `attend`.

    PyTorch's own way of doing it knows AMX units and plain float32; on processors that only have AVX-512's bfloat16
    it takes two to three times as long as this.

    Products in bfloat16 are rounded to eight bits, so they are made of what matters: their distance from about the
    largest one. Softmax is the same whatever is subtracted from all products of a query.
    """
    batch, heads, count, depth = query.shape
    keys = key.shape[2]
    # Two channels for what is subtracted: times one, and times nothing, for units that take channels in pairs.
    scaled = F.pad((query * (depth**-0.5 * math.log2(math.e))).flatten(0, 1), (0, 2))  # (B · heads, N, d + 2)
    turned = F.pad(key.flatten(0, 1), (0, 2), value=1.0).transpose(1, 2).contiguous()  # (B · heads, d + 2, M)
    sample = turned[..., ::_SAMPLE].contiguous()
    value = value.flatten(0, 1).contiguous()  # once, in the place of once for every part
    out = value.new_empty(len(value), count, value.shape[-1])
    budget = _PART * torch.get_num_threads()
    rows = max(1, min(count, budget // keys))
    together = max(1, budget // (rows * keys))
    space = query.new_empty(together, rows, keys)
    for first in range(0, len(scaled), together):
        group = slice(first, first + together)
        for start in range(0, count, rows):
            part = scaled[group, start : start + rows]
            weights = space[: part.shape[0], : part.shape[1]]
            for some in (sample, turned):
                part[..., depth] = 0
                part[..., depth] = -torch.bmm(part, some[group]).amax(-1)
                torch.bmm(part, turned[group], out=weights)
                total = _sums(weights.exp2_())
                if bool(total.isfinite().all()):
                    break  # else the sample missed the largest product by more than float32 can hold
            torch.div(torch.bmm(weights, value[group]), total, out=out[group, start : start + rows])
    return out.unflatten(0, (batch, heads))


def _sums(weights: Tensor) -> Tensor:
    """Sums of rows (…, N, M): (…, N, 1) float32; of eight roundings to bfloat16 little is left."""
    if weights.shape[-1] >= _LONG and weights.shape[-1] % _SUMS == 0:
        weights = weights.unflatten(-1, (_SUMS, -1)).sum(-1)
    return weights.sum(-1, keepdim=True, dtype=torch.float32)


def _parts_are_quicker(query: Tensor) -> bool:
    return (
        query.device.type == "cpu" and query.dtype == torch.bfloat16 and not torch.is_grad_enabled() and _lacks_tiles()
    )


@cache
def _lacks_tiles() -> bool:
    """Whether the processor multiplies bfloat16, but not by AMX, for which PyTorch's own attention is made."""
    units = torch.cpu.get_capabilities()
    return bool(units.get("avx512_bf16") and not units.get("amx_bf16"))


class Attention(nn.Module):
    """Multi-head attention with separate projections."""

    def __init__(self, hidden_size: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.q_proj = Linear(hidden_size, hidden_size)
        self.k_proj = Linear(hidden_size, hidden_size)
        self.v_proj = Linear(hidden_size, hidden_size)
        self.o_proj = Linear(hidden_size, hidden_size)

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        bias: Tensor | None = None,
        trace: Trace | None = None,
    ) -> Tensor:
        """Attend with queries (B, N, C) to keys and values (B, M, C); `bias` as in `attend`."""
        q = split_heads(self.q_proj(query), self.num_heads)  # (B, heads, N, d)
        k = split_heads(self.k_proj(key), self.num_heads)  # (B, heads, M, d)
        v = split_heads(self.v_proj(value), self.num_heads)  # (B, heads, M, d)
        return self.o_proj(merge_heads(attend(q, k, v, bias, trace)))  # (B, N, C)


def split_heads(x: Tensor, num_heads: int) -> Tensor:
    """(B, N, heads·d) to (B, heads, N, d)."""
    return x.unflatten(-1, (num_heads, -1)).transpose(1, 2)


def merge_heads(x: Tensor) -> Tensor:
    """(B, heads, N, d) to (B, N, heads·d)."""
    return x.transpose(1, 2).flatten(2)
