"""Every stage of the model against the published implementation's intermediate numbers."""

from collections import defaultdict

import golden
import pytest
import torch
from torch import Tensor, nn

from sam3_studio.model import Sam3Model

MODULES = {
    "01.vit.embeddings": "vision_encoder.backbone.embeddings",
    "02.vit.ln_pre": "vision_encoder.backbone.layer_norm",
    "03.vit.layer": "vision_encoder.backbone.layers",
    "05.neck.fpn": "vision_encoder.neck.fpn_layers",
    "06.text.last_hidden_state": "text_encoder",
    "07.text.projected": "text_projection",
    "08.geometry": "geometry_encoder",
    "09.geometry.layer": "geometry_encoder.layers",
    "11.detr_encoder.layer": "detr_encoder.layers",
    "13.detr_decoder.layer": "detr_decoder.layers",
    "15.scoring.text_proj": "dot_product_scoring.text_proj",
    "16.mask.prompt_cross_attn": "mask_decoder.prompt_cross_attn",
    "17.mask.pixel_embed": "mask_decoder.pixel_decoder",
    "18.mask.query_embed": "mask_decoder.mask_embedder",
}
"""Where each published stage is found here; a trailing name or number in the stage is one in the module."""


def module_of(stage: str) -> str | None:
    for prefix, module in MODULES.items():
        if stage == prefix:
            return module
        if stage.startswith(prefix + "."):
            return f"{module}.{stage.removeprefix(prefix + '.')}"
    return None


@pytest.fixture(scope="module", params=["A", "B"])
def run(request: pytest.FixtureRequest) -> tuple[golden.Case, dict[str, list[Tensor]], Sam3Model]:
    """One pass with the output of every module kept."""
    case = golden.Case(f"{request.param}/stages")
    model = Sam3Model.from_pretrained(case.model)
    seen: dict[str, list[Tensor]] = defaultdict(list)
    hooks = []
    for name, module in model.named_modules():

        def keep(_: nn.Module, __: object, output: object, name: str = name) -> None:
            if isinstance(output, Tensor):
                seen[name].append(output)
            elif isinstance(output, tuple):
                seen[name].extend(output)

        hooks.append(module.register_forward_hook(keep))
    inputs = {name: value for name, value in case.group("in").items() if name != "original_sizes"}
    with torch.inference_mode():
        outputs = model(pixel_values=case.pixel_values(), **inputs, output_hidden_states=True)
    for hook in hooks:  # or what a test has a module do would be kept too
        hook.remove()
    seen["outputs"] = [outputs]
    # The trunk's layers hand on windows; as hidden states they are put together again.
    for number, state in enumerate(outputs.vision_hidden_states[1:]):
        seen[f"vision_encoder.backbone.layers.{number}"] = [state]
    return case, seen, model


def stages(case: golden.Case) -> dict[str, Tensor]:
    """Published tensors by stage; a trailing [0] says that only the first picture was kept."""
    return {
        name.removeprefix("stage.").removesuffix("[0]"): value
        for name, value in case.tensors.items()
        if name.startswith("stage.")
    }


def test_every_module_gives_the_published_numbers(run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model]) -> None:
    case, seen, _ = run
    compared = 0
    for stage, want in stages(case).items():
        name = module_of(stage)
        if name is None or name not in seen:
            continue
        got = seen[name][-1]
        torch.testing.assert_close(
            got.float().reshape(-1)[: want.numel()],
            want.reshape(-1),
            atol=1e-3,
            rtol=0,
            msg=lambda m, s=stage: f"{s}: {m}",
        )
        compared += 1
    assert compared >= 20


def test_the_geometry_encoder_masks_what_the_published_one_masks(
    run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model],
) -> None:
    case, seen, _ = run
    tokens, mask = seen["geometry_encoder"]
    torch.testing.assert_close(tokens[:1], stages(case)["10.geometry.last_hidden_state"][:1], atol=1e-3, rtol=0)
    assert torch.equal(mask[:1], stages(case)["10.geometry.attention_mask"].bool()[:1])


def test_queries_after_each_decoder_layer_are_the_published_ones(
    run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model],
) -> None:
    case, seen, _ = run
    want = stages(case)["14.detr_decoder.intermediate_hidden_states"]
    got = torch.stack(seen["detr_decoder.output_layer_norm"])
    torch.testing.assert_close(got[:, : want.shape[1]], want, atol=1e-3, rtol=0)


def test_reference_boxes_of_each_decoder_layer_are_the_published_ones(
    run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model],
) -> None:
    case, seen, _ = run
    want = stages(case)["14.detr_decoder.reference_boxes"]
    got = seen["outputs"][0].decoder_reference_boxes
    torch.testing.assert_close(got[:, : want.shape[1]], want, atol=1e-5, rtol=0)


@pytest.mark.parametrize("which", ["0", "last"])
def test_box_bias_of_the_decoder_is_the_published_one(
    run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model], which: str
) -> None:
    case, seen, model = run
    want = stages(case)[f"14.detr_decoder.rpb.{which}"]
    boxes = seen["outputs"][0].decoder_reference_boxes[0 if which == "0" else -1][: len(want)]
    grid = seen["vision_encoder.neck.fpn_layers.2"][0].shape[-2:]
    with torch.inference_mode():
        bias = model.detr_decoder.box_bias(boxes, tuple(grid))
    torch.testing.assert_close(bias[:, :, 1:], want, atol=1e-4, rtol=0)
    assert not bias[:, :, 0].any()


def test_query_positions_of_the_first_decoder_layer_are_the_published_ones(
    run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model],
) -> None:
    case, seen, model = run
    want = stages(case)["14.detr_decoder.query_pos.0"]
    with torch.inference_mode():
        positions = model.detr_decoder.query_positions(seen["outputs"][0].decoder_reference_boxes[0][: len(want)])
    torch.testing.assert_close(positions[:, 1:], want, atol=1e-4, rtol=0)


def test_position_encoding_of_the_neck_is_the_published_one(
    run: tuple[golden.Case, dict[str, list[Tensor]], Sam3Model],
) -> None:
    case, _, model = run
    with torch.inference_mode():
        vision = model.get_vision_features(case.pixel_values()[:1])
    torch.testing.assert_close(vision.fpn_position_encoding[2], stages(case)["05.neck.pos.2"][:1], atol=1e-5, rtol=0)
