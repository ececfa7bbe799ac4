"""The choice of a class, with real keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.class_chooser import ClassChooser
from sam3_studio.core.labeling import LabelClass

pytestmark = pytest.mark.gui

CLASSES = (
    LabelClass(1, "heron", (200, 0, 0)),
    LabelClass(2, "duckling", (0, 200, 0), digit=1),
    LabelClass(3, "duck", (0, 0, 200), digit=2),
)


@pytest.fixture
def chooser(qtbot: QtBot) -> ClassChooser:
    chooser = ClassChooser(CLASSES, current=3)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(chooser)
    return chooser


def test_classes_with_a_key_come_first(chooser: ClassChooser) -> None:
    assert chooser.shown == ("duckling  (1)", "duck  (2)", "heron")


def test_a_long_name_is_shortened_and_hides_no_row(qtbot: QtBot) -> None:
    chooser = ClassChooser((*CLASSES[:2], LabelClass(4, 40 * "long ", (0, 0, 200))), current=1)
    qtbot.addWidget(chooser)
    chooser.show()
    last = chooser.list.item(2)
    assert chooser.list.visualItemRect(last).bottom() <= chooser.list.viewport().height()
    assert last.toolTip() == 40 * "long "


def test_enter_chooses_the_current_class_as_long_as_nothing_is_typed(chooser: ClassChooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.class_chosen) as chosen:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen.args == [3]


@pytest.mark.parametrize(("typed", "wanted"), [("HER", 1), ("duckl", 2), ("duck", 3)])
def test_a_part_of_a_name_finds_its_class_and_a_whole_name_that_very_one(
    chooser: ClassChooser, qtbot: QtBot, typed: str, wanted: int
) -> None:
    qtbot.keyClicks(chooser.field, typed)
    with qtbot.waitSignal(chooser.class_chosen) as chosen:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen.args == [wanted]


def test_up_and_down_go_through_the_list_while_typing(chooser: ClassChooser, qtbot: QtBot) -> None:
    qtbot.keyClicks(chooser.field, "d")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.class_chosen) as chosen:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen.args == [3]


def test_a_name_that_no_class_has_can_be_made_one(chooser: ClassChooser, qtbot: QtBot) -> None:
    qtbot.keyClicks(chooser.field, " grey  heron ")
    assert chooser.shown == ("New class “grey heron”",)
    with qtbot.waitSignal(chooser.name_entered) as entered:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert entered.args == ["grey heron"]


def test_a_name_in_other_letters_is_no_new_class(chooser: ClassChooser, qtbot: QtBot) -> None:
    qtbot.keyClicks(chooser.field, "DUCK")
    assert chooser.shown == ("duckling  (1)", "duck  (2)")


def test_a_click_chooses(chooser: ClassChooser, qtbot: QtBot) -> None:
    place = chooser.list.visualItemRect(chooser.list.item(2)).center()
    with qtbot.waitSignal(chooser.class_chosen) as chosen:
        qtbot.mouseClick(chooser.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [1]


# Said by the offscreen platform of what lies over a window.
@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_escape_chooses_nothing(chooser: ClassChooser, qtbot: QtBot) -> None:
    chooser.show()
    with qtbot.assertNotEmitted(chooser.class_chosen), qtbot.assertNotEmitted(chooser.name_entered):
        qtbot.keyClick(chooser, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
