"""Of a line, what is left out lies nowhere near where something is drawn again."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from sam3_studio.app.canvas.areas import paint_areas
from sam3_studio.app.canvas.culling import apart, pieces_in, points_in
from sam3_studio.app.canvas.stroke_layer import StrokeLayer
from sam3_studio.app.interaction import CornersShape, OutlineShape, Preview, Shape
from sam3_studio.core.geometry import Box

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]

LINE = np.array([(0, 0), (10, 0), (20, 0), (30, 0), (40, 0)], dtype=float)
TURN = np.linspace(0, 2 * np.pi, 200, endpoint=False)
RING = tuple((100 + 80 * np.cos(a), 100 + (60 + 15 * np.sin(9 * a)) * np.sin(a)) for a in TURN.tolist())
SMALL = ((90, 90), (110, 90), (110, 110))


def test_a_line_is_left_out_where_it_is_far_from_the_region() -> None:
    (piece,) = pieces_in(LINE, QRegion(22, -5, 5, 10), 1.0)
    assert piece.tolist() == [[20, 0], [30, 0]]


def test_a_line_that_comes_back_has_two_pieces() -> None:
    pieces = pieces_in(LINE, QRegion(2, -5, 2, 10) + QRegion(32, -5, 2, 10), 1.0)
    assert [len(piece) for piece in pieces] == [2, 2]


def test_gaps_are_not_bridged() -> None:
    pieces = pieces_in(LINE, QRegion(0, -5, 50, 10), 1.0, gaps=[1])
    assert [piece[:, 0].tolist() for piece in pieces] == [[0, 10], [20, 30, 40]]


def test_points_are_left_out_as_well() -> None:
    assert points_in(LINE, QRegion(18, -5, 5, 10), 1.0).tolist() == [[20, 0]]


def test_points_that_would_hide_each_other_are_one() -> None:
    assert apart(LINE, 15.0).tolist() == [0, 2, 4]


@pytest.mark.parametrize(
    "shape",
    [
        CornersShape((RING, SMALL), (0, 20)),
        CornersShape((SMALL, RING)),
        OutlineShape(RING, erases=True, marks=(0, 30, 90)),
    ],
)
def test_a_part_that_is_drawn_again_looks_as_it_does_in_the_whole(shape: Shape) -> None:
    part = QRegion(60, 40, 50, 30) + QRegion(10, 90, 40, 40)
    whole, again = painted(shape, QRegion(0, 0, 200, 200)), painted(shape, part)
    assert whole[40:70, 60:110].any()
    for rect in (QRect(60, 40, 50, 30), QRect(10, 90, 40, 40)):
        there = np.s_[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]
        other = np.abs(whole[there].astype(int) - again[there])
        assert other.max() <= 64  # where pieces of a line meet, its dark seam lies over itself
        assert (other > 0).mean() < 0.03


def painted(shape: Shape, where: QRegion) -> np.ndarray:
    """(200, 200, 4) what is drawn in a region."""
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setClipRegion(where)
    paint_areas(painter, Preview((shape,)), to_widget, StrokeLayer(), where)
    painter.end()
    return np.array(image.constBits()).reshape(200, 200, 4)


def to_widget(box: Box) -> QRectF:
    return QRectF(box.x1, box.y1, box.width, box.height)
