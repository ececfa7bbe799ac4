"""The prompt panel, with real keys and clicks."""

import pytest
from prompt_stack import STACK
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from widgets import named

from sam3_studio.app.panels.chips import Chip
from sam3_studio.app.panels.parts import KeyButton
from sam3_studio.app.panels.prompt.found import FoundView
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.prompt.stages import Stage, StageLine
from sam3_studio.app.panels.prompt.threshold import HistogramSlider
from sam3_studio.app.panels.prompt.values import ConceptEntry, Finding, PromptStack
from sam3_studio.app.panels.start.values import ModelCard, ModelState

pytestmark = pytest.mark.gui


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
