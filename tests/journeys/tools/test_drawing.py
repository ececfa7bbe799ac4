"""What is painted and outlined in the real window has exactly the pixels that were meant, and is one step."""

from itertools import pairwise

import numpy as np
import pytest
from hand import Place
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from studio import MOUSE, Studio, area

from sam3_studio.core.labeling import Source
from sam3_studio.core.rle import Rle

pytestmark = [pytest.mark.gui, pytest.mark.slow]

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
BLOCK = area((4, 4, 24, 20))
RING = area((4, 4, 24, 20), minus=[(10, 8, 18, 16)])


def within(radius: float, *way: Place) -> Rle:
    """The pixels whose centres are nearer than that to a line."""
    y, x = np.mgrid[:30, :40] + 0.5
    nearest = np.full((30, 40), np.inf)
    for (x1, y1), (x2, y2) in pairwise(way):
        for share in np.linspace(0, 1, 500):
            nearest = np.minimum(nearest, np.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1)))
    return Rle.from_mask(nearest < radius)


def minus(mask: Rle, other: Rle) -> Rle:
    return Rle.from_mask(mask.to_mask() & ~other.to_mask())


def plus(mask: Rle, other: Rle) -> Rle:
    return Rle.from_mask(mask.to_mask() | other.to_mask())


def test_the_brush_paints_an_object_and_goes_on_with_it(studio: Studio) -> None:
    studio.take("brush")
    studio.drag((5, 24), (15, 24), (30, 24))
    assert studio.masks == [within(2, (5, 24), (30, 24))]
    assert (studio.objects[0].class_id, studio.objects[0].source) == (1, Source.PERSON)
    studio.drag((30, 24), (30, 10))
    assert studio.masks == [within(2, (5, 24), (30, 24), (30, 10))]
    studio.undo()
    assert studio.masks == [within(2, (5, 24), (30, 24))]
    studio.undo()
    assert studio.masks == []


def test_the_brush_adds_to_what_is_selected(studio: Studio) -> None:
    studio.put(BLOCK)
    studio.select((5, 5))
    studio.take("brush")
    studio.drag((20, 12), (35, 12))
    assert studio.masks == [plus(BLOCK, within(2, (20, 12), (35, 12)))]
    assert studio.objects[0].source is Source.EDITED
    studio.undo()
    assert studio.masks == [BLOCK]


def test_alt_and_the_wheel_size_the_brush_and_leave_the_menus_shut(studio: Studio) -> None:
    studio.take("brush")
    canvas, alt = studio.window.canvas, Qt.KeyboardModifier.AltModifier
    QTest.keyPress(canvas, Qt.Key.Key_Alt)
    studio.turn(3, alt)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt, alt)
    assert studio.window.tools.brush.number.value() > 4
    assert canvas.hasFocus()
    assert studio.window.menuBar().activeAction() is None


def test_the_brush_is_made_larger_and_smaller(studio: Studio) -> None:
    studio.take("brush")
    options = studio.window.tools.brush
    if studio.by == MOUSE:
        studio.turn(1)
        larger = options.number.value()
        studio.turn(-1)
        assert larger > options.number.value()
        studio.turn(1)
    else:
        studio.press(Qt.Key.Key_BracketRight)
        larger = options.number.value()
        studio.press(Qt.Key.Key_BracketLeft)
        assert larger > options.number.value()
        studio.press(Qt.Key.Key_BracketRight)
    size = options.number.value()
    assert size > 4
    studio.drag((8.5, 15.5), (30.5, 15.5))
    assert studio.masks == [within(size / 2, (8.5, 15.5), (30.5, 15.5))]


def test_a_square_brush_leaves_corners(studio: Studio) -> None:
    studio.take("brush")
    if studio.by == MOUSE:
        buttons = studio.window.tools.brush.findChildren(QToolButton)
        square = next(one for one in buttons if one.accessibleName() == "Square brush")
        studio.qtbot.mouseClick(square, Qt.MouseButton.LeftButton)
    else:
        studio.key("brush_tip")
    studio.drag((10, 15), (30, 15))
    assert studio.masks == [area((8, 13, 32, 17))]
    studio.undo()
    assert studio.masks == []


