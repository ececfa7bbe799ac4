"""Candidates beside each other, and what is decided about them in their pictures meanwhile."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from labelers import PATIENCE, KeyboardLabeler
from model_shop import ModelShop
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from review_hand import RIGHT, click, objects, open_review

from sam3_studio.app.main_window import reviewing
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.dataset.review.listing import CandidateList, read_candidates
from sam3_studio.editing import edits
from sam3_studio.editing.judging import Verdict

pytestmark = pytest.mark.gui

_Key, _Held = Qt.Key, Qt.KeyboardModifier


def test_what_is_done_in_the_picture_of_a_candidate_counts_in_the_list_of_candidates(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    first = next(place for place in range(4) if review.grid.key_of(place) == ("2.png", 0))
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_A)
    qtbot.waitUntil(lambda: objects(searched, "1.png") + objects(searched, "2.png") == 4, timeout=PATIENCE)
    searched.desk.undo()
    assert [review.sheet.verdicts[place] for place in range(4)].count(Verdict.ACCEPTED) == 2
    assert review.sheet.verdicts[first] == Verdict.OPEN
    best = next(one for one in searched.desk.offering.shown() if one.candidate.score > 0.85)
    searched.desk.reject([best], as_example=False)
    assert review.sheet.verdicts[first] == Verdict.REJECTED
    # What was undone can be accepted again, and what was rejected in its picture is seen to be.
    QTest.keyClick(review.grid, _Key.Key_A)
    qtbot.waitUntil(lambda: objects(searched, "2.png") == 2, timeout=PATIENCE)
    review.close()
    searched.desk.undo()  # the list is closed, and nobody has to know


@pytest.mark.parametrize("locked", [False, True], ids=["free", "locked"])
def test_the_list_rejects_what_was_accepted_in_its_picture_unless_that_is_locked(
    searched: MainWindow, qtbot: QtBot, *, locked: bool
) -> None:
    review = open_review(searched, qtbot)
    first = next(place for place in range(4) if review.grid.key_of(place) == ("2.png", 0))
    best = next(one for one in searched.desk.offering.shown() if one.candidate.score > 0.85)
    searched.desk.accept([best])
    assert searched.desk.picture is not None
    (made,) = searched.desk.picture.document.objects
    searched.desk.edit("Lock", partial(edits.set_locked, ids=[made.id], locked=locked))
    assert review.sheet.verdicts[first] == Verdict.ACCEPTED
    click(review, first, RIGHT)
    qtbot.waitUntil(lambda: len(searched.desk.picture.document.rejections) == 1, timeout=PATIENCE)
    assert objects(searched, "2.png") == int(locked)
    assert review.sheet.verdicts[first] == Verdict.REJECTED


@pytest.fixture
def listed_meanwhile(
    searched: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[], object], int], ReviewWindow]:
    """Opens the review; a person does something after candidates have been read and before so many are shown."""
    has_read, goes_on = threading.Event(), threading.Event()

    def slow(*wanted: Any, **more: Any) -> CandidateList:
        listing = read_candidates(*wanted, **more)
        has_read.set()
        goes_on.wait(PATIENCE / 1000)
        return listing

    def listed(meanwhile: Callable[[], object], count: int) -> ReviewWindow:
        searched.commands["review"].trigger()
        assert has_read.wait(PATIENCE / 1000)
        meanwhile()
        goes_on.set()
        review = searched.reviewing.review
        assert review is not None
        qtbot.waitUntil(lambda: len(review.grid.shown) == count, timeout=PATIENCE)
        return review

    monkeypatch.setattr(reviewing, "read_candidates", slow)
    return listed


@pytest.mark.parametrize("left", [False, True], ids=["in hand", "left"])
def test_what_is_decided_in_a_picture_while_candidates_are_being_listed_counts_in_the_list(
    searched: MainWindow, qtbot: QtBot, listed_meanwhile: Any, *, left: bool
) -> None:
    def decide() -> None:
        best, other = searched.desk.offering.shown()
        searched.desk.reject([best], as_example=False)
        searched.desk.accept([other])
        if left:
            searched.travel.go_to("1.png")

    review = listed_meanwhile(decide, 4)
    first, second = (next(p for p in range(4) if review.grid.key_of(p) == ("2.png", number)) for number in (0, 1))
    assert [review.sheet.verdicts[place] for place in (first, second)] == [Verdict.REJECTED, Verdict.ACCEPTED]
    # What was accepted there is taken back here.
    click(review, second)
    qtbot.waitUntil(lambda: objects(searched, "2.png") == 0, timeout=PATIENCE)
    assert review.sheet.verdicts[second] == Verdict.OPEN


def test_a_picture_that_is_done_while_candidates_are_being_listed_has_none_in_the_list(
    searched: MainWindow, listed_meanwhile: Any
) -> None:
    review = listed_meanwhile(searched.commands["done"].trigger, 2)
    assert {review.grid.key_of(place)[0] for place in range(2)} == {"1.png"}


def test_of_two_candidates_for_one_object_both_are_accepted_with_the_first_wherever_their_picture_is(
    searched: MainWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    shop.model.places_of = {"goose": ((2, 2, 0.9), (2, 3, 0.8), (12, 2, 0.7))}
    KeyboardLabeler(searched, qtbot).search("goose")
    qtbot.waitUntil(lambda: len(searched.desk.offering.shown()) == 5, timeout=PATIENCE)
    qtbot.waitUntil(lambda: searched.asking.has_all, timeout=PATIENCE)
    searched.travel.go_to("1.png")
    review = open_review(searched, qtbot)
    keys = [review.grid.key_of(place) for place in range(len(review.grid.shown))]
    first, twin, other = (keys.index(("2.png", number)) for number in (0, 1, 2))
    click(review, first)
    qtbot.waitUntil(lambda: review.sheet.verdicts[twin] == Verdict.ACCEPTED, timeout=PATIENCE)
    assert (objects(searched, "2.png"), review.sheet.verdicts[other]) == (1, Verdict.OPEN)
    QTest.keyClick(review.grid, _Key.Key_Z, _Held.ControlModifier)
    qtbot.waitUntil(lambda: review.sheet.verdicts[twin] == Verdict.OPEN, timeout=PATIENCE)
    assert objects(searched, "2.png") == 0


def test_a_picture_that_is_opened_while_a_sweep_is_written_takes_nothing_of_it_back(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_A)
    searched.travel.go_to("1.png")  # before anything is on disk
    assert [*review.sheet.verdicts] == [Verdict.ACCEPTED] * 4
    qtbot.waitUntil(lambda: objects(searched, "1.png") + objects(searched, "2.png") == 4, timeout=PATIENCE)
    QTest.keyClick(review.grid, _Key.Key_Z, _Held.ControlModifier)
    qtbot.waitUntil(lambda: objects(searched, "1.png") + objects(searched, "2.png") == 0, timeout=PATIENCE)


def test_what_is_decided_in_a_picture_counts_in_the_list_though_more_of_it_is_still_to_be_written(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    first, second = (next(p for p in range(4) if review.grid.key_of(p) == ("2.png", number)) for number in (0, 1))
    click(review, second)
    best = next(one for one in searched.desk.offering.shown() if one.candidate.score > 0.85)
    searched.desk.accept([best])  # before that is on disk
    searched.travel.go_to("1.png")
    qtbot.waitUntil(lambda: objects(searched, "2.png") == 2, timeout=PATIENCE)
    assert [review.sheet.verdicts[place] for place in (first, second)] == [Verdict.ACCEPTED] * 2


def test_the_list_takes_back_what_was_there_before_its_own_verdict_was_written(
    searched: MainWindow, qtbot: QtBot
) -> None:
    best = next(one for one in searched.desk.offering.shown() if one.candidate.score > 0.85)
    searched.desk.accept([best])
    searched.desk.undo()
    review = open_review(searched, qtbot)
    first, second = (next(p for p in range(4) if review.grid.key_of(p) == ("2.png", number)) for number in (0, 1))
    click(review, second, RIGHT)
    click(review, first)
    assert searched.desk.picture is not None
    searched.desk.picture.redo()  # before the verdicts are on disk
    qtbot.waitUntil(lambda: objects(searched, "2.png") == 1, timeout=PATIENCE)
    QTest.keyClick(review.grid, _Key.Key_U)
    qtbot.waitUntil(lambda: objects(searched, "2.png") == 0, timeout=PATIENCE)
    assert review.sheet.verdicts[first] == Verdict.OPEN


def test_an_object_that_is_locked_is_accepted_in_the_list_whatever_is_pressed_there(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    first = next(place for place in range(4) if review.grid.key_of(place) == ("2.png", 0))
    click(review, first)
    qtbot.waitUntil(lambda: objects(searched, "2.png") == 1, timeout=PATIENCE)
    assert searched.desk.picture is not None
    (made,) = searched.desk.picture.document.objects
    searched.desk.edit("Lock", partial(edits.set_locked, ids=[made.id], locked=True))
    QTest.keyClick(review.grid, _Key.Key_U)
    assert review.sheet.verdicts[first] == Verdict.OPEN
    qtbot.waitUntil(lambda: review.sheet.verdicts[first] == Verdict.ACCEPTED, timeout=PATIENCE)


def test_undo_in_the_list_takes_back_nothing_that_was_decided_in_the_picture_since(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_A)
    qtbot.waitUntil(lambda: objects(searched, "1.png") + objects(searched, "2.png") == 4, timeout=PATIENCE)
    searched.desk.undo()
    best = next(one for one in searched.desk.offering.shown() if one.candidate.score > 0.85)
    searched.desk.reject([best], as_example=False)
    QTest.keyClick(review.grid, _Key.Key_Z, _Held.ControlModifier)
    qtbot.waitUntil(lambda: objects(searched, "1.png") == 0, timeout=PATIENCE)
    assert searched.desk.picture is not None
    assert len(searched.desk.picture.document.rejections) == 1
