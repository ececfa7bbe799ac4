"""A hand with mouse and keys in the window for reviews."""

import numpy as np
from labelers import PATIENCE, KeyboardLabeler
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.editing.judging import Verdict

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton

_Key, _Held = Qt.Key, Qt.KeyboardModifier


def place(review: ReviewWindow, number: int) -> QPoint:
    """The middle of a cell."""
    return review.grid.rect_of(number).center().toPoint()


def click(review: ReviewWindow, number: int, button: Qt.MouseButton = LEFT, held: _Held = _Held.NoModifier) -> None:
    QTest.mouseClick(review.grid.viewport(), button, held, place(review, number))


def press(review: ReviewWindow, key: _Key, held: _Held = _Held.NoModifier) -> None:
    QTest.keyClick(review.grid, key, held)


def decided(review: ReviewWindow) -> dict[int, Verdict]:
    verdicts = review.sheet.verdicts
    return {int(i): Verdict(verdicts[i]) for i in np.flatnonzero(verdicts)}


def open_review(window: MainWindow, qtbot: QtBot) -> ReviewWindow:
    """From the window with the pictures by its key, once there are candidates."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    KeyboardLabeler(window, qtbot).press(_Key.Key_G, _Held.ShiftModifier)
    review = window.reviewing.review
    assert review is not None
    qtbot.waitUntil(lambda: len(review.grid.shown) > 0, timeout=PATIENCE)
    return review


def objects(window: MainWindow, name: str) -> int:
    """How many a picture has on disk."""
    assert window.session is not None
    return len(window.session.project.labels.document(name).objects)
