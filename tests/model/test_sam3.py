"""The whole model against the published implementation's numbers."""

from functools import cache
from pathlib import Path

import golden
import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from sam3_studio.model import Sam3Config, Sam3ImageSegmentationOutput, Sam3Model, attention

pytestmark = pytest.mark.slow

TOLERANCE = {
    "pred_masks": 1e-3,
    "semantic_seg": 1e-3,
    "pred_boxes": 1e-4,
    "pred_logits": 1e-4,
    "presence_logits": 1e-4,
}
FEATURES = 1e-3
INPUTS = ("input_ids", "attention_mask", "input_boxes", "input_boxes_labels")


@cache
def load(folder: Path, size: int | None = None, dtype: torch.dtype = torch.float32) -> Sam3Model:
    config = Sam3Config.from_pretrained(folder)
    config.image_size = size or config.image_size
    return Sam3Model.from_pretrained(folder, config=config, dtype=dtype)


def inputs(case: golden.Case, prefix: str = "in") -> dict[str, Tensor]:
    return {name: value for name, value in case.group(prefix).items() if name in INPUTS}


def assert_equal_to(case: golden.Case, outputs: Sam3ImageSegmentationOutput, prefix: str = "out") -> None:
    for name, tolerance in TOLERANCE.items():
        want = case.tensors[f"{prefix}.{name}"]
        torch.testing.assert_close(
            outputs[name].float(), want, atol=tolerance, rtol=0, msg=lambda m, n=name: f"{n}: {m}"
        )


def mask_iou(a: Tensor, b: Tensor) -> float:
    return float((a & b).sum() / (a | b).sum().clamp(min=1))


@pytest.fixture(autouse=True)
def _inference():
    with torch.inference_mode():
        yield


@pytest.mark.parametrize("case", golden.cases("forward", "stages"), ids=str)
def test_results_equal_the_published_ones(case: golden.Case) -> None:
    outputs = load(case.model, case.meta.get("config_image_size"))(pixel_values=case.pixel_values(), **inputs(case))
    assert_equal_to(case, outputs)


@pytest.mark.parametrize("case", golden.cases("vision_reuse"), ids=str)
def test_one_encoded_picture_serves_many_prompts_and_stays_unchanged(case: golden.Case) -> None:
    model = load(case.model)
    vision = model.get_vision_features(case.pixel_values())
    for level, features in enumerate(vision.fpn_hidden_states):
        want = case.tensors.get(f"vision.fpn.{level}")
        if want is not None:
            torch.testing.assert_close(features, want, atol=FEATURES, rtol=0)
    prompts = [*range(len(case.meta["prompts"])), 0]
    for number in prompts:
        assert_equal_to(case, model(vision_embeds=vision, **inputs(case, f"in.{number}")), f"out.{number}")


@pytest.mark.parametrize("whole", [True, False], ids=["whole output", "pooler_output"])
@pytest.mark.parametrize("case", golden.cases("text_reuse"), ids=str)
def test_one_encoded_text_serves_many_pictures(case: golden.Case, whole: bool) -> None:
    model = load(case.model)
    text = model.get_text_features(**inputs(case))
    torch.testing.assert_close(text.pooler_output, case.tensors["text.pooler_output"], atol=FEATURES, rtol=0)
    for number, pixels in enumerate(case.pixel_values()):
        outputs = model(
            pixel_values=pixels[None],
            text_embeds=text if whole else text.pooler_output,
            attention_mask=inputs(case)["attention_mask"],
        )
        assert_equal_to(case, outputs, f"out.{number}")


def test_hidden_states_and_attentions_are_the_published_ones_on_request() -> None:
    case = golden.Case("A/text_and_boxes")
    outputs = load(case.model)(
        pixel_values=case.pixel_values(), **inputs(case), output_hidden_states=True, output_attentions=True
    )
    traced = load_file(golden.ROOT / "A" / "trace_of_text_and_boxes.safetensors")
    for name, want in traced.items():
        field, index = name.split(".")
        torch.testing.assert_close(outputs[field][int(index)], want.float(), atol=5e-3, rtol=1e-3)  # stored in float16
    assert len(traced) == sum(len(outputs[field]) for field in {name.split(".")[0] for name in traced})


def test_hidden_states_and_attentions_are_absent_unless_asked_for() -> None:
    case = golden.Case("A/text_only")
    outputs = load(case.model)(pixel_values=case.pixel_values(), **inputs(case))
    assert not [name for name in outputs if name.endswith("attentions")]
    assert outputs.vision_hidden_states is None


