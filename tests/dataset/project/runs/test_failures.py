"""What becomes of a run over a project where something cannot be answered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pass_tools import NAMES, begun, drive, refuse, run, square, state
from PIL import Image
from project_tools import rescan, waits_for_the_disk
from squares_model import SquaresModel

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import ModelError
from sam3_studio.core.labeling import ImageState, LabeledObject, Source
from sam3_studio.dataset.asking import PictureQuestions, ask_pictures
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.project.planning import Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass


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
