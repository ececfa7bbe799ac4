"""How long the window's thread waits is measured stage by stage."""

import threading
import time
from pathlib import Path

import pytest
from fake_model import FakeModel, described, prompt_for
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from sam3_studio.app.benchmark.heartbeat import Pulse, measure_heartbeat
from sam3_studio.app.inference.messages import LoadedModel, ModelChoice
from sam3_studio.core.errors import ModelError

pytestmark = pytest.mark.gui


def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
    return LoadedModel(FakeModel(), described(str(choice.source)))


@pytest.mark.usefixtures("qapp")
def test_every_stage_has_its_figure(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    Image.new("RGB", (20, 10)).save(photo)
    beats = list(measure_heartbeat(ModelChoice("fake"), photo, [prompt_for("cat")], load=load, rest=0.02))
    assert [beat.stage for beat in beats] == [
        "nothing",
        "load the model",
        "encode the picture",
        "prompt cat, version 1",
    ]
    assert all(beat.beats >= 1 and beat.longest >= 0 for beat in beats)


@pytest.mark.usefixtures("qapp")
def test_a_failure_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.png"):
        list(measure_heartbeat(ModelChoice("fake"), tmp_path / "gone.png", [], load=load, rest=0.02))


def test_a_thread_that_stands_still_is_noticed(qtbot: QtBot) -> None:
    pulse = Pulse()
    pulse.start()
    qtbot.waitUntil(lambda: pulse._beats > 1)
    begun = time.perf_counter()
    while time.perf_counter() - begun < 0.1:
        pass
    assert pulse.stop("busy").longest > 0.03


def test_a_thread_that_has_nothing_to_do_keeps_beating(qtbot: QtBot) -> None:
    pulse, loop = Pulse(), QEventLoop()
    pulse.start()
    qtbot.waitUntil(lambda: pulse._beats > 3)
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    assert pulse.stop("nothing").beats > 3
