"""Several pictures are asked together."""

import threading
from dataclasses import replace

import golden
import pytest
from golden_pictures import picture
from predictor_tools import assert_alike, calls

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.engine import Predictor
from sam3_studio.engine.image_processor import Sam3ImageProcessor

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


class TestManyPictures:
    """A run over many pictures answers as single questions do, and leaves what is kept for others."""

    def test_answers_are_those_of_single_questions(self, predictor: Predictor) -> None:
        prompts = [Prompt("disc"), Prompt("square", (ExemplarBox(Box(10, 10, 60, 60)),))]
        single = tuple(predictor.segment(picture(), prompt) for prompt in prompts)
        predictor.free_memory()
        assert predictor.segment_all(picture(), prompts) == single

    @pytest.mark.parametrize("at_once", [1, 2, 8])
    def test_pictures_asked_together_are_answered_as_if_alone(
        self, predictor: Predictor, at_once: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Predictor, "at_once", at_once)
        pictures = [picture("p0.png"), picture("p1.png"), replace(picture(), key="less", pixels=picture().pixels[:40])]
        example = Prompt("kitten", (ExemplarBox(Box(10, 12, 60, 35)),))
        for prompt in (Prompt("disc"), example):
            together = predictor.segment_pictures(pictures, prompt)
            for one, got in zip(pictures, together, strict=True):
                assert_alike(got, predictor.segment(one, prompt))

    def test_pictures_asked_together_take_no_place_from_others(self, predictor: Predictor) -> None:
        predictor.segment_pictures([picture("p0.png"), picture("p1.png")], Prompt("disc"))
        assert not predictor.pictures._hot.size

    def test_a_processor_answers_one_question_after_the_other(self, predictor: Predictor) -> None:
        assert predictor.at_once == 1

    def test_prepared_pictures_are_answered_alike(self, predictor: Predictor) -> None:
        plain = predictor.segment_all(picture(), [Prompt("disc")])
        predictor.free_memory()
        predictor.prepare(picture())
        assert predictor.segment_all(picture(), [Prompt("disc")]) == plain

    @pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory: full")])
    def test_a_picture_that_memory_is_too_short_to_prepare_is_answered_in_its_turn(
        self, predictor: Predictor, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        plain = predictor.segment_all(picture(), [Prompt("disc")])
        predictor.free_memory()

        def fail(*_: object) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(Sam3ImageProcessor, "__call__", fail)
            predictor.prepare(picture())
        assert predictor.segment_all(picture(), [Prompt("disc")]) == plain

    def test_several_prompts_take_one_encoding(self, predictor: Predictor) -> None:
        seen = calls(predictor)
        predictor.segment_all(picture(), [Prompt("disc"), Prompt("square")])
        assert seen.count("vision_encoder.backbone") == 1

    def test_a_run_that_gave_way_finds_its_picture_encoded(self, predictor: Predictor) -> None:
        predictor.segment_all(picture(), [Prompt("disc")])
        seen = calls(predictor)
        predictor.segment_all(picture(), [Prompt("square")])
        assert "vision_encoder.backbone" not in seen

    def test_the_pictures_of_a_run_take_no_place_from_others(self, predictor: Predictor) -> None:
        predictor.encode(picture("p0.png"))
        size = predictor.pictures._hot.size
        predictor.segment_all(picture("p1.png"), [Prompt("disc")])
        assert predictor.pictures._hot.size == size
        assert predictor.is_encoded(picture("p0.png"))
        assert not predictor.is_encoded(picture("p1.png"))

    def test_pictures_prepared_and_never_used_do_not_pile_up(self, predictor: Predictor) -> None:
        for number in range(20):
            predictor.prepare(replace(picture(), key=str(number)))
        assert len(predictor.pictures._prepared) < 10

    def test_it_can_be_stopped(self, predictor: Predictor) -> None:
        cancel = threading.Event()
        cancel.set()
        with pytest.raises(CancelledError):
            predictor.segment_all(picture(), [Prompt("disc")], cancel=cancel)
