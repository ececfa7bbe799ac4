"""Candidates of a class beside each other: from the window, by keys and by mouse, and back to the picture."""

from dataclasses import replace
from pathlib import Path

import pytest
from labelers import PATIENCE, KeyboardLabeler, MouseLabeler
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from review_hand import LEFT, objects, open_review, place
from window_bench import crash

from sam3_studio.app.main_window import reviewing
from sam3_studio.app.main_window.pictures import timekeeping
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.project import Project

pytestmark = [
    pytest.mark.gui,
    # Said by the offscreen platform of what lies over a window.
    pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard"),
]

_Key, _Held = Qt.Key, Qt.KeyboardModifier


def test_the_window_of_candidates_lies_over_that_of_pictures_and_stands_out_of_it_nowhere(searched: MainWindow) -> None:
    searched.move(900, 700)
    searched.resize(1300, 900)
    searched.commands["review"].trigger()
    review = searched.reviewing.review
    assert review is not None
    assert searched.frameGeometry().contains(review.frameGeometry())
    assert review.width() > 0.9 * searched.width()
    review.close()


def test_a_crash_while_candidates_are_looked_for_is_told_in_their_place(
    searched: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "read_candidates", crash)
    with qtbot.captureExceptions() as crashes:
        searched.commands["review"].trigger()
        review = searched.reviewing.review
        assert review is not None
        qtbot.waitUntil(lambda: review.grid._text.startswith("An unexpected error"), timeout=PATIENCE)
        qtbot.waitUntil(lambda: bool(crashes))
    review.close()


