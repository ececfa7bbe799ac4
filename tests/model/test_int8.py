"""`model.int8`: weights in eight bits."""

import golden
import pytest
import torch

from sam3_studio.core.prompt import Prompt
from sam3_studio.core.resources import embedded_model, resource_path
from sam3_studio.dataset.images import load_picture
from sam3_studio.engine import Predictor
from sam3_studio.model import Sam3Model
from sam3_studio.model.int8 import Int8Linear


def layer(weight: torch.Tensor) -> Int8Linear:
    made = Int8Linear(weight.shape[1], weight.shape[0], bias=True)
    made.take_weight(weight)
    return made


def test_a_weight_is_off_by_half_a_step_of_its_row_at_most() -> None:
    weight = torch.randn(20, 30) * torch.logspace(-3, 3, 20)[:, None]
    kept = layer(weight)
    off = (kept.weight.float() * kept.scale[:, None] - weight).abs()
    assert bool((off <= weight.abs().amax(1, keepdim=True) / 127 * 0.5001).all())


def test_a_row_of_zeros_stays_one() -> None:
    kept = layer(torch.zeros(2, 8))
    torch.testing.assert_close(kept(torch.ones(8)), kept.bias)


def test_it_computes_in_the_type_of_the_weights_it_was_given() -> None:
    kept = layer(torch.randn(4, 8, dtype=torch.bfloat16))
    kept.bias = torch.nn.Parameter(torch.zeros(4, dtype=torch.bfloat16))
    assert kept(torch.ones(3, 8)).dtype == torch.bfloat16


@pytest.mark.slow
def test_large_matrices_are_whole_numbers_and_what_needs_float32_stays_in_it() -> None:
    model = Sam3Model.from_pretrained(golden.ROOT / "A", dtype=torch.bfloat16, int8=True)
    kinds = {name: weight.dtype for name, weight in model.named_parameters()}
    assert kinds["vision_encoder.backbone.layers.0.mlp.fc1.weight"] == torch.int8
    assert kinds["vision_encoder.backbone.layers.0.mlp.fc1.bias"] == torch.bfloat16
    assert kinds["detr_decoder.layers.0.mlp.fc1.weight"] == torch.float32
    assert model.dtype == torch.bfloat16


@pytest.mark.slow
def test_masks_hardly_change() -> None:
    folder = embedded_model()
    exact, coarse = (Predictor.load(folder, device="cpu", dtype=dtype) for dtype in ("float32", "int8"))
    overlaps: list[float] = []
    for name, text in (("at-the-pond", "duck"), ("ladybugs", "ladybug"), ("fruit-stall", "banana")):
        shown = load_picture(resource_path(f"samples/{name}.jpg"))
        got, want = (one.segment(shown, Prompt(text)).above(0.5) for one in (coarse, exact))
        overlaps += (max((found.mask.iou(other.mask) for other in got), default=0.0) for found in want)
    assert len(overlaps) >= 3
    assert sorted(overlaps)[len(overlaps) // 2] > 0.97


@pytest.mark.slow
def test_random_weights_take_less_memory_too() -> None:
    config = Sam3Model.from_pretrained(golden.ROOT / "A").config
    coarse = Predictor.with_random_weights(config, device="cpu", dtype="int8").model
    rest = str(coarse.dtype).removeprefix("torch.")  # of what is not whole numbers, on this processor
    exact = Predictor.with_random_weights(config, device="cpu", dtype=rest).model
    assert nbytes(coarse) < nbytes(exact)


def nbytes(model: Sam3Model) -> int:
    return sum(weight.nbytes for weight in model.parameters())
