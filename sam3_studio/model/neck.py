"""The neck: feature maps at several scales from the trunk's single one ("simple feature pyramid", Li et al. 2022)."""

from torch import Tensor, nn

from sam3_studio.model.config import Sam3VisionConfig
from sam3_studio.model.position import PositionEncodings


def _scale_layers(channels: int, scale: float) -> tuple[list[nn.Module], int]:
    """Layers that resize by a factor, and the channels that come out of them."""
    half, quarter = channels // 2, channels // 4
    if scale == 4:
        up = nn.ConvTranspose2d(channels, half, kernel_size=2, stride=2)
        return [up, nn.GELU(), nn.ConvTranspose2d(half, quarter, kernel_size=2, stride=2)], quarter
    if scale == 2:
        return [nn.ConvTranspose2d(channels, half, kernel_size=2, stride=2)], half
    if scale == 1:
        return [], channels
    return [nn.MaxPool2d(kernel_size=2, stride=2)], channels  # 0.5, as `Sam3VisionConfig` has checked


class NeckLevel(nn.Module):
    """One scale: resize, then project to the detector's width."""

    def __init__(self, channels: int, width: int, scale: float) -> None:
        super().__init__()
        layers, channels = _scale_layers(channels, scale)
        self.scale_layers = nn.ModuleList(layers)
        self.proj1 = nn.Conv2d(channels, width, kernel_size=1)
        self.proj2 = nn.Conv2d(width, width, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) to (B, D, H·scale, W·scale)."""
        x = x.to(self.proj1.weight.dtype)
        for layer in self.scale_layers:
            x = layer(x)
        return self.proj2(self.proj1(x))


class Neck(nn.Module):
    """All scales. Every one below 1 has weights in the checkpoint, but nothing reads it: it is not computed."""

    def __init__(self, config: Sam3VisionConfig) -> None:
        super().__init__()
        self.width = config.fpn_hidden_size
        self.scales = config.scale_factors
        channels = config.backbone_config.hidden_size
        self.fpn_layers = nn.ModuleList(NeckLevel(channels, self.width, scale) for scale in self.scales)

    def forward(self, x: Tensor) -> tuple[tuple[Tensor, ...], PositionEncodings]:
        """(B, C, H, W) to feature maps and their positions, finest first."""
        used = (layer for layer, scale in zip(self.fpn_layers, self.scales, strict=True) if scale >= 1)
        levels = tuple(layer(x) for layer in used)
        grids = tuple((level.shape[-2], level.shape[-1]) for level in levels)
        return levels, PositionEncodings(grids, self.width, x.device)
