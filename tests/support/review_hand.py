"""A hand with mouse and keys in the window for reviews."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

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
