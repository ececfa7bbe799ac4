"""Knife, hole filler and corner tool: what each asks for."""

from dataclasses import replace

import numpy as np
import pytest

from sam3_studio.app.interaction import (
    AreaShape,
    CornersShape,
    Cursor,
    HoleClicked,
    Key,
    LineCut,
    LineShape,
    OutlineChanged,
    Pointer,
    Preview,
    Scene,
)
from sam3_studio.app.tools.corners import CornerTool
from sam3_studio.app.tools.shaping import CutTool, FillTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

SQUARE = Rle.from_crop(np.ones((20, 20), dtype=bool), 10, 10, 80, 100)
SCENE = Scene(100, 80, selected=("square",), mask=lambda name: SQUARE if name == "square" else None)


def at(x: float, y: float, **held: bool) -> Pointer:
    return Pointer(x, y, 0.25, **held)


class TestCut:
    def test_it_follows_the_mouse(self) -> None:
        drag = CutTool().begin(at(5, 5), SCENE)
        assert drag is not None
        assert drag.to(at(20, 5)).to(at(20, 30)).edits() == (LineCut(((5, 5), (20, 5), (20, 30))),)

    def test_with_shift_it_is_straight(self) -> None:
        drag = CutTool().begin(at(5, 5), SCENE)
        assert drag is not None
        assert drag.to(at(20, 5)).to(at(20, 30, shift=True)).edits() == (LineCut(((5, 5), (20, 30))),)

    def test_its_way_is_shown(self) -> None:
        drag = CutTool().begin(at(5, 5), SCENE)
        assert drag is not None
        assert drag.to(at(20, 5)).preview.shapes == (LineShape(((5, 5), (20, 5))),)

    def test_a_click_cuts_nothing(self) -> None:
        drag = CutTool().begin(at(5, 5), SCENE)
        assert drag is not None
        assert drag.to(at(5.5, 5)).edits() == ()


class TestFill:
    def test_a_click_asks_for_the_hole_at_its_pixel(self) -> None:
        drag = FillTool().begin(at(5.9, 7.1), SCENE)
        assert drag is not None
        assert drag.edits() == (HoleClicked(5, 7),)

    def test_outside_the_picture_it_means_nothing(self) -> None:
        drag = FillTool().begin(at(-1, 7), SCENE)
        assert drag is not None
        assert drag.edits() == ()

    def test_the_hole_that_a_click_would_fill_is_shown(self) -> None:
        mask = np.zeros((80, 100), dtype=bool)
        mask[10:60, 10:60] = True
        mask[20:30, 20:40] = False
        ring = Rle.from_mask(mask)
        scene = Scene(100, 80, around=lambda _x, _y: ("ring",), mask=lambda _: ring)
        preview = FillTool().hover(at(25, 25), scene)
        (shape,) = preview.shapes
        assert isinstance(shape, AreaShape)
        assert (shape.area.box, shape.area.area, preview.cursor) == (Box(20, 20, 40, 30), 200, Cursor.POINT)
        assert FillTool().hover(at(15, 15), scene) == Preview()

    def test_with_a_selection_no_other_object_is_meant(self) -> None:
        mask = np.ones((80, 100), dtype=bool)
        mask[20:30, 20:40] = False
        ring = Rle.from_mask(mask)
        scene = Scene(100, 80, selected=("other",), around=lambda _x, _y: ("ring",), mask=lambda _: ring)
        assert FillTool().hover(at(25, 25), scene) == Preview()

    def test_what_is_selected_and_not_seen_is_not_meant(self) -> None:
        mask = np.ones((80, 100), dtype=bool)
        mask[20:30, 20:40] = False
        ring = Rle.from_mask(mask)
        scene = Scene(
            100,
            80,
            selected=("gone",),
            around=lambda _x, _y: ("ring",),
            is_seen=lambda name: name != "gone",
            mask=lambda _: ring,
        )
        assert FillTool().hover(at(25, 25), scene).cursor is Cursor.POINT

    def test_a_mouse_that_went_away_did_not_click(self) -> None:
        drag = FillTool().begin(at(5, 7), SCENE)
        assert drag is not None
        assert drag.to(at(50, 50)).edits() == ()


