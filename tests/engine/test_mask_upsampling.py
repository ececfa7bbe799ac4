"""Masks enlarged around their objects alone equal masks enlarged whole."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from sam3_studio.engine.mask_upsampling import upsample_mask, upsample_on_device


def blobs(height: int, width: int, seed: int) -> np.ndarray:
    noise = torch.randn(1, 1, max(2, height // 6), max(2, width // 6), generator=torch.Generator().manual_seed(seed))
    return F.interpolate(noise, (height, width), mode="bicubic").sigmoid()[0, 0].numpy()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("cells", [(288, 288), (48, 48), (30, 41), (1, 1)])
@pytest.mark.parametrize("size", [(600, 901), (97, 33), (1, 1), (1, 700), (288, 288)])
def test_the_result_is_that_of_enlarging_the_whole_mask(
    cells: tuple[int, int], size: tuple[int, int], seed: int
) -> None:
    mask = blobs(*cells, seed) if min(cells) > 1 else np.full(cells, 0.2 + 0.2 * seed, dtype=np.float32)
    whole = F.interpolate(torch.from_numpy(mask)[None, None], size, mode="bilinear", align_corners=False)[0, 0]
    got = upsample_mask(mask, *size, threshold=0.5).to_mask()
    # PyTorch adds the four neighbours up in another order.
    assert (got != (whole > 0.5).numpy()).mean() < 1e-4


def test_logits_take_a_threshold_of_zero() -> None:
    logits = np.log(blobs(30, 30, 0) / (1 - blobs(30, 30, 0)))
    whole = F.interpolate(torch.from_numpy(logits)[None, None], (90, 120), mode="bilinear", align_corners=False)[0, 0]
    assert (upsample_mask(logits, 90, 120, threshold=0).to_mask() != (whole > 0).numpy()).mean() < 1e-3


def test_a_mask_below_the_threshold_everywhere_is_empty() -> None:
    assert upsample_mask(np.zeros((10, 10), dtype=np.float32), 50, 60, threshold=0.5).area == 0


@pytest.mark.parametrize("strip", [1000, 1 << 22])
@pytest.mark.parametrize("cells", [(48, 48), (30, 41), (1, 1)])
@pytest.mark.parametrize("size", [(600, 901), (97, 33), (1, 1), (1, 700), (700, 1)])
def test_a_graphics_cards_way_gives_the_same_masks(
    cells: tuple[int, int], size: tuple[int, int], strip: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    masks = [blobs(*cells, seed) if min(cells) > 1 else np.full(cells, 0.4 + 0.2 * seed) for seed in range(3)]
    stack = np.stack([*masks, np.zeros(cells), np.ones(cells)]).astype(np.float32)
    want = [upsample_mask(mask, *size, threshold=0.5) for mask in stack]
    monkeypatch.setattr("sam3_studio.engine.mask_upsampling._STRIP", strip)
    assert list(upsample_on_device(torch.from_numpy(stack), *size, 0.5)) == want
