"""On a screen of 1280 x 800 nothing that is needed is left out, in any language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from sam3_studio.app.language import LANGUAGES, load_language
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.prompt.closer import CloserState
from sam3_studio.app.panels.prompt.stages import Stage
from sam3_studio.app.panels.prompt.values import ConceptEntry, Finding, PromptStack

pytestmark = pytest.mark.gui

_ROOM = 1272, 760
"""Of the screen, less a frame around the window."""


@pytest.fixture(params=LANGUAGES)
def small(
    request: pytest.FixtureRequest, qapp: QApplication, open_window: OpenWindow, photos: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    before = QLocale()
    load_language(qapp, request.param)
    window = open_window()
    window.open(photos)
    window.resize(*_ROOM)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == _ROOM)
    yield window
    load_language(qapp, "en")
    QLocale.setDefault(before)


def test_corners_have_their_slider_and_their_number_is_told(small: MainWindow) -> None:
    small.commands["corners"].trigger()
    QApplication.processEvents()
    options = small.tools.corners
    for corners in (7, 1234, None):
        options.set_count(corners)
        QApplication.processEvents()
        assert options.slider.isVisible()
        assert options.told in options.saying.text()
        assert options.saying.width() >= options.saying.sizeHint().width()


def test_their_slider_stays_under_the_hand_that_changes_their_number(small: MainWindow) -> None:
    small.commands["corners"].trigger()
    places = set()
    for corners in (7, 99, 12345, None):
        small.tools.corners.set_count(corners)
        QApplication.processEvents()
        places.add(small.tools.corners.slider.x())
    assert len(places) == 1


def test_that_a_closer_look_finds_more_is_read_without_scrolling(small: MainWindow, qtbot: QtBot) -> None:
    prompt = small.prompt
    prompt.set_prompt(PromptStack("panda", (240, 190, 60), (ConceptEntry("panda"),)))
    prompt.set_finding(Finding(Stage.DONE, 0.98, 3, 0, (0.9, 0.8, 0.7), offered=3))
    text = "The model sees it at {n} % of its size: a closer look finds what is small."
    sentence = QCoreApplication.translate("LookHint", text).format(n=15)
    prompt.closer.set_state(CloserState(possible=True, notice=sentence))
    area = prompt.findChild(QScrollArea)
    assert area is not None
    qtbot.waitUntil(prompt.closer.offer.isVisible)
    assert area.widget().minimumSizeHint().height() <= area.viewport().height()


def test_it_takes_two_keys_from_the_picture_to_the_tolerance(small: MainWindow, qtbot: QtBot) -> None:
    small.activateWindow()
    qtbot.waitUntil(small.isActiveWindow)
    small.commands["corners"].trigger()
    small.canvas.setFocus()
    qtbot.keyClick(small.canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert small.tools.corners.number.hasFocus()
    qtbot.keyClick(small.tools.corners.number, Qt.Key.Key_Up)
    assert small.tools.corners.number.value() == 2.0