def test_a_pen_draws_as_wide_as_it_is_pressed_and_its_other_end_erases(studio: Studio) -> None:
    studio.take("brush")
    studio.write(((10, 15), 1.0), ((30, 15), 0.5))
    (drawn,) = studio.masks
    heights = drawn.to_mask().sum(axis=0)
    assert (heights[11], heights[29]) == (4, 2)
    studio.write(((20, 5), 1.0), ((20, 25), 1.0), rubber=True)
    assert studio.masks == [minus(drawn, within(2, (20, 5), (20, 25)))]
    studio.undo()
    assert studio.masks == [drawn]


def test_the_eraser_takes_away(studio: Studio) -> None:
    studio.put(BLOCK)
    studio.take("eraser")
    studio.drag((2, 12), (30, 12))
    assert studio.masks == [minus(BLOCK, within(2, (2, 12), (30, 12)))]
    studio.undo()
    assert studio.masks == [BLOCK]


def test_a_brush_with_ctrl_erases_and_an_eraser_paints(studio: Studio) -> None:
    studio.put(BLOCK)
    studio.select((5, 5))
    studio.take("brush")
    studio.drag((2, 12), (30, 12), held=_CONTROL)
    assert studio.masks == [minus(BLOCK, within(2, (2, 12), (30, 12)))]
    studio.take("eraser")
    studio.drag((2, 12), (30, 12), held=_CONTROL)
    assert studio.masks == [plus(BLOCK, within(2, (2, 12), (30, 12)))]


@pytest.mark.parametrize("closing", ["key", "first corner", "double click"])
def test_a_polygon_adds_what_it_encloses(studio: Studio, closing: str) -> None:
    studio.take("polygon")
    studio.click((5, 18), (35, 18), (35, 28), (5, 28))
    if closing == "key":
        studio.key("finish_shape")
    elif closing == "first corner":
        studio.click((5, 18))
    else:
        studio.qtbot.mouseDClick(studio.window.canvas, Qt.MouseButton.LeftButton, pos=studio.place((5, 28)))
    assert studio.masks == [area((5, 18, 35, 28))]
    studio.undo()
    assert studio.masks == []


def test_a_polygon_that_is_begun_with_ctrl_takes_away(studio: Studio) -> None:
    studio.put(BLOCK)
    studio.take("polygon")
    studio.qtbot.mouseClick(studio.window.canvas, Qt.MouseButton.LeftButton, _CONTROL, studio.place((10, 8)))
    studio.click((18, 8), (18, 16), (10, 16))
    studio.key("finish_shape")
    assert studio.masks == [RING]
    studio.undo()
    assert studio.masks == [BLOCK]


def test_the_last_corner_is_taken_back_and_a_polygon_is_dropped(studio: Studio) -> None:
    studio.take("polygon")
    studio.click((5, 18), (35, 18), (35, 28), (5, 28), (20, 2))
    studio.key("remove_corner")
    studio.key("finish_shape")
    assert studio.masks == [area((5, 18, 35, 28))]
    studio.click((5, 2), (15, 2), (15, 12))
    studio.key("drop_shape")
    assert studio.masks == [area((5, 18, 35, 28))]
    assert not studio.window.canvas.dragging


def test_rectangles_add_and_take_away(studio: Studio) -> None:
    studio.take("rectangle")
    studio.drag((4, 4), (20, 16), (24, 20))
    assert studio.masks == [BLOCK]
    studio.select((5, 5))
    studio.take("rectangle")
    studio.drag((10, 8), (15, 12), (18, 16), held=_CONTROL)
    assert studio.masks == [RING]
    studio.undo()
    assert studio.masks == [BLOCK]
    studio.undo()
    assert studio.masks == []