@pytest.mark.parametrize("name", ["A", "B"])
def test_a_row_alone_equals_the_row_in_its_batch(name: str) -> None:
    case = golden.Case(f"{name}/text_lengths_batch")
    for row, pixels in enumerate(case.pixel_values()):
        alone = {key: value[row : row + 1] for key, value in inputs(case).items()}
        outputs = load(case.model)(pixel_values=pixels[None], **alone)
        for field, tolerance in TOLERANCE.items():
            want = case.tensors[f"out.{field}"][row : row + 1]
            torch.testing.assert_close(outputs[field], want, atol=tolerance, rtol=0)


@pytest.mark.parametrize("name", ["A", "B"])
def test_ids_under_a_zero_mask_do_not_matter(name: str) -> None:
    case = golden.Case(f"{name}/text_lengths_batch")
    changed = inputs(case)
    changed["input_ids"] = changed["input_ids"] * changed["attention_mask"]
    assert_equal_to(case, load(case.model)(pixel_values=case.pixel_values(), **changed))


@pytest.mark.parametrize("name", ["A", "B"])
def test_text_cut_to_its_valid_length_gives_the_same_result(name: str) -> None:
    case = golden.Case(f"{name}/text_only")
    length = int(inputs(case)["attention_mask"].sum())
    cut = inputs(case)["input_ids"][:, :length]
    assert_equal_to(case, load(case.model)(pixel_values=case.pixel_values(), input_ids=cut))


def test_one_picture_broadcasts_over_many_prompts() -> None:
    case = golden.Case("A/text_lengths_batch")
    model, pixels = load(case.model), case.pixel_values()[:1]
    together = model(pixel_values=pixels, **inputs(case))
    for row in range(len(inputs(case)["input_ids"])):
        alone = model(pixel_values=pixels, **{key: value[row : row + 1] for key, value in inputs(case).items()})
        torch.testing.assert_close(together.pred_masks[row : row + 1], alone.pred_masks, atol=1e-4, rtol=0)


def test_one_prompt_broadcasts_over_many_pictures() -> None:
    case = golden.Case("A/text_lengths_batch")
    model, pixels = load(case.model), case.pixel_values()
    prompt = {key: value[:1] for key, value in inputs(case).items()}
    together = model(pixel_values=pixels, **prompt)
    for row in range(len(pixels)):
        alone = model(pixel_values=pixels[row : row + 1], **prompt)
        torch.testing.assert_close(together.pred_logits[row : row + 1], alone.pred_logits, atol=1e-4, rtol=0)


def test_one_picture_broadcasts_over_many_box_prompts() -> None:
    case = golden.Case("A/mixed_batch")
    model, pixels = load(case.model), case.pixel_values()[:1]
    together = model(pixel_values=pixels, **inputs(case))
    repeated = model(pixel_values=pixels.expand(len(together.pred_logits), -1, -1, -1), **inputs(case))
    torch.testing.assert_close(together.pred_logits, repeated.pred_logits, atol=1e-4, rtol=0)


def test_batches_that_do_not_fit_are_named() -> None:
    case = golden.Case("A/text_lengths_batch")
    count = len(inputs(case)["input_ids"])
    pixels = case.pixel_values()[:1].expand(count + 1, -1, -1, -1)
    with pytest.raises(ValueError, match=f"{count + 1} pictures, {count} prompts do not fit together"):
        load(case.model)(pixel_values=pixels, **inputs(case))


def test_a_class_token_can_be_had_without_boxes_as_in_metas_code() -> None:
    case = golden.Case("A/text_only")
    model = load(case.model)
    picture = model.prepare(model.get_vision_features(case.pixel_values()))
    text = model.get_text_features(**inputs(case)).pooler_output
    plain = model.encode_prompt(picture, text)
    always = model.encode_prompt(picture, text, always_class_token=True)
    assert always.tokens.shape[1] == plain.tokens.shape[1] + 1
    assert always.mask is not None
    assert bool(always.mask.all())


