"""Muon for matrices, AdamW for everything else, one learning rate schedule for both.

Muon: K. Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024),
https://kellerjordan.github.io/posts/muon/. PyTorch's own computes in bfloat16, which processors without bfloat16 units
take five times as long for, takes matrices one by one, and knows no convolutions.
"""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
"""Of the published Newton-Schulz iteration."""

_SMALLEST_SIDE = 16
"""Matrices with a shorter side gain nothing from being made orthogonal."""


class Muon(torch.optim.Optimizer):
    """Momentum whose steps are made orthogonal; matrices of one shape go through it together.

    Args:
        groups: of parameters with two dimensions or more; those after the first count as one.
        lr: the step's size.
        momentum: share of the past that is kept.
        weight_decay: share of a weight that is lost per step of size one.
    """

    def __init__(
        self, groups: Iterable[dict[str, Any]], lr: float, momentum: float = 0.95, weight_decay: float = 0.01
    ) -> None:
        super().__init__(groups, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]  # noqa: ARG002  # PyTorch's signature
        """One step."""
        for group in self.param_groups:
            by_shape: dict[tuple[int, int], list[nn.Parameter]] = {}
            for weight in group["params"]:
                if weight.grad is not None:
                    by_shape.setdefault((len(weight), weight[0].numel()), []).append(weight)
            for (rows, columns), weights in by_shape.items():
                steps = torch.stack([self._velocity(weight, group["momentum"]) for weight in weights])
                steps = orthogonalized(steps) * max(1.0, rows / columns) ** 0.5
                for weight, step in zip(weights, steps, strict=True):
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                    weight.add_(step.view_as(weight), alpha=-group["lr"])

    def _velocity(self, weight: nn.Parameter, momentum: float) -> Tensor:
        """Nesterov's look ahead, (rows, columns)."""
        assert weight.grad is not None  # noqa: S101  # for mypy; `step` chose those that have one
        gradient = weight.grad.flatten(1)
        buffer: Tensor = self.state[weight].setdefault("momentum", torch.zeros_like(gradient))
        buffer.lerp_(gradient, 1 - momentum)
        return gradient.lerp(buffer, momentum)


def orthogonalized(matrices: Tensor, iterations: int = 5) -> Tensor:
    """Nearly orthogonal matrices with the singular vectors of those given, (N, rows, columns)."""
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.transpose(1, 2) if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-12)
    a, b, c = _COEFFICIENTS
    for _ in range(iterations):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * square @ square) @ x
    return x.transpose(1, 2) if tall else x


class Optimizers:
    """Both optimizers under one schedule: warm-up, flat, then linear to a thirtieth.

    Args:
        modules: whose weights are trained.
        rate: AdamW's learning rate.
        muon_rate: Muon's.
        trunk_share: factor on both for the trunk.
        total: steps in all.
        flat: share of the steps before the rate falls.
        warm: steps until the full rate.
    """

    def __init__(
        self,
        modules: nn.Module,
        *,
        rate: float,
        muon_rate: float,
        trunk_share: float,
        total: int,
        flat: float,
        warm: int = 150,
    ) -> None:
        self._total, self._flat, self._warm = total, flat, warm
        matrices: dict[bool, list[nn.Parameter]] = {True: [], False: []}
        others: dict[bool, list[nn.Parameter]] = {True: [], False: []}
        for name, weight in modules.named_parameters():
            if not weight.requires_grad:
                continue
            in_trunk = "vision_encoder.backbone" in name
            (matrices if _suits_muon(name, weight) else others)[in_trunk].append(weight)
        self.parameters = [weight for group in (*matrices.values(), *others.values()) for weight in group]
        shares = {True: trunk_share, False: 1.0}
        self._muon = Muon([{"params": w, "share": shares[t]} for t, w in matrices.items() if w], lr=muon_rate)
        self._adam = torch.optim.AdamW(
            [{"params": w, "share": shares[t]} for t, w in others.items() if w],
            lr=rate,
            betas=(0.9, 0.98),
            weight_decay=0.0,
        )
        self._rates = {self._muon: muon_rate, self._adam: rate}

    def step(self, number: int, clip: float = 1.0) -> float:
        """Use the gradients and drop them; returns their norm before it was clipped.

        Args:
            number: of the step, from 0; sets the rate.
            clip: largest norm.
        """
        norm = nn.utils.clip_grad_norm_(self.parameters, clip)
        factor = self.factor(number)
        for optimizer, rate in self._rates.items():
            for group in optimizer.param_groups:
                group["lr"] = rate * factor * group["share"]
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return float(norm)

    def factor(self, number: int) -> float:
        """Share of the full rate at a step."""
        done = number / max(1, self._total)
        falling = 1.0 if done < self._flat else 1 - 0.97 * (done - self._flat) / (1 - self._flat)
        return min(1.0, (number + 1) / self._warm) * max(0.03, falling)

    def state_dict(self) -> dict[str, Any]:
        """What `load_state_dict` takes."""
        return {"muon": self._muon.state_dict(), "adam": self._adam.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from an earlier state."""
        self._muon.load_state_dict(state["muon"])
        self._adam.load_state_dict(state["adam"])


def _suits_muon(name: str, weight: nn.Parameter) -> bool:
    """Hidden matrices do; embeddings, the first filters and what predicts boxes biases do not."""
    if weight.ndim < 2 or min(len(weight), weight[0].numel()) < _SMALLEST_SIDE:
        return False
    return not any(part in name for part in _NOT_FOR_MUON)


_NOT_FOR_MUON = ("embedding", "embed.", "reference_points", "presence_token", "patch_embeddings", "rpb", "head_")


def moving_average(average: dict[str, Tensor], current: dict[str, Tensor], step: int, decay: float = 0.999) -> None:
    """Move an exponential average of the weights towards the current ones; fast at first. Equal keys, equal order."""
    share = 1 - min(decay, (1 + step) / (20 + step))
    # PyTorch has no public name for it.
    torch._foreach_lerp_(list(average.values()), list(current.values()), share)
