"""The blocks that every part of the model is built from.

Precision: a model "in bfloat16" multiplies its large matrices in bfloat16, and does everything else in float32: the
sums that run through a stack of layers, norms, softmax, coordinates, and the small heads that read them. Layers here
therefore take any type and bring it to their own weights'. Weights that stay in float32 whatever the model is loaded
in belong to modules with `keeps_float32`.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {"gelu": F.gelu, "relu": F.relu}
"""Published configurations name their activations; "gelu" is the exact one, by the error function."""


@dataclass
class Trace:
    """Collects what a caller asked to see on the way through a stack of layers."""

    wants_hidden_states: bool = False
    wants_attentions: bool = False
    hidden_states: list[Tensor] = field(default_factory=list)
    attentions: list[Tensor] = field(default_factory=list)

    def see(self, hidden_states: Tensor) -> None:
        """Keep a layer's input or output, if asked for."""
        if self.wants_hidden_states:
            self.hidden_states.append(hidden_states)

    def seen_hidden_states(self) -> tuple[Tensor, ...] | None:
        """What `see` kept, None if nobody asked."""
        return tuple(self.hidden_states) if self.wants_hidden_states else None

    def seen_attentions(self) -> tuple[Tensor, ...] | None:
        """The attention weights, None if nobody asked."""
        return tuple(self.attentions) if self.wants_attentions else None


class _Drawn(nn.Module):
    """Draws initial values only where there is memory for them.

    PyTorch's own way of drawing into nothing takes longer than loading a small model: embeddings load its compiler
    for that.
    """

    weight: Tensor

    def reset_parameters(self) -> None:
        """Draw initial values, unless there is no memory for them."""
        if not self.weight.is_meta:
            super().reset_parameters()  # type: ignore[misc]  # of the layer that this is mixed into


class Linear(_Drawn, nn.Linear):
    """A linear layer that computes in its weights' type."""

    def forward(self, x: Tensor) -> Tensor:
        """(…, inputs) of any type to (…, outputs) of the weights'."""
        return super().forward(x.to(self.weight.dtype))


class Float32Linear(_Drawn, nn.Linear):
    """A linear layer that computes in float32 whatever its weights are stored in.

    Coordinates lose up to two pixels of 1008 in half precision, so whatever reads or writes them stays wide.
    """

    keeps_float32 = True

    def forward(self, x: Tensor) -> Tensor:
        """(…, inputs) to (…, outputs), float32."""
        return F.linear(x.float(), self.weight.float(), self.bias.float())


class Float32Conv2d(_Drawn, nn.Conv2d):
    """A convolution with a bias that computes in float32 whatever its weights are stored in."""

    keeps_float32 = True
    bias: Tensor

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W) to (B, outputs, H, W), float32."""
        return self._conv_forward(x.float(), self.weight.float(), self.bias.float())


class LayerNorm(nn.LayerNorm):
    """Normalisation over channels, in float32."""

    keeps_float32 = True

    def forward(self, x: Tensor) -> Tensor:
        """(…, C) of any type to (…, C) float32."""
        return F.layer_norm(x.float(), self.normalized_shape, self.weight.float(), self.bias.float(), self.eps)


class Embedding(_Drawn, nn.Embedding):
    """A table of vectors."""


def activated(linear: Linear, x: Tensor, activation: str) -> Tensor:
    """A linear layer, then an activation named as in `ACTIVATIONS`: x (…, C) to (…, E).

    By one kernel where PyTorch has one for both, which is the one its compiler uses on processors. As that may be gone
    in any version, the plain way stays beside it.
    """
    if x.device.type == "cpu" and linear.weight.dtype == torch.bfloat16 and not torch.is_grad_enabled():
        with suppress(AttributeError, NotImplementedError, RuntimeError):
            both: Tensor = torch.ops.mkldnn._linear_pointwise(  # noqa: SLF001  # it has no public name
                x.to(linear.weight.dtype), linear.weight, linear.bias, activation, [], "none"
            )
            return both
    return ACTIVATIONS[activation](linear(x))


class FeedForward(nn.Module):
    """The two-layer perceptron of a transformer block."""

    def __init__(self, hidden_size: int, intermediate_size: int, activation: str) -> None:
        super().__init__()
        self.activation = activation
        self.fc1 = Linear(hidden_size, intermediate_size)
        self.fc2 = Linear(intermediate_size, hidden_size)

    def forward(self, x: Tensor) -> Tensor:
        """(…, C) to (…, C)."""
        return self.fc2(activated(self.fc1, x, self.activation))


class Mlp(nn.Module):
    """Linear layers with ReLU between them, named `layer1`, `layer2`, … as in the published weights."""

    def __init__(self, *sizes: int, linear: type[nn.Linear] = Linear) -> None:
        super().__init__()
        for index, (inputs, outputs) in enumerate(pairwise(sizes), start=1):
            self.add_module(f"layer{index}", linear(inputs, outputs))

    def forward(self, x: Tensor) -> Tensor:
        """(…, first size) to (…, last size)."""
        return with_relu(self.children(), x)


def with_relu(layers: Iterable[nn.Module], x: Tensor) -> Tensor:
    """Layers one after the other with ReLU between them: (…, inputs of the first) to (…, outputs of the last)."""
    for index, layer in enumerate(layers):
        x = layer(F.relu(x) if index else x)
    return x
