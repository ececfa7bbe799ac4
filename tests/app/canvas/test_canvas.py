"""The canvas shows what it is given, and tells what a person does on it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QRegion, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication

from sam3_studio.app.canvas.items import SketchBox
from sam3_studio.app.canvas.style import DisplayOptions, Labels
from sam3_studio.app.tools.areas import BrushTool
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, PromptBox, Source
from sam3_studio.core.rle import Rle

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


def color(image, x, y):
    """At a place of the picture, whose corner is at (100, 100) of the widget."""
    return image.pixelColor(x + 100, y + 100).getRgb()[:3]


def at(x, y):
    return QPoint(x + 100, y + 100)


def drag(qtbot, canvas, start, end, button=LEFT, modifier=Qt.KeyboardModifier.NoModifier, release=True):
    qtbot.mouseMove(canvas, at(*start))
    qtbot.mousePress(canvas, button, modifier, at(*start))
    move(canvas, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), button, modifier)
    move(canvas, end, button, modifier)
    if release:
        qtbot.mouseRelease(canvas, button, modifier, at(*end))


def move(canvas, to, button=None, modifier=None):
    """The mouse with a button held down, which QTest's own move forgets."""
    place = QPointF(at(*to))
    held = button or Qt.MouseButton.NoButton
    none = Qt.MouseButton.NoButton
    modifier = modifier or Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, QPointF(canvas.mapToGlobal(place.toPoint())), none, held, modifier
    )
    QApplication.sendEvent(canvas, event)


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


def test_only_what_changed_is_drawn_again(canvas, settle, labeled, classes):
    objects = [labeled(f"o{n}", 20 + 60 * n, 20, 60 + 60 * n, 60) for n in range(5)]
    canvas.set_document(objects, (), classes)
    settle(canvas)
    before = set(canvas.stage._objects.source.pieces)
    canvas.set_document([*objects[:4], replace(objects[4], class_id=2)], (), classes)
    settle(canvas)
    assert len(set(canvas.stage._objects.source.pieces) - before) == 1


def test_brightness_changes_what_is_shown_but_not_the_value_that_is_told(canvas, settle, qtbot):
    canvas.set_options(DisplayOptions(brightness=0.2))
    assert color(settle(canvas), 200, 150)[0] == pytest.approx(179, abs=1)
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        move(canvas, (200, 150))
    assert told.args == [200.0, 150.0, (128, 128, 128)]


def test_the_cursor_outside_the_picture_has_no_colour(canvas, qtbot):
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        move(canvas, (-20, 10))
    assert told.args == [-20.0, 10.0, None]


def test_a_click_selects_and_tells_the_smallest_object_there(canvas, qtbot, labeled, classes):
    canvas.set_document([labeled("small", 80, 80, 100, 100), labeled("large", 50, 50, 150, 150)], (), classes)
    canvas.set_tool(SelectTool())
    with qtbot.waitSignals([canvas.selection_changed, canvas.object_clicked]):
        qtbot.mouseClick(canvas, LEFT, pos=at(90, 90))
    assert canvas.selection == ("small",)


def test_shift_click_adds_to_the_selection(canvas, qtbot, labeled, classes):
    canvas.set_document([labeled("a", 10, 10, 50, 50), labeled("b", 60, 10, 90, 50)], (), classes)
    canvas.set_tool(SelectTool())
    qtbot.mouseClick(canvas, LEFT, pos=at(30, 30))
    qtbot.mouseClick(canvas, LEFT, Qt.KeyboardModifier.ShiftModifier, at(70, 30))
    assert canvas.selection == ("a", "b")


def test_a_rubber_band_selects_all_that_lies_in_it_but_nothing_locked(canvas, qtbot, labeled, classes):
    objects = [labeled("a", 50, 50, 80, 80), labeled("b", 90, 50, 120, 80), labeled("far", 200, 200, 250, 250)]
    canvas.set_document([*objects, labeled("shut", 60, 90, 80, 99, locked=True)], (), classes)
    canvas.set_tool(SelectTool())
    drag(qtbot, canvas, (20, 20), (150, 150))
    assert canvas.selection == ("a", "b")


def test_a_click_on_a_candidate_tells_which(canvas, qtbot, proposed):
    canvas.set_candidates([proposed("k", 50, 50, 150, 150)])
    canvas.set_tool(SelectTool())
    with qtbot.waitSignal(canvas.candidate_clicked) as told:
        qtbot.mouseClick(canvas, LEFT, pos=at(100, 100))
    assert told.args[0] == "k"


