"""Deciding about candidates: by click, by sweep, by key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from review_hand import click, decided, place, press

from sam3_studio.app.review.bar import Order
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.editing.judging import Verdict

pytestmark = pytest.mark.gui

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
ACCEPTED, REJECTED, OPEN = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN
_Key, _Held = Qt.Key, Qt.KeyboardModifier


def sweep(review: ReviewWindow, first: int, last: int, button: Qt.MouseButton = LEFT) -> None:
    """In one quick move."""
    view = review.grid.viewport()
    QTest.mousePress(view, button, pos=place(review, first))
    QTest.mouseMove(view, place(review, last))
    QTest.mouseRelease(view, button, pos=place(review, last))


def test_a_click_accepts_and_another_one_takes_it_back(review: ReviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(review.judged) as told:
        click(review, 2)
    assert told.args == [[2], [ACCEPTED]]
    click(review, 2)
    assert decided(review) == {}


def test_the_right_button_rejects_also_what_was_accepted(review: ReviewWindow) -> None:
    click(review, 1)
    click(review, 1, RIGHT)
    assert decided(review) == {1: REJECTED}


def test_a_sweep_accepts_all_it_passes_and_is_one_step(review: ReviewWindow) -> None:
    sweep(review, 0, 4)
    assert decided(review) == dict.fromkeys(range(5), ACCEPTED)
    sweep(review, 3, 1, RIGHT)
    assert decided(review) == {0: ACCEPTED, 1: REJECTED, 2: REJECTED, 3: REJECTED, 4: ACCEPTED}
    press(review, _Key.Key_Z, _Held.ControlModifier)
    assert decided(review) == dict.fromkeys(range(5), ACCEPTED)
    press(review, _Key.Key_Z, _Held.ControlModifier)
    assert decided(review) == {}
    press(review, _Key.Key_Y, _Held.ControlModifier)
    assert decided(review) == dict.fromkeys(range(5), ACCEPTED)


def test_a_sweep_may_begin_beside_the_cells(review: ReviewWindow) -> None:
    view, first = review.grid.viewport(), place(review, 0)
    beside = QPoint(1, first.y())
    assert review.grid.cell_at(beside.toPointF()) < 0
    QTest.mousePress(view, RIGHT, pos=beside)
    QTest.mouseMove(view, place(review, 1))
    QTest.mouseRelease(view, RIGHT, pos=place(review, 1))
    assert decided(review) == {0: REJECTED, 1: REJECTED}
    QTest.mouseClick(view, LEFT, pos=beside)
    press(review, _Key.Key_Z, _Held.ControlModifier)
    assert decided(review) == {}


def test_a_step_is_taken_back_wherever_in_the_window_the_keys_are(review: ReviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(review):
        review.activateWindow()
    for part in (review.bar.classes, review.bar.orders, review.bar.lowest_score, review.grid):
        review.grid.setFocus()
        sweep(review, 0, 4)
        part.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(part, _Key.Key_Z, _Held.ControlModifier)
        assert decided(review) == {}
        QTest.keyClick(part, _Key.Key_Y, _Held.ControlModifier)
        assert decided(review) == dict.fromkeys(range(5), ACCEPTED)
        QTest.keyClick(part, _Key.Key_Z, _Held.ControlModifier)


def test_a_step_is_taken_back_where_nothing_is_shown_any_more(review: ReviewWindow) -> None:
    sweep(review, 0, 4)
    review.bar.lowest_score.setValue(100)
    press(review, _Key.Key_Z, _Held.ControlModifier)
    assert decided(review) == {}


def test_shift_takes_all_from_the_last_one_on(review: ReviewWindow) -> None:
    click(review, 3)
    click(review, 12, held=_Held.ShiftModifier)
    assert decided(review) == dict.fromkeys(range(3, 13), ACCEPTED)
    press(review, _Key.Key_Z, _Held.ControlModifier)
    assert decided(review) == {3: ACCEPTED}


def list_anew(review: ReviewWindow) -> None:
    assert review._list is not None
    assert review._source is not None
    review.show_list(review._list, review._source)


def order_by_need(review: ReviewWindow) -> None:
    review.bar.orders.setCurrentIndex(review.bar.orders.findData(Order.NEED.value))


def raise_lowest_score(review: ReviewWindow) -> None:
    review.bar.lowest_score.setValue(60)


@pytest.mark.parametrize("change", [list_anew, order_by_need, raise_lowest_score])
def test_shift_takes_one_alone_of_cells_that_are_new(
    review: ReviewWindow, change: Callable[[ReviewWindow], None]
) -> None:
    click(review, 14)
    click(review, 14)  # takes it back
    change(review)
    click(review, 2, held=_Held.ShiftModifier)
    assert decided(review) == {int(review.grid.shown[2]): ACCEPTED}
    click(review, 4, held=_Held.ShiftModifier)
    assert decided(review) == dict.fromkeys(sorted(map(int, review.grid.shown[2:5])), ACCEPTED)


@pytest.mark.parametrize("change", [list_anew, order_by_need, raise_lowest_score])
def test_a_sweep_does_not_go_on_over_cells_that_are_new(
    review: ReviewWindow, change: Callable[[ReviewWindow], None]
) -> None:
    view = review.grid.viewport()
    QTest.mousePress(view, LEFT, pos=place(review, 0))
    change(review)
    before = decided(review)
    QTest.mouseMove(view, place(review, 4))
    QTest.mouseRelease(view, LEFT, pos=place(review, 4))
    assert decided(review) == before


def test_a_double_click_whose_first_click_met_another_candidate_takes_nothing_back(
    review: ReviewWindow, qtbot: QtBot
) -> None:
    click(review, 3)
    order_by_need(review)
    with qtbot.assertNotEmitted(review.grid.undo_wanted):
        QTest.mouseDClick(review.grid.viewport(), LEFT, pos=place(review, 3))
    assert decided(review) == {3: ACCEPTED}


def test_arrows_with_shift_begin_at_the_first_of_cells_that_are_new(review: ReviewWindow) -> None:
    click(review, 14)
    order_by_need(review)
    press(review, _Key.Key_Right, _Held.ShiftModifier)
    assert review.grid._chosen == range(2)


def test_keys_decide_about_one_after_the_other(review: ReviewWindow) -> None:
    for key in (_Key.Key_A, _Key.Key_X, _Key.Key_F, _Key.Key_Right, _Key.Key_Delete):
        press(review, key)
    assert decided(review) == {0: ACCEPTED, 1: REJECTED, 2: ACCEPTED, 4: REJECTED}
    press(review, _Key.Key_Home)
    press(review, _Key.Key_U)
    assert decided(review) == {1: REJECTED, 2: ACCEPTED, 4: REJECTED}


def test_arrows_with_shift_choose_what_a_key_decides_about(review: ReviewWindow) -> None:
    columns = review.grid.placing.columns
    press(review, _Key.Key_Down, _Held.ShiftModifier)
    press(review, _Key.Key_X)
    assert decided(review) == dict.fromkeys(range(columns + 1), REJECTED)


def test_arrows_with_shift_leave_out_what_keys_have_decided_about(review: ReviewWindow) -> None:
    for key in (_Key.Key_Right, _Key.Key_A, _Key.Key_A):
        press(review, key)
    press(review, _Key.Key_Right, _Held.ShiftModifier)
    press(review, _Key.Key_X)
    assert decided(review) == {1: ACCEPTED, 2: ACCEPTED, 3: REJECTED, 4: REJECTED}


def test_ctrl_and_a_chooses_everything_that_is_shown(review: ReviewWindow) -> None:
    review.bar.lowest_score.setValue(90)
    press(review, _Key.Key_A, _Held.ControlModifier)
    press(review, _Key.Key_A)
    assert decided(review) == dict.fromkeys(range(5), ACCEPTED)


def test_what_cannot_be_written_is_shown_as_it_is_on_disk(review: ReviewWindow) -> None:
    sweep(review, 0, 2)
    review.note_written([0], [ACCEPTED])
    review.note_refused([1, 2])
    assert decided(review) == {0: ACCEPTED}
