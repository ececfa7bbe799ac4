"""Checking weights."""

import json
from pathlib import Path

import golden
import pytest
import torch

from sam3_studio.core.errors import ModelError
from sam3_studio.engine import Sam3Processor
from sam3_studio.engine.verification import check_itself, check_published, published_photos
from sam3_studio.model import Sam3Model

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"
PHOTOS = {"cat": golden.ROOT / "images" / "p0.png", "kitchen": golden.ROOT / "images" / "p1.png"}


@pytest.fixture
def model() -> Sam3Model:
    return Sam3Model.from_pretrained(A)


@pytest.fixture(scope="module")
def processor() -> Sam3Processor:
    return Sam3Processor.from_pretrained(A)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, processor: Sam3Processor) -> Path:
    """Numbers in the form of the published ones, but of the small model."""
    model = Sam3Model.from_pretrained(A)
    pictures = {name: golden.picture(path.name).convert("RGB") for name, path in PHOTOS.items()}

    @torch.inference_mode()
    def numbers(row: int, threshold: float, **call: object) -> dict[str, object]:
        inputs = processor(return_tensors="pt", **call)
        outputs = model(**inputs)
        best = outputs.pred_logits[row].topk(3)
        kept = processor.post_process_object_detection(outputs, threshold, inputs["original_sizes"])[row]
        return {
            "top3_logits": best.values.tolist(),
            "top1_box": outputs.pred_boxes[row, best.indices[0]].tolist(),
            "top1_mask_3x3": outputs.pred_masks[row, best.indices[0], :3, :3].tolist(),
            "post": {"threshold": threshold, "score0": kept["scores"][0].item(), "box0": kept["boxes"][0].tolist()},
        }

    box = [[10, 12, 60, 55]]
    batch = {
        "images": list(pictures.values()),
        "text": ["cat", None],
        "input_boxes": [None, box],
        "input_boxes_labels": [None, [1]],
    }
    cases = [
        {"id": "text", "image": "cat", "text": "cat", **numbers(0, 0.05, images=pictures["cat"], text="cat")},
        {
            "id": "box", "image": "cat", "text": None, "boxes_xyxy": box, "labels": [1],
            **numbers(0, 0.05, images=pictures["cat"], input_boxes=[box], input_boxes_labels=[[1]]),
        },
        {
            "id": "mixed", "images": ["cat", "kitchen"], "texts": ["cat", None], "boxes_xyxy": [None, box],
            "labels": [None, [1]], "item0": numbers(0, 0.05, **batch), "item1": numbers(1, 0.05, **batch),
        },
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("expected") / "expected.json"
    images = {name: {"coco": f"val/{file.name}"} for name, file in PHOTOS.items()}
    path.write_text(json.dumps({"images": images, "cases": cases}))
    return path


def test_the_right_weights_agree_with_the_published_numbers(
    model: Sam3Model, processor: Sam3Processor, expected: Path
) -> None:
    checks = list(check_published(model, processor, PHOTOS, expected))
    assert [check.name for check in checks] == ["text, cat", "box, cat", "mixed, cat", "mixed, kitchen"]
    assert [check.name for check in checks if not check.passed] == []


def test_other_weights_do_not(model: Sam3Model, processor: Sam3Processor, expected: Path) -> None:
    with torch.no_grad():
        model.detr_decoder.query_embed.weight.mul_(1.05)
    assert [check.name for check in check_published(model, processor, PHOTOS, expected) if check.passed] == []


def test_the_numbers_that_ship_name_two_photos(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"000000077595\.jpg"):
        published_photos(tmp_path)


def test_photos_are_found_by_their_names(tmp_path: Path) -> None:
    for name in ("000000077595.jpg", "000000136466.jpg"):
        (tmp_path / name).touch()
    assert set(published_photos(tmp_path)) == {"cat", "kitchen"}


def test_sound_weights_agree_with_themselves(model: Sam3Model, processor: Sam3Processor) -> None:
    assert [check.name for check in check_itself(model, processor) if not check.passed] == []


def test_weights_that_are_not_finite_are_noticed(model: Sam3Model, processor: Sam3Processor) -> None:
    with torch.no_grad():
        model.mask_decoder.instance_projection.bias[0] = float("nan")
    failed = {check.name for check in check_itself(model, processor) if not check.passed}
    assert failed == {
        "weights are finite",
        "a picture and a text give finite results",
        "an exemplar box gives finite results",
    }
