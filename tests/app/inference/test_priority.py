"""The model's threads wait for the window's, not the other way round."""

import os
import sys
import threading

import pytest
from controller_tools import Start
from fake_model import FakeModel, described
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.messages import LoadedModel, ModelChoice

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the niceness of a thread"),
]


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_the_model_and_the_threads_that_it_starts_give_way_to_the_window(qtbot: QtBot, start: Start) -> None:
    seen: list[int] = []

    def load(choice: ModelChoice, cancel: threading.Event) -> LoadedModel:  # noqa: ARG001
        helper = threading.Thread(target=lambda: seen.append(_niceness()))
        helper.start()
        helper.join()
        seen.append(_niceness())
        return LoadedModel(FakeModel(), described("fake"))

    controller = start(load)
    with qtbot.waitSignal(controller.loaded):
        controller.load_model(ModelChoice("fake"))
    assert seen == [min(_niceness() + 10, 19)] * 2  # whatever priority the program itself was started with
