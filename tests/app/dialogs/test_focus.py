"""Who goes through a dialog by Tab sees where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import Keymap
from sam3_studio.app.dialogs.about import AboutDialog
from sam3_studio.app.dialogs.key_sheet import KeySheet
from sam3_studio.app.dialogs.messages import MessagesDialog
from sam3_studio.app.dialogs.settings import SettingsDialog
from sam3_studio.app.dialogs.shortcuts import ShortcutDialog
from sam3_studio.app.notify import Notice, Severity
from sam3_studio.app.panels.failure_list import FailureList
from sam3_studio.app.settings import Settings

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]


def _settings(folder: Path) -> QDialog:
    return SettingsDialog(Settings(folder, QApplication.instance()))


def _keys(_folder: Path) -> QDialog:
    return KeySheet(Keymap())


def _other_keys(_folder: Path) -> QDialog:
    return ShortcutDialog(Keymap())


def _messages(_folder: Path) -> QDialog:
    return MessagesDialog([Notice(Severity.INFORMATION, "first")])


def _about(_folder: Path) -> QDialog:
    return AboutDialog()


@pytest.mark.parametrize("make", [_settings, _keys, _other_keys, _messages, _about])
def test_what_has_the_focus_looks_other_than_without(
    make: Callable[[Path], QDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make(tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    stops = [one for one in dialog.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    stops = [one for one in stops if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()]
    unseen = []
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        focused = stop.grab().toImage()
        next(one for one in stops if one is not stop).setFocus(Qt.FocusReason.TabFocusReason)
        if stop.grab().toImage() == focused:
            unseen.append(stop)
    assert stops
    assert unseen == []


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
def test_the_list_of_what_failed_in_a_run_shows_that_it_has_the_focus(qtbot: QtBot) -> None:
    button = QPushButton("1 failed")
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    popup = FailureList({"a.png": "It is empty."}, button)
    popup.open_above(button)
    without = popup.list.grab().toImage()
    qtbot.keyClick(popup.retry, Qt.Key.Key_Tab)
    assert popup.list.hasFocus()
    assert popup.list.grab().toImage() != without
