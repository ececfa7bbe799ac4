"""`app.main_window.runs.runs`: runs over many pictures, begun and watched by a person who goes on working."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from runner import NAMES, Runner, found_in

from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import table as setting
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]
LEFT = Qt.MouseButton.LeftButton


class TestARun:
    def test_what_it_finds_waits_in_the_pictures_as_if_they_had_been_visited(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        assert runner.states() == [ImageState.CANDIDATES] * 6
        asked = len(runner.model.prompts)
        runner.go(Qt.Key.Key_D)
        assert runner.offered == [0.9]
        assert len(runner.model.prompts) == asked  # it was known

    def test_it_tells_how_far_it_is(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(runner.strip.isVisible)
        runner.until(lambda: runner.strip.text == "Search in all pictures: 0 of 5 · 0 objects")
        runner.model.gate.set()
        runner.over()
        assert runner.strip.text == "Search in all pictures: 6 pictures have candidates"

    def test_in_the_end_a_button_lists_the_pictures_that_it_found_something_in(self, runner: Runner) -> None:
        runner.session.project.images.set_state(["3.png"], ImageState.DONE)
        runner.begin()
        runner.over()
        assert runner.said[-1] == "Search in all pictures: 5 pictures have candidates"
        runner.qtbot.mouseClick(runner.strip.show_found, LEFT)
        assert runner.window.files.wanted.states == {ImageState.CANDIDATES}
        runner.until(lambda: runner.window.files.neighbour("2.png", 1) == "4.png")
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        assert not runner.strip.isVisible()

    @pytest.mark.parametrize("state", [ImageState.IN_WORK, ImageState.SECOND_LOOK])
    def test_what_it_finds_in_pictures_that_were_begun_before_is_told_and_shown(
        self, runner: Runner, state: ImageState
    ) -> None:
        runner.session.project.images.set_state(NAMES[3:], state)
        runner.begin()
        runner.over()
        told = "3 pictures have candidates · more in 3 begun before"
        assert runner.said[-1] == f"Search in all pictures: {told}"

    def test_where_all_pictures_were_begun_before_it_leads_to_one_with_candidates(self, runner: Runner) -> None:
        runner.session.project.images.set_state(NAMES, ImageState.IN_WORK)
        runner.window.travel.go_to("2.png")
        runner.rest()
        runner.begin()
        runner.until(lambda: runner.strip.text == "Search in all pictures: more was found in 4 pictures begun before")
        runner.qtbot.mouseClick(runner.strip.show_found, LEFT)
        runner.until(lambda: runner.session.picture.name == "3.png")

    def test_once_the_class_is_removed_pictures_that_were_begun_are_counted_no_more(self, runner: Runner) -> None:
        runner.session.project.images.set_state(NAMES, ImageState.IN_WORK)
        runner.begin()
        runner.until(lambda: "begun before" in runner.strip.text)
        runner.session.classes.remove(runner.session.classes.listed[0].id)
        runner.until(lambda: runner.strip.text == "Search in all pictures: 0 pictures have candidates")
        assert not runner.strip.show_found.isVisible()

    def test_once_it_is_over_pictures_whose_candidates_are_accepted_are_counted_no_more(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        runner.person.accept_all()
        runner.until(lambda: runner.strip.text == "Search in all pictures: 5 pictures have candidates")
        runner.go(Qt.Key.Key_D)
        runner.person.accept_all()
        runner.until(lambda: runner.strip.text == "Search in all pictures: 4 pictures have candidates")
        runner.person.undo()
        runner.until(lambda: runner.strip.text == "Search in all pictures: 5 pictures have candidates")

    def test_candidates_of_a_class_that_is_removed_later_are_counted_no_more(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        runner.session.classes.remove(runner.session.classes.listed[0].id)
        runner.until(lambda: runner.strip.text == "Search in all pictures: 0 pictures have candidates")

    def test_a_threshold_that_moves_later_changes_how_many_pictures_have_candidates(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        (duck,) = runner.session.classes.listed
        runner.session.classes.change(replace(duck, threshold=0.95))
        runner.until(lambda: runner.strip.text == "Search in all pictures: 0 pictures have candidates")
        runner.session.classes.change(duck)
        runner.until(lambda: runner.strip.text == "Search in all pictures: 6 pictures have candidates")

    def test_it_begins_after_the_picture_in_hand_and_comes_round(self, runner: Runner) -> None:
        runner.window.travel.go_to("4.png")
        runner.rest()
        order = []
        runner.session.state_changed.connect(lambda name, _: order.append(name))
        runner.begin()
        runner.over()
        assert order == ["5.png", "6.png", "2.png", "3.png"]

    def test_accepted_objects_are_left_alone(self, runner: Runner) -> None:
        runner.person.accept_all()
        (mine,) = runner.objects
        runner.begin()
        runner.over()
        assert runner.objects == (mine,)
        assert runner.offered == []
        assert runner.states()[0] is ImageState.IN_WORK

    def test_a_changed_prompt_reruns_what_it_touches(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        runner.session.classes.change(runner.session.classes.listed[0].with_concept("goose"))
        runner.rest()
        runner.model.prompts.clear()
        runner.begin()
        runner.over()
        assert runner.model.asked.count("goose") == 5

    def test_a_prompt_that_changes_meanwhile_is_followed(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(runner.strip.isVisible)
        runner.session.classes.change(runner.session.classes.listed[0].with_concept("goose"))
        runner.model.gate.set()
        runner.over()
        search = search_for(runner.session.classes.listed[0], (), runner.window.controller.model.fingerprint)
        assert {runner.session.project.found.found(name)[1].key for name in NAMES[1:]} == {search.key}
        assert runner.model.asked.count("goose") >= 5

    def test_what_scores_little_is_found_where_the_threshold_of_its_class_is_low(self, runner: Runner) -> None:
        runner.model.places = ((2, 2, 0.9), (9, 2, 0.03), (16, 2, 0.005))
        runner.session.classes.change(replace(runner.session.classes.listed[0], threshold=0.02))
        runner.begin()
        runner.over()
        assert [found_in(runner, name) for name in NAMES] == [2] * len(NAMES)

    def test_a_threshold_that_is_lowered_meanwhile_holds_for_pictures_done_with_as_well(self, runner: Runner) -> None:
        runner.model.places = ((2, 2, 0.9), (9, 2, 0.03), (16, 2, 0.005))
        runner.begin()
        runner.until(lambda: found_in(runner, "2.png") == 1)
        runner.session.classes.change(replace(runner.session.classes.listed[0], threshold=0.02))
        runner.until(lambda: all(found_in(runner, name) == 2 for name in NAMES))
        runner.over()

    def test_another_model_is_asked_anew(self, runner: Runner, shop: ModelShop) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(runner.strip.isVisible)
        with runner.hears(runner.window.controller.loaded):
            runner.window.controller.load_model(ModelChoice("other"))
        runner.over()
        assert runner.model is shop.model
        search = search_for(runner.session.classes.listed[0], (), runner.window.controller.model.fingerprint)
        assert {runner.session.project.found.found(name)[1].key for name in NAMES} == {search.key}


class TestWorkingMeanwhile:
    def test_a_persons_prompt_comes_before_the_next_picture(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: len(runner.model.prompts) > 1)
        before = len(runner.model.prompts)
        with runner.hears(runner.window.controller.prompted):
            runner.person.search("frog")
            runner.until(lambda: "frog" in runner.model.asked)
            runner.model.gate.set()
        # The run had to let go of its picture, and the next thing that was asked is what the person typed.
        assert runner.model.asked[before] == "frog"
        runner.over()

    def test_going_to_another_picture_does_not_wait_for_the_run(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: len(runner.model.prompts) > 1)
        with runner.hears(runner.window.desk.picture_shown):
            runner.person.press(Qt.Key.Key_D)
        with runner.hears(runner.window.controller.prompted):
            runner.model.gate.set()
        assert runner.offered == [0.9]
        runner.over()

    def test_what_is_found_in_the_picture_in_hand_is_shown_there(self, runner: Runner) -> None:
        runner.window._settings.set(setting.AUTO_RUN, False)
        with runner.hears(runner.window.desk.picture_shown):
            runner.person.press(Qt.Key.Key_D)
        assert runner.offered == []
        runner.begin()
        runner.over()
        runner.person.press(Qt.Key.Key_I)
        assert runner.offered == [0.9]
        assert runner.picture.state is ImageState.CANDIDATES

    def test_escape_does_not_stop_it(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: len(runner.model.prompts) > 1)
        runner.person.press(Qt.Key.Key_Escape)
        runner.model.gate.set()
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)


class TestStopping:
    def start(self, runner: Runner) -> None:
        """Begun, and held at its first picture."""
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: len(runner.model.prompts) > 1)

    def test_paused_it_asks_nothing_until_it_is_to_go_on(self, runner: Runner) -> None:
        self.start(runner)
        runner.qtbot.mouseClick(runner.strip.pause, LEFT)
        runner.model.gate.set()
        assert runner.strip.text.endswith("paused · 0 objects")
        with runner.hears(runner.window.controller.prompted):
            runner.person.search("frog")
        assert sum(found_in(runner, name) > 0 for name in NAMES) == 1
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_stopped_it_keeps_what_it_has_and_is_forgotten(self, runner: Runner) -> None:
        self.start(runner)
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        assert not runner.strip.isVisible()
        assert not ProjectPass(runner.session.project, "01").resume()

    @pytest.mark.usefixtures("time_to_close")
    def test_closing_the_window_waits_for_no_picture_and_loses_nothing(
        self, runner: Runner, photos: Path, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
    ) -> None:
        self.start(runner)
        model = runner.window.controller.model.fingerprint
        runner.window.close()
        assert runner.window.has_ended
        with Project.open(photos) as project:
            work = ProjectPass(project, model)
            assert work.resume()
            assert work.queue.names == tuple(NAMES[1:])
        later = open_window()
        with qtbot.waitSignal(later.controller.loaded, timeout=PATIENCE):
            later.begin()
        again = Runner(later, shop, qtbot)
        again.open(photos)
        again.until(lambda: again.strip.text == "Search in all pictures: 0 of 5 · paused · 0 objects")
        qtbot.mouseClick(again.strip.resume, LEFT)
        again.over()
        assert all(found_in(again, name) for name in NAMES)

    def test_a_model_that_comes_later_takes_it_up_too(
        self, runner: Runner, photos: Path, open_window: OpenWindow, qtbot: QtBot
    ) -> None:
        self.start(runner)
        runner.window.close()
        later = open_window()
        later.open(photos)
        assert not later.strip.isVisible()
        with qtbot.waitSignal(later.controller.loaded, timeout=PATIENCE):
            later.begin()
        qtbot.waitUntil(later.strip.isVisible, timeout=PATIENCE)

    def test_a_model_that_is_switched_off_pauses_it(self, runner: Runner) -> None:
        self.start(runner)
        runner.window._settings.set(setting.AI, False)
        assert "paused" in runner.strip.text
        runner.model.gate.set()
        runner.window._settings.set(setting.AI, True)
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
