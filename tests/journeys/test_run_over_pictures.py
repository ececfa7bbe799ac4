"""Search in all pictures with the embedded model: a person begins it, goes on working, and reviews what it found."""

from pathlib import Path

import pytest
from labelers import PATIENCE, KeyboardLabeler
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_window import wait_for_order_by_need

from sam3_studio.app.dialogs.run_all import RunAllDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.resources import embedded_model
from sam3_studio.dataset.images import load_picture
from sam3_studio.engine import Predictor

pytestmark = [pytest.mark.gui, pytest.mark.slow]

MEADOW, POND = "animals-in-the-grass.jpg", "at-the-pond.jpg"


def test_what_the_run_found_is_what_the_model_finds_and_waits_to_be_accepted(
    window: MainWindow, photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = KeyboardLabeler(window, qtbot)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    session = window.session
    with qtbot.waitSignal(window.controller.prompted, timeout=PATIENCE):
        person.search("turtle")
    window.canvas.setFocus()
    person.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RunAllDialog), timeout=PATIENCE)
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(window.strip.show_found.isVisible, timeout=PATIENCE)
    states = {record.name: record.state for record in session.project.images.records()}
    assert states == {MEADOW: ImageState.NEW, POND: ImageState.CANDIDATES}
    monkeypatch.setattr(Predictor, "segment", None)  # nothing is asked again
    # What needs a person most comes first; that may be the one in hand, where something may have been missed.
    qtbot.mouseClick(window.strip.show_found, Qt.MouseButton.LeftButton)
    wait_for_order_by_need(window, qtbot)
    window.travel.go_to(POND)
    (turtle,) = session.classes.listed
    predictor = Predictor.load(embedded_model(), device="cpu")
    (alone,) = predictor.segment_all(load_picture(photos / POND), [Prompt("turtle")])
    expected = [one.mask for one in alone.above(turtle.threshold)]
    qtbot.waitUntil(lambda: window.desk.size is not None and bool(window.desk.offering.shown()), timeout=PATIENCE)
    assert [one.candidate.mask for one in window.desk.offering.shown()] == expected
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    window.canvas.setFocus()
    person.press(Qt.Key.Key_F)
    assert [item.mask for item in window.desk.picture.document.objects] == expected
    assert window.desk.offering.shown() == []
