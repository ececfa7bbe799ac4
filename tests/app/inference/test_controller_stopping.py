"""What nobody wants any more is stopped, and nothing is told of it."""

import threading
from pathlib import Path

import pytest
from controller_tools import CAT, DOG, Log, Start, hold_up, wait_until_idle
from fake_model import FakeModel, described
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import (
    LoadedModel,
    ModelChoice,
)

pytestmark = pytest.mark.gui


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


def test_switching_the_model_off_stops_an_encoding(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.open(photos[0]))
    with qtbot.waitSignal(controller.cancelled):
        controller.set_enabled(False)
    assert fake.encoded == []


def test_closing_in_the_middle_of_an_encoding_ends_the_thread_at_once(
    qtbot: QtBot, controller: Controller, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.open(photos[0]))
    assert controller.close(20)


def test_closing_in_the_middle_of_loading_a_model_ends_the_thread_at_once(qtbot: QtBot, start: Start) -> None:
    begun = threading.Event()

    def load(choice: ModelChoice, cancel: threading.Event) -> LoadedModel:
        begun.set()
        cancel.wait()
        return LoadedModel(FakeModel(), described(str(choice.source)))

    controller = start(load)
    controller.load_model(ModelChoice("slow"))
    qtbot.waitUntil(begun.is_set)
    assert controller.close(20)


def test_nothing_is_told_after_closing(
    qtbot: QtBot, controller: Controller, log: Log, photos: list[Path], fake: FakeModel
) -> None:
    hold_up(qtbot, fake, controller, lambda: controller.prompt(photos[0], [CAT]))
    told = list(log.lines)
    controller.cancelled.connect(lambda _: log.lines.append("cancelled"))
    controller.close(20)
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
        assert controller.close(20)

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
    assert controller.close(20)
