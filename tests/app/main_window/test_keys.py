"""`app.main_window.keys`: which keys hold."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import CVAT, Keymap
from sam3_studio.app.dialogs.key_sheet import KeySheet
from sam3_studio.app.dialogs.shortcuts import ShortcutDialog
from sam3_studio.app.main_window.window import MainWindow

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]


def hints(window: MainWindow) -> set[str]:
    """What the buttons of the prompt say of their keys."""
    return {button.toolTip() for button in window.prompt.findChildren(QPushButton)}


def choose_cvat(window: MainWindow) -> None:
    window.commands["change_keys"].trigger()
    dialog = window.findChild(ShortcutDialog)
    preset = dialog.findChild(QComboBox)
    preset.setCurrentIndex(preset.findData(CVAT))
    dialog.accept()


def test_a_preset_that_is_chosen_holds_at_once_and_the_next_time(
    window: MainWindow, open_window: OpenWindow, photos: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    choose_cvat(window)
    assert "Like this (N)" in hints(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    with qtbot.waitSignal(window.travel.moved) as moved:
        qtbot.keyClick(window.canvas, Qt.Key.Key_F)
    assert moved.args == ["2.png"]
    window.close()
    assert open_window().commands.keymap.preset == CVAT


def test_buttons_say_the_keys_that_hold(window: MainWindow) -> None:
    assert "Like this (Q)" in hints(window)
    window.commands.set_keymap(Keymap().with_keys("positive_box", ("Ctrl+K",)))
    assert "Like this (Ctrl+K)" in hints(window)
    window.commands.set_keymap(Keymap().with_keys("positive_box", ()))
    assert "Like this" in hints(window)


def test_f1_shows_the_sheet_once_and_it_follows_the_keys(window: MainWindow) -> None:
    window.commands["keys"].trigger()
    window.commands["keys"].trigger()
    (sheet,) = window.findChildren(KeySheet)
    assert "Crosshair" not in sheet.shown
    window.commands.set_keymap(Keymap().with_keys("crosshair", ("Ctrl+K",)))
    assert "Crosshair" in sheet.shown
    sheet.close()
    window.commands["keys"].trigger()
    assert sheet.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_a_screen_reader_is_told_keys_that_pan_and_lead_to_no_other_picture(
    window: MainWindow, photos: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    window.canvas.zoom_to(200)
    before, shift = window.canvas.view, Qt.KeyboardModifier.ShiftModifier
    with qtbot.assertNotEmitted(window.travel.moved):
        qtbot.keyClick(window.canvas, key, shift)
    assert window.canvas.view != before
    assert "Shift and arrow keys pan" in window.canvas.accessibleDescription()
