"""The list of classes, with real keys and clicks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from widgets import named

from sam3_studio.app.panels.classes.model import ClassCounts
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.panels.classes.rows import SIGNS_RIGHT, signs_of
from sam3_studio.app.panels.classes.view import ClassView
from sam3_studio.app.panels.row_signs import sign_places
from sam3_studio.core.labeling import LabelClass

pytestmark = pytest.mark.gui

DUCK = LabelClass(1, "duck", (240, 190, 60), ("duck",), 2)
FROG = LabelClass(2, "frog", (60, 200, 90), digit=1)
FISH = LabelClass(3, "fish", (60, 90, 200), active=False)


@pytest.fixture
def panel(qtbot: QtBot) -> ClassesPanel:
    panel = ClassesPanel()
    qtbot.addWidget(panel)
    panel.resize(280, 240)
    panel.set_classes([DUCK, FROG, FISH], DUCK.id)
    panel.show()
    panel.activateWindow()
    return panel


def view(panel: ClassesPanel) -> ClassView:
    return panel.findChildren(ClassView)[0]


def names(panel: ClassesPanel) -> list[str]:
    model = view(panel).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def center(panel: ClassesPanel, row: int) -> QPoint:
    return view(panel).visualRect(view(panel).model().index(row, 0)).center()


def click_sign(qtbot: QtBot, panel: ClassesPanel, row: int, number: int) -> None:
    rect = view(panel).visualRect(view(panel).model().index(row, 0))
    place = sign_places(rect, 2, right=SIGNS_RIGHT)[number].center().toPoint()
    qtbot.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)


def action(menu: QMenu, text: str) -> QAction:
    menus = [menu, *menu.findChildren(QMenu)]
    return next(one for owner in menus for one in owner.actions() if one.text() == text)


def test_classes_stand_in_the_order_of_their_digits(panel: ClassesPanel) -> None:
    assert names(panel) == ["frog", "duck", "fish"]


def test_the_current_class_is_shown(panel: ClassesPanel) -> None:
    assert view(panel).currentIndex().data() == "duck"


def test_a_click_chooses_a_class(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.class_chosen) as chosen:
        qtbot.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=center(panel, 2) - QPoint(80, 0))
    assert chosen.args == [FISH.id]


def test_arrow_keys_choose_a_class(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.class_chosen) as chosen:
        qtbot.keyClick(view(panel), Qt.Key.Key_Up)
    assert chosen.args == [FROG.id]


def test_a_class_that_is_made_current_is_not_chosen_again(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.class_chosen):
        panel.set_classes([DUCK, FROG, FISH], FISH.id)
    assert view(panel).currentIndex().data() == "fish"


def test_the_first_sign_switches_the_search_for_a_class(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.class_chosen), qtbot.waitSignal(panel.active_changed) as changed:
        click_sign(qtbot, panel, 2, 0)
    assert changed.args == [FISH.id, True]


def test_the_second_sign_hides_objects_and_shows_them_again(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.visible_changed) as changed:
        click_sign(qtbot, panel, 0, 1)
    assert changed.args == [FROG.id, False]
    panel.set_hidden({FROG.id})
    with qtbot.waitSignal(panel.visible_changed) as changed:
        click_sign(qtbot, panel, 0, 1)
    assert changed.args == [FROG.id, True]


def test_space_switches_the_search_for_the_current_class(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.active_changed) as changed:
        qtbot.keyClick(view(panel), Qt.Key.Key_Space)
    assert changed.args == [DUCK.id, False]


def rename(panel: ClassesPanel, qtbot: QtBot, name: str) -> None:
    qtbot.keyClick(view(panel), Qt.Key.Key_F2)
    editor = view(panel).findChildren(QLineEdit)[0]
    editor.selectAll()
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_f2_renames_in_place(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.renamed) as renamed:
        rename(panel, qtbot, "  mallard  drake ")
    assert renamed.args == [DUCK.id, "mallard drake"]


def test_an_empty_name_renames_nothing(panel: ClassesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.renamed):
        rename(panel, qtbot, "  ")


def test_an_editor_stays_open_while_counts_change(panel: ClassesPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(view(panel), Qt.Key.Key_F2)
    panel.set_counts({DUCK.id: ClassCounts(3, 4)})
    panel.set_classes([DUCK, FROG, FISH], DUCK.id)
    assert view(panel).findChildren(QLineEdit)[0].isVisible()


def test_what_is_typed_into_a_name_stays_when_the_model_has_found_something(panel: ClassesPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(view(panel), Qt.Key.Key_F2)
    editor = view(panel).findChildren(QLineEdit)[0]
    assert editor.selectedText() == "duck"
    panel.set_counts({DUCK.id: ClassCounts(0, 1)})
    assert editor.selectedText() == "duck", "what is typed would be appended to it"
    qtbot.keyClicks(editor, "mall")
    panel.set_counts({DUCK.id: ClassCounts(0, 4)})
    qtbot.keyClicks(editor, "ard")
    assert editor.text() == "mallard"


@pytest.mark.parametrize(
    ("name", "signal"),
    [("New class", "add_requested"), ("Import classes", "import_requested")],
)
def test_buttons_ask_for_more_classes(panel: ClassesPanel, qtbot: QtBot, name: str, signal: str) -> None:
    button = named(panel, name)
    with qtbot.waitSignal(getattr(panel, signal)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "signal"),
    [("Edit class", "edit_requested"), ("Remove class", "remove_requested")],
)
def test_buttons_concern_the_current_class(panel: ClassesPanel, qtbot: QtBot, name: str, signal: str) -> None:
    button = named(panel, name)
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [DUCK.id]
    panel.set_classes([], None)
    assert not button.isEnabled()


@pytest.mark.parametrize(
    ("text", "signal", "arguments"),
    [
        ("Edit…", "edit_requested", [DUCK.id]),
        ("7", "digit_changed", [DUCK.id, 7]),
        ("None", "digit_changed", [DUCK.id, None]),
        ("Look for it in every picture", "active_changed", [DUCK.id, False]),
        ("Show its objects", "visible_changed", [DUCK.id, False]),
        ("Remove…", "remove_requested", [DUCK.id]),
    ],
)
def test_the_menu_does_everything(
    panel: ClassesPanel, qtbot: QtBot, text: str, signal: str, arguments: list[object]
) -> None:
    menu = panel.menu_for(panel._model.row(1))
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        action(menu, text).trigger()
    assert asked.args == arguments


def test_tips_of_signs_tell_what_a_click_does(panel: ClassesPanel) -> None:
    active, visible = signs_of(panel._model.row(2))
    assert active.tip == "Not looked for; click to look for it in every picture"
    assert visible.tip == "Hide objects of this class"
