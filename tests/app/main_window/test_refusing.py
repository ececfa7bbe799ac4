"""`app.main_window.refusing`: why a key does nothing."""

from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDoubleSpinBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow

pytestmark = pytest.mark.gui

_Key, _SHIFT, _CONTROL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_work(window: MainWindow, photos: Path, qtbot: QtBot) -> MainWindow:
    """At the first of two pictures, without a class, and with the keys at the picture."""
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    qtbot.waitUntil(lambda: not window.session.is_scanning, timeout=PATIENCE)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    return window


def told(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.status.findChildren(QLabel))


@pytest.mark.parametrize(
    ("key", "held", "reason"),
    [
        (_Key.Key_G, Qt.KeyboardModifier.NoModifier, "There is no candidate here."),
        (_Key.Key_Z, _CONTROL, "Nothing has been done here that could be undone."),
        (_Key.Key_7, Qt.KeyboardModifier.NoModifier, "No class has this key."),
        (_Key.Key_7, Qt.KeyboardModifier.KeypadModifier, "No class has this key."),
        (_Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "Select an object, a candidate or a box first."),
        (_Key.Key_A, Qt.KeyboardModifier.NoModifier, "There is no picture before this one."),
        (_Key.Key_M, _SHIFT, "Select two objects or more first."),
    ],
)
@pytest.mark.parametrize("place", ["canvas", "files", "classes", "instances"])  # where the keys are
def test_a_key_whose_action_is_grey_tells_why_in_the_status_bar(
    at_work: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier, reason: str, place: str
) -> None:
    part = getattr(at_work, place)
    focused = part.findChild(QAbstractItemView) or part
    focused.setFocus()
    assert focused.hasFocus()
    QTest.keyClick(focused, key, held)
    assert reason in told(at_work)
    assert at_work.notifier.log == ()


def test_a_sign_that_takes_shift_on_a_keyboard_is_the_same_key(at_work: MainWindow) -> None:
    at_work.commands.set_keymap(at_work.commands.keymap.with_keys("accept", ("/",)))
    press = QKeyEvent(QEvent.Type.KeyPress, _Key.Key_Slash, _SHIFT, "/")
    QApplication.sendEvent(at_work.canvas, press)
    assert "There is no candidate here." in told(at_work)


def test_a_key_that_is_held_down_is_answered_once(at_work: MainWindow) -> None:
    repeated = QKeyEvent(QEvent.Type.KeyPress, _Key.Key_G, Qt.KeyboardModifier.NoModifier, "g", True)
    QApplication.sendEvent(at_work.canvas, repeated)
    assert "There is no candidate here." not in told(at_work)


def test_what_is_typed_into_a_field_is_no_key_of_the_window(at_work: MainWindow, qtbot: QtBot) -> None:
    before = told(at_work)
    at_work.prompt.field.setFocus()
    qtbot.keyClicks(at_work.prompt.field, "g7")
    assert at_work.prompt.field.text() == "g7"
    assert told(at_work) == before


@pytest.mark.parametrize("field", ["the search", "the threshold", "the brush"])
def test_enter_in_a_field_is_no_key_of_the_window(at_work: MainWindow, shop: ModelShop, field: str) -> None:
    shop.model.places = ()
    at_work.session.classes.add_names(["duck"])
    at_work.commands["brush"].trigger()
    fields: dict[str, QWidget] = {
        "the search": at_work.files.findChild(QLineEdit),
        "the threshold": at_work.prompt.findChild(QDoubleSpinBox),
        "the brush": at_work.tools.brush.number,
    }
    at_work.canvas.setFocus()
    QTest.keyClick(at_work.canvas, _Key.Key_G)
    before = told(at_work)
    for key in (_Key.Key_Return, _Key.Key_Enter):
        fields[field].setFocus()
        assert fields[field].hasFocus()
        QTest.keyClick(fields[field], key)
        assert told(at_work) == before


def test_on_the_start_page_a_folder_has_to_be_opened_first(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.start_page.setFocus()
    QTest.keyClick(QApplication.focusWidget() or window, _Key.Key_F)
    assert "Open a folder first." in told(window)
