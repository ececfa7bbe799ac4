"""The predictor: what it finds is what the model and the published post-processing find."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import golden
import numpy as np
import pytest
import torch
from golden_pictures import picture

from sam3_studio.core import folders
from sam3_studio.core.errors import CancelledError, MemoryShortageError, ModelError, PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, Segmentation, Segmenter, Sketch
from sam3_studio.engine import Predictor, Sam3Processor
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.loading import Loaded
from sam3_studio.engine.trunk_store import TrunkStore

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


@pytest.fixture(scope="module")
def loaded() -> Predictor:
    return Predictor.load(A, device="cpu", dtype="float32")


@pytest.fixture
def predictor(loaded: Predictor) -> Iterator[Predictor]:
    """With caches of its own, and a model that loses its hooks afterwards; its weights are for reading."""
    processor = Sam3ImageProcessor.from_pretrained(A)
    yield Predictor(Loaded(loaded.model, loaded.tokenizer, processor, loaded.name, loaded.choice))
    for module in loaded.model.modules():
        module._forward_hooks.clear()
        module._forward_pre_hooks.clear()


@pytest.fixture
def own_predictor() -> Predictor:
    """With a model of its own, to change."""
    return Predictor.load(A, device="cpu", dtype="float32")


def assert_alike(got: Segmentation, want: Segmentation) -> None:
    assert got.presence == pytest.approx(want.presence, abs=1e-4)
    assert [c.score for c in got.candidates] == pytest.approx([c.score for c in want.candidates], abs=1e-4)
    for mine, theirs in zip(got.candidates, want.candidates, strict=True):
        assert (mine.mask.to_mask() != theirs.mask.to_mask()).mean() < 1e-3


def calls(predictor: Predictor) -> list[str]:
    """Grows by a name whenever that part of the model runs."""
    seen: list[str] = []
    for name in ("vision_encoder.backbone", "text_encoder", "detr_encoder", "mask_decoder.pixel_decoder"):
        predictor.model.get_submodule(name).register_forward_hook(lambda *_, name=name: seen.append(name))
    return seen


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


def test_the_semantic_map_is_that_of_the_whole_model(predictor: Predictor) -> None:
    inputs = Sam3Processor.from_pretrained(A)(images=golden.picture("p0.png"), text="cat", return_tensors="pt")
    with torch.inference_mode():
        want = predictor.model(**inputs).semantic_seg[0, 0].sigmoid()
    found = predictor.segment(picture(), Prompt("cat"))
    np.testing.assert_allclose(found.semantic, want, atol=1e-4)


def test_a_segmentation_can_be_compared_and_hashed_with_its_semantic_map(predictor: Predictor) -> None:
    found = predictor.segment(picture(), Prompt("cat"))
    assert len({found, replace(found, semantic=None)}) == 1


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


def test_when_memory_runs_out_the_caches_are_freed_and_the_work_repeated(predictor: Predictor) -> None:
    predictor.encode(picture("p1.png"))
    failures = [torch.OutOfMemoryError("full")]

    def fail_once(*_: object) -> None:
        if failures:
            raise failures.pop()

    predictor.model.detr_encoder.register_forward_pre_hook(fail_once)
    assert predictor.segment(picture(), Prompt("cat")).candidates
    assert not predictor.is_encoded(picture("p1.png"))
    assert predictor.shortages == 1


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("full"),
        MemoryError(),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: full"),
        RuntimeError("could not create a primitive"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
    ],
)
def test_when_memory_stays_short_a_sentence_says_what_to_do(predictor: Predictor, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    predictor.model.detr_encoder.register_forward_pre_hook(fail)
    with pytest.raises(MemoryShortageError, match=r"too little free memory .* int8 or a smaller model"):
        predictor.segment(picture(), Prompt("cat"))


@pytest.mark.parametrize(
    "error",
    [
        torch.AcceleratorError("CUDA error: unspecified launch failure\nFor debugging consider more."),
        RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"),
        RuntimeError("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasGemmEx( handle)`"),
    ],
)
def test_when_the_device_fails_one_sentence_says_what_to_do(predictor: Predictor, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    predictor.model.detr_encoder.register_forward_pre_hook(fail)
    with pytest.raises(ModelError, match=r"^cpu failed \(.+\); start the program again, or compute on the CPU\.$"):
        predictor.segment(picture(), Prompt("cat"))
    assert predictor.shortages == 0


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
        RuntimeError("Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"),
        NotImplementedError("The operator 'aten::roll' is not implemented for the CUDA device"),
    ],
)
def test_a_mistake_of_the_program_is_not_taken_for_the_devices(predictor: Predictor, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    predictor.model.detr_encoder.register_forward_pre_hook(fail)
    with pytest.raises(type(error)) as raised:
        predictor.segment(picture(), Prompt("cat"))
    assert raised.value is error


def test_results_that_are_not_numbers_are_no_empty_result(own_predictor: Predictor) -> None:
    with torch.no_grad():
        own_predictor.model.detr_decoder.presence_head.layer3.bias.fill_(float("nan"))
    with pytest.raises(ModelError, match="not numbers"):
        own_predictor.segment(picture(), Prompt("cat"))


@pytest.mark.parametrize("box", [Box(0, 0, 1e39, 1e39), Box(5000, 5000, 6000, 6000), Box(-9, -9, -1, -1)])
def test_a_box_outside_the_picture_is_refused(predictor: Predictor, box: Box) -> None:
    with pytest.raises(PromptError, match="outside the picture"):
        predictor.segment(picture(), Prompt(None, (ExemplarBox(box),)))


def test_a_box_without_area_is_refused(predictor: Predictor) -> None:
    with pytest.raises(PromptError, match="no area"):
        predictor.segment(picture(), Prompt(None, (ExemplarBox(Box(5, 5, 5, 9)),)))


def test_a_box_beyond_the_picture_is_allowed(predictor: Predictor) -> None:
    assert predictor.segment(picture(), Prompt(None, (ExemplarBox(Box(-40, -10, 900, 30)),))).presence >= 0


def test_pictures_of_any_shape_get_masks_of_their_size(predictor: Predictor) -> None:
    pixels = np.zeros((1, 300, 3), dtype=np.uint8)
    for candidate in predictor.segment(replace(picture(), key="line", pixels=pixels), Prompt("cat")).candidates:
        assert (candidate.mask.height, candidate.mask.width) == (1, 300)


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


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrunkStore:
    """Where the window keeps pictures, with ten of them that were prepared with 100 GB of room."""
    monkeypatch.setenv(folders.CACHE_VARIABLE, str(tmp_path))
    store = TrunkStore(tmp_path / "encoded", 20 << 30)
    store.limit(100 * 10**9)
    for number in range(10):
        store.put(str(number), torch.zeros(1 << 18))
    return store


def test_a_window_keeps_to_the_room_that_pictures_were_prepared_with(predictor: Predictor, disk: TrunkStore) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    assert predictor.disk_room().capacity == disk.capacity == 100 * 10**9


def test_the_room_that_a_picture_takes_is_not_that_of_another_models(predictor: Predictor, disk: TrunkStore) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    predictor.encode_to_disk(picture())
    new = predictor.disk_room().picture
    assert 0 < new < disk.each
    predictor.limit_memory(1 << 20, 20 << 30)
    predictor.encode_to_disk(picture())  # it is there already
    assert predictor.disk_room().picture == new


@pytest.mark.parametrize(("megabytes", "left"), [(5, 4), (0, 0)])
def test_a_setting_that_is_lowered_frees_room_on_disk_at_once(
    predictor: Predictor, disk: TrunkStore, megabytes: int, left: int
) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    assert disk.size() > 10 << 20
    predictor.limit_memory(1 << 20, megabytes << 20)
    assert disk.size() // (1 << 20) == left


def test_a_setting_that_was_lowered_while_no_model_was_there_frees_room_with_the_next(
    predictor: Predictor, disk: TrunkStore
) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    other = Predictor.with_random_weights(predictor.model.config, device="cpu", dtype="float32")
    other.limit_memory(1 << 20, 5 << 20)
    assert disk.size() <= 5 << 20
