"""From a search in all pictures to labels: candidates by hundreds, then picture by picture, the neediest first."""

from pathlib import Path

import pytest
from labelers import PATIENCE, KeyboardLabeler
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from real_window import wait_for_order_by_need

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.statistics import read_statistics

pytestmark = [
    pytest.mark.gui,
    pytest.mark.slow,
    # Said by the offscreen platform of what lies over a window.
    pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard"),
]

_Key, _Held = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


def visit_all(window: MainWindow, person: KeyboardLabeler, qtbot: QtBot) -> None:
    """Have the model search in every picture, as a run over all of them does."""
    person.search("panda")
    window.canvas.setFocus()
    for key in (_Key.Key_D, _Key.Key_A):
        qtbot.waitUntil(lambda: window.asking.has_all, timeout=PATIENCE)
        with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
            person.press(key)
    qtbot.waitUntil(lambda: window.asking.has_all, timeout=PATIENCE)


def test_what_a_sweep_accepts_is_done_with_one_key_a_picture(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    person = KeyboardLabeler(window, qtbot)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    visit_all(window, person, qtbot)
    person.press(_Key.Key_G, _Held.ShiftModifier)
    review = window.reviewing.review
    assert review is not None
    qtbot.waitUntil(lambda: len(review.grid.shown) > 1, timeout=PATIENCE)
    count, view = len(review.grid.shown), review.grid.viewport()
    first, last = (review.grid.rect_of(number).center().toPoint() for number in (0, count - 1))
    QTest.mousePress(view, LEFT, pos=first)
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, LEFT, pos=last)
    with qtbot.waitSignal(review.finished):
        QTest.keyClick(review.grid, _Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    person.press(_Key.Key_R, _Held.ControlModifier)
    wait_for_order_by_need(window, qtbot)
    person.press(_Key.Key_Home)
    qtbot.waitUntil(lambda: window.desk.size is not None and window.asking.has_all, timeout=PATIENCE)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        person.press(_Key.Key_Y)
    qtbot.waitUntil(lambda: window.asking.has_all, timeout=PATIENCE)
    person.press(_Key.Key_Y)
    window.close_project()
    with Project.open(photos) as project:
        assert project.images.counts().images == {ImageState.DONE: 2}
        assert project.classes.count_objects(1)[0] >= count
        effort = read_statistics(project.file).effort
    assert effort.done == 2
    assert effort.edits_per_object == 0
    assert effort.seconds_per_object is not None
