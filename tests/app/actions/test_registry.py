"""Actions in a real window: keys start them, menus show them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import CVAT, TOOLS, Actions, Context, KeyGuard, Keymap, Menu, hint_of, told_by, tooltip

pytestmark = pytest.mark.gui
_Key = Qt.Key


class Window(QMainWindow):
    """A window with every kind of widget, and a list of the actions that were started."""

    def __init__(self) -> None:
        super().__init__()
        self.actions_ = Actions(self)
        self.started: list[str] = []
        for name in self.actions_:
            self.actions_[name].triggered.connect(self._note)
        self.picture = QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self.line, self.number, self.button = QLineEdit(), QSpinBox(), QPushButton()
        self.slider, self.list = QSlider(Qt.Orientation.Horizontal), QListWidget()
        self.list.addItems(["a", "b", "c"])
        self.list.setCurrentRow(0)
        central = QWidget()
        layout = QVBoxLayout(central)
        for widget in (self.picture, self.line, self.number, self.button, self.slider, self.list):
            layout.addWidget(widget)
        self.setCentralWidget(central)

    def _note(self) -> None:
        self.started.append(self.sender().objectName())


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    guard = KeyGuard(qapp)
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.picture.setFocus()
    yield window
    qapp.removeEventFilter(guard)
    guard.deleteLater()


def press(
    qtbot: QtBot,
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key, modifier)


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (_Key.Key_D, "next"),
        (_Key.Key_Left, "previous"),
        (_Key.Key_Q, "positive_box"),
        (_Key.Key_Return, "accept_all"),
        (_Key.Key_Enter, "accept_all"),
        (_Key.Key_Escape, "cancel"),
        (_Key.Key_3, "class_3"),
        (_Key.Key_F1, "keys"),
        (_Key.Key_Period, "threshold_up"),
    ],
)
def test_a_key_starts_its_action(window: Window, qtbot: QtBot, key: Qt.Key, action: str) -> None:
    press(qtbot, window.picture, key)
    assert window.started == [action]


@pytest.mark.parametrize(
    ("key", "held", "started"),
    [
        (_Key.Key_Return, Qt.KeyboardModifier.ControlModifier, ["done"]),
        (_Key.Key_Y, Qt.KeyboardModifier.NoModifier, ["accept_picture"]),
        (_Key.Key_Return, Qt.KeyboardModifier.NoModifier, ["accept_all"]),
        (_Key.Key_V, Qt.KeyboardModifier.ControlModifier, ["paste"]),
        (_Key.Key_Z, Qt.KeyboardModifier.ControlModifier, ["undo"] * 4),
        (_Key.Key_D, Qt.KeyboardModifier.NoModifier, ["next"] * 4),
    ],
)
def test_a_key_that_is_held_starts_once_what_is_not_to_be_done_unseen(
    window: Window, key: Qt.Key, held: Qt.KeyboardModifier, started: list[str]
) -> None:
    for repeated in (False, True, True, True):
        QTest.simulateEvent(window.picture, True, key, held, "", repeated)
    assert window.started == started


def test_letters_typed_into_a_field_are_text(window: Window, qtbot: QtBot) -> None:
    window.line.setFocus()
    qtbot.keyClicks(window.line, "quad 12.,/[]")
    assert window.line.text() == "quad 12.,/[]"
    assert window.started == []


def test_enter_in_a_field_belongs_to_the_field(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.line.returnPressed):
        press(qtbot, window.line, _Key.Key_Return)
    assert window.started == []


def test_del_backspace_and_arrows_in_a_field_edit_its_text(window: Window, qtbot: QtBot) -> None:
    window.line.setText("abc")
    for key in (_Key.Key_Home, _Key.Key_Right, _Key.Key_Delete, _Key.Key_Backspace):
        press(qtbot, window.line, key)
    assert window.line.text() == "c"
    assert window.started == []


def test_undo_in_a_field_undoes_typing(window: Window, qtbot: QtBot) -> None:
    window.line.setFocus()
    qtbot.keyClicks(window.line, "abc")
    press(qtbot, window.line, _Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.line.text() == ""
    assert window.started == []


def test_digits_in_a_number_field_are_its_number(window: Window, qtbot: QtBot) -> None:
    window.number.selectAll()
    press(qtbot, window.number, _Key.Key_7)
    assert window.number.value() == 7
    assert window.started == []


@pytest.mark.parametrize(
    ("key", "modifier", "action"),
    [
        (_Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "cancel"),
        (_Key.Key_F1, Qt.KeyboardModifier.NoModifier, "keys"),
        (_Key.Key_O, Qt.KeyboardModifier.ControlModifier, "open_folder"),
        (_Key.Key_F, Qt.KeyboardModifier.ControlModifier, "fit"),
    ],
)
def test_keys_that_no_text_is_made_of_work_in_a_field_too(
    window: Window, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, action: str
) -> None:
    press(qtbot, window.line, key, modifier)
    assert window.started == [action]


def test_a_field_that_cannot_be_written_to_keeps_no_letters(window: Window, qtbot: QtBot) -> None:
    window.line.setReadOnly(True)
    press(qtbot, window.line, _Key.Key_D)
    assert window.started == ["next"]


def test_letters_work_while_a_list_or_a_button_has_the_focus(window: Window, qtbot: QtBot) -> None:
    press(qtbot, window.list, _Key.Key_D)
    press(qtbot, window.button, _Key.Key_F)
    assert window.started == ["next", "accept_all"]


def test_a_slider_keeps_its_arrows(window: Window, qtbot: QtBot) -> None:
    press(qtbot, window.slider, _Key.Key_Right)
    assert window.slider.value() == 1
    assert window.started == []


def test_a_list_keeps_home_and_end(window: Window, qtbot: QtBot) -> None:
    press(qtbot, window.list, _Key.Key_End)
    assert window.list.currentRow() == 2
    assert window.started == []


def test_while_a_shape_is_drawn_its_keys_are_nobody_elses(window: Window, qtbot: QtBot) -> None:
    window.actions_.set_drawing(True)
    for key in (_Key.Key_Return, _Key.Key_F, _Key.Key_Escape, _Key.Key_Backspace, _Key.Key_D):
        press(qtbot, window.picture, key)
    assert window.started == ["finish_shape", "finish_shape", "drop_shape", "remove_corner", "next"]
    window.started.clear()
    window.actions_.set_drawing(False)
    press(qtbot, window.picture, _Key.Key_Return)
    assert window.started == ["accept_all"]


def test_another_preset_holds_at_once(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.actions_.keymap_changed):
        window.actions_.set_keymap(Keymap(CVAT))
    press(qtbot, window.picture, _Key.Key_F)
    press(qtbot, window.picture, _Key.Key_D)
    assert window.started == ["next", "previous"]


def test_a_context_can_be_switched_off(window: Window, qtbot: QtBot) -> None:
    window.actions_.allow_all(Context.PICTURE, "Open a folder first.")
    press(qtbot, window.picture, _Key.Key_D)
    press(qtbot, window.picture, _Key.Key_F1)
    assert window.started == ["keys"]


def test_menus_show_all_but_hidden_actions_in_sections(window: Window) -> None:
    menus = window.actions_.fill_menu_bar(window.menuBar())
    texts = [action.text() or "-" for action in menus[Menu.CLASSES].actions()]
    assert texts == ["&New class…", "&Import classes…"]
    assert [action.isSeparator() for action in menus[Menu.HELP].actions()] == [False, False, True, False, True, False]


def test_a_tool_is_chosen_one_at_a_time(window: Window, qtbot: QtBot) -> None:
    press(qtbot, window.picture, _Key.Key_Q)
    press(qtbot, window.picture, _Key.Key_E)
    assert not window.actions_["positive_box"].isChecked()
    assert window.actions_["negative_box"].isChecked()


def test_a_digit_with_alt_accepts_a_candidate(window: Window, qtbot: QtBot) -> None:
    press(qtbot, window.picture, _Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.started == ["accept_3"]
    assert window.actions_["accept_3"].text() == "Accept candidate 3"


def test_tooltips_say_the_key_that_holds() -> None:
    assert tooltip("positive_box", Keymap()) == "Box: more like this (Q)"
    assert tooltip("positive_box", Keymap().with_keys("positive_box", ())) == "Box: more like this"


def test_icons_come_by_name(window: Window) -> None:
    asked: list[str] = []

    def icon(name: str) -> QIcon:
        asked.append(name)
        return QIcon(QPixmap(1, 1))

    window.actions_.set_icons(icon)
    assert "undo" in asked
    assert not window.actions_["undo"].icon().isNull()
    assert window.actions_["first"].icon().isNull()


def test_a_tool_says_how_it_is_used_with_the_keys_that_hold(window: Window) -> None:
    actions = window.actions_
    assert actions["brush"].toolTip().splitlines()[0] == "Brush (Shift+B)"
    assert "[ and ]" in actions["brush"].toolTip()
    actions.set_keymap(actions.keymap.with_keys("brush_larger", ()))
    assert "[ and –" in actions["brush"].toolTip()


def test_every_tool_has_a_hint() -> None:
    assert all(hint_of(tool, Keymap()) for tool in TOOLS)


def test_what_is_grey_says_why_below_its_title_until_it_makes_sense_again(window: Window) -> None:
    window.actions_.allow("grow", "Select an object first.")
    assert window.actions_["grow"].toolTip() == "Grow\nSelect an object first."
    window.actions_.set_keymap(Keymap().with_keys("grow", ("Ctrl+9",)))
    assert told_by(window.actions_["grow"]) == "Select an object first."
    window.actions_.allow("grow")
    assert window.actions_["grow"].isEnabled()
    assert told_by(window.actions_["grow"]) == ""
