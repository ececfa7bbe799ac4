"""A run over a project asks for what is missing, once, and leaves alone what a person has done."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from project_tools import rescan, waits_for_the_disk
from squares_model import SquaresModel

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import CancelledError, ModelError, PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass, LabeledObject, PromptBox, Source
from sam3_studio.core.rle import Rle
from sam3_studio.core.searches import PARTS, TILES, WHERE_NEEDED, plain_key, search_for
from sam3_studio.core.segmenter import SCORE_FLOOR, Segmentation
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.asking import PictureFailure, PictureQuestions, ask_pictures
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.project import planning, schema, stopping
from sam3_studio.dataset.project.database import reading
from sam3_studio.dataset.project.planning import Everything, Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.project_pass import ProjectPass
from sam3_studio.dataset.project.run_tasks import Task

NAMES = ["1.png", "2.png", "3.png"]
OPEN = Scope()
RUNS_IN_ROWS = schema._MIGRATIONS.index(schema._RUN)
"""The last version that wrote down every question of a run."""


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Three pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in NAMES:
        Image.new("RGB", (40, 30), color=(int(name[0]), 0, 0)).save(folder / name)
    return folder


@pytest.fixture
def project(photos: Path):
    """The project of that folder, scanned, with a class of two concepts and one of one."""
    with Project.open(photos) as opened:
        opened.classes.add("bird", concepts=("duck", "goose"))
        opened.classes.add("thing", concepts=("nothing",))
        rescan(opened)
        yield opened


@pytest.fixture
def model() -> SquaresModel:
    return SquaresModel()


def drive(work: ProjectPass, project: Project, model: SquaresModel, most: int = 99) -> list[str]:
    """Ask picture by picture, so many at most; their names."""
    asked = []
    while len(asked) < most and (task := work.next()):
        asked.append(task.name)
        question = PictureQuestions(task.name, project.path(task.name), task.prompts, task.floors)
        ((_, outcome),) = ask_pictures(model, [question], project.root)
        if isinstance(outcome, PictureFailure):
            work.fail(task, outcome.reason, of_picture=outcome.of_picture)
        else:
            work.keep(task, outcome.found, (outcome.picture.width, outcome.picture.height))
    return asked


def run(project: Project, model: SquaresModel, *class_ids: int, scope: Scope = OPEN, most: int = 99) -> ProjectPass:
    work = ProjectPass(project, "01")
    work.begin(class_ids or (1, 2), scope)
    drive(work, project, model, most)
    return work


def later(_: planning.Inquiry) -> None:
    """A plan that does not come."""


def refuse() -> None:
    raise PromptError("It does not fit.")


def draw_box(project: Project, name: str) -> None:
    """An example for the first class."""
    project.labels.save(name, ImageDocument(), ImageDocument(boxes=(PromptBox(1, Box(2, 2, 9, 9)),)))


def square(x: int, y: int) -> Rle:
    return Rle.from_crop(np.ones((4, 4), dtype=bool), x, y, 30, 40)


def state(project: Project, name: str) -> ImageState:
    record = project.images.find(name)
    assert record is not None
    return record.state


class TestWhatIsKept:
    def test_it_is_what_a_visit_would_have_found_under_the_same_key(self, project: Project, model) -> None:
        run(project, model)
        bird, thing = project.classes.list()
        found = project.found.found("2.png")
        assert {key: one.key for key, one in found.items()} == {
            one.id: search_for(one, (), "01").key for one in (bird, thing)
        }
        # Two concepts found the same squares: each is there once.
        assert [one.score for one in found[1].candidates] == [0.9, 0.9, 0.3, 0.3][::2]
        assert found[2].candidates == ()

    def test_pictures_with_something_above_the_threshold_wait_for_a_person(self, project: Project, model) -> None:
        run(project, model, 1)
        assert {state(project, name) for name in NAMES} == {ImageState.CANDIDATES}

    def test_what_was_found_of_a_class_that_is_switched_off_waits_for_nobody(self, project: Project, model) -> None:
        run(project, model, 1)
        project.classes.change(replace(project.classes.list()[0], active=False))
        run(project, model, 2)
        assert {state(project, name) for name in NAMES} == {ImageState.NEW}

    def test_pictures_without_stay_new(self, project: Project, model) -> None:
        run(project, model, 2)
        assert {state(project, name) for name in NAMES} == {ImageState.NEW}

    def test_a_picture_with_nothing_left_to_offer_waits_no_longer(self, project: Project, model) -> None:
        run(project, model, 1)
        bird = project.classes.list()[0]
        project.classes.change(LabelClass(**{**_fields(bird), "concepts": ("nothing",)}))
        run(project, model, 1)
        assert {state(project, name) for name in NAMES} == {ImageState.NEW}

    def test_the_size_of_a_picture_is_noted(self, project: Project, model) -> None:
        run(project, model, 1)
        record = project.images.find("1.png")
        assert (record.width, record.height) == (40, 30)

    def test_progress_counts_what_is_offered(self, project: Project, model) -> None:
        progress = run(project, model).progress
        assert (progress.done, progress.total, progress.failed) == (3, 3, 0)
        assert (progress.objects, progress.with_objects) == (3, 3)


class TestLowThresholds:
    """What scores less than models are asked for by default is asked for where a class wants it."""

    @staticmethod
    def lower(project: Project, threshold: float) -> None:
        (bird, _) = project.classes.list()
        project.classes.change(LabelClass(**{**_fields(bird), "threshold": threshold}))

    @pytest.fixture
    def model(self, model: SquaresModel) -> SquaresModel:
        model.scores = (0.9, 0.03, 0.005)
        return model

    @staticmethod
    def scores(project: Project) -> list[float]:
        return [one.score for one in project.found.found("2.png")[1].candidates]

    def test_what_scores_more_than_the_threshold_of_its_class_is_found(self, project: Project, model) -> None:
        self.lower(project, 0.02)
        assert run(project, model).progress.objects == 6
        assert self.scores(project) == [0.9, 0.03]

    def test_other_classes_are_asked_for_no_more_than_before(self, project: Project) -> None:
        self.lower(project, 0.02)
        _, task = begun(project)
        assert task.floors == (0.02, 0.02, SCORE_FLOOR)

    def test_a_threshold_that_is_lowered_later_has_the_run_ask_again_once(self, project: Project, model) -> None:
        run(project, model, 1)
        assert self.scores(project) == [0.9]
        self.lower(project, 0.02)
        assert ProjectPass(project, "01").inquiry({1}, OPEN).extent() == Extent(3, 0)
        run(project, model, 1)
        assert self.scores(project) == [0.9, 0.03]
        for threshold in (0.02, 0.03, 0.7):
            self.lower(project, threshold)
            assert ProjectPass(project, "01").inquiry({1}, OPEN).extent() == Extent(0, 3)
            assert run(project, model, 1).progress.total == 0

    def test_any_threshold_is_asked_for_once(self, project: Project, model) -> None:
        for threshold in (0.049, 0.0123456789, 1e-7, 0.1 / 3 / 7, 0.0):
            self.lower(project, threshold)
            run(project, model, 1)
            assert ProjectPass(project, "01").inquiry({1}, OPEN).extent() == Extent(0, 3)

    @pytest.mark.parametrize("look", [PARTS, WHERE_NEEDED, TILES])
    def test_what_was_looked_at_closer_is_not_asked_again(self, project: Project, model, look: str) -> None:
        key = search_for(project.classes.list()[0], (), "01").key
        project.found.save("2.png", 1, key + look, Segmentation(0.9, ()))
        self.lower(project, 0.02)
        run(project, model, 1)
        assert self.scores(project) == []

    def test_a_run_in_tiles_that_was_made_before_is_made_again(self, project: Project, model) -> None:
        run(project, model, 1, scope=Scope(tiles=TileUse.ALWAYS))
        self.lower(project, 0.02)
        run(project, model, 1, scope=Scope(tiles=TileUse.ALWAYS))
        assert self.scores(project) == [0.9, 0.03]

    def test_a_project_of_an_earlier_version_has_asked_for_what_was_asked_for_then(self, project: Project) -> None:
        key = search_for(project.classes.list()[0], (), "01").key
        for name, look in (("1.png", ""), ("2.png", PARTS), ("3.png", TILES)):
            project.found.save(name, 1, key + look, Segmentation(0.9, ()), floor=0.02)
        self.lower(project, 0.02)
        project.close()
        with closing(sqlite3.connect(project.file)) as connection, connection:
            connection.execute("ALTER TABLE answers DROP COLUMN floor")
            connection.execute(f"PRAGMA user_version = {schema._MIGRATIONS.index(schema._FLOORS)}")
        with Project.open(project.root) as updated:
            assert ProjectPass(updated, "01").inquiry({1}, OPEN).names() == ("1.png",)


class TestWhatAPersonHasDone:
    def test_accepted_objects_stay_and_are_not_counted_again(self, project: Project, model) -> None:
        mine = LabeledObject(1, square(2, 3), Source.PERSON)
        project.labels.save("1.png", ImageDocument(), ImageDocument((mine,)), ImageState.IN_WORK)
        progress = run(project, model, 1).progress
        assert project.labels.document("1.png").objects == (mine,)
        assert state(project, "1.png") is ImageState.IN_WORK
        assert (progress.objects, progress.with_objects) == (2, 2)

    def test_what_was_rejected_is_not_offered(self, project: Project, model) -> None:
        project.found.save_rejected("1.png", 1, [square(2, 2)])
        assert run(project, model, 1).progress.objects == 2
        assert state(project, "1.png") is ImageState.NEW
        assert project.found.found("1.png")[1].rejected == (square(2, 2),)

    def test_pictures_that_are_done_are_passed_over(self, project: Project, model) -> None:
        project.images.set_state(["2.png"], ImageState.DONE)
        run(project, model, 1)
        assert project.found.found("2.png") == {}

    def test_unless_they_are_wanted_and_then_they_stay_done(self, project: Project, model) -> None:
        project.images.set_state(["2.png"], ImageState.DONE)
        run(project, model, 1, scope=Scope(reviewed=True))
        assert project.found.found("2.png")[1].candidates
        assert state(project, "2.png") is ImageState.DONE

    def test_a_picture_that_is_done_meanwhile_is_not_asked_about(self, project: Project, model) -> None:
        work = ProjectPass(project, "01")
        work.begin({1}, Scope())
        project.images.set_state(["2.png"], ImageState.DONE)
        assert drive(work, project, model) == ["1.png", "3.png"]
        assert work.is_over
        assert not ProjectPass(project, "01").resume()

    def test_boxes_of_a_picture_take_part_there_and_nowhere_else(self, project: Project, model) -> None:
        box = PromptBox(1, Box(1, 1, 5, 5))
        project.labels.save("1.png", ImageDocument(), ImageDocument(boxes=(box,)))
        run(project, model, 1)
        bird = project.classes.list()[0]
        assert project.found.found("1.png")[1].key == search_for(bird, [box], "01").key
        assert project.found.found("2.png")[1].key == search_for(bird, [], "01").key

    def test_an_answer_without_a_box_that_was_drawn_meanwhile_does_not_replace_the_one_with_it(
        self, project: Project, model
    ) -> None:
        work = ProjectPass(project, "01")
        work.begin({1}, Scope(("1.png",)))
        task = work.next()
        draw_box(project, "1.png")
        run(project, model, 1, scope=Scope(("1.png",)))
        with_box = project.found.found("1.png")[1]
        work.keep(task, model.segment_all(load_picture(project.path("1.png")), task.prompts), (40, 30))
        assert project.found.found("1.png")[1] == with_box
        assert work.next() is None

    def test_a_picture_with_a_box_that_was_drawn_meanwhile_is_asked_again_for_that_class(
        self, project: Project, model
    ) -> None:
        work = ProjectPass(project, "01")
        work.begin({1, 2}, Scope(("1.png",)))
        task = work.next()
        draw_box(project, "1.png")
        work.keep(task, model.segment_all(load_picture(project.path("1.png")), task.prompts), (40, 30))
        assert project.found.found("1.png").keys() == {2}
        assert [len(one.boxes) for one in work.next().prompts] == [1, 1]

    def test_what_fails_without_a_box_that_was_drawn_meanwhile_is_asked_with_it(self, project: Project) -> None:
        work = ProjectPass(project, "01")
        work.begin({1}, Scope(("1.png",)))
        task = work.next()
        draw_box(project, "1.png")
        work.fail(task, "It does not fit.", of_picture=False)
        assert not work.failures
        assert [len(one.boxes) for one in work.next().prompts] == [1, 1]


class TestWhatIsAsked:
    def test_nothing_is_asked_twice(self, project: Project, model) -> None:
        run(project, model)
        model.asked.clear()
        run(project, model)
        assert model.asked == []

    def test_a_changed_prompt_is_asked_for_its_class_alone(self, project: Project, model) -> None:
        run(project, model)
        model.asked.clear()
        project.classes.change(project.classes.list()[0].with_concept("goose", enabled=False))
        run(project, model)
        assert model.asked == ["duck"] * 3

    def test_another_model_is_asked_everything(self, project: Project, model) -> None:
        run(project, model, 2)
        other = ProjectPass(project, "02")
        assert other.inquiry({2}, Scope()).extent() == Extent(3, 0)

    def test_only_the_pictures_of_the_scope_are_asked_about(self, project: Project, model) -> None:
        work = run(project, model, 1, scope=Scope(("3.png", "1.png", "gone.png")))
        assert work.progress.total == 2
        assert project.found.found("2.png") == {}

    def test_a_changed_file_is_asked_about_again(self, project: Project, model) -> None:
        run(project, model, 1)
        Image.new("RGB", (80, 30)).save(project.path("2.png"))
        rescan(project)
        assert ProjectPass(project, "01").inquiry({1}, Scope()).extent() == Extent(1, 2)

    def test_pictures_whose_files_are_gone_are_not_asked_about(self, project: Project) -> None:
        project.images.set_state(["2.png"], ImageState.IN_WORK)
        project.path("2.png").unlink()
        rescan(project)
        assert ProjectPass(project, "01").inquiry({1}, Scope()).extent() == Extent(2, 0)

    def test_how_much_is_to_be_done_is_known_before(self, project: Project, model) -> None:
        run(project, model, 1, most=1)
        work = ProjectPass(project, "01")
        assert work.inquiry({1}, Scope()).extent() == Extent(2, 1)
        assert work.inquiry({1, 2}, Scope()).extent() == Extent(3, 0)
        assert work.inquiry((), Scope()).extent() == Extent(0, 0)

    def test_it_begins_with_the_picture_in_hand_and_comes_round(self, project: Project, model) -> None:
        work = ProjectPass(project, "01")
        work.begin({1}, Scope(), first="2.png")
        assert drive(work, project, model) == ["2.png", "3.png", "1.png"]

    def test_where_that_is_known_it_begins_with_the_one_after(self, project: Project, model) -> None:
        run(project, model, 1, scope=Scope(("2.png",)))
        work = ProjectPass(project, "01")
        work.begin({1}, Scope(), first="2.png")
        assert drive(work, project, model) == ["3.png", "1.png"]

    def test_classes_that_change_meanwhile_are_asked_for_as_they_are_now(self, project: Project, model) -> None:
        work = run(project, model, 1, most=2)
        project.classes.change(project.classes.list()[0].with_concept("goose", enabled=False))
        work.follow_classes()
        model.asked.clear()
        assert drive(work, project, model) == ["3.png", "1.png", "2.png"]
        assert model.asked == ["duck"] * 3
        assert (work.progress.done, work.progress.total) == (3, 3)

    def test_a_class_that_is_deleted_meanwhile_is_not_asked_for(self, project: Project, model) -> None:
        work = ProjectPass(project, "01")
        work.begin({1, 2}, Scope())
        task = work.next()
        project.classes.remove(2)
        ((_, outcome),) = ask_pictures(
            model, [PictureQuestions("1.png", project.path("1.png"), task.prompts)], project.root
        )
        work.keep(task, outcome.found, (40, 30))
        assert project.found.found("1.png").keys() == {1}
        drive(work, project, model)
        assert project.found.found("2.png").keys() == {1}


class TestPlanning:
    def test_a_run_writes_no_row_for_a_picture_before_it_is_answered(self, project: Project) -> None:
        ProjectPass(project, "01").begin({1, 2}, Scope())
        with reading(project.file) as connection:
            assert connection.execute("SELECT count(*) FROM answers").fetchone() == (0,)

    def test_what_it_is_about_is_on_disk_before_it_is_planned(self, project: Project) -> None:
        ProjectPass(project, "01", plan=later).begin({1}, Scope(("3.png", "1.png")))
        work = ProjectPass(project, "01")
        assert work.resume()
        assert (work.queue.names, work.class_ids) == (("1.png", "3.png"), {1})

    def test_nothing_is_asked_until_the_plan_is_there(self, project: Project, model) -> None:
        wanted = []
        work = ProjectPass(project, "01", plan=wanted.append)
        work.begin({1}, Scope(), first="2.png")
        assert work.next() is None
        assert work.is_planning
        assert not work.is_over
        work.take_plan(wanted[-1], wanted[-1].names())
        assert not work.is_planning
        assert drive(work, project, model) == ["2.png", "3.png", "1.png"]

    def test_a_plan_for_what_was_wanted_before_does_not_count(self, project: Project) -> None:
        wanted = []
        work = ProjectPass(project, "01", plan=wanted.append)
        work.begin({1}, Scope())
        work.follow_classes()
        work.take_plan(wanted[0], ("1.png",))
        assert work.is_planning
        assert work.queue.names == ()

    def test_it_is_found_out_in_another_thread_while_something_is_being_written(self, project: Project) -> None:
        inquiry = ProjectPass(project, "01").inquiry({1}, Scope())
        with ThreadPoolExecutor(1) as pool, project.transaction():
            project.images.set_state(["2.png"], ImageState.DONE)
            assert pool.submit(inquiry.names).result() == tuple(NAMES)
        assert inquiry.names() == ("1.png", "3.png")

    def test_it_breaks_off_when_nobody_wants_it_any_more(self, project: Project, monkeypatch) -> None:
        monkeypatch.setattr(stopping, "_INSTRUCTIONS", 1)
        cancel = threading.Event()
        cancel.set()
        inquiry = ProjectPass(project, "01").inquiry({1}, Scope())
        for ask in (inquiry.names, inquiry.extent, Everything(project.file).names):
            with pytest.raises(CancelledError):
                ask(cancel)

    def test_all_pictures_are_those_whose_files_are_there(self, project: Project) -> None:
        project.images.set_state(["2.png"], ImageState.DONE)
        project.path("1.png").unlink()
        project.images.set_tags(["1.png"], ["kept"])
        rescan(project)
        assert Everything(project.file).names() == ("2.png", "3.png")


class TestStopping:
    def test_a_run_that_is_over_is_not_taken_up(self, project: Project, model) -> None:
        model.before_answer = refuse
        assert run(project, model, 1).failures.keys() == set(NAMES)
        assert not ProjectPass(project, "01").resume()

    def test_what_failed_in_a_run_that_was_left_is_asked_again(self, project: Project, model) -> None:
        model.before_answer = refuse
        run(project, model, 1, most=1)
        again = ProjectPass(project, "01")
        assert again.resume()
        assert again.queue.names == tuple(NAMES)

    def test_a_project_of_an_earlier_version_has_its_run_taken_up(self, project: Project) -> None:
        project.close()
        with closing(sqlite3.connect(project.file)) as connection, connection:
            connection.execute("ALTER TABLE answers DROP COLUMN floor")
            connection.execute("CREATE INDEX answers_open ON answers (image) WHERE state = 'todo'")
            rows = [(image, class_id) for image in (1, 3) for class_id in (2, 1)]
            connection.executemany("INSERT INTO answers VALUES (?, ?, 'old', 'todo', NULL, NULL, NULL)", rows)
            connection.execute("INSERT INTO settings VALUES ('run over reviewed pictures', 'true')")
            connection.execute("UPDATE images SET state = ?", (ImageState.DONE,))
            connection.execute(f"PRAGMA user_version = {RUNS_IN_ROWS}")
        with Project.open(project.root) as updated:
            work = ProjectPass(updated, "01")
            assert work.resume()
            assert (work.queue.names, work.class_ids) == (("1.png", "3.png"), {1, 2})

    def test_another_run_takes_up_what_was_left(self, project: Project, model) -> None:
        run(project, model, most=1)
        again = ProjectPass(project, "01")
        assert again.resume()
        assert drive(again, project, model) == ["2.png", "3.png"]

    def test_so_does_it_in_pictures_that_are_done_where_those_were_wanted(self, project: Project, model) -> None:
        project.images.set_state(NAMES, ImageState.DONE)
        run(project, model, 1, scope=Scope(reviewed=True), most=1)
        again = ProjectPass(project, "01")
        assert again.resume()
        assert again.queue.names == ("2.png", "3.png")

    def test_what_was_cancelled_is_not_taken_up(self, project: Project, model) -> None:
        run(project, model, most=1).cancel()
        assert not ProjectPass(project, "01").resume()
        assert project.found.found("1.png").keys() == {1, 2}

    def test_pauses_are_not_time_that_pictures_take(self, project: Project, model) -> None:
        now = [0.0]
        work = ProjectPass(project, "01", clock=lambda: now[0])
        work.begin({1}, Scope())
        model.before_answer = lambda: now.__setitem__(0, now[0] + 1.5)
        drive(work, project, model, 1)
        work.pause()
        now[0] += 1000
        drive(work, project, model, 1)
        assert work.progress.seconds_each == 3.0  # two concepts
        assert work.progress.seconds_left == 3.0


class TestFailures:
    def test_a_broken_picture_stops_nothing_and_is_noted_with_its_reason(self, project: Project, model) -> None:
        project.path("2.png").write_bytes(b"broken")
        work = run(project, model, 1)
        assert (work.progress.done, work.progress.failed) == (3, 1)
        assert "2.png is no picture" in work.failures["2.png"]
        (failure,) = project.answers.failures()
        assert (failure.name, failure.class_id) == ("2.png", 1)
        assert state(project, "2.png") is ImageState.FAILED

    def test_it_is_asked_about_again_where_that_is_wanted(self, project: Project, model) -> None:
        good = project.path("2.png").read_bytes()
        project.path("2.png").write_bytes(b"broken")
        work = run(project, model, 1)
        project.path("2.png").write_bytes(good)
        work.retry()
        assert (work.progress.done, work.progress.total, work.progress.failed) == (2, 3, 0)
        assert drive(work, project, model) == ["2.png"]
        assert project.answers.failures() == []
        assert state(project, "2.png") is ImageState.CANDIDATES

    @pytest.mark.parametrize("decided", [ImageState.IN_WORK, ImageState.SECOND_LOOK, ImageState.DONE])
    def test_what_a_person_has_decided_about_a_broken_picture_stays_and_it_is_asked_about_again(
        self, project: Project, model, decided: ImageState
    ) -> None:
        mine = LabeledObject(1, square(20, 20), Source.PERSON)
        project.labels.save("2.png", ImageDocument(), ImageDocument((mine,)), decided)
        good = project.path("2.png").read_bytes()
        project.path("2.png").write_bytes(b"broken")
        work = run(project, model, 1, scope=Scope(reviewed=True))
        assert work.failures.keys() == {"2.png"}
        assert state(project, "2.png") is decided
        assert [image.path for image in project.labeled_images()] == ["2.png"]
        project.path("2.png").write_bytes(good)
        work.retry()
        assert drive(work, project, model) == ["2.png"]
        record = project.images.find("2.png")
        assert record is not None
        assert (record.state, record.failure) == (decided, None)

    def test_a_picture_that_an_earlier_version_had_fail_over_its_objects_is_in_work_once_it_is_answered(
        self, project: Project, model
    ) -> None:
        mine = LabeledObject(1, square(20, 20), Source.PERSON)
        project.labels.save("2.png", ImageDocument(), ImageDocument((mine,)), ImageState.FAILED)
        run(project, model, 1)
        assert state(project, "2.png") is ImageState.IN_WORK

    def test_a_prompt_that_does_not_fit_leaves_the_picture_as_it_is(self, project: Project, model) -> None:
        model.before_answer = refuse
        work = run(project, model, 1)
        assert work.failures == dict.fromkeys(NAMES, "It does not fit.")
        assert state(project, "1.png") is ImageState.NEW

    def test_a_device_that_fails_for_several_pictures_ends_the_run(self, project: Project, model) -> None:
        def fail() -> None:
            raise ModelError("The device failed.")

        model.before_answer = fail
        questions = [PictureQuestions(name, project.path(name), ()) for name in NAMES]
        model.segment_all = lambda *_, **__: fail()
        with pytest.raises(ModelError):
            list(ask_pictures(model, questions, project.root))

    def test_a_count_tells_how_many_failed_before(self, project: Project, model) -> None:
        project.path("2.png").write_bytes(b"broken")
        work = run(project, model, 1)
        assert work.inquiry({1}, Scope()).extent() == Extent(1, 2, failed=1)
        assert work.inquiry({2}, Scope()).extent() == Extent(3, 0)

    def test_of_a_run_that_is_over_it_is_told_later_what_failed_and_that_alone_is_tried_again(
        self, project: Project, model
    ) -> None:
        good = project.path("2.png").read_bytes()
        project.path("2.png").write_bytes(b"broken")
        run(project, model, 1, scope=Scope(("1.png", "2.png")))
        later = ProjectPass(project, "01")
        assert not later.resume()
        inquiry = later.recall()
        later.take_failures(inquiry.failures())
        assert later.failures.keys() == {"2.png"}
        assert "2.png is no picture" in later.failures["2.png"]
        project.path("2.png").write_bytes(good)
        later.retry()
        assert drive(later, project, model) == ["2.png"]
        assert ProjectPass(project, "01").recall() is None

    def test_once_a_run_is_over_what_failed_alone_is_tried_again_whatever_has_changed(
        self, project: Project, model
    ) -> None:
        good = project.path("2.png").read_bytes()
        project.path("2.png").write_bytes(b"broken")
        work = run(project, model, 1)
        project.path("2.png").write_bytes(good)
        project.classes.change(replace(project.classes.list()[0], concepts=("swan",)))
        work.model = "02"
        work.retry()
        assert drive(work, project, model) == ["2.png"]

    def test_what_a_person_has_put_away_is_not_told_again(self, project: Project, model) -> None:
        project.path("2.png").write_bytes(b"broken")
        run(project, model, 1).cancel()
        assert ProjectPass(project, "01").recall() is None

    def test_what_failed_is_forgotten_once_another_run_has_begun(self, project: Project, model) -> None:
        project.path("2.png").write_bytes(b"broken")
        run(project, model, 1)
        ProjectPass(project, "01").begin({2}, Scope())
        assert ProjectPass(project, "01").recall() is None


class TestTiles:
    """A run in tiles asks another question, and a closer answer answers the plain one."""

    NEEDED, ALL = Scope(tiles=TileUse.AUTO), Scope(tiles=TileUse.ALWAYS)

    @pytest.mark.parametrize(
        ("done", "left"),
        [(TileUse.NEVER, (0, 3, 3)), (TileUse.AUTO, (0, 0, 3)), (TileUse.ALWAYS, (0, 0, 0))],
    )
    def test_what_was_seen_less_closely_is_asked_again(
        self, project: Project, model, done: TileUse, left: tuple[int, int, int]
    ) -> None:
        work = run(project, model, 1, scope=Scope(tiles=done))
        asked = [work.inquiry({1}, Scope(tiles=use)).extent().asked for use in TileUse]
        assert asked == list(left)

    def test_the_answer_is_the_classs_in_the_window_too(self, project: Project, model) -> None:
        run(project, model, 1, scope=self.NEEDED)
        search = search_for(project.classes.list()[0], (), "01")
        assert project.found.found("1.png")[1].key == search.key + WHERE_NEEDED
        assert plain_key(search.key + WHERE_NEEDED) == search.key

    def test_a_changed_prompt_is_asked_again(self, project: Project, model) -> None:
        work = run(project, model, 1, scope=self.ALL)
        project.classes.change(project.classes.list()[0].with_concept("goose", enabled=False))
        assert work.inquiry({1}, self.ALL).extent().asked == 3

    def test_a_run_that_is_taken_up_looks_as_closely(self, project: Project, model) -> None:
        run(project, model, 1, scope=self.ALL, most=1)
        again = ProjectPass(project, "01")
        assert again.resume()
        assert again.next().tiles is TileUse.ALWAYS

    def test_where_tiles_fail_the_answer_of_one_look_stays(self, project: Project, model) -> None:
        run(project, model, 1)
        model.before_answer = refuse
        work = run(project, model, 1, scope=self.ALL)
        assert work.failures.keys() == set(NAMES)
        assert project.found.found("1.png")[1].candidates
        assert work.inquiry({1}, Scope()).extent() == Extent(0, 3)
        assert work.inquiry({1}, self.ALL).extent() == Extent(3, 0, failed=3)

    def test_they_are_worth_it_in_pictures_far_larger_than_the_models_input(self, project: Project) -> None:
        inquiry = ProjectPass(project, "01").inquiry({1}, self.NEEDED)
        assert inquiry.unmeasured() == tuple(NAMES)
        project.images.set_size("2.png", 400, 30)
        assert inquiry.unmeasured() == ("1.png", "3.png")
        assert inquiry.gains_by_tiles(100, 0)
        assert not inquiry.gains_by_tiles(101, 0)

    def test_they_are_worth_it_where_a_search_found_nearly_all_it_can(self, project: Project, model) -> None:
        work = run(project, model, 1)
        inquiry = work.inquiry({1}, self.NEEDED)
        assert inquiry.gains_by_tiles(100, 1)
        assert not inquiry.gains_by_tiles(100, 2)  # the second one is unsure

    def test_they_are_not_where_they_were_looked_at_before(self, project: Project, model) -> None:
        work = run(project, model, 1, scope=self.NEEDED)
        assert not work.inquiry({1}, self.NEEDED).gains_by_tiles(1, 1)


def _fields(one: LabelClass) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def begun(project: Project) -> tuple[ProjectPass, Task]:
    """A run over both classes, and what is in hand first."""
    work = ProjectPass(project, "01")
    work.begin((1, 2), OPEN)
    task = work.next()
    assert task is not None
    return work, task


@pytest.mark.parametrize("answered", [True, False])
def test_a_picture_that_leaves_the_project_while_it_is_asked_about_stops_nothing(
    project: Project, photos: Path, model: SquaresModel, answered: bool
) -> None:
    work, task = begun(project)
    found = model.segment_all(load_picture(photos / task.name), task.prompts)
    (photos / task.name).unlink()
    rescan(project)
    if answered:
        assert work.keep(task, found, (40, 30)) is None
    else:
        work.fail(task, "It is gone.", of_picture=True)
    assert work.failures == {}
    assert drive(work, project, model) == NAMES[1:]
    assert work.is_over


def test_an_answer_about_a_picture_that_was_replaced_meanwhile_does_not_count(
    project: Project, photos: Path, model: SquaresModel
) -> None:
    work, task = begun(project)
    found = model.segment_all(load_picture(photos / task.name), task.prompts)
    Image.new("RGB", (30, 40)).save(photos / task.name)
    rescan(project)
    assert work.keep(task, found, (40, 30)) is None
    assert project.found.found(task.name) == {}
    assert drive(work, project, model) == NAMES


@pytest.mark.parametrize("answered", [True, False])
def test_what_could_be_asked_again_does_not_wait_for_the_disk(
    project: Project, photos: Path, model: SquaresModel, answered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, task = begun(project)
    found = model.segment_all(load_picture(photos / task.name), task.prompts)
    set_size, set_failed, waits = project.images.set_size, project.images.set_failed, list[bool]()

    def looked(work: Callable[..., object]) -> Callable[..., object]:
        def look(*arguments: object) -> object:
            waits.append(waits_for_the_disk(project))
            return work(*arguments)

        return look

    monkeypatch.setattr(project.images, "set_size", looked(set_size))
    monkeypatch.setattr(project.images, "set_failed", looked(set_failed))
    if answered:
        work.keep(task, found, (40, 30))
    else:
        work.fail(task, "It is damaged.", of_picture=True)
    assert waits == [False]


def test_a_class_that_is_removed_while_a_picture_fails_is_no_failure(project: Project) -> None:
    work, task = begun(project)
    project.classes.remove(1)
    work.fail(task, "It is damaged.", of_picture=True)
    assert [one.class_id for one in project.answers.failures()] == [2]


deeds = st.lists(
    st.tuples(
        st.sampled_from(["draw", "box", "reject", "state", "concept", "run", "fail", "replace"]),
        st.sampled_from(NAMES),
        st.integers(0, 5),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds, st.booleans())
def test_whatever_comes_before_and_between_runs_they_leave_what_a_person_did(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, str, int]], reviewed: bool
) -> None:
    folder = tmp_path_factory.mktemp("photos")
    for name in NAMES:
        Image.new("RGB", (40, 30), color=(int(name[0]), 0, 0)).save(folder / name)
    scope, decided = Scope(reviewed=reviewed), {ImageState.IN_WORK, ImageState.DONE, ImageState.SECOND_LOOK}
    with Project.open(folder) as project:
        project.classes.add("bird", concepts=("duck", "goose"))
        rescan(project)
        model = SquaresModel()
        for deed, name, number in [*done, ("run", NAMES[0], 0)]:
            before = project.labels.document(name)
            match deed:
                case "draw":
                    drawn = LabeledObject(1, square(2 + 6 * number, 2), Source.PERSON)
                    after = replace(before, objects=(*before.objects, drawn))
                    project.labels.save(name, before, after, ImageState.IN_WORK)
                case "box":
                    after = replace(before, boxes=(*before.boxes, PromptBox(1, Box(number, 2, number + 5, 9))))
                    project.labels.save(name, before, after)
                case "reject":
                    project.found.save_rejected(name, 1, [square(2 + 6 * number, 2)])
                case "state":
                    project.images.set_state([name], sorted(decided)[number % 3])
                case "concept":
                    project.classes.change(replace(project.classes.list()[0], concepts=(f"duck {number}",)))
                case "replace":
                    Image.new("RGB", (40, 30), color=(9, number, 99)).save(folder / name)
                    rescan(project)
                case _:
                    kept = {one: (project.labels.document(one), state(project, one)) for one in NAMES}
                    rejected = {one: _rejected(project, one) for one in NAMES}
                    model.before_answer = refuse if deed == "fail" else lambda: None
                    run(project, model, 1, scope=scope, most=number or 99)
                    for one, (document, decision) in kept.items():
                        assert project.labels.document(one) == document
                        assert _rejected(project, one) == rejected[one]
                        if decision in decided:
                            assert state(project, one) is decision


def _rejected(project: Project, name: str) -> tuple[Rle, ...]:
    found = project.found.found(name).get(1)
    return found.rejected if found else ()
