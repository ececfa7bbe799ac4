"""What has to be drawn again holds all that changed, and of a long stroke its end alone."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QRegion

from sam3_studio.app.canvas.areas import paint_areas
from sam3_studio.app.canvas.changed import changed_boxes
from sam3_studio.app.canvas.stroke_layer import StrokeLayer
from sam3_studio.app.interaction import BoxShape, CornersShape, LineShape, OutlineShape, Preview, StrokeShape, TipShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Point, Tip

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]

EVERYWHERE = QRegion(0, 0, 1000, 1000)


def stroke(*points: tuple[float, float]) -> StrokeShape:
    return StrokeShape(points, (4.0,) * len(points), Tip.CIRCLE, erases=False)


def test_a_stroke_that_goes_on_changes_at_its_end() -> None:
    before, after = stroke((10, 10), (50, 10)), stroke((10, 10), (50, 10), (50, 30))
    assert changed_boxes([before], [after]) == [Box(48, 8, 52, 32)]


def test_a_stroke_that_is_gone_changes_as_a_whole() -> None:
    assert changed_boxes([stroke((10, 10), (50, 10))], []) == [Box(8, 8, 52, 12)]


def test_another_stroke_is_new_and_the_old_one_gone() -> None:
    found = changed_boxes([stroke((10, 10))], [stroke((90, 90))])
    assert found == [Box(88, 88, 92, 92), Box(8, 8, 12, 12)]


def test_a_tip_that_moves_leaves_one_place_and_comes_to_another() -> None:
    before, after = (TipShape(at, 6.0, Tip.SQUARE, erases=True) for at in ((10.0, 10.0), (30.0, 10.0)))
    assert changed_boxes([before], [after]) == [Box(27, 7, 33, 13), Box(7, 7, 13, 13)]


def test_what_stays_is_not_drawn_again() -> None:
    stays = BoxShape(Box(1, 2, 3, 4), positive=True)
    assert changed_boxes([stays], [stays, LineShape(((5, 5), (9, 7)))]) == [Box(5, 5, 9, 7)]


def test_corners_change_where_any_of_their_rings_is() -> None:
    shape = CornersShape((((0, 0), (9, 0), (9, 9)), ((20, 5), (30, 5), (30, 8))))
    assert changed_boxes([], [shape]) == [Box(0, 0, 30, 9)]


def test_the_line_of_a_knife_that_goes_on_changes_at_its_end() -> None:
    before, after = LineShape(((5, 5), (9, 7))), LineShape(((5, 5), (9, 7), (20, 7)))
    assert changed_boxes([before], [after]) == [Box(9, 7, 20, 7)]


def test_a_line_that_is_bent_changes_as_a_whole() -> None:
    before, after = LineShape(((5, 5), (9, 7))), LineShape(((5, 5), (20, 7)))
    assert changed_boxes([before], [after]) == [Box(5, 5, 20, 7), Box(5, 5, 9, 7)]


RINGS = (((0, 0), (50, 0), (90, 0), (90, 90), (0, 90)), ((20, 20), (20, 30), (30, 30)))


def test_a_corner_that_is_moved_changes_what_lies_between_its_neighbours() -> None:
    moved = CornersShape((((0, 0), (50, 7), (90, 0), (90, 90), (0, 90)), RINGS[1]))
    assert changed_boxes([CornersShape(RINGS)], [moved]) == [Box(0, 0, 90, 7)]


def test_so_does_the_first_one_and_one_more_or_less() -> None:
    first = CornersShape((((3, 4), *RINGS[0][1:]), RINGS[1]))
    assert changed_boxes([CornersShape(RINGS)], [first]) == [Box(0, 0, 50, 90)]
    fewer = CornersShape(((RINGS[0][0], *RINGS[0][2:]), RINGS[1]))
    assert changed_boxes([CornersShape(RINGS)], [fewer]) == [Box(0, 0, 90, 0)]
    assert changed_boxes([fewer], [CornersShape(RINGS)]) == [Box(0, 0, 90, 0)]


def test_where_many_rings_are_others_all_are_drawn_again() -> None:
    before, after = (
        CornersShape(tuple(((x, y), (x + 3.0, y), (x + 3.0, y + 3.0)) for x in range(0, 90, 9))) for y in (0.0, 5.0)
    )
    assert changed_boxes([before], [after]) == [Box(0, 5, 84, 8), Box(0, 0, 84, 3)]


def test_a_corner_that_is_pointed_at_is_all_that_changes() -> None:
    before, after = CornersShape(RINGS, (0, 2)), CornersShape(RINGS, (1, 0))
    assert changed_boxes([before], [after]) == [Box(90, 0, 90, 0), Box(20, 20, 20, 20)]


def test_a_ring_that_is_gone_changes_all() -> None:
    assert changed_boxes([CornersShape(RINGS)], [CornersShape(RINGS[:1])]) == [Box(0, 0, 90, 90)] * 2


WAY = ((10, 10), (60, 15), (70, 60), (40, 80), (15, 70))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (WAY, (*WAY, (12, 40))),
        ((*WAY, (12, 40)), (*WAY, (30, 44))),
        ((*WAY, (30, 44)), WAY[:3]),
        (WAY, ((20, 30), *WAY[1:])),
    ],
    ids=["one more", "the last one moved", "some taken back", "the first one moved"],
)
def test_of_a_polygon_all_that_looks_other_is_drawn_again(before: tuple[Point, ...], after: tuple[Point, ...]) -> None:
    boxes = changed_boxes(*((OutlineShape(way, erases=False),) for way in (before, after)))
    again = np.zeros((100, 100), dtype=bool)
    for box in boxes:
        again[max(int(box.y1) - 24, 0) : int(box.y2) + 25, max(int(box.x1) - 24, 0) : int(box.x2) + 25] = True
    other = (painted(before) != painted(after)).any(axis=2)
    assert other.any()
    assert not (other & ~again).any()


def test_of_a_polygon_that_grows_most_is_not_drawn_again() -> None:
    before, after = (
        OutlineShape(((0, 0), (400, 0), *end), erases=False) for end in ([(900, 800)], [(900, 800), (905, 806)])
    )
    boxes = changed_boxes([before], [after])
    assert sum((box.width + 48) * (box.height + 48) for box in boxes) < 905 * 806 / 2


def painted(way: tuple[Point, ...]) -> np.ndarray:
    """(100, 100, 4) a polygon as it is drawn."""
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    preview = Preview((OutlineShape(way, erases=False, marks=(0, len(way) - 1)),))
    paint_areas(painter, preview, lambda box: QRectF(box.x1, box.y1, box.width, box.height), StrokeLayer(), EVERYWHERE)
    painter.end()
    return np.array(image.constBits()).reshape(100, 100, 4)
