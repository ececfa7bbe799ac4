"""The canvas paints anew what has changed, and no more."""

from dataclasses import replace

import pytest
from canvas_hand import at, color, drag, move
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from sam3_studio.app.canvas.style import Labels
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

pytestmark = pytest.mark.gui

GREY = 128, 128, 128


def test_only_what_changed_is_drawn_again(canvas, settle, labeled, classes):
    objects = [labeled(f"o{n}", 20 + 60 * n, 20, 60 + 60 * n, 60) for n in range(5)]
    canvas.set_document(objects, (), classes)
    settle(canvas)
    before = set(canvas.stage._objects.source.pieces)
    canvas.set_document([*objects[:4], replace(objects[4], class_id=2)], (), classes)
    settle(canvas)
    assert len(set(canvas.stage._objects.source.pieces) - before) == 1


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
    assert any(map(len, left.contents))
    canvas.show_message("Reading the picture…")
    qtbot.waitUntil(lambda: not any(map(len, left.contents)))


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


@pytest.mark.usefixtures("chosen_box")
def test_a_box_that_keys_have_moved_is_seen_there_while_the_mouse_moves_or_leaves(canvas, qtbot, settle):
    qtbot.keyPress(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = color(settle(canvas), 160, 120)
    move(canvas, (250, 250))
    assert color(settle(canvas), 160, 120) == moved
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert color(settle(canvas), 160, 120) == moved != GREY
