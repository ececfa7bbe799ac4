"""The line that tells how far a run is."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sam3_studio.app.language import load_language
from sam3_studio.app.panels.run_strip import RunState, RunStrip, RunView
from sam3_studio.dataset.run_progress import RunProgress

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(
    ("state", "told"),
    [(RunState.RUNNING, "613 of 1,638 · 41 min left"), (RunState.PAUSED, "613 of 1,638 · paused")],
)
def test_in_a_small_window_it_is_told_how_long_a_run_takes_though_pictures_failed(
    qapp: QApplication, qtbot: QtBot, state: RunState, told: str
) -> None:
    load_language(qapp, "en")
    strip = RunStrip()
    qtbot.addWidget(strip)
    strip.resize(730, 40)  # what a window of 1280 pixels leaves
    strip.show_run(RunView("Search in all pictures", state, RunProgress(613, 1638, 12, 2.4, 1592, 300)))
    strip.show()
    assert any(label.text().startswith(told) for label in strip.findChildren(QLabel))
