"""What the window asks of the model and hears from it, with a model that does as it is told."""

import threading
from pathlib import Path

import pytest
from controller_tools import CAT, DOG, Log, Start, hold_up, wait_until_idle
from fake_model import FakeModel, described
from PIL import Image
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.background import AskPicture
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import (
    LoadedModel,
    ModelChoice,
)
from sam3_studio.core.prompt import Prompt

pytestmark = pytest.mark.gui


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


def test_an_answer_holds_what_a_threshold_may_let_through_later(
    qtbot: QtBot, controller: Controller, photos: list[Path]
) -> None:
    with qtbot.waitSignal(controller.found) as answer:
        controller.prompt(photos[0], [CAT])
    assert [len(answer.args[3].above(threshold)) for threshold in (0.1, 0.5, 0.95)] == [2, 1, 0]


def test_a_picture_that_cannot_be_read_is_told(qtbot: QtBot, controller: Controller, tmp_path: Path) -> None:
    with qtbot.waitSignal(controller.failed) as failure:
        controller.open(tmp_path / "gone.png")
    assert "gone.png" in failure.args[0].sentence


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


def test_the_model_works_in_another_thread(qtbot: QtBot, start: Start) -> None:
    threads: list[QThread] = []

    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        threads.append(QThread.currentThread())
        return LoadedModel(FakeModel(), described(str(choice.source)))

    controller = start(load)
    with qtbot.waitSignal(controller.model_changed):
        controller.load_model(ModelChoice("fake"))
    assert threads[0] is not QThread.currentThread()


def test_a_picture_of_a_run_that_is_answered_is_not_asked_about_again_when_a_person_opens_another_one_just_then(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    wait_until_idle(qtbot, controller)
    controller.background.connect(lambda _: controller.open(photos[1]))
    with qtbot.waitSignal(controller.encoded):
        controller.work_in_background(AskPicture(photos[0], photos[0].parent, prompts=(Prompt("cat"),)))
    wait_until_idle(qtbot, controller)
    assert fake.asked == ["cat"]
