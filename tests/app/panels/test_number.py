"""Numbers that are set beside a picture."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QStyle, QStyleOptionSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.number import NumberLeaving

pytestmark = pytest.mark.gui


@pytest.fixture
def number(qtbot: QtBot) -> Iterator[QSpinBox]:
    """5, beside a picture that the keys belong to."""
    window = QWidget()
    qtbot.addWidget(window)
    picture, number = QWidget(), QSpinBox(value=5)
    picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    number.setKeyboardTracking(False)
    NumberLeaving(number).left.connect(picture.setFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(picture)
    layout.addWidget(number)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    picture.setFocus()
    yield number
    window.close()


def test_after_enter_keys_are_the_pictures(number: QSpinBox, qtbot: QtBot) -> None:
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "17")
    assert number.hasFocus()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert (number.value(), number.hasFocus()) == (17, False)


def test_escape_drops_what_was_typed_and_keys_are_the_pictures(number: QSpinBox, qtbot: QtBot) -> None:
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "17")
    qtbot.keyClick(number, Qt.Key.Key_Escape)
    assert (number.value(), number.text(), number.hasFocus()) == (5, "5", False)


def test_after_an_arrow_was_clicked_keys_are_the_pictures(number: QSpinBox, qtbot: QtBot) -> None:
    option = QStyleOptionSpinBox()
    number.initStyleOption(option)
    up = number.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxUp, number)
    qtbot.mouseClick(number, Qt.MouseButton.LeftButton, pos=up.center())
    assert (number.value(), number.hasFocus()) == (6, False)


def test_who_clicks_into_the_text_can_type(number: QSpinBox, qtbot: QtBot) -> None:
    qtbot.mouseClick(number.lineEdit(), Qt.MouseButton.LeftButton)
    assert number.hasFocus()


def test_the_wheel_leaves_the_keys_where_they_are(number: QSpinBox) -> None:
    assert number.focusPolicy() is Qt.FocusPolicy.StrongFocus
