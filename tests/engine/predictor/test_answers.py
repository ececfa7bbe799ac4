"""The predictor: what it finds is what the model and the published post-processing find."""

from dataclasses import replace

import golden
import numpy as np
import pytest
import torch
from golden_pictures import picture
from predictor_tools import assert_alike, calls

from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, Segmenter
from sam3_studio.engine import Predictor, Sam3Processor

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


def test_it_is_a_segmenter(predictor: Predictor) -> None:
    segmenter: Segmenter = predictor
    assert "168 px on cpu in float32 (as asked" in segmenter.description


@pytest.mark.parametrize(
    ("prompt", "call"),
    [
        (Prompt("sleeping kitten"), {"text": "sleeping kitten"}),
        (Prompt(None, (ExemplarBox(Box(10, 12, 60, 55)),)), {"input_boxes": [[[10, 12, 60, 55]]]}),
        (
            Prompt("kitten", (ExemplarBox(Box(10, 12, 60, 55)), ExemplarBox(Box(70, 5, 110, 40), positive=False))),
            {
                "text": "kitten",
                "input_boxes": [[[10, 12, 60, 55], [70, 5, 110, 40]]],
                "input_boxes_labels": [[1, 0]],
            },
        ),
    ],
    ids=["text", "box", "text and boxes"],
)
def test_it_finds_what_the_published_way_finds(predictor: Predictor, prompt: Prompt, call: dict[str, object]) -> None:
    shown = picture()
    processor = Sam3Processor.from_pretrained(A)
    inputs = processor(images=golden.picture("p0.png"), return_tensors="pt", **call)
    with torch.inference_mode():
        outputs = predictor.model(**inputs)
    want = processor.post_process_instance_segmentation(
        outputs, threshold=SCORE_FLOOR, target_sizes=inputs["original_sizes"]
    )[0]
    order = want["scores"].argsort(descending=True)
    found = predictor.segment(shown, prompt)
    assert found.presence == pytest.approx(float(outputs.presence_logits.sigmoid()), abs=1e-4)
    assert [c.score for c in found.candidates] == pytest.approx(want["scores"][order].tolist(), abs=1e-4)
    boxes = np.array([c.box.as_tuple() for c in found.candidates])
    np.testing.assert_allclose(boxes, want["boxes"][order], atol=0.05)
    for candidate, mask in zip(found.candidates, want["masks"][order], strict=True):
        assert (candidate.mask.to_mask() != mask.numpy().astype(bool)).mean() < 1e-4


