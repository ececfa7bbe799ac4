"""The disk is full in the middle of a run: it pauses with a sentence, and goes on once there is room."""

from collections.abc import Iterator

import numpy as np
import pytest
from full_project import fill_up, make_room
from PySide6.QtCore import Qt
from runner import NAMES, Runner, found_in

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton
SENTENCE = "the disk is full; free some space"


@pytest.fixture
def paused(runner: Runner) -> Iterator[Runner]:
    """The disk filled up while the model answered about the first picture of a run."""
    runner.model.gate.clear()
    runner.begin()
    runner.until(lambda: len(runner.model.prompts) > 1)
    runner.model.shape = np.random.default_rng(2).random((20, 20)) < 0.5
    runner.model.places = tuple((x, y, 0.9) for x in range(20) for y in range(10))  # more than what has room
    fill_up(runner.session.project)
    runner.model.gate.set()
    runner.until(lambda: "paused" in runner.strip.text)
    yield runner
    make_room(runner.session.project)


def test_it_pauses_and_tells_why_once(paused: Runner) -> None:
    assert [sentence for sentence in paused.said if SENTENCE in sentence] == paused.said[-1:]
    assert paused.strip.text == "Search in all pictures: 0 of 5 · paused · 0 objects"


def test_nothing_counts_as_failed(paused: Runner) -> None:
    assert not paused.strip.failures.isVisible()


def test_resumed_while_there_is_no_room_it_pauses_again(paused: Runner) -> None:
    paused.qtbot.mouseClick(paused.strip.resume, LEFT)
    paused.until(lambda: sum(SENTENCE in sentence for sentence in paused.said) == 2)
    assert paused.strip.text == "Search in all pictures: 0 of 5 · paused · 0 objects"


def test_resumed_once_there_is_room_it_asks_about_every_picture(paused: Runner) -> None:
    make_room(paused.session.project)
    paused.qtbot.mouseClick(paused.strip.resume, LEFT)
    paused.over()
    assert all(found_in(paused, name) for name in NAMES)
