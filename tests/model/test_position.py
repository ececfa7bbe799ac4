"""Positions: computed when they are read, and kept within bounds."""

import golden
import torch

from sam3_studio.model import Sam3Model
from sam3_studio.model.position import (
    PositionEncodings,
    _kept_grid_encoding,
    _kept_rotary_angles,
    grid_encoding,
    rotary_angles,
    rotate,
)

CPU = torch.device("cpu")


def test_encodings_are_computed_when_they_are_read() -> None:
    _kept_grid_encoding.cache_clear()
    encodings = PositionEncodings(((48, 48), (24, 24), (12, 12)), 32, CPU)
    assert encodings[-1].shape == (1, 32, 12, 12)
    assert _kept_grid_encoding.cache_info().currsize == 1


def test_encodings_read_like_a_tuple() -> None:
    encodings = PositionEncodings(((4, 6), (2, 3)), 8, CPU)
    assert len(encodings) == 2
    assert [tuple(encoding.shape) for encoding in encodings] == [(1, 8, 4, 6), (1, 8, 2, 3)]
    assert [tuple(encoding.shape) for encoding in encodings[1:]] == [(1, 8, 2, 3)]


def test_a_whole_pass_computes_the_coarsest_encoding_alone() -> None:
    case = golden.Case("A/text_only")
    model = Sam3Model.from_pretrained(case.model)
    _kept_grid_encoding.cache_clear()
    with torch.inference_mode():
        model(pixel_values=case.pixel_values()[:1], input_ids=case.tensors["in.input_ids"][:1])
    assert _kept_grid_encoding.cache_info().currsize == 1


def test_many_resolutions_do_not_pile_up() -> None:
    for side in range(1, 40):
        grid_encoding(side, side, 8, CPU)
        rotary_angles(side, side, 8, 10000.0, 1.0, CPU)
    assert _kept_grid_encoding.cache_info().currsize <= 8
    assert _kept_rotary_angles.cache_info().currsize <= 8


def test_what_inference_computed_serves_training() -> None:
    _kept_grid_encoding.cache_clear()
    with torch.inference_mode():
        encoding = grid_encoding(3, 3, 8, CPU)
    assert not encoding.is_inference()


def test_pairs_turn_by_their_angles() -> None:
    x = torch.randn(2, 3, 6, 8, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    cos, sin = rotary_angles(2, 3, 8, 10000.0, 1.0, CPU)  # (6, 4) each
    turned = torch.empty_like(x)
    turned[..., 0::2] = x[..., 0::2] * cos - x[..., 1::2] * sin
    turned[..., 1::2] = x[..., 1::2] * cos + x[..., 0::2] * sin
    torch.testing.assert_close(rotate(x.float(), cos, sin), turned.float())
    before = x.to(torch.bfloat16)
    torch.testing.assert_close(rotate(before, cos, sin), turned.to(torch.bfloat16), atol=0.05, rtol=0)
    assert torch.equal(before, x.to(torch.bfloat16))  # it is not changed in place
