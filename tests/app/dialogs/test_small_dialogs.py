"""The sheet of keys, reports of errors, messages, imports of classes, and what the program is made of."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from widgets import button

from sam3_studio.app.actions import Keymap
from sam3_studio.app.dialogs.about import PARTS, AboutDialog
from sam3_studio.app.dialogs.error_report import ErrorReporter
from sam3_studio.app.dialogs.import_classes import ClassList, ImportClassesDialog
from sam3_studio.app.dialogs.key_sheet import KeySheet
from sam3_studio.app.dialogs.messages import MessagesDialog
from sam3_studio.app.notify import Crash, Notice, Severity
from sam3_studio.core.resources import resource_path

pytestmark = pytest.mark.gui

CLASS = "Selected objects, and what is drawn next: class"


def test_the_sheet_shows_actions_with_keys_and_what_the_mouse_does(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap())
    qtbot.addWidget(sheet)
    assert {"Undo", "Box: more like this", f"{CLASS} 1–9", "Zoom at the mouse"} <= set(sheet.shown)
    assert "Crosshair" not in sheet.shown


def test_the_sheet_can_be_searched_by_name_and_key(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap())
    qtbot.addWidget(sheet)
    line = sheet.findChild(QLineEdit)
    qtbot.keyClicks(line, "undo")
    assert sheet.shown == ("Undo",)
    line.clear()
    qtbot.keyClicks(line, "ctrl+shift+a")
    assert sheet.shown == ("Previous picture to do",)


def test_the_sheet_finds_one_of_nine_keys_that_share_a_line(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap())
    qtbot.addWidget(sheet)
    qtbot.keyClicks(sheet.findChild(QLineEdit), "alt+5")
    assert sheet.shown == ("Accept candidate 1–9",)


def test_the_sheet_shows_each_of_nine_keys_where_a_person_has_changed_one(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap().with_keys("class_3", ("Ctrl+3",)))
    qtbot.addWidget(sheet)
    assert {f"{CLASS} 1", f"{CLASS} 3", "Accept candidate 1–9"} <= set(sheet.shown)
    assert f"{CLASS} 1–9" not in sheet.shown


def test_the_sheet_follows_the_keys_that_hold(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap())
    qtbot.addWidget(sheet)
    sheet.set_keymap(Keymap().with_keys("crosshair", ("Ctrl+K",)).with_keys("undo", ()))
    assert "Crosshair" in sheet.shown
    assert "Undo" not in sheet.shown


def test_the_sheet_has_as_many_columns_as_can_be_read(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap())
    qtbot.addWidget(sheet)
    sheet.show()
    columns = []
    for width in (1100, 700, 400):
        sheet.resize(width, 600)
        columns.append(sum(place.count() > 1 for place in sheet._places))
    assert columns == [3, 2, 1]


def test_of_two_errors_there_is_one_report(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    reporter = ErrorReporter(window)
    reporter.report(Crash("ValueError: a", "Traceback a"))
    first = reporter.dialog
    reporter.report(Crash("ValueError: b", "Traceback b"))
    for _ in range(3):
        reporter.report(Crash("ValueError: a", "Traceback a"))
    assert reporter.dialog is first
    assert first is not None
    assert "Traceback a" in first.text
    assert "Traceback b" in first.text
    assert "3 more, not listed" in first.text
    first.reject()
    assert reporter.dialog is None


@pytest.mark.parametrize("name", ["x" * 300, "abcdefghij/" * 370])
@pytest.mark.usefixtures("qtbot")
def test_a_report_of_a_name_without_end_fits_the_screen(name: str) -> None:
    reporter = ErrorReporter()
    reporter.report(Crash(f"OSError: File name too long: '{name}'", f"Traceback {name}"))
    assert reporter.dialog is not None
    hint = reporter.dialog.minimumSizeHint()
    assert hint.width() < 700
    assert hint.height() < 480
    assert name in reporter.dialog.text
    reporter.dialog.reject()


def test_a_report_can_be_copied_with_the_system_in_it(qtbot: QtBot) -> None:
    reporter = ErrorReporter()
    reporter.report(Crash("ValueError: a", "Traceback a"))
    assert reporter.dialog is not None
    qtbot.mouseClick(button(reporter.dialog, "Copy report"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "Traceback a" in copied
    assert "PySide6" in copied
    reporter.dialog.reject()


def test_messages_come_newest_first_and_can_be_copied(qtbot: QtBot) -> None:
    dialog = MessagesDialog([Notice(Severity.INFORMATION, "first"), Notice(Severity.FAILURE, "second")])
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    assert [table.item(row, 2).text() for row in range(2)] == ["second", "first"]
    qtbot.mouseClick(button(dialog, "Copy all"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().split("\n")[0].endswith("Failure\tsecond")


def test_tab_leads_from_the_messages_to_the_buttons(qtbot: QtBot) -> None:
    dialog = MessagesDialog([Notice(Severity.INFORMATION, "first"), Notice(Severity.FAILURE, "second")])
    qtbot.addWidget(dialog)
    dialog.show()
    table = dialog.findChild(QTableWidget)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() in dialog.findChildren(QPushButton)
    dialog.reject()


def test_classes_that_are_there_are_not_offered_again(qtbot: QtBot) -> None:
    dialog = ImportClassesDialog(ClassList("data.yaml", ("person", "car", "dog"), frozenset({"car"})))
    qtbot.addWidget(dialog)
    assert dialog.chosen == ("person", "dog")
    dialog.findChild(QListWidget).item(0).setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(dialog.names_chosen) as chosen:
        qtbot.mouseClick(button(dialog, "Add classes"), Qt.MouseButton.LeftButton)
    assert chosen.args == [("dog",)]


def test_importing_nothing_is_not_offered(qtbot: QtBot) -> None:
    dialog = ImportClassesDialog(ClassList("data.yaml", ("person",)))
    qtbot.addWidget(dialog)
    qtbot.mouseClick(button(dialog, "None or all"), Qt.MouseButton.LeftButton)
    assert not button(dialog, "Add classes").isEnabled()


def test_every_package_that_the_program_needs_is_listed_with_its_licence(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    listed = " ".join(part.name for part in PARTS).lower().replace("_", "-")
    names = [requirement.split(">")[0].lower() for requirement in project["dependencies"]]
    known_as = {"pyside6-essentials": "pyside6", "torch": "pytorch"}
    assert [name for name in names if known_as.get(name, name) not in listed] == []
    assert all(part.licence for part in PARTS)


def test_whatever_the_icons_and_samples_are_drawn_by_others_is_listed() -> None:
    icons, samples = (resource_path(f"{folder}/README.md").read_text("utf-8") for folder in ("icons", "samples"))
    homes = set(re.findall(r"\]\((https://lucide\.dev|https://github\.com/[\w-]+/[\w-]+)\)", icons + samples))
    assert len(homes) == 4
    assert homes <= {part.home for part in PARTS}