class TestCorners:
    def test_the_outline_of_the_selected_object_is_shown(self) -> None:
        (shape,) = CornerTool().hover(at(50, 50), SCENE).shapes
        assert isinstance(shape, CornersShape)
        assert sorted(shape.rings[0]) == [(10, 10), (10, 30), (30, 10), (30, 30)]

    def test_the_cursor_tells_what_a_press_would_do(self) -> None:
        tool = CornerTool()
        cursors = [tool.hover(at(*place), SCENE).cursor for place in ((10.5, 9.5), (20, 10.5), (20, 20))]
        assert cursors == [Cursor.MOVE, Cursor.CROSS, Cursor.ARROW]

    def test_nothing_is_shown_of_several_objects_or_of_none(self) -> None:
        for selected in ((), ("square", "other"), ("unknown",)):
            assert CornerTool().hover(at(50, 50), replace(SCENE, selected=selected)).shapes == ()

    def test_an_object_that_is_selected_with_hidden_ones_is_the_one_that_is_meant(self) -> None:
        scene = replace(SCENE, selected=("hidden", "square"), is_seen=lambda name: name == "square")
        assert CornerTool().hover(at(50, 50), scene) == CornerTool().hover(at(50, 50), SCENE)

    def test_a_corner_follows_the_mouse(self) -> None:
        drag = CornerTool().begin(at(30, 30), SCENE)
        assert drag is not None
        (edit,) = drag.to(at(40, 40)).edits()
        assert isinstance(edit, OutlineChanged)
        assert edit.id == "square"
        assert (40, 40) in {tuple(corner) for corner in edit.after[0].tolist()}
        assert len(edit.after[0]) == 4

    def test_a_corner_that_is_taken_hold_of_beside_it_moves_by_as_much_as_the_mouse(self) -> None:
        drag = CornerTool().begin(at(31, 29), SCENE)
        assert drag is not None
        (edit,) = drag.to(at(41, 39)).edits()
        assert isinstance(edit, OutlineChanged)
        assert (40, 40) in {tuple(corner) for corner in edit.after[0].tolist()}

    def test_pulled_at_an_edge_there_is_a_corner_more(self) -> None:
        drag = CornerTool().begin(at(20, 10), SCENE)
        assert drag is not None
        (edit,) = drag.to(at(20, 2)).edits()
        assert isinstance(edit, OutlineChanged)
        assert (len(edit.before[0]), len(edit.after[0])) == (4, 5)

    def test_a_corner_that_was_not_moved_changes_nothing(self) -> None:
        drag = CornerTool().begin(at(30, 30), SCENE)
        assert drag is not None
        assert drag.edits() == ()

    @pytest.mark.parametrize("place", [(30, 30), (31.5, 29), (20, 8.6)], ids=["corner", "beside it", "edge"])
    def test_a_click_changes_nothing_even_with_a_hand_that_shakes(self, place: tuple[float, float]) -> None:
        x, y = place
        drag = CornerTool().begin(at(x, y), SCENE)
        assert drag is not None
        assert drag.to(at(x, y)).to(at(x + 0.5, y - 0.25)).edits() == ()

    def test_the_right_button_removes_a_corner(self) -> None:
        drag = CornerTool().begin(at(30, 30, right=True), SCENE)
        assert drag is not None
        (edit,) = drag.edits()
        assert isinstance(edit, OutlineChanged)
        assert len(edit.after[0]) == 3

    def test_of_a_triangle_without_a_corner_nothing_is_left(self) -> None:
        triangle = Rle.from_mask(np.tri(20, dtype=bool))
        scene = Scene(20, 20, selected=("only",), mask=lambda _: triangle)
        (shape,) = CornerTool().hover(at(2, 18), scene).shapes
        assert isinstance(shape, CornersShape)
        assert len(shape.rings[0]) == 3
        drag = CornerTool().begin(at(*shape.rings[0][0], right=True), scene)
        assert drag is not None
        assert drag.preview.shapes == ()
        (edit,) = drag.edits()
        assert isinstance(edit, OutlineChanged)
        assert edit.after == ()

    def test_delete_removes_the_corner_that_is_pointed_at_and_no_other(self) -> None:
        tool = CornerTool()
        assert tool.key(Key.DELETE, replace(SCENE, pointer=at(50, 50))) == ()
        (edit,) = tool.key(Key.DELETE, replace(SCENE, pointer=at(30, 30)))
        assert isinstance(edit, OutlineChanged)

    def test_more_tolerance_means_fewer_corners(self) -> None:
        y, x = np.mgrid[:80, :100]
        disc = Rle.from_mask((x - 50) ** 2 + (y - 40) ** 2 < 900)
        assert CornerTool(0.5).count(disc) > CornerTool(3).count(disc) > 3
