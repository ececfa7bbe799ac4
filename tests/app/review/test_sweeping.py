"""Sweeps over candidates with a button held."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from sam3_studio.app.review.sweeping import Sweeping
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.editing.judging import Verdict

pytestmark = pytest.mark.gui


@pytest.fixture
def passed() -> list[int]:
    """Numbers of the cells that were passed."""
    return []


@pytest.fixture
def sweeping(review: ReviewWindow, passed: list[int]) -> Iterator[Sweeping]:
    made = Sweeping(review.grid)
    made.passed.connect(lambda numbers, _verdict: passed.extend(numbers))
    yield made
    made.end()
    made.deleteLater()


def middle(review: ReviewWindow, number: int) -> QPointF:
    return review.grid.rect_of(number).center()


def test_it_begins_with_the_cell_below_the_mouse(review: ReviewWindow, sweeping: Sweeping, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sweeping.passed) as told:
        sweeping.begin(middle(review, 2), Verdict.REJECTED)
    assert told.args == [[2], Verdict.REJECTED]
    assert sweeping.is_under_way


def test_after_its_end_the_mouse_passes_nothing(review: ReviewWindow, sweeping: Sweeping, passed: list[int]) -> None:
    sweeping.begin(middle(review, 0), Verdict.ACCEPTED)
    sweeping.end()
    sweeping.go_to(middle(review, 3))
    assert passed == [0]


def test_its_end_is_told_once(review: ReviewWindow, sweeping: Sweeping, qtbot: QtBot) -> None:
    sweeping.begin(middle(review, 0), Verdict.ACCEPTED)
    with qtbot.waitSignal(sweeping.ended):
        sweeping.end()
    with qtbot.assertNotEmitted(sweeping.ended):
        sweeping.end()


def test_cells_come_to_a_mouse_that_is_held_below_and_are_passed(
    review: ReviewWindow, sweeping: Sweeping, passed: list[int], qtbot: QtBot
) -> None:
    bar, columns = review.grid.verticalScrollBar(), review.grid.placing.columns
    assert bar.maximum() > 0
    sweeping.begin(middle(review, 0), Verdict.ACCEPTED)
    sweeping.go_to(QPointF(middle(review, 0).x(), review.grid.viewport().height() + 40))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert list(dict.fromkeys(passed)) == list(range(0, 30, columns))


def test_cells_stand_still_once_the_mouse_is_back(review: ReviewWindow, sweeping: Sweeping, qtbot: QtBot) -> None:
    bar, below = review.grid.verticalScrollBar(), review.grid.viewport().height() + 10
    sweeping.begin(middle(review, 0), Verdict.ACCEPTED)
    sweeping.go_to(QPointF(middle(review, 0).x(), below))
    qtbot.waitUntil(lambda: bar.value() > 0)
    sweeping.go_to(QPointF(middle(review, 0).x(), 50))
    assert not sweeping._scrolling.isActive()
