"""What the window asks of the model and hears from it, with a model that does as it is told."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_model import FakeModel, described, prompt_for
from PIL import Image
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import (
    AskCrop,
    Failed,
    FoundInCrop,
    LoadedModel,
    LoadFunction,
    ModelChoice,
    ModelInfo,
)
from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import MemoryShortageError, ModelError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import Segmentation

pytestmark = pytest.mark.gui

Start = Callable[[LoadFunction], Controller]

CAT, DOG = prompt_for("cat"), prompt_for("dog", class_id=2)


class Log:
    """What a controller tells, in order."""

    def __init__(self, controller: Controller) -> None:
        self.controller = controller
        self.lines: list[str] = []
        controller.encoding.connect(self.encoding)
        controller.encoded.connect(self.encoded)
        controller.sketch.connect(self.sketch)
        controller.partial.connect(self.partial)
        controller.found.connect(self.found)
        controller.prompted.connect(self.prompted)

    def encoding(self, path: Path) -> None:
        self.lines.append(f"encoding {path.stem}")

    def encoded(self, path: Path, seconds: float) -> None:
        assert seconds >= 0
        self.lines.append(f"encoded {path.stem}")

    def sketch(self, path: Path, class_id: int, key: str, sketch: object) -> None:
        self.lines.append(f"sketch of {key} for {class_id} in {path.stem}: {len(sketch.boxes)}")

    def partial(self, path: Path, class_id: int, key: str, part: object) -> None:
        self.lines.append(f"part of {key} for {class_id} in {path.stem}: {len(part.candidates)}")

    def found(self, path: Path, class_id: int, key: str, found: object) -> None:
        self.lines.append(f"found {key} for {class_id} in {path.stem}: {len(found.candidates)}")

    def prompted(self, path: Path) -> None:
        self.lines.append(f"prompted {path.stem}")


@pytest.fixture
def log(controller: Controller) -> Log:
    return Log(controller)


def wait_until_idle(qtbot: QtBot, controller: Controller) -> None:
    """Until the worker is free and nothing waits, pictures to be encoded ahead included."""
    qtbot.waitUntil(lambda: controller._agenda.in_flight is None)


def hold_up(qtbot: QtBot, fake: FakeModel, controller: Controller, work: Callable[[], None]) -> None:
    """Start work and come back while the model is in the middle of it."""
    wait_until_idle(qtbot, controller)
    fake.gate.clear()
    with qtbot.waitSignal(controller.encoding):
        work()


def test_a_prompt_is_answered_in_the_order_boxes_masks_all(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path]
) -> None:
    with qtbot.waitSignal(controller.prompted):
        controller.prompt(photos[0], [CAT])
    assert log.lines == [
        "encoding photo 0",
        "encoded photo 0",
        "sketch of cat, version 1 for 1 in photo 0: 2",
        "part of cat, version 1 for 1 in photo 0: 1",
        "found cat, version 1 for 1 in photo 0: 2",
        "prompted photo 0",
    ]


def test_several_prompts_are_answered_in_order_with_one_encoding(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    with qtbot.waitSignal(controller.prompted):
        controller.prompt(photos[0], [DOG, CAT])
    assert fake.asked == ["dog", "cat"]
    assert [line for line in log.lines if line.startswith(("encoding", "prompted"))] == [
        "encoding photo 0",
        "prompted photo 0",
    ]


def test_an_opened_picture_is_encoded_before_anything_is_asked(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    with qtbot.waitSignal(controller.encoded):
        controller.open(photos[0])
    assert len(fake.encoded) == 1
    assert fake.asked == []


def test_a_picture_whose_file_changed_is_encoded_anew(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    with qtbot.waitSignal(controller.encoded):
        controller.open(photos[0])
    wait_until_idle(qtbot, controller)
    Image.new("RGB", (40, 10)).save(photos[0])
    with qtbot.waitSignal(controller.encoded):
        controller.open(photos[0])
    assert len(set(fake.encoded)) == 2


def test_answers_that_nobody_wants_any_more_are_dropped(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.prompt(photos[0], [CAT]))
    controller.prompt(photos[1], [DOG])
    fake.gate.set()
    with qtbot.waitSignal(controller.prompted):
        pass
    assert [line for line in log.lines if line.startswith(("found", "prompted"))] == [
        "found dog, version 1 for 2 in photo 1: 2",
        "prompted photo 1",
    ]


def test_cancelling_stops_what_is_in_flight(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.prompt(photos[0], [CAT, DOG]))
    with qtbot.waitSignal(controller.cancelled):
        controller.cancel()
    wait_until_idle(qtbot, controller)
    assert log.lines == ["encoding photo 0"]
    assert not controller.is_busy


def test_after_a_cancelled_prompt_the_next_one_is_answered(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.prompt(photos[0], [CAT]))
    controller.cancel()
    fake.gate.set()
    with qtbot.waitSignal(controller.found):
        controller.prompt(photos[0], [CAT])


def test_encoding_ahead_is_dropped_for_a_prompt_and_taken_up_after_it(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.prefetch([photos[1]]))
    controller.prompt(photos[0], [CAT])
    fake.gate.set()
    qtbot.waitUntil(lambda: "encoded photo 1" in log.lines)
    assert [line for line in log.lines if line.startswith(("enc", "prompted"))] == [
        "encoding photo 1",
        "encoding photo 0",
        "encoded photo 0",
        "prompted photo 0",
        "encoding photo 1",
        "encoded photo 1",
    ]


def test_a_prefetched_picture_needs_no_encoding_when_it_is_opened(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    with qtbot.waitSignal(controller.encoded):
        controller.prefetch([photos[1]])
    controller.open(photos[1])
    with qtbot.waitSignal(controller.prompted):
        controller.prompt(photos[1], [CAT])
    assert len(fake.encoded) == 1


def test_while_the_model_is_switched_off_nothing_is_encoded_or_asked(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    controller.set_enabled(False)
    controller.open(photos[0])
    controller.prompt(photos[0], [CAT])
    controller.prefetch([photos[1]])
    wait_until_idle(qtbot, controller)
    assert (fake.encoded, fake.asked) == ([], [])


def test_switching_the_model_off_stops_an_encoding(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.open(photos[0]))
    with qtbot.waitSignal(controller.cancelled):
        controller.set_enabled(False)
    assert fake.encoded == []


def test_when_the_model_is_switched_on_the_open_picture_is_encoded(
    qtbot: QtBot, controller: Controller, photos: list[Path]
) -> None:
    controller.set_enabled(False)
    controller.open(photos[0])
    with qtbot.waitSignal(controller.encoded):
        controller.set_enabled(True)


def test_a_picture_opened_before_there_is_a_model_is_encoded_once_there_is_one(
    qtbot: QtBot, start: Start, photos: list[Path], fake: FakeModel
) -> None:
    controller = start(lambda choice, _: LoadedModel(fake, described(str(choice.source))))
    controller.open(photos[0])
    wait_until_idle(qtbot, controller)
    assert fake.encoded == []
    with qtbot.waitSignal(controller.encoded):
        controller.load_model(ModelChoice("late"))


def test_a_prompt_without_a_model_fails_with_a_sentence(qtbot: QtBot, start: Start, photos: list[Path]) -> None:
    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        raise NotImplementedError

    controller = start(load)
    with qtbot.waitSignal(controller.failed) as failure:
        controller.prompt(photos[0], [CAT])
    assert failure.args[0].sentence == "No model is loaded; choose one."


def test_an_answer_holds_what_a_threshold_may_let_through_later(
    qtbot: QtBot, controller: Controller, photos: list[Path]
) -> None:
    with qtbot.waitSignal(controller.found) as answer:
        controller.prompt(photos[0], [CAT])
    assert [len(answer.args[3].above(threshold)) for threshold in (0.1, 0.5, 0.95)] == [2, 1, 0]


def test_a_failed_prompt_says_why_and_the_others_are_answered(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    with qtbot.waitSignal(controller.encoded):
        controller.open(photos[0])
    wait_until_idle(qtbot, controller)
    fake.failures.append(ModelError("The model is ill; give it a rest."))
    failures: list[Failed] = []
    controller.failed.connect(failures.append)
    with qtbot.waitSignal(controller.prompted):
        controller.prompt(photos[0], [CAT, DOG])
    assert [failure.sentence for failure in failures] == ["The model is ill; give it a rest."]
    assert "found dog, version 1 for 2 in photo 0: 2" in log.lines


def test_an_unforeseen_failure_is_one_sentence_with_its_place_kept_for_the_report(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    wait_until_idle(qtbot, controller)
    fake.failures.append(ZeroDivisionError("division by zero"))
    with qtbot.waitSignal(controller.failed) as failure:
        controller.open(photos[0])
    assert failure.args[0].sentence == ("The model failed unexpectedly (ZeroDivisionError: division by zero).")
    assert "fake_model.py" in failure.args[0].details


def test_a_picture_that_cannot_be_read_is_told(qtbot: QtBot, controller: Controller, tmp_path: Path) -> None:
    with qtbot.waitSignal(controller.failed) as failure:
        controller.open(tmp_path / "gone.png")
    assert "gone.png" in failure.args[0].sentence


def test_when_the_gpu_is_too_small_the_model_moves_and_a_person_is_told(
    qtbot: QtBot, start: Start, photos: list[Path]
) -> None:
    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        model = FakeModel()
        device = "cpu" if choice.device == "cpu" else "cuda:0"
        if device != "cpu":
            model.failures.append(MemoryShortageError("too little memory"))
        return LoadedModel(model, described("large", device))

    controller = start(load)
    devices: list[ModelInfo] = []
    controller.model_changed.connect(devices.append)
    controller.load_model(ModelChoice("large"))
    with qtbot.waitSignals([controller.notice, controller.prompted]):
        controller.prompt(photos[0], [CAT])
    assert [model.device for model in devices] == ["cuda:0", "cpu"]
    assert controller.model is not None
    assert controller.model.device == "cpu"


def test_being_busy_begins_with_a_question_and_ends_with_its_answer(
    qtbot: QtBot, controller: Controller, photos: list[Path]
) -> None:
    qtbot.waitUntil(lambda: not controller.is_busy)
    changes: list[bool] = []
    controller.busy_changed.connect(changes.append)
    with qtbot.waitSignal(controller.prompted):
        controller.prompt(photos[0], [CAT, DOG])
    qtbot.waitUntil(lambda: not controller.is_busy)
    assert changes == [True, False]


def test_encoding_ahead_makes_nobody_wait(qtbot: QtBot, controller: Controller, photos: list[Path]) -> None:
    qtbot.waitUntil(lambda: not controller.is_busy)
    changes: list[bool] = []
    controller.busy_changed.connect(changes.append)
    with qtbot.waitSignal(controller.encoded):
        controller.prefetch([photos[0]])
    assert changes == []


def test_a_limit_of_memory_holds_for_the_model_at_work(qtbot: QtBot, controller: Controller, fake: FakeModel) -> None:
    wait_until_idle(qtbot, controller)
    controller.limit_memory(5 << 20)
    wait_until_idle(qtbot, controller)
    assert fake.picture_bytes == 5 << 20


def test_a_model_that_is_loaded_is_told_with_the_choice_and_one_that_fails_is_not(qtbot: QtBot, start: Start) -> None:
    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        if choice.source == "broken":
            raise ModelError("These are no weights.")
        return LoadedModel(FakeModel(), described(str(choice.source)))

    controller = start(load)
    good = ModelChoice("good")
    with qtbot.waitSignal(controller.loaded) as loaded:
        controller.load_model(good)
    assert loaded.args == [good]
    with qtbot.waitSignal(controller.failed), qtbot.assertNotEmitted(controller.loaded):
        controller.load_model(ModelChoice("broken"))
    assert controller.model is not None
    assert controller.model.name == "good"


def test_the_model_works_in_another_thread(qtbot: QtBot, start: Start) -> None:
    threads: list[QThread] = []

    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        threads.append(QThread.currentThread())
        return LoadedModel(FakeModel(), described(str(choice.source)))

    controller = start(load)
    with qtbot.waitSignal(controller.model_changed):
        controller.load_model(ModelChoice("fake"))
    assert threads[0] is not QThread.currentThread()


def test_closing_in_the_middle_of_an_encoding_ends_the_thread_at_once(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.open(photos[0]))
    assert controller.close(1)


def test_closing_in_the_middle_of_loading_a_model_ends_the_thread_at_once(qtbot: QtBot, start: Start) -> None:
    begun = threading.Event()

    def load(choice: ModelChoice, cancel: threading.Event) -> LoadedModel:
        begun.set()
        cancel.wait()
        return LoadedModel(FakeModel(), described(str(choice.source)))

    controller = start(load)
    controller.load_model(ModelChoice("slow"))
    qtbot.waitUntil(begun.is_set)
    assert controller.close(1)


def test_nothing_is_told_after_closing(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.prompt(photos[0], [CAT]))
    told = list(log.lines)
    controller.cancelled.connect(lambda _: log.lines.append("cancelled"))
    controller.close(5)
    qtbot.wait(0)
    assert log.lines == told


def test_answers_that_are_on_their_way_when_a_person_cancels_are_dropped(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path]
) -> None:
    controller.sketch.connect(lambda *_: controller.cancel())
    with qtbot.waitSignal(controller.sketch):
        controller.prompt(photos[0], [CAT])
    wait_until_idle(qtbot, controller)
    assert log.lines[-1] == "sketch of cat, version 1 for 1 in photo 0: 2"


def test_answers_that_are_on_their_way_when_the_window_closes_are_dropped(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path]
) -> None:
    def close(*_: object) -> None:
        assert controller.close(5)

    controller.sketch.connect(close)
    with qtbot.waitSignal(controller.sketch):
        controller.prompt(photos[0], [CAT])
    qtbot.wait(0)
    assert log.lines[-1] == "sketch of cat, version 1 for 1 in photo 0: 2"


def test_a_thread_that_cannot_be_stopped_is_kept_until_it_ends(qtbot: QtBot, start: Start) -> None:
    begun, release = threading.Event(), threading.Event()

    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        begun.set()
        release.wait()
        return LoadedModel(FakeModel(), described(str(choice.source)))

    controller = start(load)
    controller.load_model(ModelChoice("stubborn"))
    qtbot.waitUntil(begun.is_set)
    assert not controller.close(0.01)
    release.set()
    assert controller.close(5)


class TestParts:
    """Questions about a part of a picture, encoded by itself."""

    @pytest.fixture
    def answers(self, controller: Controller) -> list[tuple[Segmentation, ...]]:
        heard: list[tuple[Segmentation, ...]] = []

        def hear(reply: FoundInCrop) -> None:
            heard.append(reply.found)

        controller.found_in_crop.connect(hear)
        return heard

    def part(self, path: Path) -> AskCrop:
        box = ExemplarBox(Box(11, 3, 15, 7))
        return AskCrop(path, Crop(10, 2, 8, 8), (Prompt("cat", (box,)), Prompt(None, (box,))))

    def test_the_model_is_asked_in_pixels_of_the_part_and_answers_in_pixels_of_the_picture(
        self, qtbot: QtBot, controller: Controller, fake: FakeModel, photos: list[Path], answers: list
    ) -> None:
        with qtbot.waitSignal(controller.found_in_crop):
            controller.look_into(self.part(photos[0]))
        inside = ExemplarBox(Box(1, 1, 5, 5))
        assert fake.prompts == [Prompt("cat", (inside,)), Prompt(None, (inside,))]
        assert [found.candidates[0].mask.box for found in answers[0]] == [Box(12, 4, 16, 8)] * 2

    def test_what_is_given_up_in_the_middle_is_not_answered(
        self, qtbot: QtBot, controller: Controller, fake: FakeModel, photos: list[Path], answers: list
    ) -> None:
        wait_until_idle(qtbot, controller)
        fake.gate.clear()
        controller.look_into(self.part(photos[0]))
        qtbot.waitUntil(lambda: bool(fake.prompts))
        with qtbot.waitSignal(controller.cancelled):
            controller.stop_looking()
        wait_until_idle(qtbot, controller)
        assert not answers

    def test_a_failure_is_told(
        self, qtbot: QtBot, controller: Controller, fake: FakeModel, photos: list[Path], answers: list
    ) -> None:
        fake.failures.append(ModelError("It broke."))
        with qtbot.waitSignal(controller.failed):
            controller.look_into(self.part(photos[0]))
        assert not answers

    def test_while_the_model_is_switched_off_nothing_is_asked(
        self, qtbot: QtBot, controller: Controller, fake: FakeModel, photos: list[Path]
    ) -> None:
        wait_until_idle(qtbot, controller)
        controller.set_enabled(False)
        controller.look_into(self.part(photos[0]))
        assert not controller.is_busy
        assert not fake.prompts
