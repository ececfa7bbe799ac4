"""The dialog of the graphics card."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from stand_in_wheels import make_shelf
from widgets import button, buttons, said

from sam3_studio.app.dialogs.gpu import GpuDialog
from sam3_studio.app.threads.job import Job
from sam3_studio.core.errors import CancelledError, GpuError
from sam3_studio.core.sentence import Sentence
from sam3_studio.runtime.cards import Card, Driver
from sam3_studio.runtime.overview import Overview
from sam3_studio.runtime.record import Record
from sam3_studio.runtime.start import Standing

pytestmark = pytest.mark.gui

DRIVER = Driver("580.95.05", (13, 0), (Card("NVIDIA L4", 24 << 30, (8, 9)),))
RECORD = Record("torch-9.0", "", "9.0", "13.0", "NVIDIA L4", {})


@pytest.fixture
def dialog(qtbot: QtBot) -> GpuDialog:
    dialog = GpuDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def offer(tmp_path: Path) -> Overview:
    """What a machine with a card and nothing installed has."""
    lock = make_shelf(tmp_path).lock
    return Overview(DRIVER, lock, Standing(), "", "", lock.size, Path("place"), can_remove=False)


def press(qtbot: QtBot, dialog: GpuDialog, text: str) -> None:
    qtbot.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton)


def test_card_driver_and_what_would_be_downloaded_are_said(dialog: GpuDialog, offer: Overview) -> None:
    dialog.show_overview(offer)
    assert "NVIDIA L4 with 24 GB\nDriver 580.95.05, which runs CUDA 13.0" in said(dialog)
    assert "PyTorch 9.0 for CUDA 13.0" in said(dialog)
    assert "under NVIDIA's licence: 3 MB" in said(dialog)
    assert buttons(dialog) == ["Install from folder…", "Download and enable", "Close"]


def test_a_size_on_the_disk_that_is_a_guess_is_called_one(dialog: GpuDialog, offer: Overview) -> None:
    lock = offer.lock
    assert lock is not None
    dialog.show_overview(replace(offer, lock=replace(lock, unpacked=0)))
    assert "under NVIDIA's licence: 3 MB. Installed, it takes about 6 MB in place." in said(dialog)


def test_while_no_size_is_known_nothing_is_downloaded_and_looking_again_or_a_folder_is_offered(
    dialog: GpuDialog, offer: Overview, qtbot: QtBot
) -> None:
    dialog.show_overview(replace(offer, remaining=0, unmeasured=Sentence("The server does not answer.")))
    assert "under NVIDIA's licence. The server does not answer." in said(dialog)
    assert buttons(dialog) == ["Install from folder…", "Try again", "Close"]
    with qtbot.assertNotEmitted(dialog.enable_requested), qtbot.waitSignal(dialog.look_requested):
        press(qtbot, dialog, "Try again")


def test_without_a_list_of_its_own_a_folder_may_be_brought_and_nothing_downloaded(dialog: GpuDialog) -> None:
    reason = Sentence("Install it from a folder.")
    dialog.show_overview(Overview(DRIVER, None, Standing(), "", reason, 0, Path("place"), can_remove=False))
    assert "Install it from a folder." in said(dialog)
    assert buttons(dialog) == ["Install from folder…", "Close"]


def test_without_a_card_the_reason_is_said_and_nothing_can_be_enabled(dialog: GpuDialog) -> None:
    reason = Sentence("No NVIDIA card was found.")
    dialog.show_overview(Overview(None, None, Standing(), "", reason, 0, Path("place"), can_remove=False))
    assert "No NVIDIA card was found." in said(dialog)
    assert "The processor computes." in said(dialog)
    assert buttons(dialog) == ["Close"]


def test_what_is_enabled_can_be_removed(dialog: GpuDialog, qtbot: QtBot) -> None:
    standing = Standing(RECORD, Path("place"))
    dialog.show_overview(Overview(DRIVER, None, standing, "", "", 0, Path("place"), can_remove=True))
    assert "PyTorch 9.0 for CUDA 13.0 is enabled. It was tried on this card: NVIDIA L4." in said(dialog)
    assert buttons(dialog) == ["Remove", "Close"]
    with qtbot.waitSignal(dialog.remove_requested):
        press(qtbot, dialog, "Remove")


def test_what_is_not_used_any_more_says_why_and_can_be_enabled_anew(dialog: GpuDialog, offer: Overview) -> None:
    standing = Standing(RECORD, reason=Sentence("Its file {file} is missing or damaged.", file="a.so"))
    dialog.show_overview(Overview(DRIVER, offer.lock, standing, "", "", 0, Path("place"), can_remove=True))
    assert "What was enabled before is not used: Its file a.so is missing or damaged." in said(dialog)
    assert "nothing is downloaded" in said(dialog)
    assert buttons(dialog) == ["Remove", "Install from folder…", "Enable", "Close"]


def test_a_folder_is_asked_for(
    dialog: GpuDialog, offer: Overview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.show_overview(offer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/a/stick")
    with qtbot.waitSignal(dialog.enable_requested) as asked:
        press(qtbot, dialog, "Install from folder…")
    assert asked.args == ["/a/stick"]


def test_pause_stops_the_work_and_the_button_then_resumes_it(dialog: GpuDialog, offer: Overview, qtbot: QtBot) -> None:
    def work(progress: Callable[[int, int], None], cancel: threading.Event) -> None:
        progress(1, 2)
        cancel.wait()
        raise CancelledError("stopped")

    dialog.show_overview(offer)
    job = Job(work)
    dialog.run(job, "Beginning…")
    dialog.say("downloading")
    assert "Downloading… you can go on working." in said(dialog)
    assert buttons(dialog) == ["Pause", "Close"]
    with qtbot.waitSignal(job.finished):
        press(qtbot, dialog, "Pause")
    half = Overview(DRIVER, offer.lock, Standing(), "", "", 1_000_000, Path("place"), can_remove=True)
    dialog.show_overview(half)
    assert "Paused. What has arrived is kept, and it goes on from there." in said(dialog)
    assert "1 MB of 3 MB" in said(dialog)
    with qtbot.waitSignal(dialog.enable_requested) as asked:
        press(qtbot, dialog, "Resume download")
    assert asked.args == [""]


def test_a_failure_is_told_in_its_own_words(dialog: GpuDialog, offer: Overview, qtbot: QtBot) -> None:
    def work(*_: object) -> None:
        raise GpuError("The graphics card cannot be used: {reason}", reason="it is on fire")

    dialog.show_overview(offer)
    job = Job(work)
    dialog.run(job, "Trying…")
    qtbot.waitUntil(lambda: "The graphics card cannot be used: it is on fire" in said(dialog))
    assert "Download and enable" in buttons(dialog)


def test_closing_it_stops_the_work(dialog: GpuDialog, offer: Overview, qtbot: QtBot) -> None:
    stopped = threading.Event()

    def work(_: object, cancel: threading.Event) -> None:
        cancel.wait()
        stopped.set()

    dialog.show_overview(offer)
    job = Job(work)
    dialog.run(job, "Downloading…")
    with qtbot.waitSignal(job.finished):
        press(qtbot, dialog, "Close")
    assert stopped.is_set()
    assert not dialog.isVisible()
