"""The prompt panel, with real keys and clicks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDoubleSpinBox, QWidget
from pytestqt.qtbot import QtBot
from widgets import named, turn_wheel

from sam3_studio.app.panels.chips import Chip
from sam3_studio.app.panels.parts import KeyButton
from sam3_studio.app.panels.prompt.found import FoundView
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.prompt.stages import Stage, StageLine
from sam3_studio.app.panels.prompt.threshold import HistogramSlider
from sam3_studio.app.panels.prompt.values import BoxEntry, ConceptEntry, Finding, PromptStack
from sam3_studio.app.panels.start.values import ModelCard, ModelState

pytestmark = pytest.mark.gui

STACK = PromptStack(
    "duck",
    (240, 190, 60),
    (ConceptEntry("duck"), ConceptEntry("goose", enabled=False)),
    (
        BoxEntry("p1", picture=QImage(20, 20, QImage.Format.Format_RGB32)),
        BoxEntry("n1", positive=False),
        BoxEntry("p2", enabled=False),
    ),
    0.4,
)


@pytest.fixture
def panel(qtbot: QtBot) -> PromptPanel:
    panel = PromptPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 640)
    panel.set_keys({"positive_box": "Q", "run": "I", "cancel": "Esc", "accept_all": "F", "clear_prompt": "B"})
    panel.set_prompt(STACK)
    panel.show()
    panel.activateWindow()
    return panel


def chips(panel: PromptPanel) -> list[Chip]:
    return [chip for chip in panel.findChildren(Chip) if chip.isVisible()]


def told(panel: PromptPanel) -> str:
    return panel.findChildren(FoundView)[0].text


def test_concepts_come_before_boxes_which_are_numbered_apart(panel: PromptPanel) -> None:
    assert [chip.accessibleName() for chip in chips(panel)] == [
        "Concept: duck",
        "Concept: goose",
        "Box 1: more like this",
        "Box 1: nothing like this",
        "Box 2: more like this",
    ]


def test_a_concept_that_is_not_read_to_its_end_says_so(panel: PromptPanel) -> None:
    panel.set_prompt(PromptStack("duck", (1, 2, 3), (ConceptEntry("duck"), ConceptEntry("kcud", read=False))))
    first, second = chips(panel)
    assert "leaves out its end" not in first.toolTip()
    assert "leaves out its end" in second.toolTip()
    assert "leaves out its end" in second.accessibleName()
    assert second.sizeHint().width() > first.sizeHint().width()  # a sign stands before the same letters


def test_chips_show_what_takes_part(panel: PromptPanel) -> None:
    assert [chip.isChecked() for chip in chips(panel)] == [True, False, True, True, False]


def test_a_click_on_a_chip_switches_it(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.concept_switched) as switched:
        qtbot.mouseClick(chips(panel)[0], Qt.MouseButton.LeftButton, pos=QPoint(12, 14))
    assert switched.args == ["duck", False]


def test_a_click_on_its_cross_removes_a_chip(panel: PromptPanel, qtbot: QtBot) -> None:
    chip = chips(panel)[2]
    with qtbot.waitSignal(panel.box_removed) as removed:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, chip.height() // 2))
    assert removed.args == ["p1"]


def test_space_switches_a_chip(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.box_switched) as switched:
        qtbot.keyClick(chips(panel)[4], Qt.Key.Key_Space)
    assert switched.args == ["p2", True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_a_chip(panel: PromptPanel, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(panel.concept_removed) as removed:
        qtbot.keyClick(chips(panel)[1], key)
    assert removed.args == ["goose"]


def test_after_a_removal_the_next_chip_has_the_focus(panel: PromptPanel, qtbot: QtBot) -> None:
    chips(panel)[0].setFocus()
    qtbot.waitUntil(chips(panel)[0].hasFocus)
    panel.set_prompt(PromptStack("duck", (1, 2, 3), STACK.concepts[1:], STACK.boxes))
    qtbot.waitUntil(chips(panel)[0].hasFocus)
    assert chips(panel)[0].text() == "goose"


def test_tab_goes_from_the_field_along_the_chips(panel: PromptPanel, qtbot: QtBot) -> None:
    panel.focus_concepts()
    qtbot.waitUntil(panel.field.hasFocus)
    qtbot.keyClick(panel.field, Qt.Key.Key_Tab)
    assert chips(panel)[0].hasFocus()
    qtbot.keyClick(chips(panel)[0], Qt.Key.Key_Tab)
    assert chips(panel)[1].hasFocus()


def test_typed_concepts_are_handed_on(panel: PromptPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.field, "swan, heron")
    with qtbot.waitSignal(panel.concepts_added) as added:
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert added.args == [("swan", "heron")]


@pytest.mark.parametrize(("name", "positive"), [("Like this", True), ("Not this", False)])
def test_a_button_takes_its_tool(panel: PromptPanel, qtbot: QtBot, name: str, positive: bool) -> None:
    with qtbot.waitSignal(panel.tool_chosen) as chosen:
        qtbot.mouseClick(named(panel, name), Qt.MouseButton.LeftButton)
    assert chosen.args == [positive]
    assert named(panel, name).isChecked()


def test_the_button_of_the_tool_in_use_drops_it(panel: PromptPanel, qtbot: QtBot) -> None:
    panel.set_tool(True)
    with qtbot.waitSignal(panel.tool_dropped):
        qtbot.mouseClick(named(panel, "Like this"), Qt.MouseButton.LeftButton)


def test_one_tool_is_in_use_at_a_time(panel: PromptPanel) -> None:
    panel.set_tool(True)
    panel.set_tool(False)
    assert not named(panel, "Like this").isChecked()
    assert named(panel, "Not this").isChecked()


def test_the_button_searches(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.run_requested):
        qtbot.mouseClick(named(panel, "Search"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("stage", [Stage.ENCODING, Stage.WAITING, Stage.BOXES, Stage.MASKS])
def test_while_a_search_runs_the_button_stops_it(panel: PromptPanel, qtbot: QtBot, stage: Stage) -> None:
    panel.set_finding(Finding(stage))
    with qtbot.waitSignal(panel.cancel_requested):
        qtbot.mouseClick(named(panel, "Stop"), Qt.MouseButton.LeftButton)


def test_boxes_are_cleared_where_there_are_any(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.clear_requested):
        qtbot.mouseClick(named(panel, "Remove all boxes"), Qt.MouseButton.LeftButton)
    panel.set_prompt(PromptStack("duck"))
    assert not named(panel, "Remove all boxes").isEnabled()


def test_searching_by_itself_is_switched(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.auto_run_switched) as switched:
        qtbot.mouseClick(named(panel, "Search by itself after every change"), Qt.MouseButton.LeftButton)
    assert switched.args == [True]


def test_keys_are_told_on_the_buttons(panel: PromptPanel) -> None:
    assert named(panel, "Like this").toolTip() == "Like this (Q)"
    assert named(panel, "Remove all boxes").toolTip() == "Remove all boxes (B)"


def test_presence_and_numbers_are_told_apart(panel: PromptPanel) -> None:
    panel.set_finding(Finding(Stage.DONE, 0.97, 8, 3))
    assert told(panel) == "presence 0.97 · 8 shown, 3 just below"
    panel.set_finding(Finding(Stage.DONE, 0.97, 0, rejected=11))
    assert told(panel) == "presence 0.97 · 0 shown, 11 rejected"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ModelState.LOADING, "Searches once the model is loaded."),
        (ModelState.OFF, "The model is switched off."),
        (ModelState.FAILED, "There is no model that could search."),
        (ModelState.READY, "Nothing searched yet."),
    ],
)
def test_why_nothing_has_been_searched_is_told(panel: PromptPanel, state: ModelState, sentence: str) -> None:
    panel.set_model(ModelCard(state))
    assert told(panel) == sentence


def test_a_failure_is_told_instead(panel: PromptPanel) -> None:
    panel.set_finding(Finding(Stage.FAILED, failure="Memory ran out."))
    assert told(panel) == "Memory ran out."


def test_nothing_jumps_when_a_search_begins(panel: PromptPanel, qtbot: QtBot) -> None:
    panel.set_finding(Finding(Stage.DONE, 0.97, 8))
    before = panel.findChildren(HistogramSlider)[0].mapTo(panel, QPoint(0, 0))
    panel.set_finding(Finding(Stage.MASKS, 0.97, 8))
    qtbot.waitUntil(panel.findChildren(StageLine)[0].isVisible)
    assert panel.findChildren(HistogramSlider)[0].mapTo(panel, QPoint(0, 0)) == before


def test_all_that_is_offered_can_be_accepted(panel: PromptPanel, qtbot: QtBot) -> None:
    panel.set_finding(Finding(Stage.DONE, 0.97, 8, offered=12))
    with qtbot.waitSignal(panel.accept_all_requested):
        qtbot.mouseClick(named(panel, "Accept all shown (12)"), Qt.MouseButton.LeftButton)


def test_nothing_offered_cannot_be_accepted(panel: PromptPanel) -> None:
    panel.set_finding(Finding(Stage.DONE, 0.02))
    assert not named(panel, "Accept all shown").isEnabled()


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
    bars = panel.findChildren(HistogramSlider)[0].bars
    assert (bars[0], bars[-1], sum(bars)) == (1, 2, 4)


def test_long_names_are_never_cut_without_dots(panel: PromptPanel, qtbot: QtBot) -> None:
    button = panel.findChildren(KeyButton)[0]
    button.set_name("Etwas, das sehr viel länger ist als der Platz auf diesem Knopf je sein wird")
    qtbot.waitUntil(lambda: button.text().endswith("…"))
    assert button.fontMetrics().horizontalAdvance(button.text()) < button.width()


def test_escape_in_the_field_leaves_the_panel(panel: PromptPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.field, Qt.Key.Key_Escape)


@pytest.mark.parametrize("width", [160, 200, 230, 250, 300])
def test_the_button_that_searches_is_never_cut(panel: PromptPanel, width: int) -> None:
    panel.resize(width, 640)
    button = named(panel, "Search")
    assert button.text().strip() == "Search"
    panel.set_finding(Finding(stage=Stage.MASKS))
    assert button.text().strip() == "Stop"


@pytest.mark.parametrize("width", [160, 200, 230, 250, 300])
def test_nothing_moves_when_a_search_begins(panel: PromptPanel, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 640)
    auto = named(panel, "Search by itself after every change")
    before = auto.mapTo(panel, QPoint())
    panel.set_finding(Finding(stage=Stage.MASKS))
    qtbot.waitUntil(lambda: named(panel, "Stop").isVisible())
    panel.layout().activate()
    assert auto.mapTo(panel, QPoint()) == before
