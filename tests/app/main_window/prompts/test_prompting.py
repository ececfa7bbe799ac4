"""`app.main_window.prompts.prompting`: the prompt panel at work."""

from dataclasses import replace

import pytest
from fake_model import described
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from widgets import named
from window_bench import Bench

from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.panels.prompt.chip_stack import ChipStack
from sam3_studio.app.settings.table import AUTO_RUN
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.errors import ModelError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

pytestmark = pytest.mark.gui


def chips(bench: Bench) -> list[tuple[str, bool]]:
    return [(chip.text(), chip.isChecked()) for chip in bench.panels.prompt.findChildren(ChipStack)[0].chips]


def test_several_concepts_with_commas_are_several_classes(keys: Bench, qtbot: QtBot) -> None:
    field = keys.panels.prompt.field
    keys.panels.prompt.focus_concepts()
    qtbot.keyClicks(field, "heron, frog,  heron")
    with qtbot.waitSignal(keys.controller.prompted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [one.name for one in keys.session.classes.listed] == ["duck", "heron", "frog"]


def test_a_concept_is_completed_from_those_of_the_project(keys: Bench, qtbot: QtBot) -> None:
    field = keys.panels.prompt.field
    completer = field.completer()
    assert completer is not None
    field.setFocus()
    qtbot.keyClicks(field, "uc")
    assert completer.currentCompletion() == "duck"


def test_a_concept_that_is_switched_off_is_not_asked_and_its_chip_stays(keys: Bench) -> None:
    keys.panels.prompt.concept_switched.emit("duck", False)
    keys.asking.run()
    assert chips(keys) == [("duck", False)]
    assert keys.desk.offering.candidates() == {}
    asked = keys.model.asked
    keys.panels.prompt.concept_switched.emit("duck", True)
    keys.asking.run()
    assert chips(keys) == [("duck", True)]
    assert len(keys.desk.offering.candidates()) == 4
    assert keys.model.asked == asked


def test_a_concept_that_is_removed_leaves_the_class(keys: Bench) -> None:
    keys.panels.prompt.concept_removed.emit("duck")
    assert [(one.name, one.concepts) for one in keys.session.classes.listed] == [("duck", ())]


def is_cut(bench: Bench) -> list[bool]:
    """Of each concept, whether its chip says that the model leaves out its end."""
    return ["too long" in chip.toolTip() for chip in bench.panels.prompt.findChildren(ChipStack)[0].chips]


def test_a_concept_that_the_model_cuts_says_so_at_its_chip(keys: Bench) -> None:
    keys.session.classes.change(replace(keys.session.classes.listed[0], concepts=("duck", "very " * 30 + "old duck")))
    assert is_cut(keys) == [False, True]


def test_a_model_that_reads_less_says_so_as_soon_as_it_is_loaded(keys: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.controller.prompted):
        keys.session.classes.change(replace(keys.session.classes.listed[0], concepts=("old duck",)))
    assert is_cut(keys) == [False]
    keys.model.most_words = 1
    with qtbot.waitSignal(keys.controller.model_changed):
        keys.controller.load_model(ModelChoice("fake"))
    assert is_cut(keys) == [True]


def test_a_concept_that_the_vocabulary_cannot_read_is_left_to_the_search(
    keys: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_concept: str) -> bool:
        raise ModelError("The tokenizer is damaged; fetch the checkpoint again.")

    monkeypatch.setattr(keys.controller, "model", replace(described("fake"), reads_all=refuse))
    keys.session.classes.change(replace(keys.session.classes.listed[0], concepts=("old duck",)))
    assert is_cut(keys) == [False]


def test_the_buttons_of_the_panel_choose_the_tool_and_show_it(keys: Bench, qtbot: QtBot) -> None:
    prompt = keys.panels.prompt
    for name, other, tool in (
        ("Like this", "Not this", BoxTool(positive=True)),
        ("Not this", "Like this", BoxTool(positive=False)),
    ):
        named(prompt, name).click()
        assert keys.canvas.tool == tool
        assert named(prompt, name).isChecked()
        assert not named(prompt, other).isChecked()
    named(prompt, "Not this").click()
    assert keys.canvas.tool == SelectTool()
    qtbot.keyClick(keys.canvas, Qt.Key.Key_Q)
    assert named(prompt, "Like this").isChecked()
    for other_tool in (Qt.Key.Key_V, Qt.Key.Key_P):
        qtbot.keyClick(keys.canvas, Qt.Key.Key_Q)
        qtbot.keyClick(keys.canvas, other_tool)
        assert not named(prompt, "Like this").isChecked()


def test_a_click_on_the_canvas_selects_before_any_tool_was_chosen(bench: Bench) -> None:
    assert bench.canvas.tool == SelectTool()
    assert bench.actions["select"].isChecked()


def test_boxes_are_cleared_from_the_panel_and_undo_brings_them_back(keys: Bench) -> None:
    keys.workbench.boxes.add(Box(1, 1, 9, 9), True)
    keys.workbench.boxes.add(Box(11, 1, 19, 9), False)
    keys.panels.prompt.clear_requested.emit()
    assert keys.picture.document.boxes == ()
    keys.actions["undo"].trigger()
    assert [box.positive for box in keys.picture.document.boxes] == [True, False]


def test_boxes_are_switched_and_removed_by_their_chips(keys: Bench) -> None:
    keys.workbench.boxes.add(Box(1, 1, 9, 9), True)
    (box,) = keys.picture.document.boxes
    keys.panels.prompt.box_switched.emit(box.id, False)
    assert keys.picture.document.boxes == (PromptBox(1, box.box, enabled=False, id=box.id),)
    keys.panels.prompt.box_removed.emit(box.id)
    assert keys.picture.document.boxes == ()


def test_searching_by_itself_is_switched_in_panel_menu_and_settings_alike(keys: Bench) -> None:
    action = keys.actions["auto_run"]
    assert action.isChecked()
    keys.panels.prompt.auto_run_switched.emit(False)
    assert not keys.settings.get(AUTO_RUN)
    assert not action.isChecked()
    action.trigger()
    assert keys.settings.get(AUTO_RUN)
    assert keys.panels.prompt._auto.isChecked()


def test_escape_in_the_field_gives_the_keys_to_the_picture(keys: Bench, qtbot: QtBot) -> None:
    keys.panels.prompt.focus_concepts()
    qtbot.keyClick(keys.panels.prompt.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is keys.canvas


def test_the_threshold_of_the_panel_is_that_of_the_class(keys: Bench) -> None:
    keys.panels.prompt.threshold_changed.emit(0.35)
    assert keys.session.classes.listed[0].threshold == 0.35
    assert [one.ghost for one in keys.desk.offering.candidates().values()] == [False] * 4
