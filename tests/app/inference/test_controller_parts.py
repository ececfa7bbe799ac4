"""What the window asks of a part of a picture."""

from pathlib import Path

import pytest
from controller_tools import wait_until_idle
from fake_model import FakeModel
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import (
    AskCrop,
    FoundInCrop,
)
from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import ModelError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import Segmentation

pytestmark = pytest.mark.gui


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
