"""Making or changing a class."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from widgets import button

from sam3_studio.app.dialogs.class_editor import OFFERED, ClassEditor
from sam3_studio.core.labeling import Attribute, LabelClass

pytestmark = pytest.mark.gui

DUCK = LabelClass(1, "duck", OFFERED[0], digit=1)
BUS = LabelClass(2, "bus", (1, 2, 3), ("yellow school bus", "minibus"), 2, 0.4, 50)


@pytest.fixture
def editor(qtbot: QtBot) -> ClassEditor:
    editor = ClassEditor(BUS, [DUCK])
    qtbot.addWidget(editor)
    editor.show()
    return editor


def rename(qtbot: QtBot, editor: ClassEditor, name: str) -> None:
    line = editor.findChildren(QLineEdit)[0]
    line.clear()
    qtbot.keyClicks(line, name)


def save_button(editor: ClassEditor) -> QPushButton:
    return button(editor, "Save class")


def test_a_class_that_is_not_changed_comes_back_as_it_was(editor: ClassEditor) -> None:
    assert editor.label_class == BUS


def test_what_the_form_cannot_show_stays_as_it_is_where_something_else_is_changed(qtbot: QtBot) -> None:
    """Label files name classes "great white shark, white shark", and find them by that; commas divide concepts."""
    imported = replace(
        BUS,
        concepts=("great white shark, white shark",),
        threshold=0.475,
        attributes=(Attribute("kind", ("old", "a=b"), "a=b"),),
    )
    editor = ClassEditor(imported)
    qtbot.addWidget(editor)
    rename(qtbot, editor, "shark")
    assert editor.label_class == replace(imported, name="shark")


def test_a_class_whose_name_differs_from_another_one_in_case_alone_can_be_changed(qtbot: QtBot) -> None:
    """Label files have brought both, and none of them has to have another name for the other's sake."""
    editor = ClassEditor(replace(BUS, name="Duck"), [DUCK])
    qtbot.addWidget(editor)
    assert editor.problem == ""
    rename(qtbot, editor, "DUCK")
    assert editor.problem == "There is a class “DUCK” already; choose another name."


def test_saving_gives_the_class_with_its_id(editor: ClassEditor, qtbot: QtBot) -> None:
    rename(qtbot, editor, "coach")
    with qtbot.waitSignal(editor.class_chosen) as chosen:
        qtbot.mouseClick(save_button(editor), Qt.MouseButton.LeftButton)
    assert chosen.args[0].name == "coach"
    assert chosen.args[0].id == BUS.id


def test_enter_saves_also_after_focus_was_on_the_button_that_cancels(editor: ClassEditor, qtbot: QtBot) -> None:
    with qtbot.waitActive(editor):
        editor.activateWindow()
    rename(qtbot, editor, "coach")
    button(editor, "Cancel").setFocus(Qt.FocusReason.TabFocusReason)
    line = editor.findChildren(QLineEdit)[0]
    line.setFocus(Qt.FocusReason.TabFocusReason)
    assert save_button(editor).isDefault()
    with qtbot.waitSignal(editor.class_chosen) as chosen:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chosen.args[0].name == "coach"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "A class needs a name."),
        ("   ", "A class needs a name."),
        ("Duck", "There is a class “Duck” already; choose another name."),
    ],
)
def test_a_name_that_cannot_be_is_told_in_a_sentence(
    editor: ClassEditor, qtbot: QtBot, name: str, problem: str
) -> None:
    rename(qtbot, editor, name)
    assert editor.problem == problem
    assert not save_button(editor).isEnabled()
    with qtbot.assertNotEmitted(editor.class_chosen):
        editor.accept()


def test_a_name_that_label_files_cannot_hold_is_told(editor: ClassEditor) -> None:
    editor.findChildren(QLineEdit)[0].setText("a\u0007b")
    assert "Label files cannot hold this name" in editor.findChild(QLabel, "problem").text()


def test_an_empty_form_is_not_scolded(qtbot: QtBot) -> None:
    editor = ClassEditor(LabelClass(3, "", OFFERED[2]))
    qtbot.addWidget(editor)
    assert editor.windowTitle() == "New class"
    assert editor.findChild(QLabel, "problem").text() == ""


def test_concepts_are_separated_by_commas_and_tidied(editor: ClassEditor, qtbot: QtBot) -> None:
    line = editor.findChildren(QLineEdit)[1]
    line.clear()
    qtbot.keyClicks(line, " red  bus,, tram ,red bus")
    assert editor.label_class.concepts == ("red bus", "tram")


def test_a_colour_of_the_palette_is_a_click(editor: ClassEditor, qtbot: QtBot) -> None:
    swatches = editor.findChildren(QToolButton)
    assert len(swatches) == len(OFFERED) + 1  # its own comes first
    swatch = next(s for s in swatches if s.accessibleName() == "Colour #009e73")
    qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton)
    assert editor.label_class.color == (0, 158, 115)


def test_any_other_colour_leaves_those_of_the_palette(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(7, 8, 9))
    editor = ClassEditor(DUCK)
    qtbot.addWidget(editor)
    button(editor, "Other…").click()
    colors = [swatch.property("color").getRgb()[:3] for swatch in editor.findChildren(QToolButton)]
    assert sorted(colors) == sorted([(7, 8, 9), *OFFERED])


def test_any_other_colour_is_chosen(editor: ClassEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(7, 8, 9))
    button(editor, "Other…").click()
    assert editor.label_class.color == (7, 8, 9)


def test_enter_saves_once_another_colour_is_chosen(
    editor: ClassEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(7, 8, 9))
    editor.show()
    qtbot.mouseClick(button(editor, "Other…"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(editor.class_chosen) as chosen:
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args[0].color == (7, 8, 9)


def test_a_key_that_another_class_has_says_so(editor: ClassEditor) -> None:
    digits = editor.findChild(QComboBox)
    assert digits.itemText(1) == "1 – so far “duck”"
    assert digits.currentData() == 2


def test_the_editor_fits_the_screen_whatever_the_other_classes_are_called(qtbot: QtBot) -> None:
    editor = ClassEditor(BUS, [replace(DUCK, name="the whole page that was pasted " * 200)])
    qtbot.addWidget(editor)
    assert editor.minimumWidth() < 640
    texts = [editor.findChild(QComboBox).itemText(row) for row in range(10)]
    assert texts[1] == "1 – so far “the whole page …at was pasted ”"


def test_every_label_s_key_leads_to_its_field(editor: ClassEditor) -> None:
    labels = [label for label in editor.findChildren(QLabel) if "&" in label.text()]
    assert len(labels) >= 5
    for label in labels:
        assert label.buddy() is not None, label.text()
        assert label.buddy().focusPolicy() & Qt.FocusPolicy.TabFocus, label.text()


def test_attributes_are_lines(editor: ClassEditor) -> None:
    editor._attributes.setPlainText("colour: white, brown = white\nring")
    assert editor.label_class.attributes == (Attribute("colour", ("white", "brown"), "white"), Attribute("ring"))
