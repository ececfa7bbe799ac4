"""Where cells are."""

import pytest
from PySide6.QtCore import QPointF, Qt

from sam3_studio.app.review.placing import GAP, Placing

PLACING = Placing(count=23, side=100, width=5 * (100 + GAP) + GAP)


def test_every_cell_is_found_at_its_middle() -> None:
    assert PLACING.columns == 5
    assert [PLACING.at(PLACING.rect(number).center()) for number in range(23)] == [*range(23)]


@pytest.mark.parametrize("point", [QPointF(-1, 50), QPointF(600, 50), QPointF(400, 560), QPointF(50, -20)])
def test_beside_the_cells_there_is_none(point: QPointF) -> None:
    assert PLACING.at(point) == -1


def test_all_rows_have_room() -> None:
    assert PLACING.height == 5 * (100 + GAP) + GAP
    assert Placing(0, 100, 300).height == GAP


def test_the_cells_that_can_be_seen_are_those_of_whole_rows() -> None:
    assert PLACING.rows(0, 150) == range(10)
    assert PLACING.rows(250, 300) == range(10, 15)
    assert PLACING.rows(10_000, 11_000) == range(23, 23)


def test_a_quick_move_passes_over_no_cell() -> None:
    start, end = PLACING.rect(0).center(), PLACING.rect(4).center()
    assert PLACING.between(start, end) == [0, 1, 2, 3, 4]
    assert PLACING.between(end, start) == [4, 3, 2, 1, 0]
    assert PLACING.between(start, start) == [0]


@pytest.mark.parametrize(
    ("key", "number", "reached"),
    [
        (Qt.Key.Key_Right, 3, 4),
        (Qt.Key.Key_Left, 0, 0),
        (Qt.Key.Key_Down, 3, 8),
        (Qt.Key.Key_Down, 21, 22),
        (Qt.Key.Key_Up, 7, 2),
        (Qt.Key.Key_PageDown, 1, 11),
        (Qt.Key.Key_Home, 9, 0),
        (Qt.Key.Key_End, 9, 22),
        (Qt.Key.Key_A, 9, None),
    ],
)
def test_keys_lead_to_cells(key: Qt.Key, number: int, reached: int | None) -> None:
    assert PLACING.reached(key, number, height=250) == reached


def test_a_window_narrower_than_a_cell_shows_one_column() -> None:
    assert Placing(3, 100, 50).columns == 1
