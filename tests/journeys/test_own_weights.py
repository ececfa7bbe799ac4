"""Weights from a folder or file of one's own, on a machine without a network."""

import shutil
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from labelers import PATIENCE, KeyboardLabeler
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.core.resources import embedded_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever asks for another machine fails, and is listed."""
    asked: list[str] = []

    def refuse(*address: object, **_: object) -> NoReturn:
        asked.append(str(address))
        raise OSError("The network is unreachable.")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return asked


@pytest.mark.parametrize("name", ["", "model.safetensors"], ids=["folder", "file"])
def test_weights_that_lie_on_the_disk_are_used_without_asking_any_other_machine(
    offline: list[str], window: MainWindow, photos: Path, tmp_path: Path, name: str, qtbot: QtBot
) -> None:
    weights = tmp_path / "my weights é"
    shutil.copytree(embedded_model(), weights)
    with qtbot.waitSignal(window.controller.loaded, timeout=PATIENCE):
        window.models.use(str(weights / name))
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    KeyboardLabeler(window, qtbot).search("panda")
    picture = window.desk.picture
    assert picture is not None
    qtbot.waitUntil(lambda: picture.offer(1).progress is Progress.DONE, timeout=PATIENCE)
    assert picture.offer(1).shown
    assert offline == []
