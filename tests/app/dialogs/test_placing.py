"""`app.dialogs.placing`: where a dialog stands that a person looks past."""

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QDialog, QMainWindow
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.placing import frame_of, quiet_place, stand_in_quiet_corner

ROOM = QRect(100, 50, 1000, 700)
FRAME = QMargins(3, 28, 3, 3)
UPPER, RIGHT = QRect(100, 50, 1000, 350), QRect(600, 50, 500, 700)


@pytest.mark.parametrize(
    ("areas", "left", "top"),
    [
        ((), 1100 - 12 - 3 - 380, 50 + 12 + 28),
        ((RIGHT,), 100 + 12 + 3, 50 + 12 + 28),
        ((UPPER,), 1100 - 12 - 3 - 380, 750 - 12 - 3 - 200),
        ((UPPER, RIGHT), 100 + 12 + 3, 750 - 12 - 3 - 200),
    ],
    ids=["nothing there", "the right", "above", "all but one corner"],
)
def test_a_dialog_stands_with_its_frame_where_it_hides_least(areas: tuple[QRect, ...], left: int, top: int) -> None:
    place = quiet_place(ROOM, QSize(380, 200), areas, FRAME)
    assert place == QRect(left, top, 380, 200)
    assert ROOM.contains(place.marginsAdded(FRAME))


@pytest.mark.gui
def test_a_window_that_is_shown_goes_there_at_the_width_that_it_is_to_have(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    dialog = QDialog(window)
    dialog.show()
    room = QRect(QPoint(0, 0), QSize(700, 500))
    stand_in_quiet_corner(dialog, room, [QRect(350, 0, 350, 500)], 300)
    frame = frame_of(dialog)
    assert dialog.geometry() == QRect(12 + frame.left(), 12 + frame.top(), 300, dialog.height())
