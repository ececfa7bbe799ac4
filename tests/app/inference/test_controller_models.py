"""A model is loaded, missing, switched off, too large for its device, or fails."""

import threading
from pathlib import Path

import pytest
from controller_tools import CAT, DOG, Log, Start, wait_until_idle
from fake_model import FakeModel, described
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import (
    Failed,
    LoadedModel,
    ModelChoice,
    ModelInfo,
)
from sam3_studio.core.errors import MemoryShortageError, ModelError

pytestmark = pytest.mark.gui


def test_while_the_model_is_switched_off_nothing_is_encoded_or_asked(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    controller.set_enabled(False)
    controller.open(photos[0])
    controller.prompt(photos[0], [CAT])
    controller.prefetch([photos[1]])
    wait_until_idle(qtbot, controller)
    assert (fake.encoded, fake.asked) == ([], [])


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
