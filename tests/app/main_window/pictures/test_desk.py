"""`app.main_window.pictures.desk`: what is done on the canvas."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from exchanging import exchange
from hand import Hand
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.actions import told_by
from sam3_studio.app.session import reading
from sam3_studio.app.settings.table import AUTO_RUN, BRUSH_SIZE
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, PromptBox
from sam3_studio.dataset.reach import Reach
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


def found(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.controller.prompted):
        bench.session.classes.add_concepts(["duck"])


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


def test_a_box_without_a_class_is_handed_on(open_bench: Bench, qtbot: QtBot) -> None:
    open_bench.canvas.set_tool(BoxTool())
    with qtbot.waitSignal(open_bench.workbench.boxes.needs_class) as asked:
        drag(open_bench, qtbot, QPoint(100, 100), QPoint(200, 180))
    assert isinstance(asked.args[0], Box)
    assert asked.args[1] is True


def test_of_a_hidden_class_neither_objects_nor_candidates_are_shown(open_bench: Bench, qtbot: QtBot) -> None:
    found(open_bench, qtbot)
    open_bench.desk.accept(open_bench.desk.offering.shown())
    open_bench.desk.offering.hide_class(1, hidden=True)
    stage = open_bench.canvas.stage
    assert stage is not None
    assert (stage.objects, open_bench.desk.offering.candidates()) == ((), {})
    open_bench.desk.offering.hide_class(1, hidden=False)
    assert len(stage.objects) == 1


def test_a_picture_that_cannot_be_read_shows_why(bench: Bench, qtbot: QtBot) -> None:
    bench.session.path("2.png").write_bytes(b"no picture")
    with qtbot.waitSignal(bench.session.state_changed):
        bench.session.show("2.png")
    record = bench.session.project.images.find("2.png")
    assert record is not None
    assert "2.png" in str(record.failure)


def test_a_picture_whose_drive_does_not_answer_has_not_failed(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: Path, __: Path) -> Reach:
        return Reach.ROOT

    monkeypatch.setattr(reading, "reach_of", away)
    bench.session.path("2.png").write_bytes(b"no picture")
    with qtbot.waitSignal(bench.desk._reader.unreachable):
        bench.session.show("2.png")
    record = bench.session.project.images.find("2.png")
    assert record is not None
    assert (record.state, record.failure) == (ImageState.NEW, None)


def test_what_was_found_in_a_picture_that_was_replaced_since_is_not_offered_in_the_new_one(
    found_bench: Bench, qtbot: QtBot
) -> None:
    bench = found_bench
    bench.settings.set(AUTO_RUN, False)
    assert bench.desk.offering.shown()
    with qtbot.waitSignal(bench.desk.picture_shown):
        bench.session.show("2.png")
    Image.new("RGB", (50, 70), (60, 90, 120)).save(bench.session.path("1.png"))
    with qtbot.waitSignal(bench.session.told, timeout=PATIENCE) as told:
        bench.session.show("1.png")
    assert told.args == ["1.png is another picture than before; it is searched again."]
    qtbot.waitUntil(lambda: bench.desk.size == (50, 70))
    assert bench.desk.offering.shown() == []
    assert bench.session.project.found.found("1.png") == {}
    record = bench.session.project.images.find("1.png")
    assert record is not None
    assert (record.width, record.height, record.state) == (50, 70, ImageState.NEW)


def test_a_picture_whose_file_had_another_name_so_far_is_seen_with_the_labels_of_that_file_alone(
    bench: Bench, qtbot: QtBot
) -> None:
    session = bench.session
    for number, name in enumerate(("1.png", "2.png")):
        Image.new("RGB", (50, 70), (60, 90, 120)).save(session.path(name), compress_level=9 * number)
        os.utime(session.path(name), ns=(1, 10**9 + number))
    with qtbot.waitSignal(session.scanned):
        session.scan()
    session.classes.add_concepts(["duck"])
    for name, count in (("1.png", 2), ("2.png", 1)):
        boxes = tuple(PromptBox(1, Box(x, 0, 9, 9)) for x in range(count))
        session.project.labels.save(name, ImageDocument(), ImageDocument(boxes=boxes))
    exchange(session.path("1.png"), session.path("2.png"))
    seen: list[tuple[str, int]] = []

    def note(name: str) -> None:
        assert bench.desk.picture is not None
        seen.append((name, len(bench.desk.picture.document.boxes)))

    bench.desk.picture_shown.connect(note)
    with qtbot.waitSignal(bench.desk.picture_shown, timeout=PATIENCE):
        session.show("2.png")
    assert seen == [("1.png", 1)]


def test_a_step_is_drawn_once_however_many_classes_it_concerns(open_bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.session.classes.add_concepts(["duck", "goose", "swan"])
    drawn: list[None] = []
    open_bench.desk.changed.connect(partial(drawn.append, None))
    open_bench.desk.accept(open_bench.desk.offering.shown())
    assert len({item.class_id for item in open_bench.picture.document.objects}) == 3
    assert len(drawn) == 1


def test_answers_that_are_known_of_several_classes_are_drawn_together(open_bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.session.classes.add_concepts(["duck", "goose", "swan"])
    open_bench.session.show("2.png")
    picture = open_bench.session.show("1.png")
    drawn: list[None] = []
    open_bench.desk.changed.connect(partial(drawn.append, None))
    with qtbot.waitSignal(picture.offers_changed):
        open_bench.asking.run()
    assert len(open_bench.desk.offering.shown()) == 3
    assert len(drawn) == 1


def test_a_threshold_that_moves_past_no_candidate_draws_nothing(keys: Bench, qtbot: QtBot) -> None:
    keys.desk.accept(keys.desk.offering.shown()[:1])
    qtbot.waitUntil(lambda: keys.canvas.is_settled)
    one = keys.session.classes.listed[0]
    keys.session.classes.change(replace(one, threshold=one.threshold + 0.01))
    assert keys.canvas.is_settled


@pytest.fixture
def both(keys: Bench, qtbot: QtBot) -> Hand:
    """At the first of two pictures, both at hand; in both the same ducks have been found."""
    keys.model.places = ((2, 2, 0.9), (12, 2, 0.8), (2, 12, 0.7))
    with qtbot.waitSignal(keys.controller.prompted):
        keys.session.show("2.png")
    with qtbot.waitSignal(keys.desk.picture_shown):
        keys.session.show("1.png")
    keys.settings.set(BRUSH_SIZE, 4)
    return Hand(keys, qtbot)


class TestLeaving:
    """What the mouse does while the next picture is in hand, and the one before is still on the canvas."""

    def test_a_stroke_that_is_held_draws_in_neither_picture(self, both: Hand, qtbot: QtBot) -> None:
        bench = both.bench
        both.press(Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
        end = both.place((30, 24))
        qtbot.mousePress(bench.canvas, Qt.MouseButton.LeftButton, pos=both.place((5, 24)))
        both.move((30, 24), Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show("2.png")
            qtbot.mouseRelease(bench.canvas, Qt.MouseButton.LeftButton, pos=end)
        documents = [bench.session.project.labels.document(name) for name in ("1.png", "2.png")]
        assert [document.objects for document in documents] == [(), ()]

    def test_a_click_on_a_candidate_of_the_picture_before_accepts_none(self, both: Hand, qtbot: QtBot) -> None:
        bench, place = both.bench, both.place((4, 4))
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show("2.png")
            qtbot.mouseClick(bench.canvas, Qt.MouseButton.LeftButton, pos=place)
        assert bench.picture.document.objects == ()

    def test_what_was_selected_there_is_not_selected_here(self, both: Hand, qtbot: QtBot) -> None:
        bench = both.bench
        bench.workbench.selection.go_to(bench.desk.offering.shown()[0].id)
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show("2.png")
            assert bench.workbench.candidates.selected() == []

    def test_a_polygon_waits_for_its_picture(self, both: Hand, qtbot: QtBot) -> None:
        bench = both.bench
        both.press(Qt.Key.Key_P)
        both.click((5, 18), (35, 18), (35, 28))
        place = both.place((5, 28))
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show("2.png")
            both.press(Qt.Key.Key_P)
            qtbot.mouseClick(bench.canvas, Qt.MouseButton.LeftButton, pos=place)
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show("1.png")
        both.press(Qt.Key.Key_Return)
        (drawn,) = both.objects
        assert abs(drawn.mask.area - 150) < 15

    def test_the_picture_before_is_seen_until_the_next_one_is_there(self, both: Hand, qtbot: QtBot) -> None:
        bench = both.bench
        qtbot.waitUntil(lambda: bench.canvas.is_settled)
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show("2.png")
            seen = bench.canvas.grab().toImage()
            assert seen.pixelColor(bench.canvas.rect().center()).getRgb()[:3] == (90, 120, 60)


@contextmanager
def unseen(both: Hand, qtbot: QtBot) -> Iterator[Bench]:
    """The second picture is in hand and not shown yet; what was found in it is known, and a step was done there."""
    bench = both.bench
    assert isinstance(bench, Bench)
    for name in ("2.png", "1.png"):
        with qtbot.waitSignal(bench.desk.picture_shown):
            bench.session.show(name)
        if name == "2.png":
            bench.desk.accept(bench.desk.offering.shown()[:1])
    with qtbot.waitSignal(bench.desk.picture_shown):
        bench.session.show("2.png")
        before = bench.picture.document
        yield bench
        assert bench.desk.size is None
        assert bench.picture.document is before


class TestUnseen:
    """What is tried while the picture in hand is not shown yet changes nothing."""

    @pytest.mark.parametrize("action", ["accept_all", "accept", "accept_1", "reject", "reject_as_negative", "undo"])
    def test_actions_are_grey_and_say_why(self, both: Hand, qtbot: QtBot, action: str) -> None:
        with unseen(both, qtbot) as bench:
            assert bench.desk.offering.shown()
            assert not bench.actions[action].isEnabled()
            assert told_by(bench.actions[action]) == "The picture is not shown yet."

    def test_a_key_accepts_nothing(self, both: Hand, qtbot: QtBot) -> None:
        with unseen(both, qtbot):
            both.press(Qt.Key.Key_F)

    @pytest.mark.parametrize("what", ["accept", "reject", "edit", "delete", "undo"])
    def test_that_nothing_was_changed_is_said_once(self, both: Hand, qtbot: QtBot, what: str) -> None:
        with unseen(both, qtbot) as bench:
            desk, offered = bench.desk, bench.desk.offering.shown()
            told = len(bench.notifier.log)
            if what == "accept":
                assert not desk.accept(offered)
            elif what == "reject":
                bench.workbench.candidates.reject(offered)
            elif what == "edit":
                assert not desk.edit("", partial(edits.reject, class_id=1, masks=[offered[0].candidate.mask]))
            elif what == "delete":
                bench.panels.instances.remove_requested.emit(bench.picture.document.objects[0].id)
            else:
                desk.undo()
            texts = [notice.text for notice in bench.notifier.log[told:]]
            assert texts == ["The picture is not shown yet, so nothing was changed."]