def test_a_corner_is_dragged(studio: Studio) -> None:
    studio.put(BLOCK)
    studio.select((5, 5))
    studio.take("corners")
    studio.drag((24, 20), (28, 20), (34, 20))
    expected = area((4, 4, 24, 20)).to_mask()
    for row in range(4, 20):  # the side from (24, 4) goes to (34, 20) now
        expected[row, 4 : round(24 + (row + 0.5 - 4) * 10 / 16)] = True
    assert np.abs(studio.masks[0].to_mask() ^ expected).sum() <= 1  # a centre that lies on the very line
    studio.undo()
    assert studio.masks == [BLOCK]


def test_an_edge_is_dragged_by_a_new_corner(studio: Studio) -> None:
    studio.put(BLOCK)
    studio.select((5, 5))
    studio.take("corners")
    studio.drag((24, 12), (30, 12), (36, 12))
    mask = studio.masks[0].to_mask()
    assert mask[12, :36].sum() == 31
    assert (mask & ~BLOCK.to_mask()).sum() == pytest.approx(96, abs=2)
    assert (mask | ~BLOCK.to_mask()).all()
    studio.undo()
    assert studio.masks == [BLOCK]


def test_a_corner_is_removed(studio: Studio) -> None:
    studio.put(area((4, 4, 24, 24)))
    studio.select((5, 5))
    studio.take("corners")
    if studio.by == "keys":
        studio.move((24, 24))
        studio.key("delete")
    else:
        studio.click((24, 24), button=Qt.MouseButton.RightButton)
    y, x = np.mgrid[:30, :40]
    left = (x >= 4) & (y >= 4) & ((x - 4) + (y - 4) < 19)  # the triangle, but for the centres on its long side
    mask = studio.masks[0].to_mask()
    assert mask[left].all()
    assert not mask[(x - 4) + (y - 4) > 19].any()
    studio.undo()
    assert studio.masks == [area((4, 4, 24, 24))]


def test_tolerance_tells_how_many_corners_there_are(studio: Studio) -> None:
    y, x = np.mgrid[:30, :40]
    studio.put(Rle.from_mask(np.hypot(x - 19.5, y - 14.5) < 12))
    studio.select((20, 15))
    studio.take("corners")
    options, counts = studio.window.tools.corners, []
    for tolerance in (0.0, 1.0, 4.0):
        options.number.setValue(tolerance)
        counts.append(int(options.told.split()[0]))
    assert counts[0] > counts[1] > counts[2] >= 3
    assert studio.history == "put"


def test_a_hole_is_filled_with_a_click(studio: Studio) -> None:
    studio.put(RING)
    studio.take("fill")
    studio.click((14, 12))
    assert studio.masks == [BLOCK]
    studio.undo()
    assert studio.masks == [RING]


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, _SHIFT])
def test_a_cut_divides_along_its_line(studio: Studio, held: Qt.KeyboardModifier) -> None:
    studio.put(BLOCK)
    studio.take("cut")
    middle = (14, 12) if held == Qt.KeyboardModifier.NoModifier else (30, 12)  # with Shift it does not matter
    studio.drag((14, 1), middle, (14, 27), held=held)
    assert sorted(mask.area for mask in studio.masks) == [160, 160]
    assert {mask.box.as_tuple() for mask in studio.masks if mask.box} == {(4, 4, 14, 20), (14, 4, 24, 20)}
    studio.undo()
    assert studio.masks == [BLOCK]


WAY: tuple[Place, ...] = ((24, 20), (10, 12), (30, 25))


@pytest.mark.parametrize(
    "tool",
    ["brush", "eraser", "polygon", "rectangle", "corners", "cut", "positive_box", "negative_box", "look_again"],
)
def test_escape_drops_a_drag(studio: Studio, tool: str) -> None:
    studio.put(BLOCK)
    studio.select((5, 5))
    studio.take(tool)
    before = studio.window.desk.picture.document if studio.window.desk.picture else None
    studio.begin(*WAY)
    assert studio.window.canvas.dragging
    studio.press(Qt.Key.Key_Escape)
    assert not studio.window.canvas.dragging
    studio.end(WAY[-1])
    assert studio.window.desk.picture is not None
    assert studio.window.desk.picture.document is before
    assert studio.history == "put"
