"""A run over a project keeps what it finds as a visit would, and leaves alone what a person has done."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from pass_tools import NAMES, OPEN, begun, draw_box, drive, run, square, state
from squares_model import SquaresModel

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabeledObject, PromptBox, Source
from sam3_studio.core.searches import PARTS, TILES, WHERE_NEEDED, search_for
from sam3_studio.core.segmenter import SCORE_FLOOR, Segmentation
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.project.planning import Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.project.storage import schema


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
        project.classes.change(replace(bird, concepts=("nothing",)))
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
        project.classes.change(replace(bird, threshold=threshold))

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
