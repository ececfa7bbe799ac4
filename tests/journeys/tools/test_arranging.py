"""Objects selected, copied, given another class in the real window, and mended by a model that does as told."""

import numpy as np
import pytest
from model_shop import ModelShop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from studio import MOUSE, Studio, area
from widgets import named

from sam3_studio.app.dialogs.class_chooser import ClassChooser
from sam3_studio.core.labeling import Source
from sam3_studio.core.rle import Rle

pytestmark = [pytest.mark.gui, pytest.mark.slow]

_Key, _LEFT = Qt.Key, Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND, THIRD = area((2, 2, 8, 8)), area((12, 2, 18, 8)), area((24, 16, 36, 26))


@pytest.fixture
def three(studio: Studio) -> Studio:
    studio.put(FIRST, SECOND, THIRD)
    return studio


def chosen(studio: Studio) -> list[int]:
    """Numbers of the selected objects."""
    ids = [item.id for item in studio.objects]
    return sorted(ids.index(name) for name in studio.window.canvas.selection)


def moved(bounds: tuple[int, int, int, int], by: int) -> tuple[int, int, int, int]:
    return bounds[0] + by, bounds[1] + by, bounds[2] + by, bounds[3] + by


def test_a_band_selects_what_it_holds_and_shift_takes_more_and_less(three: Studio) -> None:
    three.take("select")
    three.drag((1, 1), (15, 7), (20, 10))
    assert chosen(three) == [0, 1]
    three.drag((22, 14), (30, 20), (38, 28), held=_SHIFT)
    assert chosen(three) == [0, 1, 2]
    three.qtbot.mouseClick(three.window.canvas, _LEFT, _SHIFT, three.place((15, 5)))
    assert chosen(three) == [0, 2]
    three.drag((1, 1), (8, 7), (10, 10))
    assert chosen(three) == [0]
    assert three.window.instances.selection == {three.objects[0].id}


def test_the_right_button_opens_a_menu_whose_entries_are_meant_for_all_that_are_selected(three: Studio) -> None:
    three.select((3, 3), (13, 3))
    three.take("select")
    number = len(chosen(three))
    three.click((3, 3), button=Qt.MouseButton.RightButton)
    three.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(entry for entry in menu.actions() if entry.text() == "Delete").trigger()
    menu.close()
    assert len(three.objects) == 3 - number


def test_escape_drops_a_band(three: Studio) -> None:
    three.select((3, 3))
    three.take("select")
    three.begin((10, 1), (15, 7), (20, 10))
    three.press(_Key.Key_Escape)
    three.end((20, 10))
    assert chosen(three) == [0]


def test_tab_goes_from_object_to_object(three: Studio) -> None:
    three.move((39.9, 29.9))
    seen = []
    for _ in range(3):
        three.press(_Key.Key_Tab)
        seen += chosen(three)
    assert sorted(seen) == [0, 1, 2]


def test_a_duplicate_lies_aside(three: Studio) -> None:
    three.select((3, 3))
    three.do("duplicate")
    assert three.masks == [FIRST, SECOND, THIRD, area(moved((2, 2, 8, 8), 12))]
    assert chosen(three) == [3]
    three.undo()
    assert three.masks == [FIRST, SECOND, THIRD]


def test_copies_go_to_another_picture(three: Studio) -> None:
    three.select((3, 3), (13, 3), (25, 20))
    three.do("copy")
    three.go("next")
    assert three.masks == []
    three.do("paste")
    assert three.masks == [FIRST, SECOND, THIRD]
    assert all(item.source is Source.EDITED for item in three.objects)
    three.undo()
    assert three.masks == []


def test_the_previous_picture_s_objects_are_copied_once(three: Studio) -> None:
    three.go("next")
    three.do("copy_previous")
    assert three.masks == [FIRST, SECOND, THIRD]
    three.do("copy_previous")
    assert len(three.masks) == 3
    three.undo()
    assert three.masks == []
    three.go("previous")
    assert three.masks == [FIRST, SECOND, THIRD]


def test_another_class(three: Studio) -> None:
    three.select((3, 3))
    three.do("change_class")
    chooser = three.window.findChildren(ClassChooser)[-1]
    if three.by == MOUSE:
        row = next(row for row, text in enumerate(chooser.shown) if text.startswith("frog"))
        place = chooser.list.visualItemRect(chooser.list.item(row)).center()
        three.qtbot.mouseClick(chooser.list.viewport(), _LEFT, pos=place)
    else:
        three.qtbot.keyClicks(chooser.field, "fro")
        three.qtbot.keyClick(chooser.field, _Key.Key_Return)
    assert [item.class_id for item in three.objects] == [2, 1, 1]
    assert three.masks == [FIRST, SECOND, THIRD]
    three.undo()
    assert [item.class_id for item in three.objects] == [1, 1, 1]


def decide(three: Studio, *, takes: bool) -> None:
    """Wait for what the model proposes, which changes nothing by itself, and take or drop it."""
    options = three.window.tools.correct
    three.qtbot.waitUntil(lambda: options.told.endswith("px"))
    assert three.masks == [FIRST, SECOND, THIRD]
    if three.by == MOUSE:
        name = "Take (Enter)" if takes else "Drop (Esc)"
        three.qtbot.mouseClick(named(options, name), _LEFT)
    else:
        three.press(_Key.Key_Return if takes else _Key.Key_Escape)


@pytest.mark.parametrize("takes", [True, False])
def test_the_model_proposes_and_a_person_decides(three: Studio, shop: ModelShop, takes: bool) -> None:
    shop.model.shape = np.ones((8, 8), dtype=bool)
    shop.model.places = ((2, 2, 0.85),)
    three.select((3, 3))
    three.take("look_again")
    three.drag((1, 1), (6, 6), (11, 11))
    decide(three, takes=takes)
    assert three.masks == [area((2, 2, 10, 10)) if takes else FIRST, SECOND, THIRD]
    if takes:
        three.undo()
    assert three.masks == [FIRST, SECOND, THIRD]
    assert three.history == "put"


def test_the_model_takes_away_what_a_person_points_at(three: Studio, shop: ModelShop) -> None:
    shop.model.shape = np.ones((4, 4), dtype=bool)
    shop.model.places = ((2, 2, 0.85),)
    three.select((3, 3))
    three.take("take_away")
    three.drag((2, 2), (4, 4), (6, 6))
    decide(three, takes=True)
    (left, *others), taken = three.masks, FIRST.to_mask() & ~area((2, 2, 6, 6)).to_mask()
    assert left == Rle.from_mask(taken)
    assert others == [SECOND, THIRD]
    three.undo()
    assert three.masks == [FIRST, SECOND, THIRD]


def test_what_is_selected_is_deleted_and_comes_back(three: Studio) -> None:
    three.select((3, 3))
    three.do("delete")
    assert three.masks == [SECOND, THIRD]
    three.undo()
    assert three.masks == [FIRST, SECOND, THIRD]
