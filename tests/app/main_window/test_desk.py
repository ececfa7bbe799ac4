"""`app.main_window.desk`: what is done on the canvas."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.tools.box import BoxTool
from sam3_studio.core.labeling import Source

pytestmark = pytest.mark.gui


def found(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.controller.prompted):
        bench.session.add_concepts(["duck"])


def drag(bench: Bench, qtbot: QtBot, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(bench.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bench.canvas, end)
    qtbot.mouseRelease(bench.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_box_drawn_on_the_canvas_becomes_an_example_for_the_current_class(open_bench: Bench, qtbot: QtBot) -> None:
    found(open_bench, qtbot)
    open_bench.canvas.set_tool(BoxTool(positive=False))
    drag(open_bench, qtbot, QPoint(100, 100), QPoint(200, 180))
    assert open_bench.desk.picture is not None
    (box,) = open_bench.desk.picture.document.boxes
    assert (box.class_id, box.positive) == (1, False)


def test_a_box_without_a_class_asks_for_one(open_bench: Bench, qtbot: QtBot) -> None:
    open_bench.canvas.set_tool(BoxTool())
    with qtbot.waitSignal(open_bench.desk.needs_class):
        drag(open_bench, qtbot, QPoint(100, 100), QPoint(200, 180))


def test_a_click_on_a_candidate_accepts_it_and_undo_offers_it_again(open_bench: Bench, qtbot: QtBot) -> None:
    found(open_bench, qtbot)
    (candidate,) = open_bench.desk.offered()
    open_bench.canvas.candidate_clicked.emit(candidate.id, Qt.KeyboardModifier.NoModifier)
    picture = open_bench.desk.picture
    assert picture is not None
    assert [item.source for item in picture.document.objects] == [Source.MODEL]
    open_bench.desk.undo()
    assert open_bench.desk.offered() == [candidate]


def test_a_candidate_rejected_as_an_example_leaves_a_negative_box(open_bench: Bench, qtbot: QtBot) -> None:
    found(open_bench, qtbot)
    open_bench.desk.reject(open_bench.desk.offered()[0], as_example=True)
    picture = open_bench.desk.picture
    assert picture is not None
    assert [box.positive for box in picture.document.boxes] == [False]
    assert open_bench.desk.offered() == []


def test_a_picture_that_cannot_be_read_shows_why(bench: Bench, qtbot: QtBot) -> None:
    bench.session.path("2.png").write_bytes(b"no picture")
    with qtbot.waitSignal(bench.session.state_changed):
        bench.session.show("2.png")
    record = bench.session.project.images.find("2.png")
    assert record is not None
    assert "2.png" in str(record.failure)
