"""Candidates beside each other, and what is decided about them in their pictures meanwhile."""

import threading
from functools import partial
from typing import Any

import pytest
from labelers import PATIENCE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from review_hand import RIGHT, click, objects, open_review

from sam3_studio.app.main_window import reviewing
from sam3_studio.app.main_window.window import MainWindow
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


def test_what_is_rejected_in_the_picture_while_candidates_are_being_listed_counts_in_the_list(
    searched: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, goes_on = threading.Event(), threading.Event()

    def slow(*wanted: Any, **more: Any) -> CandidateList:
        listing = read_candidates(*wanted, **more)
        has_read.set()
        goes_on.wait(PATIENCE / 1000)
        return listing

    monkeypatch.setattr(reviewing, "read_candidates", slow)
    searched.commands["review"].trigger()
    assert has_read.wait(PATIENCE / 1000)
    best = next(one for one in searched.desk.offering.shown() if one.candidate.score > 0.85)
    searched.desk.reject([best], as_example=False)
    goes_on.set()
    review = searched.reviewing.review
    assert review is not None
    qtbot.waitUntil(lambda: len(review.grid.shown) == 4, timeout=PATIENCE)
    first = next(place for place in range(4) if review.grid.key_of(place) == ("2.png", 0))
    assert review.sheet.verdicts[first] == Verdict.REJECTED


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
