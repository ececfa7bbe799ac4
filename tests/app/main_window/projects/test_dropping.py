"""What is dropped on the window is looked at where it lies."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("is_open", [False, True])
def test_what_is_dropped_is_not_taken_away_from_where_it_is(
    window: MainWindow, photos: Path, tmp_path: Path, qtbot: QtBot, *, is_open: bool
) -> None:
    if is_open:
        with qtbot.waitSignal(window.desk.picture_shown):
            window.open(photos)
    other = tmp_path / "other"
    shutil.copytree(photos, other, ignore=shutil.ignore_patterns("*project*"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    target = window if is_open else window.start_page
    for event in (
        QDragEnterEvent(QPoint(9, 9), actions, data, *held),
        QDragMoveEvent(QPoint(9, 9), actions, data, *held),
        QDropEvent(QPointF(9, 9), actions, data, *held),
    ):
        assert event.proposedAction() is Qt.DropAction.MoveAction
        QApplication.sendEvent(target, event)
        assert event.isAccepted()
        assert event.dropAction() is Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: window.session is not None and window.session.project.root == other)


def test_what_can_only_be_moved_is_not_taken(window: MainWindow, photos: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photos))])
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for target in (window, window.start_page):
        event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.MoveAction, data, *held)
        event.ignore()
        QApplication.sendEvent(target, event)
        assert not event.isAccepted()
