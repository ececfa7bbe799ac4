"""A person watches an answer grow, and can stop it at any stage."""

import threading

import golden
import pytest
from golden_pictures import picture
from predictor_tools import calls

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Segmentation, Sketch
from sam3_studio.engine import Predictor

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


def watched(predictor: Predictor) -> tuple[list[Sketch | Segmentation], Segmentation]:
    """What is shown while a prompt is answered, and the answer."""
    shown: list[Sketch | Segmentation] = []
    return shown, predictor.segment(picture(), Prompt("cat"), watch=shown.append)


def test_the_boxes_are_shown_before_the_first_mask_is_made(predictor: Predictor) -> None:
    seen = calls(predictor)
    made_before: list[bool] = []
    predictor.segment(picture(), Prompt("cat"), watch=lambda _: made_before.append("mask_decoder" in "".join(seen)))
    assert made_before[0] is False
    assert all(made_before[1:])


def test_the_sketch_has_the_boxes_and_scores_of_all_candidates(predictor: Predictor) -> None:
    (sketch, *_), found = watched(predictor)
    assert sketch == Sketch(found.presence, tuple((c.box, c.score) for c in found.candidates))


def test_masks_arrive_best_first_in_growing_parts(predictor: Predictor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sam3_studio.engine.answering._FIRST_MASKS", 2)
    monkeypatch.setattr("sam3_studio.engine.questions._MASKS_AT_ONCE", 3)
    (_, *parts), found = watched(predictor)
    lengths = [len(part.candidates) for part in parts if isinstance(part, Segmentation)]
    assert lengths == [2, *range(5, len(found.candidates), 3)]
    assert all(part.candidates == found.candidates[: len(part.candidates)] for part in parts)


def test_watching_changes_nothing(predictor: Predictor) -> None:
    assert watched(predictor)[1] == predictor.segment(picture(), Prompt("cat"))


def test_cancelling_stops_between_two_masks(predictor: Predictor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sam3_studio.engine.answering._FIRST_MASKS", 2)
    cancel = threading.Event()

    def stop_at_masks(shown: Sketch | Segmentation) -> None:
        if isinstance(shown, Segmentation):
            cancel.set()

    with pytest.raises(CancelledError):
        predictor.segment(picture(), Prompt("cat"), cancel=cancel, watch=stop_at_masks)


def test_a_cancelled_request_stops_before_it_starts(predictor: Predictor) -> None:
    cancel = threading.Event()
    cancel.set()
    seen = calls(predictor)
    with pytest.raises(CancelledError):
        predictor.segment(picture(), Prompt("cat"), cancel=cancel)
    assert seen == []


@pytest.mark.parametrize(
    "stage", ["vision_encoder.backbone.layers.1", "detr_encoder.layers.0", "detr_decoder.layers.1"]
)
def test_a_request_can_be_cancelled_inside_every_stack_of_layers(predictor: Predictor, stage: str) -> None:
    cancel = threading.Event()
    predictor.model.get_submodule(stage).register_forward_hook(lambda *_: cancel.set())
    with pytest.raises(CancelledError):
        predictor.segment(picture(), Prompt("cat"), cancel=cancel)


def test_after_a_cancelled_request_the_next_one_works(predictor: Predictor) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        predictor.segment(picture(), Prompt("cat"), cancel=cancel)
    assert isinstance(predictor.segment(picture(), Prompt("cat")), Segmentation)
