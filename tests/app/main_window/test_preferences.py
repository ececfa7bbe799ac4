"""`app.main_window.preferences`: settings that hold at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.model import ModelDialog
from sam3_studio.app.dialogs.settings import SettingsDialog
from sam3_studio.app.dialogs.shortcuts import ShortcutDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import table as setting
from sam3_studio.app.theme import DARK

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]


def test_another_appearance_holds_at_once(window: MainWindow) -> None:
    window._settings.set(setting.THEME, "dark")
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    window._settings.set(setting.THEME, "light")


def test_rows_lose_their_thumbnails_at_once_and_have_none_the_next_time(
    window: MainWindow, open_window: OpenWindow
) -> None:
    assert window.files._list.rows.with_thumbnails
    window._settings.set(setting.THUMBNAILS, value=False)
    assert not window.files._list.rows.with_thumbnails
    window.close()
    assert not open_window().files._list.rows.with_thumbnails


def test_ghosts_reach_as_far_as_the_setting_says(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.session is not None
    with qtbot.waitSignal(window.controller.prompted):
        window.session.classes.add_concepts(["duck"])
    picture = window.desk.picture
    assert picture is not None
    assert picture.offer(1).ghosts == ()  # the fake's second candidate scores 0.3
    window._settings.set(setting.GHOST_MARGIN, 0.25)
    assert len(picture.offer(1).ghosts) == 1
    window.commands["close_project"].trigger()
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.desk.picture is not None
    qtbot.waitUntil(lambda: len(window.desk.picture.offer(1).ghosts) == 1)


def test_a_file_of_settings_that_is_damaged_is_told(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text("{")
    window = open_window()
    window.begin()
    assert "settings were damaged" in window.notifier.log[0].text


def test_the_dialog_leads_to_those_for_the_model_and_for_keys(window: MainWindow) -> None:
    window.commands["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    dialog.model_requested.emit()
    dialog.keys_requested.emit()
    shown = {type(one) for one in window.findChildren(QDialog) if one.isVisible()}
    assert shown == {SettingsDialog, ModelDialog, ShortcutDialog}
