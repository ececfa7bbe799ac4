"""From the menu to a graphics card that computes, with small wheels on the loopback address."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub
import pytest
from loopback_hub import LoopbackHub
from model_shop import ModelShop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from real_window import OpenWindow
from stand_in_wheels import Shelf, make_shelf
from widgets import button, buttons, said

from sam3_studio.app.dialogs.gpu import GpuDialog
from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.main_window.models.graphics import GraphicsAssistant, open_graphics
from sam3_studio.core.errors import GpuError
from sam3_studio.runtime import lock, overview, trial
from sam3_studio.runtime.cards import Card, Driver
from sam3_studio.runtime.installer import find_uv
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record, write_record
from sam3_studio.runtime.start import look

pytestmark = [pytest.mark.gui, pytest.mark.slow]

DRIVER = Driver("580.95.05", (13, 0), (Card("NVIDIA L4", 24 << 30, (8, 9)),))
WORKS = 'print(\'{"device": "NVIDIA L4", "torch": "9.0"}\')'
FAILS = "import sys; sys.exit('sam3-studio: it finds no card')"


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    huggingface_hub.close_session()
    with LoopbackHub({}) as server:
        yield server
    huggingface_hub.close_session()


@pytest.fixture
def shelf(tmp_path: Path, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A machine with a card, and a server that has what it needs."""
    try:
        find_uv()
    except GpuError:
        pytest.skip("the installer uv is missing: pip install uv")
    monkeypatch.setenv("SAM3_STUDIO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAM3_STUDIO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("SAM3_STUDIO_GPU", raising=False)
    monkeypatch.setattr(overview, "find_driver", lambda: DRIVER)
    monkeypatch.setattr(overview, "_shipped_cuda", lambda _: "")
    shelf = make_shelf(tmp_path, server.address)
    server.files.update(shelf.contents)
    monkeypatch.setattr(overview, "lock_for_this_program", lambda _=None: shelf.lock)
    return shelf


def tried_by(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    python = trial.sys.executable
    monkeypatch.setattr(trial, "_ourselves", lambda: [python, "-c", code])


@pytest.fixture
def assistant(qtbot: QtBot, shelf: Shelf) -> GraphicsAssistant:  # noqa: ARG001 - its machine
    assistant = GraphicsAssistant()
    qtbot.addWidget(assistant.dialog)
    assistant.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    assistant.dialog.show()
    assistant._look()
    qtbot.waitUntil(lambda: "Download and enable" in buttons(assistant.dialog))
    return assistant


def press(assistant: GraphicsAssistant, text: str) -> None:
    button(assistant.dialog, text).click()


def test_what_is_downloaded_and_works_counts_from_the_next_start_on_until_it_is_removed(
    assistant: GraphicsAssistant, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried_by(monkeypatch, WORKS)
    press(assistant, "Download and enable")
    qtbot.waitUntil(lambda: "It works." in said(assistant.dialog), timeout=60_000)
    qtbot.waitUntil(lambda: buttons(assistant.dialog) == ["Remove", "Close"])
    assert "is enabled" in said(assistant.dialog)
    assert look(Places.of_user()).folder is not None
    press(assistant, "Remove")
    qtbot.waitUntil(lambda: "Removed." in said(assistant.dialog), timeout=60_000)
    assert not Places.of_user().root.exists()


def test_what_fails_when_tried_leaves_the_processor_at_work_and_says_why(
    assistant: GraphicsAssistant, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried_by(monkeypatch, FAILS)
    press(assistant, "Download and enable")
    qtbot.waitUntil(lambda: "cannot be used: it finds no card" in said(assistant.dialog), timeout=60_000)
    qtbot.waitUntil(lambda: "Enable" in buttons(assistant.dialog))
    assert "The processor computes." in said(assistant.dialog)
    assert look(Places.of_user()).folder is None


def test_a_folder_brought_along_needs_no_server(
    assistant: GraphicsAssistant, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried_by(monkeypatch, WORKS)
    assistant.dialog.enable_requested.emit(os.fspath(shelf.folder))
    qtbot.waitUntil(lambda: "It works." in said(assistant.dialog), timeout=60_000)
    assert look(Places.of_user()).folder is not None


def test_a_folder_may_bring_the_list_that_the_program_lacks(
    assistant: GraphicsAssistant, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "lock_for_this_program", lock.lock_for_this_program)
    monkeypatch.setattr(lock, "LIST_NAME", "abacus-3.99.json")
    tried_by(monkeypatch, WORKS)
    assistant._look()
    qtbot.waitUntil(lambda: buttons(assistant.dialog) == ["Install from folder…", "Close"])
    assistant.dialog.enable_requested.emit(os.fspath(shelf.folder))
    qtbot.waitUntil(lambda: said(assistant.dialog).count("abacus-3.99.json") == 2, timeout=60_000)
    shutil.copy(shelf.list, shelf.folder / "abacus-3.99.json")
    assistant.dialog.enable_requested.emit(os.fspath(shelf.folder))
    qtbot.waitUntil(lambda: "It works." in said(assistant.dialog), timeout=60_000)
    assert look(Places.of_user()).folder is not None


def test_a_size_that_the_list_lacks_is_asked_of_the_server_before_anything_is_offered(
    assistant: GraphicsAssistant, shelf: Shelf, server: LoopbackHub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.forget_sizes()
    server.lengths = False
    assistant._look()
    qtbot.waitUntil(lambda: "does not tell how large" in said(assistant.dialog))
    assert buttons(assistant.dialog) == ["Install from folder…", "Try again", "Close"]
    server.lengths = True
    press(assistant, "Try again")
    qtbot.waitUntil(lambda: "licence: 3 MB. Installed, it takes about 6 MB" in said(assistant.dialog))
    tried_by(monkeypatch, WORKS)
    press(assistant, "Download and enable")
    qtbot.waitUntil(lambda: "It works." in said(assistant.dialog), timeout=60_000)


def test_what_was_removed_is_measured_again_and_the_word_of_it_stays(
    assistant: GraphicsAssistant, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried_by(monkeypatch, WORKS)
    shelf.forget_sizes()
    assistant.dialog.enable_requested.emit(os.fspath(shelf.folder))
    qtbot.waitUntil(lambda: "It works." in said(assistant.dialog), timeout=60_000)
    assistant._lock = None
    assistant._look()
    qtbot.waitUntil(lambda: buttons(assistant.dialog) == ["Remove", "Close"])
    press(assistant, "Remove")
    qtbot.waitUntil(lambda: "licence: 3 MB." in said(assistant.dialog), timeout=60_000)
    assert "Removed." in said(assistant.dialog)


def test_it_opens_once_beside_the_window_which_goes_on(qtbot: QtBot, shelf: Shelf) -> None:  # noqa: ARG001 - its machine
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    open_graphics(window)
    open_graphics(window)
    (dialog,) = window.findChildren(GpuDialog)
    assert not dialog.isModal()
    qtbot.waitUntil(lambda: "Download and enable" in buttons(dialog))
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None and dialog.focusWidget().text() == "Download and enable")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_the_window_says_why_a_card_that_was_enabled_does_not_compute(open_window: OpenWindow) -> None:
    places = Places.of_user()
    places.root.mkdir(parents=True)
    write_record(places.record, Record("torch-9.0", "", "9.0", "13.0", "NVIDIA L4", {}, python="3.99"))
    window = open_window()
    window.begin()
    assert any("is not used. It is for Python 3.99" in notice.text for notice in window.notifier.log)


def test_a_card_that_fails_while_the_model_is_loaded_is_told_at_once_and_once(
    open_window: OpenWindow, qtbot: QtBot, shop: ModelShop
) -> None:
    places = Places.of_user()
    record = Record("torch-9.0", "", "9.0", "13.0", "NVIDIA L4", {})
    (places.root / record.folder).mkdir(parents=True)
    write_record(places.record, record)
    window = open_window()
    shop.gate.clear()
    with qtbot.waitSignal(window.controller.loaded):
        window.begin()
        assert window.notifier.log == ()
        write_record(places.record, record.with_failure("ImportError: libcuda"))
        shop.gate.set()
    with qtbot.waitSignal(window.controller.loaded):
        window.controller.load_model(ModelChoice("another"))
    told = [notice.text for notice in window.notifier.log if "graphics card" in notice.text]
    assert told == ["The graphics card is not used. It could not be loaded (ImportError: libcuda)."]


def test_the_menu_opens_it(open_window: OpenWindow, qtbot: QtBot, shelf: Shelf) -> None:  # noqa: ARG001 - its machine
    window = open_window()
    window.begin()
    window.commands["gpu"].trigger()
    (dialog,) = window.findChildren(GpuDialog)
    qtbot.waitUntil(lambda: "Download and enable" in buttons(dialog))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
