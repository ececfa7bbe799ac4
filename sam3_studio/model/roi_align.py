"""Pooling of feature maps inside boxes."""

import torch
from torch import Tensor

_BEYOND = 6
"""Samples on a map beside its cells: between two lies almost a cell or more, and one cell beyond each end counts."""


def roi_align(features: Tensor, boxes: Tensor, size: int) -> Tensor:
    """Average of bilinear samples in size × size bins of each box ("Mask R-CNN", He et al. 2017, section 3).

    The published model pools as torchvision's `roi_align` does by default: no half-pixel shift, boxes at least
    one cell wide, ceil(side / size) samples along each side of a bin, samples more than one cell outside count
    as zero. Bilinear weights factor into rows and columns, so that each box needs two small matrices and no
    loop.

    Args:
        features: (B, C, H, W).
        boxes: (B, N, 4) corners in units of cells; they may leave the map.
        size: bins along each side.

    Returns:
        (B, N, C, size, size) in the features' type, computed in float32.
    """
    height, width = features.shape[-2:]
    boxes = boxes.float()
    columns = _bin_weights(boxes[..., 0], boxes[..., 2], size, width)  # (B, N, size, W)
    rows = _bin_weights(boxes[..., 1], boxes[..., 3], size, height)  # (B, N, size, H)
    across = torch.einsum("bchw,bnjw->bnchj", features.float(), columns)
    return torch.einsum("bnchj,bnih->bncij", across, rows).to(features.dtype)


def _bin_weights(start: Tensor, stop: Tensor, size: int, cells: int) -> Tensor:
    """Weight of each of `cells` cells in each of `size` bins between start and stop: (…, size, cells)."""
    start, extent = start[..., None, None], (stop - start).clamp(min=1.0)[..., None, None]
    step = extent / size
    samples = step.ceil()  # per bin
    bins = torch.arange(size, device=start.device)[:, None]
    # From the last sample before the map on, as many as can lie on it. How many a bin has is never asked for: a
    # graphics card would have to be waited for.
    before = ((-1.0 - start - step * bins) / step * samples - 0.5).floor().clamp(min=0)
    index = before + torch.arange(cells + _BEYOND, device=start.device)
    place = start + step * (bins + (index + 0.5) / samples)  # (…, size, cells + _BEYOND)
    counted = (index < samples) & (place >= -1.0) & (place <= cells)
    place = place.clamp(0, cells - 1)
    low = place.floor()
    share = torch.where(counted, 1.0 / samples, 0.0)
    weights = torch.zeros(*place.shape[:-1], cells, device=start.device)
    weights.scatter_add_(-1, low.long(), share * (1 - (place - low)))
    return weights.scatter_add_(-1, (low.long() + 1).clamp(max=cells - 1), share * (place - low))
