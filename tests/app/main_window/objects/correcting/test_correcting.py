"""`app.main_window.objects.correcting`: an object mended with the model, proposed before it is done."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from correcting_tools import look, told
from hand import Hand
from model_shop import ModelShop
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from sam3_studio.core.cropping import Crop
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui

_Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def masks(hand: Hand) -> list[Rle]:
    return [item.mask for item in hand.objects]


def test_a_proposal_changes_nothing_until_enter_takes_it(hand: Hand) -> None:
    before = masks(hand)
    look(hand)
    assert masks(hand) == before
    assert told(hand) == "+33 −0 px"
    hand.press(_Key.Key_Return)
    assert masks(hand)[0].box == Box(2, 2, 9, 9)
    assert masks(hand)[1:] == before[1:]


def test_what_is_taken_is_one_step_and_tells_where_it_comes_from(hand: Hand) -> None:
    before = hand.objects
    look(hand)
    hand.press(_Key.Key_F)
    item = hand.objects[0]
    assert item.origin is not None
    assert (item.source, item.origin.score, item.origin.model) == (Source.MODEL, 0.85, "fake 01")
    assert item.origin.prompt == "duck + 1 box"
    hand.press(_Key.Key_Z, _CONTROL)
    assert hand.objects == before


def test_it_asks_with_the_class_s_concept_and_the_box(hand: Hand) -> None:
    look(hand)
    assert hand.bench.model.asked == ["duck", None]
    (box,) = hand.bench.model.prompts[0].boxes
    assert box.positive
    assert box.box.as_tuple() == pytest.approx((1, 1, 10, 10), abs=0.2)


def test_escape_drops_a_proposal_and_then_means_what_it_meant(hand: Hand) -> None:
    before = hand.objects
    look(hand)
    hand.press(_Key.Key_Escape)
    assert told(hand) == "Draw a box where it is wrong"
    hand.press(_Key.Key_Return)
    assert hand.objects == before
    hand.press(_Key.Key_Escape)
    assert not hand.bench.workbench.selection.ids


def test_undo_drops_a_proposal_and_nothing_else(hand: Hand) -> None:
    before = hand.objects
    look(hand)
    hand.press(_Key.Key_Z, _CONTROL)
    assert (hand.objects, told(hand)) == (before, "Draw a box where it is wrong")


def test_escape_stops_the_model_while_it_looks(hand: Hand, qtbot: QtBot) -> None:
    hand.bench.model.gate.clear()
    hand.press(_Key.Key_O)
    hand.drag((1, 1), (6, 6), (10, 10))
    qtbot.waitUntil(lambda: bool(hand.bench.model.prompts))
    assert told(hand) == "The model looks…"
    with qtbot.waitSignal(hand.bench.controller.cancelled):
        hand.press(_Key.Key_Escape)
    assert told(hand) == "Draw a box where it is wrong"


def test_escape_drops_the_box_while_it_is_drawn(hand: Hand, qtbot: QtBot) -> None:
    hand.press(_Key.Key_O)
    canvas = hand.bench.canvas
    qtbot.mousePress(canvas, _LEFT, _NONE, hand.place((1, 1)))
    hand.move((10, 10), _LEFT)
    hand.press(_Key.Key_Escape)
    qtbot.mouseRelease(canvas, _LEFT, _NONE, hand.place((10, 10)))
    assert not hand.bench.controller.is_busy
    assert not hand.bench.model.prompts


def test_escape_in_the_midst_of_another_box_drops_that_one_first(hand: Hand, qtbot: QtBot) -> None:
    look(hand)
    qtbot.mousePress(hand.bench.canvas, _LEFT, _NONE, hand.place((1, 1)))
    hand.move((8, 8), _LEFT)
    hand.press(_Key.Key_Escape)
    qtbot.mouseRelease(hand.bench.canvas, _LEFT, _NONE, hand.place((8, 8)))
    assert told(hand) == "+33 −0 px"
    hand.press(_Key.Key_Escape)
    assert told(hand) == "Draw a box where it is wrong"


def test_what_is_proposed_for_an_object_that_is_hidden_meanwhile_is_dropped(hand: Hand) -> None:
    before = masks(hand)
    look(hand)
    canvas = hand.bench.canvas
    canvas.set_options(replace(canvas.options, objects=False))
    hand.press(_Key.Key_Return)
    canvas.set_options(replace(canvas.options, objects=True))
    assert masks(hand) == before
    assert told(hand) == "Draw a box where it is wrong"


def test_insert_has_the_object_found_anew_without_a_mouse(hand: Hand, qtbot: QtBot) -> None:
    hand.bench.model.shape = np.ones((4, 5), dtype=bool)
    hand.press(_Key.Key_O)
    hand.press(_Key.Key_Insert)
    qtbot.waitUntil(lambda: told(hand) == "+4 −0 px")
    hand.press(_Key.Key_Return)
    assert masks(hand)[0].area == 20


def test_of_the_next_picture_its_own_part_is_looked_at(hand: Hand, qtbot: QtBot) -> None:
    bench = hand.bench
    Image.new("RGB", (38, 28)).save(bench.session.path("2.png"))
    look(hand)
    bench.session.show("2.png")
    qtbot.waitUntil(lambda: bench.desk.size == (38, 28))
    everything = Rle.from_mask(np.ones((28, 38), dtype=bool))
    item = LabeledObject(1, everything, Source.PERSON, id="x")
    bench.desk.edit("Draw", partial(edits.add_objects, objects=[item]))
    bench.workbench.selection.select(("x",))
    with qtbot.waitSignal(bench.controller.found_in_crop) as found:
        look(hand)
    assert found.args is not None
    assert found.args[0].request.crop == Crop(0, 0, 38, 28)


def test_what_the_red_box_shows_is_taken_away(hand: Hand) -> None:
    hand.bench.model.shape = np.ones((2, 2), dtype=bool)
    hand.bench.model.places = ((4, 4, 0.8),)
    hand.press(_Key.Key_O, _SHIFT)
    hand.drag((4, 4), (5, 5), (6.2, 6.2))
    hand.qtbot.waitUntil(lambda: told(hand) == "+0 −4 px")
    hand.press(_Key.Key_Return)
    assert (masks(hand)[0].area, hand.objects[0].source) == (12, Source.EDITED)
    assert hand.bench.model.asked == [None, "duck"]


@pytest.mark.parametrize("how", ["another tool", "another object", "undo", "everything stopped"])
def test_a_proposal_does_not_outlive_what_it_is_about(hand: Hand, how: str) -> None:
    look(hand)
    if how == "another tool":
        hand.press(_Key.Key_V)
    elif how == "another object":
        hand.bench.workbench.selection.select((hand.objects[1].id,))
    elif how == "undo":
        hand.press(_Key.Key_Z, _CONTROL)
    else:
        hand.bench.workbench.correcting.set_session(hand.bench.session)
    after = hand.objects
    assert "px" not in told(hand)
    hand.bench.workbench.correcting.take()
    assert hand.objects == after


def test_stopping_everything_while_the_model_looks_leaves_nothing_waiting(hand: Hand, qtbot: QtBot) -> None:
    hand.bench.model.gate.clear()
    hand.press(_Key.Key_O)
    hand.drag((1, 1), (6, 6), (10, 10))
    qtbot.waitUntil(lambda: bool(hand.bench.model.prompts))
    hand.bench.controller.cancel()
    qtbot.waitUntil(lambda: told(hand) == "Draw a box where it is wrong")


def test_the_buttons_in_the_bar_take_and_drop(hand: Hand, qtbot: QtBot) -> None:
    options = hand.bench.panels.tools.correct
    before = hand.objects
    look(hand)
    qtbot.mouseClick(options._drop, _LEFT)
    assert hand.objects == before
    look(hand)
    qtbot.mouseClick(options._take, _LEFT)
    assert hand.objects != before


def test_what_is_asked_while_a_model_loads_is_answered_by_it(
    open_window: OpenWindow, photos: Path, shop: ModelShop, qtbot: QtBot
) -> None:
    shop.gate.clear()
    shop.places = ((2, 2, 0.85),)
    window = open_window()
    window.begin()
    window.open(photos)
    qtbot.waitUntil(lambda: window.desk.size is not None)
    assert window.session is not None
    window.session.classes.add(window.session.classes.blank("duck"))
    duck = LabeledObject(1, Rle.from_crop(np.ones((3, 3), dtype=bool), 2, 2, 30, 40), Source.PERSON, id="duck")
    window.desk.edit("", partial(edits.add_objects, objects=[duck]))
    window.workbench.selection.select(("duck",))
    hand = Hand(window, qtbot)
    window.commands["look_again"].trigger()
    hand.drag((1, 1), (6, 6), (10, 10))
    assert (window.tools.correct.told, window.notifier.log) == ("The model looks…", ())
    shop.gate.set()
    qtbot.waitUntil(lambda: window.tools.correct.told == "+7 −0 px")
