"""`app.panels.failure_list`: pictures that failed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.failure_list import FailureList

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")]

REASON = "It cannot be read, as it is cut off; copy it anew from where it was, or leave it out. " * 3


@pytest.fixture
def button(qtbot: QtBot) -> QPushButton:
    """Above which the list opens."""
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    return button


def listed(button: QPushButton, qtbot: QtBot, count: int) -> FailureList:
    popup = FailureList({f"{number}.png": REASON for number in range(count)}, button)
    with qtbot.waitExposed(popup):
        popup.open_above(button)
    return popup


def test_reasons_are_there_to_be_read_as_a_whole(button: QPushButton, qtbot: QtBot) -> None:
    popup = listed(button, qtbot, 3)
    first = popup.list.model().index(0, 0)
    assert first.data() == f"0.png\n{REASON}"
    qtbot.waitUntil(lambda: popup.list.visualRect(first).height() >= 4 * popup.fontMetrics().height())


def test_of_many_none_has_to_be_measured_before_the_list_is_there(button: QPushButton, qtbot: QtBot) -> None:
    popup = listed(button, qtbot, 100_000)
    model = popup.list.model()
    assert not popup.list.visualRect(model.index(0, 0)).isEmpty()
    assert popup.list.visualRect(model.index(model.rowCount() - 1, 0)).isEmpty()


def test_a_click_and_enter_lead_to_the_picture_of_a_row(button: QPushButton, qtbot: QtBot) -> None:
    popup = listed(button, qtbot, 3)
    place = popup.list.visualRect(popup.list.model().index(0, 0)).center()
    with qtbot.waitSignal(popup.picture_chosen) as chosen:
        qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["0.png"]
    popup = listed(button, qtbot, 3)
    popup.list.setCurrentIndex(popup.list.model().index(1, 0))
    with qtbot.waitSignal(popup.picture_chosen) as chosen:
        qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    assert chosen.args == ["1.png"]
