"""A controller whose thread has to end with the test."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from controller_tools import Log, Start
from fake_model import FakeModel, described
from PIL import Image
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import (
    LoadedModel,
    LoadFunction,
    ModelChoice,
)


@pytest.fixture
def fake() -> FakeModel:
    return FakeModel()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three pictures that differ."""
    paths = [tmp_path / f"photo {number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        Image.new("RGB", (20, 10), (number, 0, 0)).save(path)
    return paths


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Start]:
    """Starts controllers, and closes them after the test."""
    started: list[Controller] = []

    def begin(load: LoadFunction) -> Controller:
        started.append(Controller(load))
        return started[-1]

    yield begin
    ended = [controller.close(20) for controller in started]
    assert all(ended)
    qtbot.waitUntil(lambda: "inference" not in native_threads())


def native_threads() -> list[str]:
    """Names of the threads that the system knows of this process; none where it does not tell."""
    tasks = Path("/proc/self/task")
    names: list[str] = []
    for task in tasks.iterdir() if tasks.is_dir() else ():
        with suppress(OSError):  # it has ended since
            names.append((task / "comm").read_text().strip())
    return names


@pytest.fixture
def controller(start: Start, fake: FakeModel) -> Controller:
    """With the fake model loading."""

    def load(choice: ModelChoice, _: threading.Event) -> LoadedModel:
        return LoadedModel(fake, described(str(choice.source)))

    controller = start(load)
    controller.load_model(ModelChoice("fake"))
    return controller


@pytest.fixture
def agenda() -> Agenda:
    return Agenda()


@pytest.fixture
def log(controller: Controller) -> Log:
    return Log(controller)
