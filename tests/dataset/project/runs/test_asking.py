"""A run over a project asks for what is missing, once, and goes on after it was left."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from pass_tools import NAMES, drive, refuse, run
from PIL import Image
from project_tools import rescan

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.asking import PictureQuestions, ask_pictures
from sam3_studio.dataset.project import planning
from sam3_studio.dataset.project.planning import Everything, Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.project.storage import schema, stopping
from sam3_studio.dataset.project.storage.database import reading

RUNS_IN_ROWS = schema._MIGRATIONS.index(schema._RUN)
"""The last version that wrote down every question of a run."""


def later(_: planning.Inquiry) -> None:
    """A plan that does not come."""


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
