"""Changing keys by pressing them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import CVAT, Context, Keymap
from sam3_studio.app.dialogs.shortcuts import ShortcutDialog

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(qtbot: QtBot) -> ShortcutDialog:
    dialog = ShortcutDialog(Keymap())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(
    qtbot: QtBot, dialog: ShortcutDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(dialog.findChild(QKeySequenceEdit), key, modifier)


def click(qtbot: QtBot, dialog: ShortcutDialog, button: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, button), Qt.MouseButton.LeftButton)


def note(dialog: ShortcutDialog) -> str:
    return dialog.findChild(QLabel, "problem").text()


def test_pressed_keys_replace_those_of_the_action(dialog: ShortcutDialog, qtbot: QtBot) -> None:
    dialog.choose_action("undo")
    press(qtbot, dialog, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, dialog, "replace")
    assert dialog.keymap.keys("undo") == ("Ctrl+K",)


def test_pressed_keys_can_come_on_top(dialog: ShortcutDialog, qtbot: QtBot) -> None:
    dialog.choose_action("undo")
    press(qtbot, dialog, Qt.Key.Key_F5)
    click(qtbot, dialog, "add")
    assert dialog.keymap.keys("undo") == ("Ctrl+Z", "F5")


@pytest.mark.parametrize("way", ["replace", "add"])
def test_enter_after_keys_were_given_uses_them_and_does_not_take_them_away_again(
    dialog: ShortcutDialog, qtbot: QtBot, way: str
) -> None:
    dialog.choose_action("smooth")
    press(qtbot, dialog, Qt.Key.Key_F7)
    click(qtbot, dialog, way)
    with qtbot.waitSignal(dialog.keymap_chosen) as chosen:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args[0].keys("smooth") == ("F7",)


def test_a_conflict_is_told_before_and_solved_after(dialog: ShortcutDialog, qtbot: QtBot) -> None:
    dialog.choose_action("lock")
    press(qtbot, dialog, Qt.Key.Key_H)
    assert note(dialog) == "H already starts “Hide or show object”, which would lose it."
    click(qtbot, dialog, "replace")
    assert dialog.keymap.users("H", Context.PICTURE) == ("lock",)
    assert dialog.keymap.conflicts() == ()


def test_a_conflict_that_was_there_is_told(qtbot: QtBot) -> None:
    dialog = ShortcutDialog(Keymap().with_keys("lock", ("H",)))
    qtbot.addWidget(dialog)
    assert "at the same time" in note(dialog)


def test_keys_can_be_taken_away_and_come_back(dialog: ShortcutDialog, qtbot: QtBot) -> None:
    dialog.choose_action("undo")
    click(qtbot, dialog, "none")
    assert dialog.keymap.keys("undo") == ()
    click(qtbot, dialog, "reset")
    assert dialog.keymap == Keymap()


def test_without_keys_pressed_there_is_nothing_to_use(dialog: ShortcutDialog) -> None:
    assert not dialog.findChild(QPushButton, "replace").isEnabled()
    assert dialog.findChild(QPushButton, "none").isEnabled()


def test_another_preset_keeps_what_the_person_changed(dialog: ShortcutDialog, qtbot: QtBot) -> None:
    dialog.choose_action("undo")
    press(qtbot, dialog, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, dialog, "replace")
    qtbot.keyClick(dialog.findChild(QComboBox), Qt.Key.Key_Down)
    assert dialog.keymap.preset == CVAT
    assert dialog.keymap.keys("next") == ("F", "Right")
    assert dialog.keymap.keys("undo") == ("Ctrl+K",)


@pytest.mark.parametrize(
    ("typed", "found"), [("whole pict", ["Whole picture"]), ("ctrl+shift+d", ["Next picture to do"])]
)
def test_search_finds_names_and_keys(dialog: ShortcutDialog, qtbot: QtBot, typed: str, found: list[str]) -> None:
    line = next(line for line in dialog.findChildren(QLineEdit) if line.placeholderText().startswith("Search"))
    qtbot.keyClicks(line, typed)
    table = dialog.findChild(QTreeWidget)
    groups = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    shown = [
        group.child(i).text(0)
        for group in groups
        for i in range(group.childCount())
        if not group.isHidden() and not group.child(i).isHidden()
    ]
    assert shown == found


def test_only_accepting_gives_the_keymap(dialog: ShortcutDialog, qtbot: QtBot) -> None:
    dialog.choose_action("undo")
    click(qtbot, dialog, "none")
    with qtbot.assertNotEmitted(dialog.keymap_chosen):
        dialog.reject()
    with qtbot.waitSignal(dialog.keymap_chosen) as chosen:
        dialog.accept()
    assert chosen.args == [dialog.keymap]
