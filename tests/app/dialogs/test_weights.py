"""The dialog that fetches Meta's weights."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from widgets import button, said

from sam3_studio.app.dialogs.weights import Offer, WeightsDialog
from sam3_studio.app.threads.job import Job
from sam3_studio.core.errors import CancelledError, DownloadError

pytestmark = pytest.mark.gui

OFFER = Offer("https://hub/owner/model", "The licence.\nIts end.", "3.5 GB", "/the/cache", "9 GB")


def make(qtbot: QtBot, offer: Offer = OFFER) -> WeightsDialog:
    dialog = WeightsDialog(offer)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill_in(dialog: WeightsDialog, qtbot: QtBot, typed: str = "hf_mine") -> None:
    dialog.findChild(QCheckBox).click()
    qtbot.keyClicks(dialog.findChild(QLineEdit), typed)


def test_licence_size_place_and_room_are_shown(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    assert dialog.findChild(QPlainTextEdit).toPlainText() == OFFER.licence
    assert "3.5 GB go to /the/cache, where 9 GB are free." in said(dialog)
    assert 'href="https://hub/owner/model"' in said(dialog)


def test_nothing_is_fetched_before_the_licence_is_accepted(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    qtbot.keyClicks(dialog.findChild(QLineEdit), "hf_mine")
    assert not button(dialog, "Download").isEnabled()
    with qtbot.assertNotEmitted(dialog.download_requested):
        qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)


def test_nothing_is_fetched_without_a_token(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    dialog.findChild(QCheckBox).click()
    assert not button(dialog, "Download").isEnabled()


def test_a_machine_that_has_a_token_needs_none(qtbot: QtBot) -> None:
    dialog = make(qtbot, Offer(OFFER.page, OFFER.licence, OFFER.size, OFFER.folder, saved_token=True))
    dialog.findChild(QCheckBox).click()
    with qtbot.waitSignal(dialog.download_requested) as asked:
        qtbot.mouseClick(button(dialog, "Download"), Qt.MouseButton.LeftButton)
    assert asked.args == [""]


def test_enter_downloads_with_the_token_without_the_space_around_it(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    fill_in(dialog, qtbot, " hf_mine ")
    with qtbot.waitSignal(dialog.download_requested) as asked:
        qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    assert asked.args == ["hf_mine"]


def test_enter_on_another_button_downloads_nothing(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    fill_in(dialog, qtbot)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    own, token = button(dialog, "I have them already…"), dialog.findChild(QLineEdit)
    own.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(dialog.download_requested), qtbot.waitSignal(dialog.own_requested):
        qtbot.keyClick(own, Qt.Key.Key_Return)
    token.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(dialog.own_requested), qtbot.waitSignal(dialog.download_requested):
        qtbot.keyClick(token, Qt.Key.Key_Return)


def test_the_token_is_not_to_be_read_over_a_shoulder(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    fill_in(dialog, qtbot)
    assert "hf_mine" not in dialog.findChild(QLineEdit).displayText()


def test_a_pause_keeps_what_was_typed_and_says_that_it_goes_on(qtbot: QtBot) -> None:
    def work(progress: Callable[[int, int], None], cancel: threading.Event) -> None:
        progress(1, 2)
        cancel.wait()
        raise CancelledError("stopped")

    dialog = make(qtbot)
    fill_in(dialog, qtbot)
    job = Job(work)
    dialog.run(job, "Downloading…")
    assert "Downloading…" in said(dialog)
    assert not button(dialog, "Download").isVisible()
    with qtbot.waitSignal(job.finished):
        qtbot.mouseClick(button(dialog, "Pause"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Paused. What has arrived is kept, and it goes on from there." in said(dialog))
    assert button(dialog, "Download").isEnabled()


def test_a_failure_is_told_in_its_sentence(qtbot: QtBot) -> None:
    def work(_progress: Callable[[int, int], None], _cancel: threading.Event) -> None:
        raise DownloadError("The hub does not know this token.")

    dialog = make(qtbot)
    fill_in(dialog, qtbot)
    dialog.run(Job(work), "Downloading…")
    qtbot.waitUntil(lambda: "The hub does not know this token." in said(dialog))


def test_closing_the_dialog_stops_the_download(qtbot: QtBot) -> None:
    def work(_progress: Callable[[int, int], None], cancel: threading.Event) -> None:
        cancel.wait()
        raise CancelledError("stopped")

    dialog = make(qtbot)
    job = Job(work)
    dialog.run(job, "Downloading…")
    with qtbot.waitSignal(job.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_who_has_the_weights_says_so(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    with qtbot.waitSignal(dialog.own_requested):
        qtbot.mouseClick(button(dialog, "I have them already…"), Qt.MouseButton.LeftButton)
