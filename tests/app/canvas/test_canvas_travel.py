"""The canvas shows the part of a picture that a person goes to."""

import pytest
from canvas_hand import at, drag, move
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from sam3_studio.app.canvas.minimap import Minimap
from sam3_studio.app.tools.areas import BrushTool
from sam3_studio.app.tools.box import BoxTool

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


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


def test_the_minimap_appears_when_a_part_is_seen_and_a_click_goes_there(canvas, qtbot):
    minimap = canvas.findChild(Minimap)
    assert not minimap.isVisible()
    canvas.zoom_to(8.0)
    assert minimap.isVisible()
    qtbot.mouseClick(minimap, LEFT, pos=QPoint(minimap.width() - 20, minimap.height() // 2))
    seen = canvas.visible_box()
    assert (seen.x1 + seen.x2) / 2 > 300


def test_a_fitted_picture_stays_fitted_when_the_widget_grows(canvas):
    canvas.fit()
    before = canvas.zoom
    canvas.resize(1200, 1000)
    assert canvas.zoom > 1.8 * before