def test_prompts_asked_together_are_answered_as_if_alone(predictor: Predictor, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = (
        Prompt("cat"),
        Prompt("a sleeping kitten on a mat"),
        Prompt("kitten", (ExemplarBox(Box(10, 12, 60, 55)), ExemplarBox(Box(70, 5, 110, 40), positive=False))),
    )
    monkeypatch.setattr(Predictor, "at_once", 8)
    together = predictor.segment_all(picture(), prompts)
    for got, prompt in zip(together, prompts, strict=True):
        assert_alike(got, predictor.segment(picture(), prompt))


def test_each_prompt_that_is_asked_together_with_others_has_a_floor_of_its_own(predictor: Predictor) -> None:
    alone = predictor.segment(picture(), Prompt("cat"), floor=0.0)
    low, usual = predictor.segment_all(picture(), [Prompt("cat"), Prompt("cat")], floors=[0.0, SCORE_FLOOR])
    assert len(low.candidates) == len(alone.candidates) == predictor.most_objects
    assert [one.score for one in usual.candidates] == [one.score for one in low.above(SCORE_FLOOR)]


def test_a_second_prompt_encodes_nothing_but_its_text(predictor: Predictor) -> None:
    predictor.segment(picture(), Prompt("cat"))
    seen = calls(predictor)
    predictor.segment(picture(), Prompt("dog"))
    assert seen[:2] == ["text_encoder", "detr_encoder"]


def test_a_known_text_is_not_encoded_again(predictor: Predictor) -> None:
    predictor.segment(picture(), Prompt("cat"))
    seen = calls(predictor)
    predictor.segment(picture("p1.png"), Prompt(" cat "))
    assert "text_encoder" not in seen


def test_a_cached_picture_gives_the_same_result(predictor: Predictor) -> None:
    first, second = (predictor.segment(picture(), Prompt("cat")) for _ in range(2))
    assert first == second


def test_encoding_ahead_leaves_only_the_prompt_to_do(predictor: Predictor) -> None:
    predictor.encode(picture())
    assert predictor.is_encoded(picture())
    seen = calls(predictor)
    predictor.segment(picture(), Prompt("cat"))
    assert "vision_encoder.backbone" not in seen


def test_an_absent_concept_makes_no_masks(own_predictor: Predictor) -> None:
    predictor = own_predictor
    with torch.no_grad():
        predictor.model.detr_decoder.presence_head.layer3.bias.fill_(-1000)
    seen = calls(predictor)
    found = predictor.segment(picture(), Prompt("cat"))
    assert found.candidates == ()
    assert found.presence < SCORE_FLOOR
    assert "mask_decoder.pixel_decoder" not in seen


def test_candidates_come_best_first_and_above_the_floor(predictor: Predictor) -> None:
    scores = [c.score for c in predictor.segment(picture(), Prompt("cat")).candidates]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > SCORE_FLOOR


class TestLoweringTheFloor:
    """What scores less than the floor is to be had later, at the cost of its masks."""

    PROMPT = Prompt("kitten", (ExemplarBox(Box(10, 12, 60, 55)),))

    def test_the_answer_is_that_of_who_asked_for_all_at_first(self, predictor: Predictor) -> None:
        at_first = predictor.segment(picture(), self.PROMPT, floor=0.0)
        predictor.free_memory()
        before = predictor.segment(picture(), self.PROMPT)
        later = predictor.segment(picture(), self.PROMPT, floor=0.0)
        assert later == at_first
        assert len(later.candidates) == predictor.most_objects > len(before.candidates)
        assert later.candidates[: len(before.candidates)] == before.candidates

    def test_neither_detector_nor_pixels_are_computed_again(self, predictor: Predictor) -> None:
        assert predictor.segment(picture(), self.PROMPT).candidates
        seen = calls(predictor)
        predictor.segment(picture(), self.PROMPT, floor=0.01)
        assert seen == []

    def test_masks_made_before_are_not_made_again(self, predictor: Predictor, monkeypatch: pytest.MonkeyPatch) -> None:
        before = predictor.segment(picture(), self.PROMPT)
        decoder, made = predictor.model.mask_decoder, []
        make = decoder.instance_logits
        monkeypatch.setattr(decoder, "instance_logits", lambda q, p: made.append(q.shape[1]) or make(q, p))
        later = predictor.segment(picture(), self.PROMPT, floor=0.0)
        assert sum(made) == len(later.candidates) - len(before.candidates)

    def test_of_a_concept_that_is_absent_the_pixels_are_computed_then(self, own_predictor: Predictor) -> None:
        with torch.no_grad():
            own_predictor.model.detr_decoder.presence_head.layer3.bias.fill_(-8)
        assert not own_predictor.segment(picture(), self.PROMPT).candidates
        seen = calls(own_predictor)
        assert own_predictor.segment(picture(), self.PROMPT, floor=0.0).candidates
        assert seen == ["mask_decoder.pixel_decoder"]

    def test_another_picture_or_prompt_is_another_question(self, predictor: Predictor) -> None:
        predictor.segment(picture(), self.PROMPT)
        for shown, prompt in ((picture("p1.png"), self.PROMPT), (picture(), Prompt("cat"))):
            seen = calls(predictor)
            predictor.segment(shown, prompt, floor=0.0)
            assert "detr_encoder" in seen


def test_a_threshold_is_applied_without_the_model(predictor: Predictor) -> None:
    found = predictor.segment(picture(), Prompt("cat"))
    middle = found.candidates[len(found.candidates) // 2].score
    assert [c for c in found.candidates if c.score > middle] == list(found.above(middle))


def test_the_semantic_map_is_that_of_the_whole_model(predictor: Predictor) -> None:
    inputs = Sam3Processor.from_pretrained(A)(images=golden.picture("p0.png"), text="cat", return_tensors="pt")
    with torch.inference_mode():
        want = predictor.model(**inputs).semantic_seg[0, 0].sigmoid()
    found = predictor.segment(picture(), Prompt("cat"))
    np.testing.assert_allclose(found.semantic, want, atol=1e-4)


def test_a_segmentation_can_be_compared_and_hashed_with_its_semantic_map(predictor: Predictor) -> None:
    found = predictor.segment(picture(), Prompt("cat"))
    assert len({found, replace(found, semantic=None)}) == 1


def test_pictures_of_any_shape_get_masks_of_their_size(predictor: Predictor) -> None:
    pixels = np.zeros((1, 300, 3), dtype=np.uint8)
    for candidate in predictor.segment(replace(picture(), key="line", pixels=pixels), Prompt("cat")).candidates:
        assert (candidate.mask.height, candidate.mask.width) == (1, 300)