@pytest.mark.parametrize(
    ("shift", "right", "positive"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_a_drag_draws_a_box_and_shift_or_the_right_button_inverts_it(canvas, qtbot, shift, right, positive):
    canvas.set_tool(BoxTool())
    button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(canvas.box_drawn) as told:
        drag(qtbot, canvas, (50, 60), (150, 120), button, modifier)
    assert told.args == [Box(50, 60, 150, 120), positive]


def test_escape_drops_a_box_that_is_being_drawn(canvas, qtbot, settle):
    canvas.set_tool(BoxTool())
    with qtbot.assertNotEmitted(canvas.box_drawn):
        drag(qtbot, canvas, (50, 60), (150, 120), release=False)
        assert color(canvas.grab().toImage(), 100, 60) != (128, 128, 128), "the box is seen meanwhile"
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        qtbot.mouseRelease(canvas, LEFT, pos=at(150, 120))
    assert color(settle(canvas), 100, 60) == (128, 128, 128)


def test_a_box_is_chosen_resized_moved_and_deleted(canvas, qtbot):
    box = PromptBox(1, Box(50, 50, 150, 150), id="p")
    canvas.set_document([], (box,), ())
    canvas.set_tool(BoxTool())
    with qtbot.waitSignal(canvas.box_chosen) as told:
        qtbot.mouseClick(canvas, LEFT, pos=at(50, 75))
    assert told.args == ["p"]
    with qtbot.waitSignal(canvas.box_changed) as told:
        drag(qtbot, canvas, (150, 150), (180, 170))
    assert told.args == ["p", Box(50, 50, 180, 170)]
    with qtbot.waitSignal(canvas.box_changed) as told:
        drag(qtbot, canvas, (100, 100), (110, 90))
    assert told.args == ["p", Box(60, 40, 160, 140)]
    with qtbot.waitSignal(canvas.box_removed) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert told.args == ["p"]


def test_an_arrow_that_is_held_moves_the_chosen_box_in_one_step(canvas, qtbot):
    canvas.set_document([], (PromptBox(1, Box(50, 50, 150, 150), id="p"),), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    changes = []
    canvas.box_changed.connect(lambda *change: changes.append(change))
    for _ in range(5):
        QApplication.sendEvent(
            canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "", True)
        )
    assert changes == []
    qtbot.keyRelease(canvas, Qt.Key.Key_Right)
    assert changes == [("p", Box(55, 50, 155, 150))]


def test_the_keyboard_draws_a_box_and_moves_its_corner(canvas, qtbot):
    canvas.set_tool(BoxTool())
    with qtbot.waitSignal(canvas.box_drawn) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    drawn, positive = told.args
    assert positive
    canvas.set_document([], (PromptBox(1, drawn, id="p"),), ())
    canvas.choose_box("p")
    with qtbot.waitSignal(canvas.box_changed) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["p", Box(drawn.x1, drawn.y1, drawn.x2, drawn.y2 + 1)]


def test_an_arrow_is_the_chosen_box_s_and_no_shortcut_even_at_the_border(canvas, qtbot):
    shortcut = QShortcut(Qt.Key.Key_Left, canvas)
    canvas.set_document([], (PromptBox(1, Box(0, 0, 10, 10), id="p"),), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    canvas.activateWindow()
    qtbot.waitUntil(canvas.isActiveWindow)
    canvas.setFocus()
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
    canvas.choose_box("")
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)


def test_boxes_differ_by_more_than_their_colour(canvas, settle):
    boxes = (PromptBox(1, Box(50, 50, 120, 120)), PromptBox(1, Box(200, 50, 270, 120), positive=False))
    canvas.set_document([], boxes, ())
    image = settle(canvas)
    solid = {color(image, x, 50) for x in range(60, 110)}
    dashed = {color(image, x, 50) for x in range(210, 260)}
    assert len(solid) == 1
    assert len(dashed) > 1


def test_the_wheel_zooms_at_the_pointer(canvas, qtbot):
    canvas.zoom_to(4.0)
    place = QPointF(250, 200)
    before = canvas.to_picture(place)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(canvas.view_changed) as told:
        QApplication.sendEvent(canvas, event)
    assert told.args == [5.0]
    assert canvas.to_picture(place) == pytest.approx(before, abs=0.3)


@pytest.mark.parametrize("how", ["space", "middle", "no tool"])
def test_space_the_middle_button_and_no_tool_pan(canvas, qtbot, how):
    canvas.zoom_to(4.0)
    canvas.set_tool(None if how == "no tool" else BoxTool())
    if how == "space":
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
    was = canvas.view
    button = Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(canvas.box_drawn):
        drag(qtbot, canvas, (100, 100), (130, 80), button)
    assert (canvas.view.left, canvas.view.top) == (was.left + 30, was.top - 20)


def test_a_pan_that_another_window_interrupts_is_over(canvas, qtbot):
    canvas.zoom_to(4)
    qtbot.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=at(150, 150))
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    before = canvas.view
    move(canvas, (200, 200), Qt.MouseButton.NoButton)
    assert canvas.view == before


def test_another_button_means_nothing_while_the_picture_is_panned(canvas, qtbot):
    canvas.set_tool(BrushTool())
    qtbot.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=at(150, 150))
    qtbot.mouseClick(canvas, LEFT, pos=at(150, 150))
    qtbot.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=at(150, 150))
    assert not canvas.dragging


