"""From the dialog to the weights in their place, with a hub on the loopback address."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_repository import NEEDED, OTHERS, contents
from huggingface_hub import constants
from loopback_hub import REPOSITORY, STRANGER, TOKEN, LoopbackHub, fresh_connections
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from real_window import OpenWindow
from widgets import button, buttons, said

from sam3_studio.app.dialogs.weights import WeightsDialog
from sam3_studio.app.main_window.models.weights import WeightsAssistant

pytestmark = pytest.mark.gui

own_connections = pytest.fixture(fresh_connections, autouse=True, scope="module")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackHub]:
    """A hub that asks for a token, and a machine that has none."""
    for name in list(os.environ):
        if name.startswith(("HF_", "HUGGING")):
            monkeypatch.delenv(name)
    cache = tmp_path / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(cache))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "stored"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    with LoopbackHub({**NEEDED, **OTHERS}, gated=True) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.address)
        yield server


@pytest.fixture
def assistant(qtbot: QtBot, server: LoopbackHub) -> WeightsAssistant:  # noqa: ARG001 - its hub
    assistant = WeightsAssistant(repository=REPOSITORY)
    qtbot.addWidget(assistant.dialog)
    assistant.dialog.show()
    return assistant


def ask(assistant: WeightsAssistant, qtbot: QtBot, token: str) -> None:
    """Accept the licence, type a token, press Enter."""
    agreed, line = assistant.dialog.findChild(QCheckBox), assistant.dialog.findChild(QLineEdit)
    agreed.setChecked(True)
    line.clear()
    qtbot.keyClicks(line, token)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_with_a_token_every_file_arrives_and_the_dialog_closes(
    assistant: WeightsAssistant, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(assistant.arrived) as arrived:
        ask(assistant, qtbot, TOKEN)
    assert arrived.args == [REPOSITORY]
    assert not assistant.dialog.isVisible()
    (snapshot,) = (tmp_path / "hub").glob("models--*/snapshots/*")
    assert contents(snapshot) == NEEDED


def test_a_token_without_access_is_told_and_another_one_can_be_typed(assistant: WeightsAssistant, qtbot: QtBot) -> None:
    ask(assistant, qtbot, STRANGER)
    qtbot.waitUntil(lambda: "has no access to owner/model yet" in said(assistant.dialog))
    with qtbot.waitSignal(assistant.arrived):
        ask(assistant, qtbot, TOKEN)


def test_what_broke_off_goes_on_where_it_stopped(
    assistant: WeightsAssistant, qtbot: QtBot, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sam3_studio.core.transfer.PAUSE", 0)
    monkeypatch.setattr("sam3_studio.core.transfer.ATTEMPTS", 1)
    server.files.pop("LICENSE")
    server.cuts[:] = [10_000, 2 << 20, 0]
    ask(assistant, qtbot, TOKEN)
    qtbot.waitUntil(lambda: "Try again; it goes on from there." in said(assistant.dialog))
    with qtbot.waitSignal(assistant.arrived):
        ask(assistant, qtbot, TOKEN)
    assert any("range" in request.headers for request in server.file_requests)


def test_the_licence_of_the_public_weights_is_there_to_be_read(assistant: WeightsAssistant) -> None:
    text = assistant.dialog.findChild(QPlainTextEdit).toPlainText()
    assert text.startswith("SAM License\nLast Updated: ")


@pytest.mark.usefixtures("server")
def test_the_start_page_leads_to_the_dialog_and_that_to_ones_own_weights(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    get = button(window, "Get the SAM 3 weights…")
    qtbot.mouseClick(get, Qt.MouseButton.LeftButton)
    dialog = window.findChild(WeightsDialog)
    assert dialog.isVisible()
    qtbot.mouseClick(get, Qt.MouseButton.LeftButton)
    assert len(window.findChildren(WeightsDialog)) == 1
    own = button(dialog, "I have them already…")
    qtbot.mouseClick(own, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Use this model" in buttons(window))