@pytest.mark.parametrize(
    "given",
    [
        ("input_ids",),
        ("pixel_values",),
        ("pixel_values", "vision_embeds", "input_ids"),
        ("pixel_values", "input_ids", "text_embeds"),
    ],
    ids=["no picture", "no text", "two pictures", "two texts"],
)
def test_missing_or_doubled_inputs_are_refused(given: tuple[str, ...]) -> None:
    case = golden.Case("A/text_only")
    model = load(case.model)
    everything = {
        "pixel_values": case.pixel_values(),
        "vision_embeds": model.get_vision_features(case.pixel_values()),
        "input_ids": inputs(case)["input_ids"],
        "text_embeds": model.get_text_features(inputs(case)["input_ids"]),
    }
    with pytest.raises(ValueError, match="give either"):
        model(**{name: everything[name] for name in given})


@pytest.mark.slow  # bfloat16 is emulated on most CPUs
@pytest.mark.parametrize(
    "in_parts",
    [
        pytest.param(False, id="attention as a whole"),
        pytest.param(
            True,
            id="attention in parts",
            marks=pytest.mark.skipif(
                not torch.cpu.get_capabilities().get("avx512_bf16"),
                reason="only processors that multiply bfloat16 take attention in parts; emulated, it rounds otherwise",
            ),
        ),
    ],
)
def test_bfloat16_masks_agree_with_float32(in_parts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mean IoU of the masks of all queries of all cases with a picture and a prompt, at least 0.99."""
    monkeypatch.setattr(attention, "_lacks_tiles", lambda: in_parts)
    monkeypatch.setattr(attention, "_MANY", 1)
    agreement = []
    for case in golden.cases("forward"):
        size = case.meta.get("config_image_size")
        outputs = load(case.model, size, torch.bfloat16)(pixel_values=case.pixel_values(), **inputs(case))
        want = case.tensors["out.pred_masks"] > 0
        agreement += [
            mask_iou(a, b) for a, b in zip((outputs.pred_masks > 0).flatten(0, 1), want.flatten(0, 1), strict=True)
        ]
    assert sum(agreement) / len(agreement) >= 0.99


@pytest.mark.parametrize("name", ["pred_boxes", "presence_logits", "decoder_reference_boxes"])
def test_boxes_and_presence_stay_in_float32_in_a_bfloat16_model(name: str) -> None:
    case = golden.Case("A/text_and_boxes")
    outputs = load(case.model, dtype=torch.bfloat16)(pixel_values=case.pixel_values(), **inputs(case))
    assert outputs[name].dtype == torch.float32


def test_a_model_turned_to_bfloat16_by_hand_works_too() -> None:
    case = golden.Case("A/text_and_boxes")
    model = Sam3Model.from_pretrained(case.model).to(torch.bfloat16)
    outputs = model(pixel_values=case.pixel_values(), **inputs(case))
    assert bool(outputs.pred_masks.isfinite().all())


def test_padding_may_stand_before_a_box() -> None:
    case = golden.Case("A/one_box")
    box = inputs(case)["input_boxes"][:, :1]
    padded = torch.cat((torch.full_like(box, -10.0), box), dim=1)
    arguments = {**inputs(case), "input_boxes": padded, "input_boxes_labels": torch.tensor([[-10, 1]])}
    outputs = load(case.model)(pixel_values=case.pixel_values(), **arguments)
    torch.testing.assert_close(outputs.pred_logits, case.tensors["out.pred_logits"], atol=1e-4, rtol=0)


def test_outputs_are_a_mapping_as_published_ones_are() -> None:
    case = golden.Case("A/text_only")
    outputs = load(case.model)(pixel_values=case.pixel_values(), **inputs(case))
    assert dict(outputs.items())["pred_boxes"] is outputs.pred_boxes
    assert outputs.get("vision_attentions") is None
    assert len(outputs) == len(list(outputs.values()))


def test_two_runs_agree_exactly() -> None:
    case = golden.Case("A/text_and_boxes")
    first, second = (load(case.model)(pixel_values=case.pixel_values(), **inputs(case)) for _ in range(2))
    assert torch.equal(first.pred_masks, second.pred_masks)


def test_pictures_that_do_not_divide_into_patches_are_refused() -> None:
    with pytest.raises(ValueError, match="multiples"):
        load(golden.ROOT / "A").get_vision_features(torch.zeros(1, 3, 100, 168))


def test_pictures_need_not_be_square() -> None:
    vision = load(golden.ROOT / "A").get_vision_features(torch.zeros(1, 3, 84, 168))
    assert vision.fpn_hidden_states[-1].shape[-2:] == (6, 12)
