"""The threshold is dragged, typed and moved with keys, and scores are drawn over it."""

import pytest
from prompt_stack import STACK
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QWidget
from pytestqt.qtbot import QtBot
from widgets import turn_wheel

from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.prompt.stages import Stage
from sam3_studio.app.panels.prompt.threshold import HistogramSlider
from sam3_studio.app.panels.prompt.values import Finding, PromptStack

pytestmark = pytest.mark.gui


def test_dragging_the_threshold_tells_every_step(panel: PromptPanel, qtbot: QtBot) -> None:
    slider = panel.findChildren(HistogramSlider)[0]
    moved: list[float] = []
    panel.threshold_changed.connect(moved.append)
    middle = slider.rect().center()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(slider, middle + QPoint(30, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 0))
    assert moved[0] == pytest.approx(0.5, abs=0.02)
    assert panel.findChildren(QDoubleSpinBox)[0].value() == slider.value() / 100


def test_arrow_keys_move_the_threshold_by_a_hundredth(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.threshold_changed) as moved:
        qtbot.keyClick(panel.findChildren(HistogramSlider)[0], Qt.Key.Key_Right)
    assert moved.args == [pytest.approx(0.41)]


def test_a_number_that_is_typed_moves_the_threshold_once(panel: PromptPanel, qtbot: QtBot) -> None:
    number = panel.findChildren(QDoubleSpinBox)[0]
    moved: list[float] = []
    panel.threshold_changed.connect(moved.append)
    number.selectAll()
    qtbot.keyClicks(number, "0.75")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert moved == [pytest.approx(0.75)]
    assert panel.findChildren(HistogramSlider)[0].value() == 75


def test_a_threshold_that_is_being_typed_stays_when_the_model_answers(panel: PromptPanel, qtbot: QtBot) -> None:
    number = panel.findChildren(QDoubleSpinBox)[0]
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "0.3")
    panel.set_prompt(STACK)
    panel.set_finding(Finding(Stage.DONE, 1.0, 3))
    qtbot.keyClicks(number, "7")
    with qtbot.waitSignal(panel.threshold_changed) as moved:
        qtbot.keyClick(number, Qt.Key.Key_Return)
    assert moved.args == [0.37]


def test_once_the_threshold_is_typed_keys_are_the_pictures(panel: PromptPanel, qtbot: QtBot) -> None:
    number = panel.findChild(QDoubleSpinBox)
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(number, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", [HistogramSlider, QDoubleSpinBox])
def test_scrolling_the_panel_over_the_threshold_leaves_it_as_it_is(
    panel: PromptPanel, qtbot: QtBot, kind: type[QWidget]
) -> None:
    part = panel.findChildren(kind)[0]
    with qtbot.assertNotEmitted(panel.threshold_changed):
        turn_wheel(part)


def test_another_class_shows_its_threshold_and_tells_nobody(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.threshold_changed):
        panel.set_prompt(PromptStack("frog", (1, 2, 3), threshold=0.625))
    assert panel.findChildren(HistogramSlider)[0].value() == 62


def test_a_threshold_between_steps_stays_as_it_is(panel: PromptPanel, qtbot: QtBot) -> None:
    panel.set_prompt(PromptStack("frog", (1, 2, 3), threshold=0.625))
    with qtbot.assertNotEmitted(panel.threshold_changed):
        panel.findChildren(QDoubleSpinBox)[0].interpretText()


def test_the_histogram_counts_scores_from_0_to_1(panel: PromptPanel) -> None:
    panel.set_finding(Finding(Stage.DONE, 0.9, scores=(0.0, 0.999, 1.0, 0.5)))
    bars = panel.findChildren(HistogramSlider)[0]._bars
    assert (bars[0], bars[-1], sum(bars)) == (1, 2, 4)
