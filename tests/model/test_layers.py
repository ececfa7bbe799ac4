"""`model.layers`: shortcuts that change nothing."""

import pytest
import torch
from torch import nn

from sam3_studio.model.layers import ACTIVATIONS, FeedForward, Linear, activated


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_layer_and_activation_in_one_pass_give_what_they_give_one_by_one(activation: str) -> None:
    linear, x = Linear(24, 40).to(torch.bfloat16), torch.randn(3, 7, 24)
    with torch.inference_mode():
        plain = ACTIVATIONS[activation](linear(x))
        torch.testing.assert_close(activated(linear, x, activation), plain, atol=0.02, rtol=0.02)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_torch_without_that_kernel_goes_the_plain_way(activation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    linear, x = Linear(24, 40).to(torch.bfloat16), torch.randn(3, 7, 24)
    monkeypatch.setattr(torch.ops, "mkldnn", object())
    with torch.inference_mode():
        assert torch.equal(activated(linear, x, activation), ACTIVATIONS[activation](linear(x)))


def test_both_are_trained_through() -> None:
    block = FeedForward(8, 16, "gelu").to(torch.bfloat16)
    block(torch.randn(2, 8)).sum().backward()
    assert all(isinstance(weight, nn.Parameter) and weight.grad is not None for weight in block.parameters())
