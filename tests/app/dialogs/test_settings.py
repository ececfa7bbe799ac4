"""The settings' dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QListWidget, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from widgets import button, turn_wheel

from sam3_studio.app.dialogs.settings import SettingsDialog
from sam3_studio.app.settings import SETTINGS, Group, Settings, table

pytestmark = pytest.mark.gui


@pytest.fixture
def settings(tmp_path: Path, qapp: QApplication) -> Settings:
    return Settings(tmp_path, qapp)


@pytest.fixture
def dialog(settings: Settings, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_setting_of_the_table_that_has_a_page_can_be_changed(dialog: SettingsDialog) -> None:
    missing = [s.name for s in SETTINGS if s.group and dialog.findChild(QWidget, s.name) is None]
    assert missing == []


def test_enter_on_a_button_presses_that_and_not_the_one_that_closes(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    keys = button(dialog, "Change keys…")
    keys.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(dialog.keys_requested):
        qtbot.keyClick(keys, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_tick_holds_at_once(dialog: SettingsDialog, settings: Settings, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.findChild(QCheckBox, "thumbnails"), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not settings.get(table.THUMBNAILS)


def choose(dialog: SettingsDialog, group: Group) -> None:
    dialog.findChild(QListWidget).setCurrentRow(list(Group).index(group))


def test_a_choice_is_stored_by_its_name(dialog: SettingsDialog, settings: Settings, qtbot: QtBot) -> None:
    combo = dialog.findChild(QComboBox, "theme")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert settings.get(table.THEME) == "light"


def test_a_number_typed_is_stored(dialog: SettingsDialog, settings: Settings, qtbot: QtBot) -> None:
    choose(dialog, Group.DISPLAY)
    spin = dialog.findChild(QSpinBox, "opacity")
    spin.selectAll()
    qtbot.keyClicks(spin, "80")
    assert settings.get(table.OPACITY) == 80


def test_what_changes_elsewhere_is_shown(dialog: SettingsDialog, settings: Settings) -> None:
    settings.set(table.OPACITY, 12)
    assert dialog.findChild(QSpinBox, "opacity").value() == 12


def test_scrolling_over_a_number_changes_nothing(dialog: SettingsDialog, settings: Settings) -> None:
    choose(dialog, Group.DISPLAY)
    spin = dialog.findChild(QSpinBox, "opacity")
    turn_wheel(spin)
    assert settings.get(table.OPACITY) == table.OPACITY.default


def test_defaults_come_back_for_one_page_alone(dialog: SettingsDialog, settings: Settings, qtbot: QtBot) -> None:
    settings.set(table.OPACITY, 12)
    settings.set(table.THEME, "dark")
    choose(dialog, Group.DISPLAY)
    qtbot.mouseClick(button(dialog, "Defaults for this page"), Qt.MouseButton.LeftButton)
    assert settings.get(table.OPACITY) == table.OPACITY.default
    assert settings.get(table.THEME) == "dark"


def test_the_ways_to_other_dialogs_are_signals(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignals([dialog.keys_requested, dialog.model_requested]):
        button(dialog, "Change keys…").click()
        button(dialog, "Choose a model…").click()
