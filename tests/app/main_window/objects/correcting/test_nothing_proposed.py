"""Where nothing can be proposed, a person is told why, and nothing is left waiting."""

from dataclasses import replace

import pytest
from correcting_tools import look, told
from hand import Hand
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

_Key = Qt.Key


def test_where_nothing_would_change_a_sentence_says_so(hand: Hand, qtbot: QtBot) -> None:
    hand.bench.model.places = ()
    with qtbot.waitSignal(hand.bench.notifier.told) as said:
        look(hand)
    assert "sees nothing" in said.args[0].text


def test_what_was_said_of_a_box_is_gone_once_there_is_another(hand: Hand, qtbot: QtBot) -> None:
    places, hand.bench.model.places = hand.bench.model.places, ()
    with qtbot.waitSignal(hand.bench.notifier.told) as said:
        look(hand)
    hand.bench.model.places = places
    with qtbot.waitSignal(hand.bench.notifier.withdrawn) as gone:
        look(hand)
    assert gone.args == said.args


def test_without_a_model_a_sentence_says_so(hand: Hand, qtbot: QtBot) -> None:
    hand.bench.controller.set_enabled(False)
    with qtbot.waitSignal(hand.bench.notifier.told) as said:
        look(hand)
    assert "No model is running" in said.args[0].text


def test_without_a_selected_object_the_bar_asks_for_one(hand: Hand) -> None:
    hand.bench.workbench.selection.select(())
    hand.press(_Key.Key_O)
    assert told(hand) == "Select one object"


def test_no_box_is_asked_for_while_the_selected_object_is_hidden_with_all_others(hand: Hand) -> None:
    hand.press(_Key.Key_O)
    ready = told(hand)
    hand.bench.canvas.set_options(replace(hand.bench.canvas.options, objects=False))
    assert told(hand) == "Select one object"
    hand.bench.canvas.set_options(replace(hand.bench.canvas.options, objects=True))
    assert told(hand) == ready


@pytest.mark.parametrize("tool", ["look_again", "corners"])
def test_of_a_selected_object_that_is_locked_the_bar_says_so_and_asks_for_no_other(hand: Hand, tool: str) -> None:
    bar = hand.bench.panels.tools
    options = bar.correct if tool == "look_again" else bar.corners
    hand.bench.actions[tool].trigger()
    ready = options.told
    hand.bench.actions["lock"].trigger()
    assert options.told == "Unlock it first"
    hand.bench.actions["lock"].trigger()
    assert options.told == ready


def test_a_failure_of_the_model_leaves_nothing_waiting(hand: Hand, qtbot: QtBot) -> None:
    hand.bench.model.failures.append(RuntimeError("broken"))
    with qtbot.waitSignal(hand.bench.controller.failed):
        look(hand)
    assert told(hand) == "Draw a box where it is wrong"


@pytest.mark.parametrize("size", [(80, 60), (8, 6)])
def test_where_the_file_was_replaced_meanwhile_it_is_told_and_shown_and_nothing_is_proposed(
    hand: Hand, qtbot: QtBot, size: tuple[int, int]
) -> None:
    before = hand.objects
    Image.new("RGB", size).save(hand.bench.session.path("1.png"))
    hand.press(_Key.Key_O)
    with qtbot.waitSignal(hand.bench.controller.failed) as failed:
        hand.drag((12, 1), (16, 6), (20, 10))
    assert failed.args[0].sentence.endswith("1.png is a different picture now; it is read again.")
    qtbot.waitUntil(lambda: hand.bench.desk.size == size, timeout=PATIENCE)
    assert hand.objects == before
    assert told(hand) == "Select one object"
