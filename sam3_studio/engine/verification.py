"""Whether weights do what they should: against published numbers where that is possible, else against themselves."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from PIL import Image, ImageDraw
from torch import Tensor

from sam3_studio.core.errors import ModelError
from sam3_studio.core.resources import resource_path
from sam3_studio.engine.processor import Sam3Processor
from sam3_studio.model import Sam3ImageSegmentationOutput, Sam3Model

LOGIT_TOLERANCE = 2e-3
"""Scores' logits: twenty times the published tolerance, for processors that add in another order."""
BOX_TOLERANCE = 1e-3
"""Relative boxes."""
MASK_TOLERANCE = 1e-2
"""Mask logits."""
PIXEL_TOLERANCE = 0.1
"""Boxes in pixels."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what.
        passed: whether it is as it should be.
        detail: the figures.
    """

    name: str
    passed: bool
    detail: str


def published_photos(folder: Path) -> dict[str, Path]:
    """The photos that the published numbers are about, by their short names.

    Args:
        folder: where to look for them by their COCO file names.

    Raises:
        ModelError: one is missing.
    """
    photos = {}
    for name, entry in _expected()["images"].items():
        path = folder / Path(entry["coco"]).name
        if not path.is_file():
            raise ModelError(
                "{folder} lacks {name}; put COCO's {source} there.", folder=folder, name=path.name, source=entry["coco"]
            )
        photos[name] = path
    return photos


def _expected(path: Path | None = None) -> Any:
    return json.loads((path or resource_path("verification/published_numbers.json")).read_text(encoding="utf-8"))


@torch.inference_mode()
def check_published(
    model: Sam3Model, processor: Sam3Processor, photos: Mapping[str, Path], expected: Path | None = None
) -> Iterator[Check]:
    """Compare with the published numbers, one check per case and picture.

    Args:
        model: the public weights in float32.
        processor: of the same checkpoint.
        photos: as `published_photos` returns them.
        expected: the numbers; those that ship by default.
    """
    for case in _expected(expected)["cases"]:
        names = case.get("images") or [case["image"]]
        pictures = [_photo(photos[name]) for name in names]
        single = len(names) == 1
        inputs = processor(
            images=pictures[0] if single else pictures,
            text=case["text"] if single else case["texts"],
            input_boxes=_per_picture(case, "boxes_xyxy"),
            input_boxes_labels=_per_picture(case, "labels"),
            return_tensors="pt",
        ).to(model.device)
        outputs = model(**inputs)
        for row, name in enumerate(names):
            numbers = case if single else case[f"item{row}"]
            yield _compare(f"{case['id']}, {name}", outputs, row, numbers, processor, inputs["original_sizes"])


def _photo(path: Path) -> Image.Image:
    try:
        with Image.open(path) as image:
            return image.convert("RGB")
    except OSError as error:
        raise ModelError("{path} cannot be read as a picture; fetch it from COCO again.", path=path) from error


def _per_picture(case: Mapping[str, Any], key: str) -> Any:
    """A case about one picture lists what a batch would have in its only row."""
    value = case.get(key)
    return [value] if value is not None and "image" in case else value


def _compare(
    name: str,
    outputs: Sam3ImageSegmentationOutput,
    row: int,
    numbers: Mapping[str, Any],
    processor: Sam3Processor,
    sizes: Tensor,
) -> Check:
    """One row of a batch with its published numbers."""
    best = outputs.pred_logits[row].topk(3)
    first = best.indices[0]
    differences = [
        ("logits", _distance(best.values, numbers["top3_logits"]), LOGIT_TOLERANCE),
        ("box", _distance(outputs.pred_boxes[row, first], numbers["top1_box"]), BOX_TOLERANCE),
        ("mask", _distance(outputs.pred_masks[row, first, :3, :3], numbers["top1_mask_3x3"]), MASK_TOLERANCE),
    ]
    if post := numbers.get("post"):
        kept = processor.post_process_object_detection(outputs, post["threshold"], sizes.tolist())[row]
        found = len(kept["scores"]) > 0
        score = _distance(kept["scores"][0], post["score0"]) if found else float("inf")
        box = _distance(kept["boxes"][0], post["box0"]) if found else float("inf")
        differences += [("score", score, LOGIT_TOLERANCE), ("pixels", box, PIXEL_TOLERANCE)]
    detail = ", ".join(f"{what} {difference:.1e}" for what, difference, _ in differences)
    return Check(name, all(difference <= limit for _, difference, limit in differences), f"off by: {detail}")


def _distance(got: Tensor, want: Sequence[Any] | float) -> float:
    return float((got.float().cpu() - torch.tensor(want)).abs().max())


@torch.inference_mode()
def check_itself(model: Sam3Model, processor: Sam3Processor) -> Iterator[Check]:
    """What can be said about any weights: they are finite, and equivalent ways of asking agree.

    Args:
        model: any weights.
        processor: of the same checkpoint.
    """
    bad = [name for name, weight in model.named_parameters() if not weight.isfinite().all()]
    count = sum(weight.numel() for weight in model.parameters())
    yield Check("weights are finite", not bad, f"{count:,} parameters" if not bad else f"not finite: {bad[0]}")

    picture = _drawing()
    size = processor.image_processor.size
    pixels = processor(images=picture, return_tensors="pt").to(model.device).pixel_values
    text = processor(text="red circle", return_tensors="pt").to(model.device)
    outputs = model(pixel_values=pixels, **text)
    finite = all(bool(outputs[name].isfinite().all()) for name in outputs if isinstance(outputs[name], Tensor))
    yield Check("a picture and a text give finite results", finite, f"{size['width']} x {size['height']} px")

    vision, words = model.get_vision_features(pixels), model.get_text_features(**text)
    again = model(vision_embeds=vision, text_embeds=words, attention_mask=text.attention_mask)
    difference = float((again.pred_logits - outputs.pred_logits).abs().max())
    yield Check("kept embeddings give the same result", difference <= 1e-5, f"logits off by {difference:.1e}")

    boxed = processor(images=picture, input_boxes=[[[20, 20, 60, 60]]], return_tensors="pt").to(model.device)
    outputs = model(**boxed)
    finite = bool(outputs.pred_boxes.isfinite().all() and outputs.pred_masks.isfinite().all())
    yield Check("an exemplar box gives finite results", finite, f"presence logit {float(outputs.presence_logits):.2f}")


def _drawing() -> Image.Image:
    """A red circle and a blue square."""
    picture = Image.new("RGB", (160, 120), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 60, 60), fill="red")
    draw.rectangle((90, 50, 130, 90), fill="blue")
    return picture
