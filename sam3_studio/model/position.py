"""Positions: sine encodings, rotary angles, box arithmetic. All of it in float32, whatever the model runs in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

import torch
from torch import Tensor


def sine_encoding(x: Tensor, channels: int, temperature: float = 10000.0) -> Tensor:
    """Sine and cosine of a coordinate at geometrically spaced frequencies ("Attention Is All You Need", 3.5).

    Args:
        x: (…) coordinates in units of one turn: 1 is 2π at the highest frequency.
        channels: even number of channels.
        temperature: ratio of the highest to the lowest frequency.

    Returns:
        (…, channels) float32; sine in even channels, cosine in odd ones.
    """
    index = torch.arange(channels // 2, device=x.device, dtype=torch.float32)
    angles = x.float()[..., None] * (2 * math.pi) / temperature ** (2 * index / channels)  # (…, channels / 2)
    return torch.stack((angles.sin(), angles.cos()), dim=-1).flatten(-2)  # (…, channels)


def grid_encoding(height: int, width: int, channels: int, device: torch.device) -> Tensor:
    """Sine encoding of every cell of a feature map, (1, channels, height, width) float32; rows first, then columns.

    The last few are kept; do not change them.
    """
    # A compiler sees through no cache.
    make = _grid_encoding if torch.compiler.is_compiling() else _kept_grid_encoding
    return make(height, width, channels, device)


@torch.inference_mode(mode=False)  # what inference made could not be used in training
def _grid_encoding(height: int, width: int, channels: int, device: torch.device) -> Tensor:
    # The tiny addend is the published normalisation's guard against division by zero.
    y = torch.arange(1, height + 1, device=device) / (height + 1e-6)
    x = torch.arange(1, width + 1, device=device) / (width + 1e-6)
    rows = sine_encoding(y, channels // 2)[:, None].expand(height, width, -1)
    columns = sine_encoding(x, channels // 2)[None].expand(height, width, -1)
    return torch.cat((rows, columns), dim=-1).permute(2, 0, 1)[None]


_kept_grid_encoding = lru_cache(maxsize=4)(_grid_encoding)


@dataclass(frozen=True)
class PositionEncodings(Sequence[Tensor]):
    """Sine encodings of several feature maps, each computed when it is read.

    The detector reads the coarsest map's alone; at the public size the finer ones would take 106 MB.

    Attributes:
        grids: (height, width) of each map.
        channels: of each encoding.
        device: of each encoding.
    """

    grids: tuple[tuple[int, int], ...]
    channels: int
    device: torch.device

    def __len__(self) -> int:
        return len(self.grids)

    @overload
    def __getitem__(self, index: int) -> Tensor: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Tensor, ...]: ...

    def __getitem__(self, index: int | slice) -> Tensor | tuple[Tensor, ...]:
        """(1, channels, height, width) float32 of one map, or a tuple of several."""
        if isinstance(index, slice):
            return tuple(grid_encoding(*grid, self.channels, self.device) for grid in self.grids[index])
        return grid_encoding(*self.grids[index], self.channels, self.device)


def rotary_angles(
    height: int, width: int, head_dim: int, theta: float, scale: float, device: torch.device
) -> tuple[Tensor, Tensor]:
    """Cosine and sine of axial rotary angles, each (height · width, head_dim / 2) float32.

    The first half of the channel pairs turns with the column, the second with the row. The last few are kept; do not
    change them.

    Args:
        height: rows of the token grid.
        width: columns of the token grid.
        head_dim: channels of one attention head, a multiple of 4.
        theta: base of the frequencies.
        scale: factor on positions; maps a grid onto the range the model was trained for.
        device: where to compute.
    """
    make = _rotary_angles if torch.compiler.is_compiling() else _kept_rotary_angles  # as above
    return make(height, width, head_dim, theta, scale, device)


@torch.inference_mode(mode=False)  # as above
def _rotary_angles(
    height: int, width: int, head_dim: int, theta: float, scale: float, device: torch.device
) -> tuple[Tensor, Tensor]:
    frequency = theta ** (-torch.arange(0, head_dim, 4, device=device, dtype=torch.float32) / head_dim)
    columns = torch.arange(width, device=device, dtype=torch.float32) * scale
    rows = torch.arange(height, device=device, dtype=torch.float32) * scale
    by_column = (columns[:, None] * frequency).expand(height, width, -1)
    by_row = (rows[:, None, None] * frequency).expand(height, width, -1)
    angles = torch.cat((by_column, by_row), dim=-1).flatten(0, 1)  # (H·W, head_dim / 2)
    return angles.cos(), angles.sin()


_kept_rotary_angles = lru_cache(maxsize=8)(_rotary_angles)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turn neighbouring channel pairs of (…, N, d) by the angles (N, d / 2); computed in float32, returned as x."""
    if x.device.type in {"cpu", "cuda"} and not torch.compiler.is_compiling():
        # A pair as a complex number: the same arithmetic in one pass over memory instead of nine. A compiler makes
        # one pass of the nine itself, and knows no complex numbers.
        pairs = torch.view_as_complex(x.float().unflatten(-1, (-1, 2)))  # (…, N, d / 2)
        return torch.view_as_real(pairs * torch.complex(cos, sin)).flatten(-2).to(x.dtype)
    even, odd = x.float().unflatten(-1, (-1, 2)).unbind(-1)  # (…, N, d / 2) each
    return torch.stack((even * cos - odd * sin, odd * cos + even * sin), dim=-1).flatten(-2).to(x.dtype)


def cxcywh_to_xyxy(boxes: Tensor) -> Tensor:
    """(…, 4) boxes from centre and size to corners."""
    centre, size = boxes[..., :2], boxes[..., 2:]
    return torch.cat((centre - size / 2, centre + size / 2), dim=-1)


def inverse_sigmoid(x: Tensor, eps: float = 1e-3) -> Tensor:
    """Logit of x in [0, 1], bounded by keeping x and 1 - x at least `eps`."""
    x = x.clamp(0, 1)
    return torch.log(x.clamp(min=eps) / (1 - x).clamp(min=eps))
