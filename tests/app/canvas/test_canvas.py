"""The canvas shows what it is given."""

import numpy as np
import pytest
from canvas_hand import color, drag, move
from PySide6.QtCore import Qt

from sam3_studio.app.canvas.items import SketchBox
from sam3_studio.app.canvas.style import DisplayOptions
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, PromptBox, Source
from sam3_studio.core.rle import Rle

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


def test_an_object_is_filled_with_its_class_colour_and_its_hole_is_not(canvas, settle, classes):
    mask = np.zeros((300, 400), dtype=bool)
    mask[50:150, 50:150] = True
    mask[80:120, 80:120] = False
    canvas.set_document([LabeledObject(1, Rle.from_mask(mask), Source.PERSON)], (), classes)
    image = settle(canvas)
    red, green, blue = color(image, 65, 65)
    assert red > 160
    assert green == blue < 100
    assert color(image, 100, 100) == (128, 128, 128)
    assert color(image, 300, 200) == (128, 128, 128)


def test_a_hidden_object_is_neither_drawn_nor_met(canvas, settle, labeled, classes):
    canvas.set_document([labeled("a", 50, 50, 150, 150, hidden=True)], (), classes)
    assert color(settle(canvas), 100, 100) == (128, 128, 128)
    move(canvas, (100, 100))
    assert canvas.pointed == ""


def test_a_candidate_is_paler_than_an_object_and_a_ghost_has_no_fill(canvas, settle, labeled, proposed, classes):
    canvas.set_document([labeled("a", 10, 10, 90, 90)], (), classes)
    canvas.set_candidates([proposed("b", 110, 10, 190, 90), proposed("c", 210, 10, 290, 90, number=2, ghost=True)])
    image = settle(canvas)
    firm, pale, ghost = (color(image, x, 50) for x in (50, 150, 250))
    assert firm[1] < pale[1] < ghost[1]
    assert ghost == (128, 128, 128)
    rim = {color(image, x, 10) for x in range(110, 190)}
    assert len(rim) > 1, "the outline is dashed"


def test_brightness_changes_what_is_shown_but_not_the_value_that_is_told(canvas, settle, qtbot):
    canvas.set_options(DisplayOptions(brightness=0.2))
    assert color(settle(canvas), 200, 150)[0] == pytest.approx(179, abs=1)
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        move(canvas, (200, 150))
    assert told.args == [200.0, 150.0, (128, 128, 128)]


def test_boxes_differ_by_more_than_their_colour(canvas, settle):
    boxes = (PromptBox(1, Box(50, 50, 120, 120)), PromptBox(1, Box(200, 50, 270, 120), positive=False))
    canvas.set_document([], boxes, ())
    image = settle(canvas)
    solid = {color(image, x, 50) for x in range(60, 110)}
    dashed = {color(image, x, 50) for x in range(210, 260)}
    assert len(solid) == 1
    assert len(dashed) > 1


def test_the_mouse_over_an_object_shows_its_name_and_lights_it(canvas, settle, labeled, classes):
    canvas.set_document([labeled("a", 50, 50, 150, 150)], (), classes)
    before = settle(canvas)
    move(canvas, (100, 100))
    after = settle(canvas)
    assert sum(color(after, 100, 100)) > sum(color(before, 100, 100))
    plate = {color(after, x, 40) for x in range(54, 80)}
    assert (255, 0, 0) in plate, "the label is on a plate of the class's colour"


def test_a_box_whose_mask_is_still_to_come_shows_its_score(canvas, settle, classes):
    canvas.set_document((), (), classes)
    canvas.set_sketch([SketchBox(Box(50, 50, 150, 150), 0.9, 1)])
    plate = {color(settle(canvas), x, 40) for x in range(54, 80)}
    assert (255, 0, 0) in plate


def test_the_mouse_over_a_selected_object_shows_its_name_and_does_not_light_it(canvas, settle, labeled, classes):
    canvas.set_document([labeled("a", 50, 50, 150, 150)], (), classes)
    canvas.set_selection(["a"])
    before = settle(canvas)
    move(canvas, (100, 100))
    after = settle(canvas)
    assert color(after, 100, 100) == color(before, 100, 100)
    plate = {color(after, x, 40) for x in range(54, 80)}
    assert (255, 0, 0) in plate
    move(canvas, (300, 200))
    assert settle(canvas) == before


def test_the_part_of_the_semantic_map_that_nothing_covers_stands_out(canvas, settle, labeled, classes):
    heat = np.zeros((30, 40), dtype=np.float32)
    heat[5:10, 5:10] = heat[20:25, 30:35] = 0.9
    canvas.set_options(DisplayOptions(semantic=True))
    canvas.set_document([labeled("a", 40, 40, 110, 110)], (), classes)
    canvas.set_semantic(heat)
    missed = canvas.stage.missed()
    assert missed[20:25, 30:35].all()
    assert missed.sum() == 25
    covered, open_ = color(settle(canvas), 70, 70), color(settle(canvas), 325, 225)
    assert open_[0] > open_[2] > open_[1]
    assert covered[0] < open_[0]


def test_what_was_rejected_does_not_count_as_missed(canvas, rectangle):
    heat = np.zeros((30, 40), dtype=np.float32)
    heat[5:10, 5:10] = heat[20:25, 30:35] = 0.9
    canvas.set_options(DisplayOptions(semantic=True))
    canvas.set_semantic(heat)
    assert canvas.stage.missed().sum() == 50
    canvas.set_semantic(heat, [rectangle(40, 40, 110, 110)])
    assert canvas.stage.missed().sum() == 25


def test_without_a_picture_a_sentence_is_shown_and_nothing_can_be_done(canvas, qtbot):
    canvas.set_tool(BoxTool())
    canvas.show_message("photo.jpg is damaged; it was cut short.")
    image = canvas.grab().toImage()
    middle = {image.pixelColor(x, 250).getRgb() for x in range(100, 500)}
    middle |= {image.pixelColor(x, y).getRgb() for y in range(240, 260) for x in range(150, 450)}
    assert len(middle) > 3, "there is text"
    with qtbot.assertNotEmitted(canvas.box_drawn):
        drag(qtbot, canvas, (50, 60), (150, 120))
    canvas.fit()
    canvas.zoom_in()
    assert canvas.zoom == 0


def test_another_picture_forgets_what_lay_on_the_one_before(canvas, settle, labeled, classes, pixels):
    canvas.set_document([labeled("a", 50, 50, 150, 150)], (PromptBox(1, Box(5, 5, 30, 30)),), classes)
    settle(canvas)
    canvas.set_picture(pixels)
    canvas.zoom_to(1.0)
    image = settle(canvas)
    assert color(image, 100, 100) == color(image, 5, 20) == (128, 128, 128)


def test_the_number_of_a_candidate_out_of_sight_is_not_put_on_what_is_in_sight(canvas, settle, proposed, classes):
    canvas.set_document((), (), classes)
    canvas.zoom_to(4.0)
    canvas.center_on(350, 250)
    bare = settle(canvas)
    canvas.set_candidates([proposed("c", 10, 10, 60, 60)])
    assert settle(canvas) == bare
