"""What has to be drawn again holds all that changed, and of a long stroke its end alone."""

from sam3_studio.app.canvas.changed import changed_boxes
from sam3_studio.app.interaction import BoxShape, CornersShape, LineShape, StrokeShape, TipShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Tip


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
