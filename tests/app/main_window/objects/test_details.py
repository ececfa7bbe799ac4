"""`app.main_window.objects.details`: what a person says of objects and of pictures."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from widgets import button, texts, turn_wheel
from window_bench import Bench

from sam3_studio.app.dialogs.details import ObjectDetailsDialog, PictureDetailsDialog
from sam3_studio.core.labeling import Attribute, Details, Origin
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits
from sam3_studio.editing.combining import set_masks

pytestmark = pytest.mark.gui


@pytest.fixture
def ducks(found_bench: Bench) -> Bench:
    """Three ducks, accepted, of a class with two attributes; the first two are selected."""
    found_bench.actions["accept_all"].trigger()
    duck = found_bench.session.classes.listed[0]
    attributes = (Attribute("colour", ("white", "brown")), Attribute("ring"))
    found_bench.session.classes.change(replace(duck, attributes=attributes))
    found_bench.select(0, 1)
    return found_bench


def ask(bench: Bench) -> ObjectDetailsDialog:
    bench.actions["object_details"].trigger()
    return bench.window.findChildren(ObjectDetailsDialog)[-1]


def said(bench: Bench) -> list[Details]:
    return [item.details for item in bench.picture.document.objects]


def value(dialog: ObjectDetailsDialog, row: int) -> QComboBox:
    box = dialog.table.cellWidget(row, 1)
    assert isinstance(box, QComboBox)
    return box


def name_row(dialog: ObjectDetailsDialog, row: int, name: str) -> None:
    item = dialog.table.item(row, 0)
    assert item is not None
    item.setText(name)


def names(dialog: ObjectDetailsDialog) -> list[str]:
    items = [dialog.table.item(row, 0) for row in range(dialog.table.rowCount())]
    return [item.text() for item in items if item]


def test_attributes_of_the_class_can_be_chosen_and_others_typed(ducks: Bench) -> None:
    dialog = ask(ducks)
    assert names(dialog) == ["colour", "ring", ""]
    value(dialog, 0).setCurrentText("brown")
    name_row(dialog, 2, "age")
    value(dialog, 2).setCurrentText("old")
    assert names(dialog)[-1] == ""
    dialog.accept()
    expected = Details((("colour", "brown"), ("age", "old")))
    assert said(ducks) == [expected, expected, Details()]


def test_scrolling_attributes_leaves_values_as_they_are(ducks: Bench) -> None:
    dialog = ask(ducks)
    value(dialog, 0).setCurrentText("brown")
    turn_wheel(value(dialog, 0), -1)
    assert value(dialog, 0).currentText() == "brown"


def test_the_names_of_the_class_s_attributes_are_not_to_be_changed(ducks: Bench) -> None:
    item = ask(ducks).table.item(0, 0)
    assert item is not None
    assert not item.flags() & Qt.ItemFlag.ItemIsEditable


def test_flags_and_note_are_one_step_that_can_be_undone(ducks: Bench) -> None:
    dialog = ask(ducks)
    dialog.occluded.setChecked(True)
    dialog.note.setPlainText("behind the reed")
    dialog.accept()
    assert said(ducks)[0] == Details(occluded=True, note="behind the reed")
    ducks.actions["undo"].trigger()
    assert said(ducks) == [Details()] * 3


def test_where_objects_differ_what_is_left_alone_stays(ducks: Bench) -> None:
    ducks.select(0)
    dialog = ask(ducks)
    dialog.truncated.setChecked(True)
    dialog.note.setPlainText("first")
    value(dialog, 0).setCurrentText("white")
    dialog.accept()
    ducks.select(0, 1)
    dialog = ask(ducks)
    assert dialog.truncated.checkState() is Qt.CheckState.PartiallyChecked
    assert dialog.note.placeholderText() == "Different notes"
    dialog.occluded.setChecked(True)
    dialog.accept()
    first, second, _ = said(ducks)
    assert first == Details((("colour", "white"),), occluded=True, truncated=True, note="first")
    assert second == Details(occluded=True)


def test_what_was_imported_stays_as_it_is_where_something_else_is_said(ducks: Bench) -> None:
    """A field shows other ends of lines than files of Windows have, and blanks of another kind."""
    imported = Details((("ring", " 12 "), (" note of hers ", "a\nb")), note="one\r\ntwo\u00a0three")
    picture = ducks.picture
    picture.edit("import", partial(edits.set_details, details={one.id: imported for one in picture.document.objects}))
    dialog = ask(ducks)
    dialog.occluded.setChecked(True)
    dialog.accept()
    assert said(ducks)[0] == replace(imported, occluded=True)


def test_an_attribute_of_which_objects_have_different_values_keeps_them_under_another_name(ducks: Bench) -> None:
    for place, pose in enumerate(("sitting", "flying")):
        ducks.select(place)
        dialog = ask(ducks)
        name_row(dialog, 2, "pose")
        value(dialog, 2).setCurrentText(pose)
        dialog.accept()
    ducks.select(0, 1, 2)
    dialog = ask(ducks)
    assert names(dialog) == ["colour", "ring", "pose", ""]
    name_row(dialog, 2, "posture")
    dialog.accept()
    assert said(ducks) == [Details((("posture", "sitting"),)), Details((("posture", "flying"),)), Details()]


def test_what_is_cancelled_changes_nothing(ducks: Bench) -> None:
    dialog = ask(ducks)
    dialog.occluded.setChecked(True)
    dialog.reject()
    assert said(ducks) == [Details()] * 3


def test_what_is_said_of_locked_objects_is_shown_but_not_to_be_changed(ducks: Bench) -> None:
    ducks.actions["lock"].trigger()
    dialog = ask(ducks)
    fields = (dialog.table, dialog.occluded, dialog.truncated, dialog.note)
    assert not any(field.isEnabled() for field in fields)
    assert any("unlock them first" in text for text in texts(dialog))


def test_of_several_the_locked_ones_are_left_out(ducks: Bench) -> None:
    ducks.select(0)
    ducks.actions["lock"].trigger()
    ducks.select(0, 1)
    dialog = ask(ducks)
    dialog.occluded.setChecked(True)
    assert dialog.windowTitle() == "Details of 1 object"
    dialog.accept()
    assert [one.occluded for one in said(ducks)] == [False, True, False]


def test_a_value_can_be_given_once_there_is_a_name(ducks: Bench) -> None:
    dialog = ask(ducks)
    assert not value(dialog, 2).isEnabled()
    name_row(dialog, 2, "age")
    assert value(dialog, 2).isEnabled()


def test_of_a_single_object_it_is_told_where_it_comes_from(ducks: Bench) -> None:
    ducks.select(0)
    told = texts(ask(ducks))
    assert any("Found by the model on" in text and "“duck”, score 0.90" in text for text in told)
    ducks.select(0, 1)
    assert not any("Found by the model" in text for text in texts(ask(ducks)))


def test_without_a_selection_there_is_nothing_to_say(ducks: Bench) -> None:
    ducks.select()
    assert not ducks.actions["object_details"].isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("action", ["picture_details", "object_details"])
def test_in_a_note_enter_makes_a_line_and_with_ctrl_applies_it(
    keys: Bench, qtbot: QtBot, action: str, key: Qt.Key
) -> None:
    keys.actions["accept_all"].trigger()
    keys.select(0)
    keys.actions[action].trigger()
    dialog = keys.window.findChildren(PictureDetailsDialog if action == "picture_details" else ObjectDetailsDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.note.setFocus()
    qtbot.keyClicks(dialog.note, "behind")
    qtbot.keyClick(dialog.note, key)
    qtbot.keyClicks(dialog.note, "the reed")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.note, key, Qt.KeyboardModifier.ControlModifier)
    record = keys.session.project.images.find("1.png")
    assert record is not None
    assert "behind\nthe reed" in (record.note, said(keys)[0].note)


def test_the_name_of_an_attribute_that_is_still_being_typed_is_applied_with_the_rest(keys: Bench, qtbot: QtBot) -> None:
    keys.actions["accept_all"].trigger()
    keys.select(0)
    dialog = ask(keys)
    qtbot.waitUntil(dialog.isActiveWindow)
    free = dialog.table.item(0, 0)
    assert free is not None
    free.setText("age")
    value(dialog, 0).setCurrentText("old")
    dialog.table.setCurrentItem(free)
    dialog.table.editItem(free)
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "years")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said(keys)[0].attributes == (("years", "old"),)


def test_tab_goes_through_the_attributes_and_on_to_the_flags_and_back(keys: Bench, qtbot: QtBot) -> None:
    keys.actions["accept_all"].trigger()
    keys.select(0)
    dialog = ask(keys)
    qtbot.waitUntil(dialog.isActiveWindow)
    name_row(dialog, 0, "colour")

    def tab(key: Qt.Key) -> QWidget | None:
        qtbot.keyClick(QApplication.focusWidget(), key)
        return QApplication.focusWidget()

    cancel, apply = (button(dialog, text) for text in ("Cancel", "Apply"))
    dialog.table.setFocus()
    assert tab(Qt.Key.Key_Tab) is value(dialog, 0)
    assert tab(Qt.Key.Key_Tab) is dialog.table
    assert dialog.table.currentRow() == 1
    onwards = [tab(Qt.Key.Key_Tab) for _ in range(6)]
    assert onwards == [dialog.occluded, dialog.truncated, dialog.note, apply, cancel, dialog.table]
    assert tab(Qt.Key.Key_Backtab) is cancel
    # The next time it goes the same way.
    assert [tab(Qt.Key.Key_Tab) for _ in range(2)] == [dialog.table, value(dialog, 0)]


def test_new_objects_begin_with_the_defaults_of_their_class(found_bench: Bench) -> None:
    duck = found_bench.session.classes.listed[0]
    found_bench.session.classes.change(replace(duck, attributes=(Attribute("colour", ("white",), "white"),)))
    found_bench.actions["accept_all"].trigger()
    assert {details.attributes for details in said(found_bench)} == {(("colour", "white"),)}


def test_of_an_object_that_was_edited_it_is_told_when_that_was(ducks: Bench) -> None:
    (first, *_) = ducks.picture.document.objects
    smaller = Rle.from_mask(np.pad(np.ones((2, 2), bool), ((0, first.mask.height - 2), (0, first.mask.width - 2))))
    edit = QDateTime.fromString("2031-05-06T12:00:00", Qt.DateFormat.ISODate)
    ducks.desk.edit("edit", partial(set_masks, masks={first.id: smaller}, time=edit.toSecsSinceEpoch()))
    ducks.select(0)
    when = QLocale().toString(edit, QLocale.FormatType.ShortFormat)
    assert any(text.startswith(f"Found by the model, edited last on {when}.") for text in texts(ask(ducks)))


def test_of_an_imported_object_no_more_is_told_than_its_score(ducks: Bench, qtbot: QtBot) -> None:
    (first, *others) = ducks.picture.document.objects
    imported = replace(first, origin=Origin("", 0.75, 1.0, ""))
    ducks.desk.edit("import", lambda document: edits.with_objects(document, (imported, *others)))
    ducks.select(0)
    told = "\n".join(texts(ask(ducks)))
    assert "Imported with the score 0.75." in told
    assert "1.00" not in told
    qtbot.waitUntil(
        lambda: {row.id for row in ducks.panels.instances._model.rows() if row.presence is None} == {first.id}
    )


def test_details_of_objects_that_have_left_the_picture_meanwhile_are_told_to_be_lost(ducks: Bench) -> None:
    dialog = ask(ducks)
    value(dialog, 0).setCurrentText("brown")
    ducks.picture.undo()
    dialog.accept()
    assert [notice.text for notice in ducks.notifier.log][-1:] == ["2 objects are not in the picture in hand any more."]
