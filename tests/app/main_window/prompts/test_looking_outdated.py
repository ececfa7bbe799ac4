"""`app.main_window.prompts.looking`: a closer look while its picture becomes another one, or has another name."""

from dataclasses import replace

import pytest
from exchanging import exchange
from hand import Hand
from labelers import PATIENCE
from meadow import Meadow
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.settings.table import AUTO_RUN

pytestmark = pytest.mark.gui


@pytest.fixture
def looking(meadow: Meadow, qtbot: QtBot) -> Meadow:
    """Three tiles of twelve have been looked at; nothing is asked by itself."""
    meadow.bench.settings.set(AUTO_RUN, False)
    meadow.hold_at = 5  # the whole, then tiles
    Hand(meadow.bench, qtbot).press(Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: meadow.closer.progress == "Tile 4 of 12", timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(meadow.bench.model.prompts) == 5, timeout=PATIENCE)
    return meadow


def look_through(meadow: Meadow, qtbot: QtBot) -> None:
    """Have the folder looked through; the model goes on only then."""
    with qtbot.waitSignal(meadow.bench.session.scanned, timeout=PATIENCE):
        meadow.bench.session.scan()
    meadow.bench.model.gate.set()
    meadow.rest()


def test_what_it_found_in_the_file_before_is_not_kept_with_the_new_one(looking: Meadow, qtbot: QtBot) -> None:
    bench = looking.bench
    Image.new("RGB", (60, 50), (60, 90, 120)).save(bench.session.path("1.png"))
    look_through(looking, qtbot)
    assert bench.session.project.found.found("1.png") == {}


def test_what_it_found_is_not_kept_with_a_picture_whose_file_has_that_name_now(looking: Meadow, qtbot: QtBot) -> None:
    bench = looking.bench
    told: list[str] = []
    bench.session.told.connect(told.append)
    exchange(bench.session.path("1.png"), bench.session.path("2.png"))
    look_through(looking, qtbot)
    assert bench.picture.name == "2.png"
    assert bench.session.project.found.found("1.png") == {}
    assert told == ["2 pictures have other names now; their labels went along."]


@pytest.mark.parametrize("prompts", [2, 4])
def test_all_that_it_finds_is_offered_where_what_scores_less_is_asked_for_meanwhile(
    meadow: Meadow, qtbot: QtBot, prompts: int
) -> None:
    bench = meadow.bench
    meadow.hold_at = prompts
    Hand(bench, qtbot).press(Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(bench.model.prompts) == prompts, timeout=PATIENCE)
    bench.session.classes.change(replace(bench.session.classes.listed[0], threshold=0.01))
    bench.asking.run()
    with qtbot.waitSignal(bench.notifier.told, timeout=PATIENCE):
        bench.model.gate.set()
    assert meadow.is_whole()
    meadow.rest()
