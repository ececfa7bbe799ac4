"""`app.main_window.prompts.classes` and `class_dialogs`: classes made, edited, imported, hidden, removed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot
from widgets import button
from window_bench import Bench

from sam3_studio.app.dialogs.class_editor import ClassEditor
from sam3_studio.app.dialogs.import_classes import ImportClassesDialog
from sam3_studio.app.settings.table import CONFIRM
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

pytestmark = pytest.mark.gui


def names(bench: Bench) -> list[str]:
    return [one.name for one in bench.session.classes.listed]


def dialog(bench: Bench, kind: type[QDialog]) -> QDialog:
    found = [one for one in bench.window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def draw(bench: Bench, qtbot: QtBot, action: str, start: tuple[int, int] = (100, 100)) -> None:
    bench.actions[action].trigger()
    end = QPoint(*start) + QPoint(80, 70)
    qtbot.mousePress(bench.canvas, Qt.MouseButton.LeftButton, pos=QPoint(*start))
    qtbot.mouseMove(bench.canvas, end)
    qtbot.mouseRelease(bench.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_new_class_is_made_from_the_form(open_bench: Bench) -> None:
    open_bench.actions["new_class"].trigger()
    editor = dialog(open_bench, ClassEditor)
    editor.findChildren(QLineEdit)[0].setText("heron")
    editor.accept()
    (heron,) = open_bench.session.classes.listed
    assert (heron.name, heron.digit, heron.concepts) == ("heron", 1, ())
    assert open_bench.session.classes.current == heron.id


def test_a_class_is_edited_in_the_form(found_bench: Bench) -> None:
    found_bench.panels.classes.edit_requested.emit(1)
    editor = dialog(found_bench, ClassEditor)
    editor.findChildren(QLineEdit)[0].setText("bird")
    editor.accept()
    assert [(one.name, one.concepts) for one in found_bench.session.classes.listed] == [("bird", ("duck",))]


def test_who_removes_a_class_reads_its_name_letter_by_letter(found_bench: Bench) -> None:
    duck = found_bench.session.classes.listed[0]
    found_bench.session.classes.change(replace(duck, name="<b>duck</b>"))
    found_bench.panels.classes.remove_requested.emit(1)
    box = dialog(found_bench, QMessageBox)
    assert isinstance(box, QMessageBox)
    assert (box.text(), box.textFormat()) == ("Remove the class “<b>duck</b>”?", Qt.TextFormat.PlainText)


def test_who_removes_a_class_that_is_called_as_a_whole_page_sees_the_buttons(found_bench: Bench) -> None:
    duck = found_bench.session.classes.listed[0]
    found_bench.session.classes.change(replace(duck, name="a page that was pasted " * 999 + "here"))
    found_bench.panels.classes.remove_requested.emit(1)
    box = dialog(found_bench, QMessageBox)
    assert box.sizeHint().height() < 400
    assert box.sizeHint().width() < 1000


def test_removing_a_class_says_how_much_goes_with_it(found_bench: Bench, qtbot: QtBot) -> None:
    found_bench.actions["accept_all"].trigger()
    found_bench.panels.classes.remove_requested.emit(1)
    box = dialog(found_bench, QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.informativeText().startswith("3 objects in 1 picture will be deleted with it.")
    assert names(found_bench) == ["duck"]
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        button(box, "Remove").click()
    assert names(found_bench) == []
    assert found_bench.picture.document.objects == ()


def test_a_class_that_is_kept_keeps_everything(found_bench: Bench) -> None:
    found_bench.actions["accept_all"].trigger()
    found_bench.panels.classes.remove_requested.emit(1)
    button(dialog(found_bench, QMessageBox), "Keep").click()
    assert names(found_bench) == ["duck"]
    assert len(found_bench.picture.document.objects) == 3


def test_who_does_not_want_to_be_asked_is_not(found_bench: Bench) -> None:
    found_bench.settings.set(CONFIRM, value=False)
    found_bench.panels.classes.remove_requested.emit(1)
    assert names(found_bench) == []


def test_classes_of_a_file_are_chosen_and_added(found_bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "names.txt"
    file.write_text("duck\nheron\nreed warbler\n", "utf-8")
    found_bench.workbench.class_dialogs.offer_file(file)
    with qtbot.waitSignal(found_bench.notifier.told) as told:
        dialog(found_bench, ImportClassesDialog).accept()
    assert names(found_bench) == ["duck", "heron", "reed warbler"]
    assert told.args[0].text == "2 classes added."


def test_a_file_without_classes_is_told_in_a_sentence(found_bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "data.yaml"
    file.write_text("train: images\n", "utf-8")
    with qtbot.waitSignal(found_bench.notifier.told) as told:
        found_bench.workbench.class_dialogs.offer_file(file)
    assert "no class names" in told.args[0].text


def test_hidden_classes_are_neither_drawn_nor_accepted_nor_listed(found_bench: Bench) -> None:
    found_bench.panels.classes.visible_changed.emit(1, False)
    assert found_bench.panels.instances.candidates == ()
    assert not found_bench.actions["accept_all"].isEnabled()
    found_bench.panels.classes.visible_changed.emit(1, True)
    assert len(found_bench.panels.instances.candidates) == 4


def test_a_name_that_another_class_has_is_refused_in_a_sentence(found_bench: Bench, qtbot: QtBot) -> None:
    found_bench.session.classes.add(found_bench.session.classes.blank("frog"))
    with qtbot.waitSignal(found_bench.notifier.told) as told:
        found_bench.panels.classes.renamed.emit(2, "duck")
    assert told.args[0].text == "There is a class “duck” already; choose another name."
    assert names(found_bench) == ["duck", "frog"]


def test_digits_move_from_class_to_class(found_bench: Bench) -> None:
    found_bench.session.classes.add(found_bench.session.classes.blank("frog"))
    found_bench.panels.classes.digit_changed.emit(2, 1)
    assert [one.digit for one in found_bench.session.classes.listed] == [None, 1]
    assert [found_bench.actions[f"class_{digit}"].isEnabled() for digit in (1, 2)] == [True, False]
    found_bench.panels.classes.digit_changed.emit(2, None)
    assert [one.digit for one in found_bench.session.classes.listed] == [None, None]


def test_a_box_without_a_class_makes_one_and_its_name_can_be_typed(empty_keys: Bench, qtbot: QtBot) -> None:
    draw(empty_keys, qtbot, "positive_box")
    assert names(empty_keys) == ["object 1"]
    assert [(box.class_id, box.positive) for box in empty_keys.picture.document.boxes] == [(1, True)]
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "heron")  # in the place of the name it was given
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(empty_keys) == ["heron"])


def test_who_goes_on_drawing_is_not_held_up_by_the_name(empty_keys: Bench, qtbot: QtBot) -> None:
    draw(empty_keys, qtbot, "positive_box")
    draw(empty_keys, qtbot, "negative_box", (220, 100))
    assert names(empty_keys) == ["object 1"]
    assert [box.positive for box in empty_keys.picture.document.boxes] == [True, False]


def test_a_box_alone_is_asked_without_words(empty_keys: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(empty_keys.controller.prompted):
        draw(empty_keys, qtbot, "positive_box")
    assert empty_keys.model.asked == [None]


def test_a_concept_typed_after_the_first_box_names_its_class(empty_keys: Bench, qtbot: QtBot) -> None:
    draw(empty_keys, qtbot, "positive_box")
    empty_keys.panels.prompt.concepts_added.emit(("heron", "frog"))
    heron, frog = empty_keys.session.classes.listed
    assert (heron.id, heron.name, heron.concepts) == (1, "heron", ("heron",))
    assert (frog.name, frog.concepts) == ("frog", ("frog",))


def test_a_class_that_a_person_has_named_is_not_renamed_by_a_concept(empty_keys: Bench, qtbot: QtBot) -> None:
    draw(empty_keys, qtbot, "positive_box")
    empty_keys.panels.classes.renamed.emit(1, "bird")
    empty_keys.panels.prompt.concepts_added.emit(("heron",))
    assert names(empty_keys) == ["bird", "heron"]


def test_an_object_class_is_numbered_by_what_is_free(empty_keys: Bench) -> None:
    empty_keys.session.classes.add(empty_keys.session.classes.blank("object 1"))
    empty_keys.session.classes.choose(None)
    empty_keys.workbench.boxes.add(Box(1, 1, 9, 9), True)
    assert names(empty_keys) == ["object 1", "object 2"]
    assert empty_keys.picture.document.boxes[0] == PromptBox(
        2, Box(1, 1, 9, 9), id=empty_keys.picture.document.boxes[0].id
    )
