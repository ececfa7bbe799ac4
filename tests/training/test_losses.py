"""`training.losses`: scores, boxes and masks."""

import pytest
import torch
import torch.nn.functional as F

from sam3_studio.training.losses import box_loss, dice, focal, mask_cross_entropy


def test_a_focal_loss_without_focus_is_half_the_cross_entropy() -> None:
    logits, wanted = torch.tensor([-2.0, 0.0, 3.0]), torch.tensor([0.0, 1.0, 1.0])
    expected = 0.5 * F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    torch.testing.assert_close(focal(logits, wanted, alpha=0.5, gamma=0), expected)


def test_focus_takes_weight_from_what_is_already_right() -> None:
    sure, unsure = focal(torch.tensor([4.0, 0.0]), torch.ones(2), alpha=0.5, gamma=2).tolist()
    assert sure < unsure / 1000


def test_a_box_that_fits_costs_nothing_and_one_that_does_not_something() -> None:
    wanted = torch.tensor([[0.5, 0.5, 0.2, 0.2]])
    assert float(box_loss(wanted, wanted)) == pytest.approx(0, abs=1e-5)
    assert float(box_loss(wanted + 0.1, wanted)) > 1


def test_masks_that_fit_cost_nearly_nothing() -> None:
    wanted = torch.zeros(1, 8, 8)
    wanted[:, 2:6, 2:6] = 1
    logits = 20 * (2 * wanted - 1)
    assert float(dice(logits, wanted)) < 1e-3
    assert float(mask_cross_entropy(logits, wanted)) < 1e-3
    assert float(dice(-logits, wanted)) > 0.9
