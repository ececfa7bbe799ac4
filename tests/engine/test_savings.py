"""The golden numbers, with everything that is computed once, or left out, computed once and left out.

Pictures and texts row by row, each text without its padding; what the decoder begins with from the weights alone;
masks of some queries alone, as of those that pass the floor.
"""

from functools import cache

import golden
import pytest
import torch
from torch import Tensor

from sam3_studio.engine.stages import Stages
from sam3_studio.model import PictureFeatures, PromptTokens, Sam3Config, Sam3Model, cxcywh_to_xyxy

pytestmark = pytest.mark.slow

TOLERANCE = {"pred_logits": 1e-4, "presence_logits": 1e-4, "pred_boxes": 1e-4, "pred_masks": 1e-3, "semantic_seg": 1e-3}
SHOWN = slice(1, None, 3)
"""Queries that get a mask."""


@cache
def stages(case: golden.Case) -> Stages:
    config = Sam3Config.from_pretrained(case.model)
    config.image_size = case.meta.get("config_image_size") or config.image_size
    return Stages(Sam3Model.from_pretrained(case.model, config=config, dtype=torch.float32))


def row(given: Tensor | None, number: int) -> Tensor | None:
    """That of a picture; of one that all share, that one."""
    return None if given is None else given[number : number + 1] if len(given) > 1 else given


def prompt(case: golden.Case, picture: PictureFeatures, number: int) -> PromptTokens:
    inputs = case.group("in")
    ids, mask, boxes, labels = (
        row(inputs.get(name), number) for name in ("input_ids", "attention_mask", "input_boxes", "input_boxes_labels")
    )
    length = ids.shape[1] if mask is None else int(mask.sum())
    text = stages(case).text(ids[:, :length])
    return stages(case).model.encode_prompt(picture, text, None, boxes, labels)


@pytest.mark.parametrize("case", golden.cases("forward", "stages"), ids=str)
def test_results_with_all_savings_are_the_published_ones(case: golden.Case) -> None:
    run, pixels = stages(case), case.pixel_values()
    with torch.inference_mode():
        for number in range(len(case.tensors["out.pred_logits"])):
            picture = run.prepare(run.trunk(row(pixels, number)))
            asked = prompt(case, picture, number)
            found = run.detect(picture, asked)
            seen = run.embed_pixels(found, picture, asked)
            decoder = run.model.mask_decoder
            got = {
                "pred_logits": found.logits,
                "presence_logits": found.decoded.presence_logits,
                "pred_boxes": cxcywh_to_xyxy(found.decoded.pred_boxes),
                "pred_masks": decoder.instance_logits(found.decoded.queries[:, SHOWN], seen),
                "semantic_seg": decoder.semantic_logits(seen),
            }
            for name, tolerance in TOLERANCE.items():
                want = case.tensors[f"out.{name}"][number : number + 1]
                want = want[:, SHOWN] if name == "pred_masks" else want
                torch.testing.assert_close(got[name], want, atol=tolerance, rtol=0, msg=lambda m, n=name: f"{n}: {m}")