def test_a_sweep_accepts_candidates_of_several_pictures_and_undo_takes_all_back(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    view = review.grid.viewport()
    QTest.mousePress(view, LEFT, pos=place(review, 0))
    QTest.mouseMove(view, place(review, 2))
    QTest.mouseRelease(view, LEFT, pos=place(review, 2))
    qtbot.waitUntil(lambda: objects(searched, "1.png") + objects(searched, "2.png") == 3, timeout=PATIENCE)
    assert searched.session is not None
    states = [searched.session.project.images.find(name) for name in ("1.png", "2.png")]
    assert [one.state for one in states if one] == [ImageState.IN_WORK, ImageState.IN_WORK]
    # The picture in hand shows it, too.
    assert searched.desk.picture is not None
    assert len(searched.desk.picture.document.objects) == objects(searched, "2.png")
    QTest.keyClick(review.grid, _Key.Key_Z, _Held.ControlModifier)
    qtbot.waitUntil(lambda: objects(searched, "1.png") + objects(searched, "2.png") == 0, timeout=PATIENCE)


def test_keys_alone_review_candidates_and_go_back(searched: MainWindow, qtbot: QtBot) -> None:
    review = open_review(searched, qtbot)
    for key in (_Key.Key_A, _Key.Key_X, _Key.Key_A):
        QTest.keyClick(review.grid, key)
    with qtbot.waitSignal(review.finished):
        QTest.keyClick(review.grid, _Key.Key_Escape)
    assert searched.reviewing.review is None
    assert objects(searched, "1.png") + objects(searched, "2.png") == 2
    # What is decided is not listed again.
    review = open_review(searched, qtbot)
    assert len(review.grid.shown) == 1


def test_candidates_of_a_picture_that_has_another_name_meanwhile_are_listed_anew_under_that(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    session = searched.session
    assert session is not None
    for name, other in (("1.png", "8.png"), ("2.png", "9.png")):
        session.path(name).rename(session.path(other))
    with qtbot.waitSignal(session.scanned, timeout=PATIENCE):
        session.scan()
    qtbot.waitUntil(lambda: len(review.grid.shown) == 4, timeout=PATIENCE)
    for _ in range(4):
        QTest.keyClick(review.grid, _Key.Key_A)
    qtbot.waitUntil(lambda: objects(searched, "8.png") + objects(searched, "9.png") == 4, timeout=PATIENCE)


def test_the_menu_opens_the_review(searched: MainWindow, qtbot: QtBot) -> None:
    MouseLabeler(searched, qtbot)._choose("Find", "Review all candidates of a class…")
    qtbot.waitUntil(lambda: searched.reviewing.review is not None)


def test_a_double_click_shows_the_candidate_in_its_picture(searched: MainWindow, qtbot: QtBot) -> None:
    review = open_review(searched, qtbot)
    number = next(i for i in range(4) if review.grid.key_of(int(review.grid.shown[i])) == ("1.png", 1))
    QTest.mouseClick(review.grid.viewport(), LEFT, pos=place(review, number))
    with qtbot.waitSignal(searched.desk.picture_shown, timeout=PATIENCE):
        QTest.mouseDClick(review.grid.viewport(), LEFT, pos=place(review, number))
    qtbot.waitUntil(lambda: searched.canvas.selection == ("1:1",), timeout=PATIENCE)
    assert searched.files.current == "1.png"
    assert objects(searched, "1.png") == 0


def test_the_window_with_the_picture_can_lie_over_that_with_the_candidates(searched: MainWindow, qtbot: QtBot) -> None:
    review = open_review(searched, qtbot)
    assert review.parentWidget() is None
    QTest.keyClick(review.grid, _Key.Key_Return)
    qtbot.waitUntil(searched.isActiveWindow)
    # The key that opened it brings it back, as it was.
    assert open_review(searched, qtbot) is review


def test_closing_the_window_closes_that_with_the_candidates(searched: MainWindow, qtbot: QtBot) -> None:
    review = open_review(searched, qtbot)
    with qtbot.waitSignal(review.finished):
        searched.close()


def test_what_was_decided_is_on_disk_when_the_project_closes_at_once(
    searched: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    review = open_review(searched, qtbot)
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_A)
    searched.close_project()
    with Project.open(photos) as project:
        assert project.classes.count_objects(1)[0] == 4


@pytest.mark.parametrize("again", ["the same", "another class"])
def test_what_was_decided_is_on_disk_when_candidates_are_listed_anew_at_once(
    searched: MainWindow, qtbot: QtBot, again: str
) -> None:
    assert searched.session is not None
    other = searched.session.classes.add(searched.session.classes.blank("goose"))
    searched.session.classes.choose(1)
    review = open_review(searched, qtbot)
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_A)
    if again == "the same":
        review.bar.ask()
    else:
        review.bar.classes.setCurrentIndex(review.bar.classes.findData(other.id))
    assert objects(searched, "1.png") + objects(searched, "2.png") == 4
    qtbot.waitUntil(lambda: review.grid._text.startswith("No candidate"), timeout=PATIENCE)


def test_without_a_class_there_is_nothing_to_review(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    window.commands["review"].trigger()
    assert window.reviewing.review is None


def test_a_class_that_is_renamed_meanwhile_has_its_new_name_there(searched: MainWindow, qtbot: QtBot) -> None:
    review, session = open_review(searched, qtbot), searched.session
    assert session is not None
    session.classes.change(replace(session.classes.listed[0], name="bird"))
    assert review.bar.classes.currentText() == "bird"


def test_a_class_that_is_removed_meanwhile_gives_way_to_another(searched: MainWindow, qtbot: QtBot) -> None:
    review, session = open_review(searched, qtbot), searched.session
    assert session is not None
    session.classes.add_names(["goose"])
    with qtbot.waitSignal(review.class_wanted) as wanted:
        session.classes.remove(1)
    assert wanted.args == [session.classes.listed[0].id]


def test_the_last_class_that_is_removed_closes_that_with_the_candidates(searched: MainWindow, qtbot: QtBot) -> None:
    review, session = open_review(searched, qtbot), searched.session
    assert session is not None
    with qtbot.waitSignal(review.finished):
        session.classes.remove(1)


class Time:
    """A clock that is set by a test."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


def test_time_at_work_is_kept_for_each_picture(
    searched: MainWindow, photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Time()
    monkeypatch.setattr(timekeeping, "time", clock)
    searched.timekeeping.set_session(searched.session)
    assert searched.session is not None
    before = {name: searched.session.project.work.seconds(name) for name in ("1.png", "2.png")}
    person = KeyboardLabeler(searched, qtbot)
    searched.canvas.setFocus()
    person.press(_Key.Key_G)  # begins to count
    clock.now += 5
    person.press(_Key.Key_G)
    clock.now += 61  # a break
    person.press(_Key.Key_Z, _Held.ControlModifier)
    clock.now += 3
    with qtbot.waitSignal(searched.desk.picture_shown, timeout=PATIENCE):
        person.press(_Key.Key_A)
    clock.now += 2
    review = open_review(searched, qtbot)
    clock.now += 8
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_X)
    searched.close_project()
    with Project.open(photos) as project:
        # Of the ten seconds until candidates of both were rejected, each has a half.
        assert project.work.seconds("2.png") - before["2.png"] == pytest.approx(5 + 3 + 5)
        assert project.work.seconds("1.png") - before["1.png"] == pytest.approx(5)


def test_why_a_verdict_was_not_written_is_told_over_the_messages_until_something_else_is_done(
    searched: MainWindow, qtbot: QtBot
) -> None:
    review, session = open_review(searched, qtbot), searched.session
    assert session is not None
    session.project.found.save("1.png", 1, "other", Segmentation(0.5, ()))  # as a run does meanwhile
    QTest.keyClick(review.grid, _Key.Key_A, _Held.ControlModifier)
    QTest.keyClick(review.grid, _Key.Key_A)
    qtbot.waitUntil(review.trouble.isVisible)
    assert review.trouble.text() == "2 candidates changed since they were listed; list again."
    assert objects(searched, "2.png") == 2
    review.bar.ask()
    assert review.trouble.isHidden()
