"""A run over a project asks for what is missing, once, and leaves alone what a person has done."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from project_tools import rescan
from squares_model import SquaresModel

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import ModelError, PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass, LabeledObject, PromptBox, Source
from sam3_studio.core.rle import Rle
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.asking import PictureFailure, PictureQuestions, ask_pictures
from sam3_studio.dataset.project.planning import Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.project_pass import ProjectPass

NAMES = ["1.png", "2.png", "3.png"]
OPEN = Scope()


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
        question = PictureQuestions(task.name, project.path(task.name), task.prompts)
        ((_, outcome),) = ask_pictures(model, [question])
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
        assert project.answers.open_pictures() == []

    def test_boxes_of_a_picture_take_part_there_and_nowhere_else(self, project: Project, model) -> None:
        box = PromptBox(1, Box(1, 1, 5, 5))
        project.labels.save("1.png", ImageDocument(), ImageDocument(boxes=(box,)))
        run(project, model, 1)
        bird = project.classes.list()[0]
        assert project.found.found("1.png")[1].key == search_for(bird, [box], "01").key
        assert project.found.found("2.png")[1].key == search_for(bird, [], "01").key


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
        assert other.extent({2}, Scope()) == Extent(3, 0)

    def test_only_the_pictures_of_the_scope_are_asked_about(self, project: Project, model) -> None:
        work = run(project, model, 1, scope=Scope(("3.png", "1.png", "gone.png")))
        assert work.progress.total == 2
        assert project.found.found("2.png") == {}

    def test_a_changed_file_is_asked_about_again(self, project: Project, model) -> None:
        run(project, model, 1)
        Image.new("RGB", (80, 30)).save(project.path("2.png"))
        rescan(project)
        assert ProjectPass(project, "01").extent({1}, Scope()) == Extent(1, 2)

    def test_pictures_whose_files_are_gone_are_not_asked_about(self, project: Project) -> None:
        project.images.set_state(["2.png"], ImageState.IN_WORK)
        project.path("2.png").unlink()
        rescan(project)
        assert ProjectPass(project, "01").extent({1}, Scope()) == Extent(2, 0)

    def test_how_much_is_to_be_done_is_known_before(self, project: Project, model) -> None:
        run(project, model, 1, most=1)
        work = ProjectPass(project, "01")
        assert work.extent({1}, Scope()) == Extent(2, 1)
        assert work.extent({1, 2}, Scope()) == Extent(3, 0)
        assert work.extent((), Scope()) == Extent(0, 0)

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
        ((_, outcome),) = ask_pictures(model, [PictureQuestions("1.png", project.path("1.png"), task.prompts)])
        work.keep(task, outcome.found, (40, 30))
        assert project.found.found("1.png").keys() == {1}
        drive(work, project, model)
        assert project.found.found("2.png").keys() == {1}


class TestStopping:
    def test_another_run_takes_up_what_was_left(self, project: Project, model) -> None:
        run(project, model, most=1)
        later = ProjectPass(project, "01")
        assert later.resume()
        assert drive(later, project, model) == ["2.png", "3.png"]

    def test_so_does_it_in_pictures_that_are_done_where_those_were_wanted(self, project: Project, model) -> None:
        project.images.set_state(NAMES, ImageState.DONE)
        run(project, model, 1, scope=Scope(reviewed=True), most=1)
        later = ProjectPass(project, "01")
        assert later.resume()
        assert later.names == ("2.png", "3.png")

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

    def test_a_prompt_that_does_not_fit_leaves_the_picture_as_it_is(self, project: Project, model) -> None:
        def refuse() -> None:
            raise PromptError("It does not fit.")

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
            list(ask_pictures(model, questions))


def _fields(one: LabelClass) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
