"""Weights in eight bits: half the memory of bfloat16, for machines with little of it.

Each row of a matrix is rounded to 255 steps of its own; what it is multiplied with stays as precise as it was.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.model.layers import Linear

_STEPS = 127
_LEAST = 1 << 12
"""Weights of a matrix from which on it is worth it."""


class Int8Linear(Linear):
    """A linear layer whose weights are whole numbers of eight bits, times a factor for each output.

    It computes in the type of its bias, or of its factors where it has none.
    """

    scale: Tensor

    def __init__(self, inputs: int, outputs: int, *, bias: bool) -> None:
        super().__init__(inputs, outputs, bias=bias)
        self.register_buffer("scale", torch.empty(outputs), persistent=False)

    def take_weight(self, weight: Tensor) -> None:
        """Round weights (outputs, inputs) of any type, and compute in that type from here on."""
        largest = weight.float().abs().amax(1)  # (outputs)
        scale = (largest / _STEPS).clamp(min=torch.finfo(torch.float32).tiny)
        steps = (weight.float() / scale[:, None]).round_().to(torch.int8)
        self.weight = nn.Parameter(steps, requires_grad=False)
        self.scale = scale.to(weight.dtype)

    def forward(self, x: Tensor) -> Tensor:
        """(…, inputs) of any type to (…, outputs)."""
        kind = self.scale.dtype
        out = F.linear(x.to(kind), self.weight.to(kind)) * self.scale
        return out if self.bias is None else out + self.bias


def hold_in_int8(model: nn.Module) -> None:
    """Have a model that is on the meta device keep its large matrices in eight bits once it is loaded.

    What is float32 whatever the model is loaded in stays so.
    """
    for owner in list(model.modules()):
        if getattr(owner, "keeps_float32", False):
            continue
        for name, layer in list(owner.named_children()):
            if type(layer) is Linear and layer.weight.numel() >= _LEAST:
                setattr(owner, name, Int8Linear(layer.in_features, layer.out_features, bias=layer.bias is not None))
