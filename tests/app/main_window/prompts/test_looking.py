"""`app.main_window.prompts.looking`: a closer look at what is visible, or at everything in tiles."""

import pytest
from drawn_objects import masks_of
from fake_model import described
from hand import Hand
from labelers import PATIENCE
from meadow import SMALL, Meadow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.settings.table import AUTO_RUN
from sam3_studio.core.geometry import Box
from sam3_studio.core.searches import PARTS, search_for

pytestmark = pytest.mark.gui

_Key, _SHIFT, _LEFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def hand(meadow: Meadow, qtbot: QtBot) -> Hand:
    return Hand(meadow.bench, qtbot)


def test_one_search_misses_what_is_small(meadow: Meadow) -> None:
    assert [mask.box for mask in meadow.offered] == [Box(21, 14, 27, 20)]


def test_a_key_looks_in_tiles_and_finds_each_object_once(meadow: Meadow, hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE) as said:
        hand.press(_Key.Key_T, _SHIFT)
    assert meadow.is_whole()
    assert said.args[0].text == f"The closer look found {len(meadow.offered) - 1} more."


def test_a_key_looks_at_what_is_visible_alone(
    meadow: Meadow, hand: Hand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sam3_studio.app.main_window.prompts.looking.LEAST_SIDE", 8)
    meadow.bench.canvas.zoom_to(60)
    meadow.bench.canvas.center_on(6, 5)
    view = meadow.bench.canvas.visible_box()
    assert view is not None
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE):
        hand.press(_Key.Key_I, _SHIFT)
    found = [mask.box for mask in meadow.offered if mask.box]
    assert 1 < len(found) < len(SMALL)
    assert all(box.x1 < view.x2 + 1 and box.y1 < view.y2 + 1 for box in found if box.width < 6)
    assert Box(21, 14, 27, 20) in found


def test_buttons_in_the_prompt_panel_do_the_same(meadow: Meadow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE):
        qtbot.mouseClick(meadow.closer.view, _LEFT)
    seen = len(meadow.bench.model.prompts)
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE):
        qtbot.mouseClick(meadow.closer.tiles, _LEFT)
    assert meadow.is_whole()
    assert (seen, len(meadow.bench.model.prompts)) == (2, 14)


def test_what_is_accepted_stays_as_it_is_and_is_not_offered_again(meadow: Meadow, hand: Hand, qtbot: QtBot) -> None:
    hand.press(_Key.Key_F)
    before = hand.objects
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE):
        hand.press(_Key.Key_T, _SHIFT)
    assert hand.objects == before
    assert before[0].mask not in meadow.offered
    assert len(meadow.offered) == len(masks_of(meadow.drawn)) - 1


def test_candidates_come_tile_by_tile_and_the_panel_counts_them(meadow: Meadow, hand: Hand, qtbot: QtBot) -> None:
    told, sizes = list[str](), list[int]()

    def note() -> None:
        told.append(meadow.closer.progress)
        sizes.append(len(meadow.offered))

    meadow.bench.controller.found_in_crop.connect(note)
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE):
        hand.press(_Key.Key_T, _SHIFT)
    assert told[:2] == ["Tile 2 of 12", "Tile 3 of 12"]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 3
    assert not meadow.closer.progress


@pytest.mark.parametrize("how", ["Escape", "the button", "another picture"])
def test_a_look_that_is_stopped_keeps_what_it_has_found(meadow: Meadow, hand: Hand, qtbot: QtBot, how: str) -> None:
    meadow.hold_at = 5  # the whole, then tiles
    hand.press(_Key.Key_T, _SHIFT)
    qtbot.waitUntil(lambda: meadow.closer.progress == "Tile 4 of 12", timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(meadow.bench.model.prompts) == 5, timeout=PATIENCE)  # the gate is closed
    if how == "Escape":
        hand.press(_Key.Key_Escape)
    elif how == "the button":
        qtbot.mouseClick(meadow.closer.stop, _LEFT)
    else:
        meadow.bench.session.show("2.png")
    meadow.bench.model.gate.set()
    meadow.rest()
    assert not meadow.closer.progress
    meadow.bench.session.show("2.png")
    meadow.bench.session.show("1.png")
    meadow.bench.asking.run()
    assert 1 < len(meadow.offered) < len(masks_of(meadow.drawn))


def test_who_comes_back_to_the_picture_finds_what_tiles_found_without_asking(
    meadow: Meadow, hand: Hand, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(meadow.bench.notifier.told, timeout=PATIENCE):
        hand.press(_Key.Key_T, _SHIFT)
    with qtbot.waitSignal(meadow.bench.desk.picture_shown, timeout=PATIENCE):
        meadow.bench.session.show("2.png")
    meadow.rest()
    asked = len(meadow.bench.model.prompts)
    with qtbot.waitSignal(meadow.bench.desk.picture_shown, timeout=PATIENCE):
        meadow.bench.session.show("1.png")
    meadow.bench.asking.run()
    meadow.rest()
    assert meadow.is_whole()
    assert len(meadow.bench.model.prompts) == asked
    assert not meadow.closer.notice


def test_a_look_ends_when_the_class_is_searched_for_otherwise(meadow: Meadow, hand: Hand) -> None:
    meadow.bench.model.gate.clear()
    hand.press(_Key.Key_T, _SHIFT)
    assert meadow.closer.progress == "Tile 1 of 12"
    meadow.bench.panels.prompt.concept_switched.emit("duck", False)
    meadow.bench.asking.run()
    assert not meadow.closer.progress
    meadow.bench.model.gate.set()
    meadow.rest()


def test_a_look_ends_when_other_weights_are_loaded_and_keeps_what_it_has_found(
    meadow: Meadow, hand: Hand, qtbot: QtBot
) -> None:
    bench = meadow.bench
    bench.settings.set(AUTO_RUN, value=False)
    meadow.hold_at = 6
    hand.press(_Key.Key_T, _SHIFT)
    qtbot.waitUntil(lambda: meadow.closer.progress == "Tile 5 of 12", timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(bench.model.prompts) == 6, timeout=PATIENCE)  # the tile that is held has begun
    before = meadow.offered
    with qtbot.waitSignal(bench.controller.loaded, timeout=PATIENCE):
        bench.controller.load_model(ModelChoice("other"))
    assert not meadow.closer.progress
    bench.model.gate.set()
    meadow.rest()
    assert len(bench.model.prompts) == 6
    assert meadow.offered == before
    search = search_for(bench.session.classes.listed[0], (), described("fake").fingerprint)
    assert search is not None
    assert bench.session.project.found.found("1.png")[1].key == search.key + PARTS


def test_a_failure_of_the_model_leaves_nothing_waiting(meadow: Meadow, hand: Hand, qtbot: QtBot) -> None:
    meadow.bench.model.failures.append(RuntimeError("broken"))
    with qtbot.waitSignal(meadow.bench.controller.failed, timeout=PATIENCE):
        hand.press(_Key.Key_T, _SHIFT)
    assert not meadow.closer.progress
    assert len(meadow.offered) == 1


def test_without_a_class_there_is_nothing_to_look_for(open_bench: Bench) -> None:
    closer = open_bench.panels.prompt.closer
    assert not closer.tiles.isEnabled()
    assert not open_bench.actions["look_in_tiles"].isEnabled()
