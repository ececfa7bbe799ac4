"""What the Masks menu does in the real window: what was shown is what comes of it, and is one step."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from studio import Studio, area

from sam3_studio.core.rle import Rle
from sam3_studio.editing.reshaping import smoothed

pytestmark = [pytest.mark.gui, pytest.mark.slow]

HOLES = area((2, 2, 20, 20), minus=[(4, 4, 6, 6), (10, 10, 15, 15)])
ISLANDS = area((2, 2, 20, 20), (25, 2, 28, 5), (30, 20, 31, 21))
LOW, HIGH = area((2, 2, 20, 20)), area((10, 10, 30, 25))


def disc_grown(mask: Rle, pixels: int) -> Rle:
    """Every pixel whose centre is that near to one of the mask's."""
    y, x = np.mgrid[-pixels : pixels + 1, -pixels : pixels + 1]
    near, before = np.hypot(x, y) <= pixels, np.pad(mask.to_mask(), pixels)
    after = np.zeros_like(mask.to_mask())
    for dy, dx in np.argwhere(near).tolist():
        after |= before[dy : dy + after.shape[0], dx : dx + after.shape[1]]
    return Rle.from_mask(after)


def shown(studio: Studio) -> list[Rle]:
    """What the canvas shows of the objects."""
    assert studio.window.canvas.stage is not None
    return [item.mask for item in studio.window.canvas.stage.objects]


@pytest.mark.parametrize(
    ("action", "before", "number", "after"),
    [
        ("fill_holes", HOLES, None, area((2, 2, 20, 20))),
        ("fill_holes", HOLES, 24, area((2, 2, 20, 20), minus=[(10, 10, 15, 15)])),
        ("remove_islands", ISLANDS, None, area((2, 2, 20, 20))),
        ("remove_islands", ISLANDS, 9, area((2, 2, 20, 20), (25, 2, 28, 5))),
        ("grow", LOW, 3, disc_grown(LOW, 3)),
        ("shrink", LOW, 3, area((5, 5, 17, 17))),
        ("smooth", ISLANDS, 1, smoothed(ISLANDS, 1)),
    ],
)
def test_a_number_reshapes_what_is_selected(
    studio: Studio, action: str, before: Rle, number: int | None, after: Rle
) -> None:
    studio.put(before)
    studio.select((8.5, 8.5))
    studio.ask(action)
    if number is not None:
        studio.type_number(number)
    assert shown(studio) == [after]
    assert studio.masks == [before]
    studio.accept()
    assert studio.masks == shown(studio) == [after]
    studio.undo()
    assert studio.masks == shown(studio) == [before]


def test_escape_drops_what_was_shown(studio: Studio) -> None:
    studio.put(LOW)
    studio.select((8.5, 8.5))
    studio.ask("grow")
    assert shown(studio) != [LOW]
    studio.qtbot.keyClick(studio.dialog.focusWidget(), Qt.Key.Key_Escape)
    assert studio.masks == shown(studio) == [LOW]
    assert studio.history == "put"


def test_parts_become_objects_and_objects_one(studio: Studio) -> None:
    studio.put(ISLANDS)
    studio.select((8.5, 8.5))
    studio.do("split")
    assert studio.masks == [area((2, 2, 20, 20)), area((25, 2, 28, 5)), area((30, 20, 31, 21))]
    studio.select((8.5, 8.5), (26, 3), (30, 20))
    studio.do("merge")
    assert studio.masks == [ISLANDS]
    studio.undo()
    studio.undo()
    assert studio.masks == [ISLANDS]
    assert studio.history == "put"


def test_one_object_is_cut_out_of_the_others(studio: Studio) -> None:
    studio.put(LOW, HIGH)
    studio.select((3, 3))
    studio.do("subtract")
    studio.qtbot.waitUntil(lambda: studio.masks == [LOW, area((10, 10, 30, 25), minus=[(2, 2, 20, 20)])])
    studio.undo()
    assert studio.masks == [LOW, HIGH]


def test_the_last_object_selected_is_subtracted_from_the_others_selected(studio: Studio) -> None:
    third = area((0, 0, 6, 6))
    studio.put(LOW, HIGH, third)
    for number, place in enumerate([(25, 20), (12, 5)]):
        held = Qt.KeyboardModifier.ShiftModifier if number else Qt.KeyboardModifier.NoModifier
        studio.qtbot.mouseClick(studio.window.canvas, Qt.MouseButton.LeftButton, held, studio.place(place))
    studio.do("subtract_last")
    assert studio.masks == [LOW, area((10, 10, 30, 25), minus=[(2, 2, 20, 20)]), third]
    studio.undo()
    assert studio.masks == [LOW, HIGH, third]


def test_of_overlapping_objects_the_upper_one_keeps_its_pixels(studio: Studio) -> None:
    studio.put(LOW, HIGH)
    studio.do("no_overlaps")
    assert studio.masks == [area((2, 2, 20, 20), minus=[(10, 10, 30, 25)]), HIGH]
    studio.undo()
    assert studio.masks == [LOW, HIGH]


def test_objects_go_to_the_front_and_to_the_back(studio: Studio) -> None:
    third = area((30, 2, 38, 8))
    studio.put(LOW, HIGH, third)
    studio.select((3, 3))
    studio.do("to_front")
    assert studio.masks == [HIGH, third, LOW]
    studio.do("to_back")
    assert studio.masks == [LOW, HIGH, third]
    studio.undo()
    assert studio.masks == [HIGH, third, LOW]
    studio.undo()
    assert studio.masks == [LOW, HIGH, third]


def test_without_a_selection_the_menu_offers_none_of_it(studio: Studio) -> None:
    studio.put(LOW)
    for action in (
        "fill_holes",
        "remove_islands",
        "smooth",
        "grow",
        "shrink",
        "split",
        "merge",
        "subtract",
        "to_front",
    ):
        assert not studio.window.commands[action].isEnabled()
    studio.select((3, 3))
    assert studio.window.commands["grow"].isEnabled()
    assert not studio.window.commands["merge"].isEnabled()


def test_a_grey_entry_says_why_to_the_mouse_that_rests_on_it(studio: Studio) -> None:
    studio.put(LOW)
    assert studio.told_in_menu("grow") == "Select an object first."
    studio.select((3, 3))
    assert studio.told_in_menu("grow") == ""
    assert studio.told_in_menu("merge") == "Select two objects or more first."
