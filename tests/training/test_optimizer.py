"""`training.optimizer`: Muon, AdamW, and their schedule."""

import pytest
import torch
from torch import nn

from sam3_studio.training.optimizer import Muon, Optimizers, orthogonalized

pytestmark = pytest.mark.slow


def test_steps_of_muon_have_singular_values_near_one() -> None:
    torch.manual_seed(0)
    for shape in ((3, 24, 40), (3, 40, 24)):
        values = torch.linalg.svdvals(orthogonalized(torch.randn(shape)))
        assert float(values.min()) > 0.5
        assert float(values.max()) < 1.4


def test_muon_finds_the_minimum_of_a_quadratic() -> None:
    torch.manual_seed(0)
    weight, wanted = nn.Parameter(torch.randn(20, 30)), torch.randn(20, 30)
    optimizer = Muon([{"params": [weight]}], lr=0.05)
    for _ in range(200):
        optimizer.zero_grad()
        (weight - wanted).square().sum().backward()
        optimizer.step()
    assert float((weight - wanted).square().mean().detach()) < 0.05


def test_the_rate_warms_up_stays_and_falls() -> None:
    schedule = Optimizers(nn.Linear(32, 32), rate=1, muon_rate=1, trunk_share=1, total=100, flat=0.5, warm=10)
    assert schedule.factor(0) == 0.1
    assert schedule.factor(30) == 1
    assert schedule.factor(75) < 0.6
    assert schedule.factor(100) < 0.04


def test_the_trunk_moves_slower_when_told_to() -> None:
    torch.manual_seed(0)
    encoder = nn.ModuleDict({"backbone": nn.Linear(32, 32), "neck": nn.Linear(32, 32)})
    model = nn.ModuleDict({"vision_encoder": encoder})
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    optimizers = Optimizers(model, rate=0.01, muon_rate=0.01, trunk_share=0.0, total=10, flat=1, warm=1)
    encoder["neck"](encoder["backbone"](torch.randn(4, 32))).square().sum().backward()
    optimizers.step(0)
    moved = {name: not torch.equal(weight, before[name]) for name, weight in model.named_parameters()}
    assert moved == {
        "vision_encoder.backbone.weight": False,
        "vision_encoder.backbone.bias": False,
        "vision_encoder.neck.weight": True,
        "vision_encoder.neck.bias": True,
    }