def test_keys_pan_and_zoom(canvas, qtbot):
    canvas.zoom_to(4.0)
    was = canvas.view
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.view.left < was.left
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom == 6.0
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom == 4.0


def test_tab_visits_every_object_and_then_leaves(canvas, qtbot, labeled, proposed, classes):
    canvas.set_document([labeled("a", 10, 10, 50, 50)], (), classes)
    canvas.set_candidates([proposed("b", 60, 60, 90, 90)])
    canvas.setFocus()
    visited = []
    canvas.current_changed.connect(visited.append)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert visited == ["a", "b", ""]


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


def test_where_the_label_of_a_selected_object_comes_and_goes_is_drawn_again(canvas, qapp, settle, labeled, classes):
    class Watcher(QObject):
        drawn = QRegion()

        def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                self.drawn += event.region()
            return False

    canvas.set_document([labeled("a", 50, 50, 150, 150)], (), classes)
    canvas.set_selection(["a"])
    settle(canvas)
    watcher = Watcher()
    canvas.installEventFilter(watcher)
    for place in ((100, 100), (300, 200)):
        watcher.drawn = QRegion()
        move(canvas, place)
        qapp.processEvents()
        assert watcher.drawn.contains(QPoint(160, 140))
        assert not watcher.drawn.contains(QPoint(210, 210)), "the object itself stays as it is"
    canvas.removeEventFilter(watcher)


def test_the_part_of_the_semantic_map_that_nothing_covers_stands_out(canvas, settle, labeled, classes):
    heat = np.zeros((30, 40), dtype=np.float32)
    heat[5:10, 5:10] = heat[20:25, 30:35] = 0.9
    canvas.set_options(DisplayOptions(semantic=True))
    canvas.set_document([labeled("a", 40, 40, 110, 110)], (), classes)
    canvas.set_semantic(heat)
    missed = canvas.missed()
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
    assert canvas.missed().sum() == 50
    canvas.set_semantic(heat, [rectangle(40, 40, 110, 110)])
    assert canvas.missed().sum() == 25


