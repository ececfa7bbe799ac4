"""`model.mask_decoder`: savings that change nothing."""

import pytest
import torch
import torch.nn.functional as F

from sam3_studio.model import Sam3Config
from sam3_studio.model.mask_decoder import MaskDecoder, PixelDecoder, convolve_enlarged, normalize_by_channels


@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 5), (6, 6)])
def test_one_transposed_convolution_equals_enlarging_and_convolving(height: int, width: int) -> None:
    x, weight = torch.randn(2, 8, height, width), torch.randn(4, 8, 3, 3)
    plain = F.conv2d(F.interpolate(x, scale_factor=2, mode="nearest"), weight, padding=1)
    torch.testing.assert_close(convolve_enlarged(x, weight), plain, atol=1e-5, rtol=1e-5)


def test_levels_convolved_beforehand_give_what_their_sum_with_the_enlarged_map_gives() -> None:
    config = Sam3Config().mask_decoder_config
    config.hidden_size = 16
    decoder = PixelDecoder(config)
    levels = (torch.randn(1, 16, 12, 20), torch.randn(1, 16, 6, 10))
    x = coarse = torch.randn(1, 16, 3, 5)
    for conv, norm, level in zip(decoder.conv_layers, decoder.norms, reversed(levels), strict=False):
        x = F.relu(norm(conv(F.interpolate(x, scale_factor=2, mode="nearest") + level)))
    torch.testing.assert_close(decoder(coarse, decoder.prepare(levels)), x, atol=1e-5, rtol=1e-5)


def test_projected_queries_give_what_projected_pixels_give() -> None:
    config = Sam3Config().mask_decoder_config
    config.hidden_size = 16
    decoder = MaskDecoder(config)
    queries, pixels = torch.randn(2, 3, 16), torch.randn(2, 16, 8, 8)
    plain = torch.einsum("bqd,bdhw->bqhw", decoder.mask_embedder(queries), decoder.instance_projection(pixels))
    torch.testing.assert_close(decoder.instance_logits(queries, pixels), plain, atol=1e-5, rtol=1e-5)
    whole = decoder.semantic_projection(pixels)
    torch.testing.assert_close(decoder.semantic_logits(pixels), whole, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("order", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize("batch", [1, 3])
@torch.no_grad()
def test_masks_over_pixels_in_bfloat16_are_those_of_the_same_pixels_in_float32_but_for_rounding(
    batch: int, order: torch.memory_format
) -> None:
    config = Sam3Config().mask_decoder_config
    config.hidden_size = 64
    decoder = MaskDecoder(config)
    queries = torch.randn(batch, 5, 64)
    pixels = torch.randn(batch, 64, 12, 12).to(torch.bfloat16).to(memory_format=order)
    for quick, exact in (
        (decoder.instance_logits(queries, pixels), decoder.instance_logits(queries, pixels.float())),
        (decoder.semantic_logits(pixels), decoder.semantic_projection(pixels)),
    ):
        assert quick.dtype == torch.bfloat16
        assert float((quick.float() - exact).norm() / exact.norm()) < 2**-7


@pytest.mark.parametrize(("mean", "height", "width"), [(0.0, 6, 5), (30.0, 48, 48), (0.0, 1, 1)])
def test_normalizing_by_channels_equals_normalizing_groups(mean: float, height: int, width: int) -> None:
    norm = torch.nn.GroupNorm(4, 16)
    torch.nn.init.normal_(norm.weight)
    torch.nn.init.normal_(norm.bias)
    x = torch.randn(2, 16, height, width) * torch.rand(16, 1, 1) + mean * torch.randn(16, 1, 1)
    torch.testing.assert_close(normalize_by_channels(x, norm), norm(x), atol=1e-4, rtol=1e-4)
