"""Brush, rectangle and polygon: the area that each draws, and whether it is added or taken away."""

import pytest

from sam3_studio.app.interaction import (
    AreaDrawn,
    BrushTurned,
    Construction,
    OutlineShape,
    Pointer,
    Scene,
    StrokeShape,
    TipShape,
)
from sam3_studio.app.tools.areas import BrushTool, PolygonTool, RectangleTool
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Tip, stroke

SCENE = Scene(100, 80)


def at(x: float, y: float, pressure: float = 1.0, **held: bool) -> Pointer:
    return Pointer(x, y, 1.0, pressure=pressure, **held)


def drawn(drag) -> AreaDrawn:
    (edit,) = drag.edits()
    return edit


class TestBrush:
    def test_a_click_leaves_one_mark(self) -> None:
        edit = drawn(BrushTool(10).begin(at(30, 40), SCENE))
        assert (edit.area, edit.erases) == (stroke([(30, 40)], 10, Tip.CIRCLE, 80, 100), False)

    def test_a_drag_leaves_its_way(self) -> None:
        drag = BrushTool(6, Tip.SQUARE).begin(at(30, 40), SCENE).to(at(50, 40)).to(at(50, 60))
        assert drawn(drag).area == stroke([(30, 40), (50, 40), (50, 60)], 6, Tip.SQUARE, 80, 100)

    def test_the_way_is_shown_while_it_is_drawn(self) -> None:
        drag = BrushTool(6).begin(at(30, 40), SCENE).to(at(50, 40))
        assert drag.preview.shapes[0] == StrokeShape(((30, 40), (50, 40)), (6, 6), Tip.CIRCLE, erases=False)

    def test_a_hand_that_hardly_moves_adds_no_points(self) -> None:
        drag = BrushTool(6).begin(at(30, 40), SCENE)
        assert drag.to(at(30.1, 40.1)) is drag

    @pytest.mark.parametrize("held", [{"control": True}, {"right": True}])
    @pytest.mark.parametrize("erases", [False, True])
    def test_ctrl_and_the_right_button_do_the_opposite(self, held: dict[str, bool], erases: bool) -> None:
        assert drawn(BrushTool(6, erases=erases).begin(at(30, 40, **held), SCENE)).erases is not erases

    @pytest.mark.parametrize("tool", [BrushTool(6), BrushTool(6, erases=True)])
    def test_the_other_end_of_a_pen_erases(self, tool: BrushTool) -> None:
        assert drawn(tool.begin(at(30, 40, rubber=True), SCENE)).erases

    def test_it_is_as_large_as_it_is_pressed(self) -> None:
        drag = BrushTool(20).begin(at(30, 40, 0.3), SCENE).to(at(50, 40, 1.0)).to(at(50, 60, 0.0))
        assert drawn(drag).area == stroke([(30, 40), (50, 40), (50, 60)], [6, 20, 1], Tip.CIRCLE, 80, 100)

    def test_pressed_harder_on_the_spot_it_grows(self) -> None:
        assert drawn(BrushTool(20).begin(at(30, 40, 0.1), SCENE).to(at(30, 40, 1.0))).area.area > 300

    def test_if_it_is_not_to_obey_pressure_it_is_always_as_large(self) -> None:
        drag = BrushTool(20, obeys_pressure=False).begin(at(30, 40, 0.3), SCENE)
        assert drawn(drag).area == stroke([(30, 40)], 20, Tip.CIRCLE, 80, 100)

    def test_before_it_is_pressed_it_is_shown_as_large_as_it_can_be(self) -> None:
        (tip,) = BrushTool(20).hover(at(30, 40, 0.0), SCENE).shapes
        assert tip == TipShape((30, 40), 20, Tip.CIRCLE, erases=False)

    def test_outside_the_picture_nothing_is_drawn(self) -> None:
        assert BrushTool(6).begin(at(-30, 40), SCENE).edits() == ()

    def test_a_turn_of_nothing_leaves_its_size(self) -> None:
        assert BrushTool().turn(0) == ()

    def test_the_wheel_changes_its_size(self) -> None:
        assert BrushTool(6).turn(2) == (BrushTurned(2),)


class TestRectangle:
    def test_it_has_the_pixels_between_its_corners(self) -> None:
        area = drawn(RectangleTool().begin(at(10.2, 60.6), SCENE).to(at(29.7, 20.4))).area
        assert (area.box, area.area) == (Box(10, 20, 30, 61), 20 * 41)

    def test_it_stays_inside_the_picture(self) -> None:
        area = drawn(RectangleTool().begin(at(-10, -10), SCENE).to(at(5, 200))).area
        assert area.box == Box(0, 0, 5, 80)

    def test_a_click_draws_none(self) -> None:
        assert RectangleTool().begin(at(10, 10), SCENE).to(at(12, 11)).edits() == ()

    def test_ctrl_takes_away(self) -> None:
        assert drawn(RectangleTool().begin(at(10, 10, control=True), SCENE).to(at(30, 30))).erases


class TestPolygon:
    def clicked(self, *points: tuple[float, float]) -> Construction:
        drag: Construction = PolygonTool().begin(at(*points[0]), SCENE).release()
        for point in points[1:]:
            drag = drag.to(at(*point)).press(at(*point)).release()
        return drag

    def test_corners_enclose_its_area(self) -> None:
        area = drawn(self.clicked((10, 10), (30, 10), (30, 20), (10, 20))).area
        assert (area.box, area.area) == (Box(10, 10, 30, 20), 200)

    def test_a_click_on_the_first_corner_finishes_it(self) -> None:
        drag = self.clicked((10, 10), (30, 10), (30, 20))
        assert not drag.finished
        finished = drag.to(at(12, 11)).press(at(12, 11))
        assert finished.finished
        assert drawn(finished).area == drawn(drag).area

    def test_where_a_click_would_finish_it_is_shown_closed(self) -> None:
        shape = self.clicked((10, 10), (30, 10), (30, 20)).to(at(12, 11)).preview.shapes[0]
        assert isinstance(shape, OutlineShape)
        assert (shape.closed, len(shape.points)) == (True, 3)

    def test_the_line_to_the_pointer_is_shown(self) -> None:
        shape = self.clicked((10, 10), (30, 10)).to(at(30, 50)).preview.shapes[0]
        assert isinstance(shape, OutlineShape)
        assert shape.points == ((10, 10), (30, 10), (30, 50))

    def test_with_the_button_held_the_outline_follows_the_pointer(self) -> None:
        drag = PolygonTool().begin(at(10, 10), SCENE)
        for point in ((20, 10), (30, 10), (30, 30), (10, 30)):
            drag = drag.to(at(*point))
        assert drawn(drag.release()).area.area == 400

    def test_the_last_click_is_taken_back_with_all_that_followed_it(self) -> None:
        drag = self.clicked((10, 10), (30, 10)).press(at(30, 20)).to(at(30, 40)).to(at(10, 40)).release()
        before = drag.without_last()
        assert before is not None
        assert before.preview.shapes[0] == OutlineShape(((10, 10), (30, 10), (10, 40)), erases=False, marks=(0, 1))

    def test_without_its_first_corner_it_is_gone(self) -> None:
        assert self.clicked((10, 10)).without_last() is None

    def test_two_corners_have_no_area(self) -> None:
        assert self.clicked((10, 10), (30, 10)).edits() == ()
