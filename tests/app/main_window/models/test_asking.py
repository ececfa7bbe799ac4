"""`app.main_window.models.asking`: when the model is asked, and what becomes of its answers."""

import os
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fake_model import described
from labelers import PATIENCE
from PIL import Image
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.session import reading
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.settings.table import AUTO_RUN, SEMANTIC_MAP
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, PromptBox
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.picture_shelf import PictureShelf
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


def test_a_new_concept_is_looked_for_by_itself(open_bench: Bench, qtbot: QtBot) -> None:
    picture = open_bench.session.picture
    assert picture is not None
    with qtbot.waitSignal(picture.findings.completed):
        open_bench.session.classes.add_concepts(["duck"])
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9]
    assert picture.state is ImageState.CANDIDATES


def test_a_picture_that_is_opened_is_searched_for_the_active_classes(open_bench: Bench, qtbot: QtBot) -> None:
    open_bench.session.classes.add_concepts(["duck", "frog"])
    open_bench.session.classes.change(replace(open_bench.session.classes.listed[1], active=False))
    picture = open_bench.session.show("2.png")
    with qtbot.waitSignal(open_bench.controller.prompted):
        pass
    assert picture.offer(1).progress is Progress.DONE
    assert picture.offer(2).progress is Progress.NONE


def test_a_threshold_asks_the_model_nothing(open_bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.session.classes.add_concepts(["duck"])
    asked = open_bench.model.asked
    open_bench.session.classes.change(replace(open_bench.session.classes.listed[0], threshold=0.2))
    open_bench.asking.run()
    assert not open_bench.controller.is_busy
    assert open_bench.model.asked == asked


class TestBelowTheFloor:
    """What scores so little that the model was not asked for it is to be had by a lower threshold."""

    @pytest.fixture
    def found(self, open_bench: Bench, qtbot: QtBot) -> Bench:
        open_bench.model.places = ((2, 2, 0.9), (9, 2, 0.02), (16, 2, 0.005))
        with qtbot.waitSignal(open_bench.controller.prompted):
            open_bench.session.classes.add_concepts(["duck"])
        assert scores(open_bench) == [0.9]
        return open_bench

    def lower(self, bench: Bench, qtbot: QtBot, threshold: float) -> None:
        with qtbot.waitSignal(bench.controller.prompted):
            bench.session.classes.change(replace(bench.session.classes.listed[0], threshold=threshold))

    def test_a_threshold_below_it_brings_the_rest(self, found: Bench, qtbot: QtBot) -> None:
        self.lower(found, qtbot, 0.01)
        assert scores(found) == [0.9, 0.02]
        self.lower(found, qtbot, 0.0)
        assert scores(found) == [0.9, 0.02, 0.005]

    def test_meanwhile_what_was_found_stays(self, found: Bench, qtbot: QtBot) -> None:
        found.model.gate.clear()
        found.session.classes.change(replace(found.session.classes.listed[0], threshold=0.01))
        found.asking.run()
        assert scores(found) == [0.9]
        with qtbot.waitSignal(found.controller.prompted):
            found.model.gate.set()

    def test_what_is_known_from_a_lower_one_is_not_asked_again(self, found: Bench, qtbot: QtBot) -> None:
        self.lower(found, qtbot, 0.01)
        asked = len(found.model.asked)
        for threshold in (0.03, 0.5, 0.01):
            found.session.classes.change(replace(found.session.classes.listed[0], threshold=threshold))
            found.asking.run()
        assert not found.controller.is_busy
        assert len(found.model.asked) == asked

    def test_it_is_kept_in_the_project(self, found: Bench, qtbot: QtBot) -> None:
        self.lower(found, qtbot, 0.01)
        kept = found.session.project.found.found_of("1.png", 1)
        assert [one.score for one in kept.candidates] == pytest.approx([0.9, 0.02], abs=1e-4)


def scores(bench: Bench) -> list[float]:
    assert bench.session.picture is not None
    return [one.candidate.score for one in bench.session.picture.offer(1).shown]


def test_of_a_class_with_two_concepts_only_the_one_that_is_switched_on_is_asked(
    open_bench: Bench, qtbot: QtBot
) -> None:
    session = open_bench.session
    with qtbot.waitSignal(open_bench.controller.prompted):
        session.classes.add_concepts(["duck"])
    with qtbot.waitSignal(open_bench.controller.prompted):
        session.classes.change(session.classes.listed[0].with_concept("goose"))
    session.classes.change(session.classes.listed[0].with_concept("duck", enabled=False))
    open_bench.asking.run()
    assert session.picture is not None
    assert session.picture.offer(1).progress is Progress.DONE
    with qtbot.waitSignal(open_bench.controller.prompted):
        session.classes.change(session.classes.listed[0].with_concept("duck"))
    assert open_bench.model.asked == ["duck", "goose", "duck"]


def test_several_changes_in_a_moment_are_one_search(open_bench: Bench, qtbot: QtBot) -> None:
    session = open_bench.session
    with qtbot.waitSignal(open_bench.controller.prompted):
        session.classes.add_concepts(["duck"])
    asked = len(open_bench.model.asked)
    with qtbot.waitSignal(open_bench.controller.prompted):
        for x in range(3):
            open_bench.desk.edit("box", partial(edits.add_box, box=PromptBox(1, Box(x, 0, x + 5, 5))))
    assert len(open_bench.model.asked) == asked + 1


def test_switched_to_asking_only_on_demand_nothing_is_asked_by_itself(open_bench: Bench, qtbot: QtBot) -> None:
    open_bench.settings.set(AUTO_RUN, value=False)
    open_bench.session.classes.add_concepts(["duck"])
    qtbot.waitUntil(lambda: not open_bench.controller.is_busy)
    assert open_bench.model.asked == []
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.asking.run()


def test_a_search_goes_on_with_the_model_that_is_loaded_meanwhile_and_under_its_name(
    open_bench: Bench, qtbot: QtBot
) -> None:
    open_bench.settings.set(AUTO_RUN, value=False)
    open_bench.session.classes.add_concepts(["duck"])
    qtbot.waitUntil(lambda: not open_bench.controller.is_busy)  # the picture is encoded
    open_bench.model.gate.clear()
    open_bench.asking.run()
    qtbot.waitUntil(lambda: open_bench.model.asked == ["duck"])
    with qtbot.waitSignal(open_bench.controller.loaded):
        open_bench.controller.load_model(ModelChoice("other"))
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.model.gate.set()
    search = search_for(open_bench.session.classes.listed[0], (), described("other").fingerprint)
    assert search is not None
    assert open_bench.session.project.found.found("1.png")[1].key == search.key


def test_escape_stops_a_search_and_what_was_found_before_stays(open_bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_bench.controller.prompted):
        open_bench.session.classes.add_concepts(["duck"])
    picture = open_bench.session.picture
    assert picture is not None
    open_bench.model.gate.clear()
    with qtbot.waitSignal(open_bench.controller.busy_changed):
        open_bench.desk.edit("box", partial(edits.add_box, box=PromptBox(1, Box(0, 0, 5, 5))))
    open_bench.asking.cancel()
    assert picture.offer(1).progress is Progress.NONE
    assert len(picture.offer(1).shown) == 1


def test_a_search_that_fails_tells_why(open_bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not open_bench.controller.is_busy)
    open_bench.model.failures.append(RuntimeError("out of luck"))
    with qtbot.waitSignal(open_bench.controller.failed):
        open_bench.session.classes.add_concepts(["duck"])
    picture = open_bench.session.picture
    assert picture is not None
    assert "out of luck" in str(picture.offer(1).failure)


def test_a_map_that_is_switched_on_is_asked_for_where_only_the_project_has_an_answer(
    found_bench: Bench, qtbot: QtBot
) -> None:
    found_bench.session.show("2.png")
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        found_bench.session.show("1.png")
    found_bench.asking.run()
    assert found_bench.model.asked == ["duck"]
    with qtbot.waitSignal(found_bench.controller.prompted):
        found_bench.settings.set(SEMANTIC_MAP, True)
    assert found_bench.model.asked == ["duck", "duck"]


class TestAFileThatIsReplacedWhileItsPictureIsInHand:
    @pytest.mark.parametrize("by_itself", [True, False])
    def test_what_is_found_in_the_new_file_is_offered_once_that_is_seen(
        self, open_bench: Bench, qtbot: QtBot, *, by_itself: bool
    ) -> None:
        bench, seen = open_bench, list[tuple[object, set[int]]]()
        bench.settings.set(AUTO_RUN, by_itself)

        def note() -> None:
            seen.append((bench.desk.size, {one.candidate.mask.width for one in bench.desk.offering.shown()}))

        bench.desk.changed.connect(note)
        Image.new("RGB", (60, 50), (60, 90, 120)).save(bench.session.path("1.png"))
        bench.session.classes.add_concepts(["duck"])
        bench.asking.run()
        qtbot.waitUntil(lambda: seen and seen[-1] == ((60, 50), {60}), timeout=PATIENCE)
        qtbot.waitUntil(lambda: not bench.controller.is_busy)  # that may have been a part of what is found
        assert not any(widths == {60} and size != (60, 50) for size, widths in seen)
        record = bench.session.project.images.find("1.png")
        assert record is not None
        assert (record.width, record.height, record.state) == (60, 50, ImageState.CANDIDATES)

    def test_one_with_other_times_and_the_same_content_is_none(self, open_bench: Bench, qtbot: QtBot) -> None:
        bench, outdated = open_bench, list[object]()
        bench.asking.outdated.connect(outdated.append)
        os.utime(bench.session.path("1.png"), (1, 1))
        with qtbot.waitSignal(bench.picture.findings.completed):
            bench.session.classes.add_concepts(["duck"])
        assert bench.desk.offering.shown()
        assert not outdated

    @pytest.mark.parametrize("by_itself", [True, False])
    @pytest.mark.parametrize("is_seen", [True, False])
    def test_what_was_being_found_in_the_file_before_is_not_taken_for_what_is_in_the_new_one(
        self, open_bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, is_seen: bool, by_itself: bool
    ) -> None:
        bench, may_read = open_bench, threading.Event()
        bench.settings.set(AUTO_RUN, by_itself)
        qtbot.waitUntil(lambda: not bench.controller.is_busy)
        bench.model.gate.clear()
        bench.session.classes.add_concepts(["duck"])
        bench.asking.run()
        qtbot.waitUntil(lambda: bench.model.asked == ["duck"])
        read = reading._read

        def wait(pictures: PictureShelf, path: Path) -> object:
            may_read.wait()
            return read(pictures, path)

        monkeypatch.setattr(reading, "_read", wait)
        if is_seen:
            may_read.set()
        Image.new("RGB", (60, 50), (60, 90, 120)).save(bench.session.path("1.png"))
        with qtbot.waitSignal(bench.session.scanned, timeout=PATIENCE):
            bench.session.scan()
        if is_seen:
            qtbot.waitUntil(lambda: bench.desk.size == (60, 50), timeout=PATIENCE)
        bench.asking.run()
        bench.model.gate.set()
        qtbot.waitUntil(lambda: bench.asking.has_all and not bench.controller.is_busy, timeout=PATIENCE)
        may_read.set()
        qtbot.waitUntil(lambda: bench.desk.size == (60, 50) and bench.asking.has_all, timeout=PATIENCE)
        assert {one.candidate.mask.width for one in bench.desk.offering.shown()} == {60}
        kept = bench.session.project.found.found_of("1.png", 1)
        assert {one.mask.width for one in kept.candidates} == {60}
