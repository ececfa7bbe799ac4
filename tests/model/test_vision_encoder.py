"""`model.vision_encoder`: windows are kept from layer to layer, which changes nothing."""

import pytest
import torch
from torch import Tensor

from sam3_studio.model import vision_encoder
from sam3_studio.model.config import Sam3ViTConfig
from sam3_studio.model.vision_encoder import Sam3ViTModel

WINDOW, PATCH = 3, 2


@pytest.fixture
def trunk() -> Sam3ViTModel:
    """Six layers over windows and two over the whole grid, the last of all among the former."""
    torch.manual_seed(0)
    config = Sam3ViTConfig(
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=8,
        num_attention_heads=2,
        image_size=12,
        patch_size=PATCH,
        pretrain_image_size=8,
        window_size=WINDOW,
        global_attn_indexes=[2, 5],
    )
    made = Sam3ViTModel(config).eval()
    for weight in made.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    return made


def layer_by_layer(trunk: Sam3ViTModel, pixels: Tensor) -> list[Tensor]:
    """The plain form: every layer is given the grid."""
    x = trunk.layer_norm(trunk.embeddings(pixels))
    states = [x]
    height, width = x.shape[1:3]
    for layer in trunk.layers:
        side = (layer.window, layer.window) if layer.window else (height, width)
        angles = vision_encoder.rotary_angles(*side, 8, trunk.config.rope_theta, WINDOW / side[1], x.device)
        x = layer(x, angles)
        states.append(x)
    return states


@pytest.mark.parametrize(("rows", "columns"), [(6, 6), (6, 9), (7, 6), (8, 7)])
def test_windows_that_are_kept_give_what_windows_made_for_every_layer_give(
    trunk: Sam3ViTModel, rows: int, columns: int
) -> None:
    pixels = torch.randn(2, 3, rows * PATCH, columns * PATCH)
    with torch.inference_mode():
        states = layer_by_layer(trunk, pixels)
        output = trunk(pixels, output_hidden_states=True)
    torch.testing.assert_close(output.last_hidden_state, states[-1].flatten(1, 2))
    for got, want in zip(output.hidden_states, states, strict=True):
        torch.testing.assert_close(got, want)


@pytest.mark.parametrize(("rows", "regroupings"), [(6, 3), (7, 6)])
def test_windows_are_made_once_for_all_layers_between_two_over_the_whole_grid(
    trunk: Sam3ViTModel, monkeypatch: pytest.MonkeyPatch, rows: int, regroupings: int
) -> None:
    made: list[int] = []
    plain = vision_encoder.to_windows

    def counted(x: Tensor, size: int) -> Tensor:
        made.append(size)
        return plain(x, size)

    monkeypatch.setattr(vision_encoder, "to_windows", counted)
    with torch.inference_mode():
        trunk(torch.randn(1, 3, rows * PATCH, 6 * PATCH))
    assert len(made) == regroupings
