"""What the window for reviews shows and tells of candidates, and how it is looked through."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from review_hand import click, decided, place, press
from review_tools import DUCK, GOOSE, square

from sam3_studio.app.review.bar import Order
from sam3_studio.app.review.crops import CropSource
from sam3_studio.app.review.grid_view import SIDES
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.review.listing import CandidateList, read_candidates
from sam3_studio.editing.judging import Verdict

pytestmark = pytest.mark.gui

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
ACCEPTED, REJECTED, OPEN = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN
_Key, _Held = Qt.Key, Qt.KeyboardModifier


def test_the_slider_filters_at_once_and_the_count_tells_how_many(review: ReviewWindow) -> None:
    assert len(review.grid.shown) == 30
    review.bar.lowest_score.setValue(70)
    assert len(review.grid.shown) == 15
    click(review, 0)
    assert review.bar._count.text() == "15 of 30 shown · 1 accepted · 0 rejected"


def test_by_need_the_most_doubtful_come_first(review: ReviewWindow) -> None:
    review.bar.orders.setCurrentIndex(review.bar.orders.findData(Order.NEED.value))
    scores = [round(review.grid.score_of(int(one)), 2) for one in review.grid.shown]
    assert set(scores[:2]) == {0.49, 0.51}
    assert scores[-1] == 0.99


def test_another_class_is_asked_for(review: ReviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(review.class_wanted) as told:
        review.bar.classes.setCurrentIndex(1)
    assert told.args == [GOOSE]
    assert len(review.grid.shown) == 0


def test_a_double_click_opens_a_candidate_and_decides_nothing(review: ReviewWindow, qtbot: QtBot) -> None:
    click(review, 7)
    with qtbot.waitSignal(review.opened) as told:
        QTest.mouseDClick(review.grid.viewport(), LEFT, pos=place(review, 7))
    assert told.args == [7]
    assert decided(review) == {}


def test_enter_opens_the_current_candidate(review: ReviewWindow, qtbot: QtBot) -> None:
    press(review, _Key.Key_Right)
    with qtbot.waitSignal(review.opened) as told:
        press(review, _Key.Key_Return)
    assert told.args == [1]
    assert review.isVisible()


def test_escape_closes_the_window(review: ReviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(review.finished):
        press(review, _Key.Key_Escape)


def test_crops_of_what_is_seen_appear_by_themselves(review: ReviewWindow, qtbot: QtBot) -> None:
    def is_there() -> bool:
        keys = [review.grid.key_of(int(review.grid.shown[number])) for number in review.grid.visible()]
        return all(review._crops.image(key) is not None for key in keys)

    qtbot.waitUntil(is_there)


def test_a_list_anew_shows_what_was_found_since(review: ReviewWindow, project: Project, qtbot: QtBot) -> None:
    first = review.grid.key_of(0)
    qtbot.waitUntil(lambda: review._crops.image(first) is not None)
    before = review._crops.image(first)
    project.found.save(first[0], DUCK, "other", Segmentation(1.0, (Candidate(Box(0, 0, 9, 9), 1.0, square(60, 60)),)))
    review.show_list(read_candidates(project.file, DUCK), replace(review._source))
    assert review.grid.key_of(0) == first
    qtbot.waitUntil(lambda: review._crops.image(first) is not None)
    assert review._crops.image(first) != before


def test_parts_of_a_notch_make_a_size_and_the_end_of_a_scroll_on_a_trackpad_makes_none(review: ReviewWindow) -> None:
    view, none = review.grid.viewport(), Qt.MouseButton.NoButton
    at = QPointF(50, 50)

    def scroll(angle: int, phase: Qt.ScrollPhase) -> int:
        turn = QPoint(0, angle)
        QApplication.sendEvent(view, QWheelEvent(at, at, turn, turn, none, _Held.ControlModifier, phase, False))
        return review.grid.side

    phase, before = Qt.ScrollPhase, review.grid.side
    sizes = [scroll(angle, phase.ScrollUpdate) for angle in (40, 40, 40, 40, 40, 40)]
    assert [SIDES.index(size) - SIDES.index(before) for size in sizes] == [0, 0, 1, 1, 1, 2]
    assert scroll(0, phase.ScrollEnd) == sizes[-1]
    assert scroll(-240, phase.NoScrollPhase) == before


def test_larger_cells_are_fewer_in_a_row(review: ReviewWindow) -> None:
    before = review.grid.placing.columns
    press(review, _Key.Key_Plus, _Held.ControlModifier)
    assert review.grid.placing.columns < before
    press(review, _Key.Key_Minus, _Held.ControlModifier)
    assert review.grid.placing.columns == before


def test_100_000_candidates_are_painted_as_far_as_they_are_seen(review: ReviewWindow) -> None:
    count = 100_000
    numbers = np.arange(count, dtype=np.int32)
    names = tuple(f"{number}.png" for number in range(count))
    score = np.linspace(1, 0, count, dtype=np.float32)
    listing = CandidateList(DUCK, names, numbers, np.zeros(count, np.int32), score, np.zeros((count, 4), np.int32))
    source = review._source
    assert isinstance(source, CropSource)
    review.show_list(listing, source)
    press(review, _Key.Key_End)
    assert len(review.grid.visible()) < 60
    assert review.grid.visible()[-1] == count - 1
    click(review, count - 1)
    assert decided(review) == {count - 1: ACCEPTED}


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
@pytest.mark.parametrize("part", ["classes", "orders", "lowest_score"])
def test_who_chooses_by_mouse_what_is_listed_goes_on_with_keys(review: ReviewWindow, part: str) -> None:
    chosen = getattr(review.bar, part)
    QTest.mouseClick(chosen, LEFT)
    if isinstance(chosen, QComboBox):
        chosen.hidePopup()
    assert review.focusWidget() is review.grid


def test_where_all_candidates_score_too_little_it_is_not_said_that_none_waits(
    review: ReviewWindow, project: Project
) -> None:
    review.bar.lowest_score.setValue(100)
    told = review.grid.viewport().grab().toImage()
    review.show_list(read_candidates(project.file, GOOSE), CropSource(project.file, project.root, GOOSE, (0, 0, 0), 0))
    assert review.grid.viewport().grab().toImage() != told
