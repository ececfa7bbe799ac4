"""What a controller tells in tests, and how it is held up."""

from collections.abc import Callable
from pathlib import Path

from fake_model import FakeModel, prompt_for
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import LoadFunction

Start = Callable[[LoadFunction], Controller]
"""Starts a controller, which is closed after the test."""

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


def wait_until_idle(qtbot: QtBot, controller: Controller) -> None:
    """Until the worker is free and nothing waits, pictures to be encoded ahead included."""
    qtbot.waitUntil(lambda: controller._agenda.in_flight is None)


def hold_up(qtbot: QtBot, fake: FakeModel, controller: Controller, work: Callable[[], None]) -> None:
    """Start work and come back while the model is in the middle of it."""
    wait_until_idle(qtbot, controller)
    fake.gate.clear()
    with qtbot.waitSignal(controller.encoding):
        work()