def test_the_minimap_appears_when_a_part_is_seen_and_a_click_goes_there(canvas, qtbot):
    assert not canvas._minimap.isVisible()
    canvas.zoom_to(8.0)
    assert canvas._minimap.isVisible()
    qtbot.mouseClick(canvas._minimap, LEFT, pos=QPoint(canvas._minimap.width() - 20, canvas._minimap.height() // 2))
    seen = canvas.visible_box()
    assert (seen.x1 + seen.x2) / 2 > 300


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


def test_a_fitted_picture_stays_fitted_when_the_widget_grows(canvas):
    canvas.fit()
    before = canvas.zoom
    canvas.resize(1200, 1000)
    assert canvas.zoom > 1.8 * before


def test_the_number_of_a_candidate_out_of_sight_is_not_put_on_what_is_in_sight(canvas, settle, proposed, classes):
    canvas.set_document((), (), classes)
    canvas.zoom_to(4.0)
    canvas.center_on(350, 250)
    bare = settle(canvas)
    canvas.set_candidates([proposed("c", 10, 10, 60, 60)])
    assert settle(canvas) == bare


@pytest.fixture
def painted(canvas, qtbot):
    """Gives the part of the canvas that what is done next paints."""

    class Watch(QObject):
        region = QRegion()

        def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name  # noqa: N802  # Qt's
            if event.type() == QEvent.Type.Paint:
                self.region += event.region()
            return False

    def watch(act):
        QApplication.processEvents()
        seen = Watch()
        canvas.installEventFilter(seen)
        act()
        qtbot.waitUntil(lambda: not seen.region.isEmpty() and canvas.is_settled)
        QApplication.processEvents()  # the last of it is painted
        canvas.removeEventFilter(seen)
        return seen.region

    return watch


def test_a_candidate_that_goes_is_painted_over_there_alone(canvas, settle, painted, proposed):
    kept, gone = proposed("a", 10, 10, 30, 30, number=10), proposed("b", 280, 210, 320, 260, number=11)
    canvas.set_candidates([kept, gone])
    settle(canvas)
    region = painted(lambda: canvas.set_candidates([kept]))
    assert region.contains(at(280, 210))
    assert region.contains(at(319, 259))
    assert not region.contains(at(20, 20))


@pytest.mark.parametrize("labels", ["always", "hover", "never"])
def test_all_that_looks_other_when_an_object_changes_is_painted(canvas, settle, painted, labeled, classes, labels):
    canvas.set_options(replace(canvas.options, labels=Labels(labels)))
    kept = labeled("kept", 10, 250, 380, 290)
    canvas.set_document([labeled("o", 20, 60, 380, 240), kept], (), classes)
    canvas.set_selection(["o"])
    canvas.point_to("o")
    before = settle(canvas)
    region = painted(lambda: canvas.set_document([labeled("o", 40, 20, 390, 180, locked=True), kept], (), classes))
    after = settle(canvas)
    places = [at(x, y) for x in range(-100, 500, 3) for y in range(-100, 400)]
    others = [place for place in places if before.pixel(place) != after.pixel(place)]
    assert others
    assert all(map(region.contains, others))


def test_what_is_made_while_little_is_painted_is_shown_in_the_end(canvas, settle, labeled, classes, monkeypatch):
    monkeypatch.setattr("sam3_studio.app.canvas.showing.FRAME_SECONDS", 0.0)
    canvas.set_document([labeled("o", 20, 20, 380, 280)], (), classes)
    settle(canvas)
    canvas.set_document((), (), classes)
    canvas.repaint()
    for _ in range(50):
        canvas.repaint(0, 0, 4, 4)
    whole = settle(canvas)
    QApplication.processEvents()
    assert canvas.screen().grabWindow(canvas.winId()).toImage().convertToFormat(whole.format()) == whole


def test_labels_that_give_way_to_others_are_painted_anew_wherever_they_are(canvas, settle, painted, proposed):
    kept, gone = proposed("a", 10, 10, 30, 30, number=2), proposed("b", 250, 200, 300, 250, number=1)
    canvas.set_candidates([kept, gone])
    settle(canvas)
    assert painted(lambda: canvas.set_candidates([kept])).contains(canvas.rect())


def test_a_picture_that_was_left_gives_its_memory_back(canvas, settle, qtbot, labeled, classes):
    canvas.set_document([labeled(f"o{n}", 20 + 60 * n, 20, 60 + 60 * n, 60) for n in range(5)], (), classes)
    settle(canvas)
    left = canvas.stage
    assert left.nbytes
    assert left.source.levels or left._objects.source.pieces
    canvas.show_message("Reading the picture…")
    qtbot.waitUntil(lambda: canvas._clearing.is_done)
    assert not any(len(content) for content in left.contents)


@pytest.fixture
def chosen_box(canvas):
    """A prompt box that is chosen."""
    box = PromptBox(1, Box(50, 50, 150, 150), id="p")
    canvas.set_document([], (box,), ())
    canvas.set_tool(BoxTool())
    canvas.choose_box("p")
    return box.box


def test_a_box_whose_move_is_dropped_is_painted_whole_where_it_was(canvas, qtbot, settle, painted, chosen_box):
    drag(qtbot, canvas, (100, 100), (300, 250), release=False)
    settle(canvas)
    region = painted(canvas.drop)
    corners = [(x, y) for x in (chosen_box.x1, chosen_box.x2) for y in (chosen_box.y1, chosen_box.y2)]
    assert all(region.contains(at(*corner)) for corner in corners)


@pytest.mark.usefixtures("chosen_box")
def test_all_of_where_a_box_was_before_keys_moved_it_is_painted(canvas, qtbot, settle, painted):
    before = settle(canvas)
    region = painted(lambda: qtbot.keyPress(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier))
    after = settle(canvas)
    places = [at(x, y) for x in range(170) for y in range(170)]
    assert all(region.contains(place) for place in places if before.pixel(place) != after.pixel(place))
