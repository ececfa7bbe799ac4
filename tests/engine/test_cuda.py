"""The model on a graphics card: the golden numbers, and the same answers as on a processor."""

from collections.abc import Iterator
from pathlib import Path

import golden
import numpy as np
import pytest
import torch
from golden_pictures import picture

from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.resources import embedded_model, resource_path
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.images import load_picture
from sam3_studio.engine import Predictor
from sam3_studio.engine.device import send
from sam3_studio.engine.stages import stages_for
from sam3_studio.engine.trunk_store import TrunkStore
from sam3_studio.model import Sam3Config, Sam3Model

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here"),
]

A = golden.ROOT / "A"
PROMPTS = [
    Prompt("cat"),
    Prompt("a small black cat"),
    Prompt(None, (ExemplarBox(Box(10, 12, 60, 55)),)),
    Prompt("cat", (ExemplarBox(Box(10, 12, 60, 55)), ExemplarBox(Box(70, 5, 110, 40), positive=False))),
]


def assert_alike(got: Segmentation, want: Segmentation) -> None:
    """The same candidates in the same order, but for a little rounding."""
    assert got.presence == pytest.approx(want.presence, abs=1e-3)
    assert len(got.candidates) == len(want.candidates)
    for mine, theirs in zip(got.candidates, want.candidates, strict=True):
        assert mine.score == pytest.approx(theirs.score, abs=1e-3)
        assert mine.box.as_tuple() == pytest.approx(theirs.box.as_tuple(), abs=0.2)
        differing = (mine.mask.to_mask() != theirs.mask.to_mask()).mean()
        assert differing < 2e-3


@pytest.fixture(scope="module")
def on_processor() -> Predictor:
    return Predictor.load(A, device="cpu", dtype="float32")


@pytest.fixture(scope="module", params=[False, True], ids=["replayed", "compiled"])
def on_card(request: pytest.FixtureRequest) -> Iterator[Predictor]:
    yield Predictor.load(A, device="cuda", dtype="float32", compiled=request.param)
    torch.compiler.reset()


@pytest.mark.parametrize("prompt", PROMPTS, ids=range(len(PROMPTS)))
def test_answers_are_those_of_a_processor(on_card: Predictor, on_processor: Predictor, prompt: Prompt) -> None:
    # What a processor resizes may be one 8-bit step away; this picture has the model's size.
    for name in ("p0.png", "p0.png"):
        assert_alike(on_card.segment(picture(name), prompt), on_processor.segment(picture(name), prompt))


def test_an_answer_does_not_change_when_others_are_given_after_it(on_card: Predictor) -> None:
    first = on_card.segment(picture(), PROMPTS[0])
    for prompt in PROMPTS[1:]:
        on_card.segment(picture(), prompt)
    on_card.segment(picture("p1.png"), PROMPTS[0])
    assert on_card.segment(picture(), PROMPTS[0]) == first


def test_freed_memory_is_recorded_anew_and_answers_stay(on_card: Predictor) -> None:
    first = on_card.segment(picture(), PROMPTS[0])
    on_card.free_memory()
    assert_alike(on_card.segment(picture(), PROMPTS[0]), first)


@pytest.mark.parametrize("case", golden.cases("forward"), ids=str)
def test_the_golden_numbers_hold_on_a_card(case: golden.Case) -> None:
    config = Sam3Config.from_pretrained(case.model)
    config.image_size = case.meta.get("config_image_size") or config.image_size
    model = Sam3Model.from_pretrained(case.model, config=config, device="cuda")
    inputs = {name: value.cuda() for name, value in case.group("in").items() if name != "original_sizes"}
    with torch.inference_mode():
        outputs = model(pixel_values=case.pixel_values().cuda(), **inputs)
    for name in ("pred_masks", "semantic_seg", "pred_boxes", "pred_logits", "presence_logits"):
        torch.testing.assert_close(
            outputs[name].cpu(), case.tensors[f"out.{name}"], atol=1e-3, rtol=0, msg=lambda m, n=name: f"{n}: {m}"
        )


def test_bfloat16_masks_agree_with_float32_ones() -> None:
    folder = embedded_model()
    exact = Predictor.load(folder, device="cpu", dtype="float32")
    quick = Predictor.load(folder, device="cuda", dtype="bfloat16")
    overlaps: list[float] = []
    for path in sorted(resource_path("samples").glob("*.jpg")):
        shown = load_picture(path)
        for text in ("panda", "ladybug", "fox", "turtle", "butterfly"):
            ours, theirs = (one.segment(shown, Prompt(text)).above(0.5) for one in (quick, exact))
            overlaps += (max((found.mask.iou(other.mask) for other in ours), default=0.0) for found in theirs)
    assert len(overlaps) >= 10
    assert np.mean(overlaps) > 0.97, f"of {len(overlaps)} masks the least is {min(overlaps):.4f}"


def test_a_prompt_waits_for_the_card_nowhere_before_its_boxes_are_read() -> None:
    model = Sam3Model.from_pretrained(A, device="cuda")
    stages = stages_for(model)
    pixels = golden.Case("A/stages").pixel_values()[:1].cuda()
    ids = golden.Case("A/stages").group("in")["input_ids"][:1, :4].cuda()
    boxes, labels = torch.tensor([[[0.4, 0.4, 0.2, 0.3]]]), torch.tensor([[1]])
    with torch.inference_mode():
        for waits in (0, 2):  # the first time around, recordings are made
            torch.cuda.set_sync_debug_mode(waits)
            try:
                shown = stages.prepare(stages.trunk(pixels))
                placed, meant = send(boxes, model.device), send(labels, model.device)
                prompt = model.encode_prompt(shown, stages.text(ids), boxes=placed, box_labels=meant)
                stages.embed_pixels(stages.detect(shown, prompt), shown, prompt)
            finally:
                torch.cuda.set_sync_debug_mode(0)


def test_pictures_that_were_resized_beside_a_store_on_disk_go_to_the_card_without_waiting(
    on_card: Predictor, on_processor: Predictor, tmp_path: Path
) -> None:
    on_card.pictures.store = TrunkStore(tmp_path, 1 << 30)
    on_card.free_memory()
    assert_alike(on_card.segment(picture(), PROMPTS[0]), on_processor.segment(picture(), PROMPTS[0]))
    on_card.pictures.clear()
    on_card.prepare(picture())
    prepared = on_card.pictures._prepared[picture().key]
    on_card.pictures.store = None
    assert prepared.is_pinned()
    torch.cuda.set_sync_debug_mode(2)
    try:
        sent = send(prepared, on_card.model.device)
    finally:
        torch.cuda.set_sync_debug_mode(0)
    assert torch.equal(sent.cpu(), prepared)
