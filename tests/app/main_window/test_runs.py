"""`app.main_window.runs`: runs over many pictures, begun and watched by a person who goes on working."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sitting import Sitting

from sam3_studio.app.dialogs.run_all import RunAllDialog
from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.main_window import plan_reading
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.run_strip import FailureList, RunStrip
from sam3_studio.app.settings import table as setting
from sam3_studio.app.threads.job import jobs_have_ended
from sam3_studio.core.errors import DatasetError, ModelError
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.searches import WHERE_NEEDED, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.core.tiled import TileUse
from sam3_studio.core.tiling import tiles
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.project.planning import Extent, Inquiry, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.project_pass import ProjectPass

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = [f"{number}.png" for number in range(1, 7)]


class Runner(Sitting):
    """Begins runs with the keyboard, and handles the strip with the mouse."""

    @property
    def strip(self) -> RunStrip:
        return self.window.strip

    def dialog(self) -> RunAllDialog:
        """Opened with its keys."""
        self.person.press(Qt.Key.Key_B, CONTROL)
        self.until(lambda: isinstance(QApplication.activeModalWidget(), RunAllDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RunAllDialog)
        dialog.activateWindow()
        self.until(dialog.isActiveWindow)
        return dialog

    def begin(self) -> None:
        """As the dialog proposes."""
        self.accept(self.dialog())

    def accept(self, dialog: RunAllDialog) -> None:
        """Begin what is chosen, and go back to the picture."""
        self.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.window.canvas.setFocus()

    def reads(self, dialog: RunAllDialog, text: str) -> None:
        """Wait for what it comes to."""
        self.until(lambda: dialog.extent.text() == text)

    def finds_all_searched(self) -> RunAllDialog:
        """Open the dialog, which says that there is nothing to be done."""
        dialog = self.dialog()
        self.reads(dialog, "All these pictures have been searched already.")
        return dialog

    def over(self) -> None:
        """Wait for the end of the run."""
        self.until(lambda: self.strip.isVisible() and "have candidates" in self.strip.text)

    def states(self) -> list[ImageState]:
        return [record.state for record in self.session.records()]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with six pictures, none like another."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        Image.new("RGB", (40, 30), (90, 20 * number, 60)).save(folder / name)
    return folder


@pytest.fixture
def runner(window: MainWindow, shop: ModelShop, photos: Path, qtbot: QtBot) -> Iterator[Runner]:
    """With the first picture in hand, and "duck" looked for in it; nothing is prepared ahead."""
    window._settings.set(setting.PREFETCH, "off")
    made = Runner(window, shop, qtbot)
    made.open(photos)
    made.find("duck")
    made.rest()
    yield made
    made.model.gate.set()


def found_in(runner: Runner, name: str) -> int:
    """How many candidates the project has of a picture."""
    return sum(len(one.candidates) for one in runner.session.project.found.found(name).values())


def _never(_: Inquiry) -> None:
    """A plan that does not come."""


class TestTheDialog:
    def test_it_proposes_active_classes_in_all_pictures_that_are_not_done(self, runner: Runner) -> None:
        runner.session.project.images.set_state(["6.png"], ImageState.DONE)
        dialog = runner.dialog()
        assert dialog.chosen == {1}
        assert dialog.everywhere.isChecked()
        assert not dialog.listed.isEnabled()
        assert dialog.unreviewed.isChecked()
        runner.reads(dialog, "4 pictures will be searched. 1 picture has been searched already.")
        runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        runner.reads(dialog, "5 pictures will be searched. 1 picture has been searched already.")
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not runner.strip.isVisible()

    def test_a_list_that_is_searched_can_be_the_place_to_look(self, runner: Runner) -> None:
        runner.window.files.focus_search()
        runner.qtbot.keyClicks(QApplication.focusWidget(), "2.png")
        runner.window.canvas.setFocus()
        dialog = runner.dialog()
        assert dialog.listed.isChecked()
        runner.until(lambda: dialog.listed.text() == "the pictures in the list (1)")
        runner.reads(dialog, "1 picture will be searched.")
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        runner.over()
        assert [found_in(runner, name) for name in NAMES] == [2, 2, 0, 0, 0, 0]

    def test_the_list_is_read_in_another_thread_and_until_then_it_cannot_be_searched(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate, matching = threading.Event(), plan_reading.pictures_matching

        def late(file: Path, wanted: ImageFilter, cancel: threading.Event) -> list[str]:
            gate.wait(PATIENCE / 1000)
            return matching(file, wanted, cancel)

        runner.window.files.focus_search()
        runner.qtbot.keyClicks(QApplication.focusWidget(), "2.png")
        runner.window.canvas.setFocus()
        monkeypatch.setattr(plan_reading, "pictures_matching", late)
        dialog = runner.dialog()
        assert dialog.listed.text() == "the pictures in the list (…)"
        assert not dialog.begin.isEnabled()
        runner.qtbot.mouseClick(dialog.everywhere, LEFT)
        assert dialog.begin.isEnabled()
        runner.qtbot.mouseClick(dialog.listed, LEFT)
        assert not dialog.begin.isEnabled()
        gate.set()
        runner.reads(dialog, "1 picture will be searched.")
        assert dialog.begin.isEnabled()
        dialog.reject()

    def test_without_a_class_there_is_nothing_to_begin(self, runner: Runner) -> None:
        dialog = runner.dialog()
        dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
        assert not dialog.begin.isEnabled()
        assert dialog.extent.text() == "Choose what to look for."
        dialog.reject()

    def test_where_everything_is_known_it_says_so(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        dialog = runner.finds_all_searched()
        assert not dialog.begin.isEnabled()
        dialog.reject()

    def test_a_class_that_is_chosen_is_switched_on(self, runner: Runner) -> None:
        runner.session.classes.add_concepts(["frog"])
        runner.session.classes.change(replace(runner.session.classes.listed[1], active=False))
        dialog = runner.dialog()
        assert dialog.chosen == {1}
        dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        runner.over()
        assert all(one.active for one in runner.session.classes.listed)

    def test_a_project_without_a_concept_is_told_to_have_one(
        self, window: MainWindow, shop: ModelShop, photos: Path, qtbot: QtBot
    ) -> None:
        made = Runner(window, shop, qtbot)
        made.open(photos)
        made.person.press(Qt.Key.Key_B, CONTROL)
        assert made.said[-1] == "No class has a concept to look for yet; type one first."

    def test_a_model_that_is_switched_off_is_told_of(self, runner: Runner) -> None:
        runner.window._settings.set(setting.AI, False)
        runner.person.press(Qt.Key.Key_B, CONTROL)
        assert runner.said[-1] == "The model is switched off; switch it on first."


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


class TestTiles:
    """The model's input has 14 pixels a side; one picture is more than four times as wide."""

    @pytest.fixture
    def photos(self, photos: Path) -> Path:
        Image.new("RGB", (80, 30), (90, 120, 60)).save(photos / "3.png")
        return photos

    def tick(self, runner: Runner, dialog: RunAllDialog) -> None:
        """Once it is offered; its text is shorter than it is wide."""
        runner.until(dialog.tiles.isVisible)
        runner.qtbot.mouseClick(dialog.tiles, LEFT, pos=QPoint(8, dialog.tiles.height() // 2))
        assert dialog.tiles.isChecked()

    def begin_in_tiles(self, runner: Runner) -> None:
        dialog = runner.dialog()
        self.tick(runner, dialog)
        runner.reads(dialog, "6 pictures will be searched.")
        runner.accept(dialog)

    def test_they_are_offered_where_a_picture_is_far_larger_than_the_models_input(self, runner: Runner) -> None:
        dialog = runner.dialog()
        runner.until(dialog.tiles.isVisible)
        assert not dialog.tiles.isChecked()
        assert dialog.scope.tiles is TileUse.NEVER
        dialog.reject()

    def test_they_are_not_where_the_large_picture_is_done(self, runner: Runner) -> None:
        runner.session.project.images.set_state(["3.png"], ImageState.DONE)
        dialog = runner.dialog()
        with runner.hears(dialog._gaining.done):
            runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        self.tick(runner, dialog)
        with runner.hears(dialog._gaining.done):
            runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        assert not dialog.tiles.isVisible()
        assert dialog.scope.tiles is TileUse.NEVER
        dialog.reject()

    def test_large_pictures_are_looked_at_in_tiles_and_the_others_once(self, runner: Runner) -> None:
        runner.model.prompts.clear()
        self.begin_in_tiles(runner)
        runner.over()
        assert len(runner.model.prompts) == 6 + len(tiles(80, 30, 14))
        search = search_for(runner.session.classes.listed[0], (), runner.window.controller.model.fingerprint)
        keys = {runner.session.project.found.found(name)[1].key for name in NAMES}
        assert keys == {search.key + WHERE_NEEDED}

    def test_a_run_without_them_has_nothing_left_to_ask(self, runner: Runner) -> None:
        self.begin_in_tiles(runner)
        runner.over()
        dialog = runner.finds_all_searched()
        assert not dialog.tiles.isVisible()
        dialog.reject()

    def test_who_opens_the_picture_sees_what_tiles_found_and_is_asked_for_no_more(self, runner: Runner) -> None:
        self.begin_in_tiles(runner)
        runner.over()
        runner.model.prompts.clear()
        runner.window.travel.go_to("3.png")
        runner.rest()
        kept = runner.session.project.found.found("3.png")[1]
        assert len(runner.offered) == sum(one.score > 0.5 for one in kept.candidates) > 1
        assert runner.model.prompts == []

    def test_a_picture_that_gives_way_to_a_person_goes_on_with_the_tile_it_was_at(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        prompts, answer = runner.model.prompts, runner.model.segment
        prompts.clear()

        def hold(*arguments: object, **options: object) -> Segmentation:
            if len(prompts) == 10:
                runner.model.gate.clear()
            return answer(*arguments, **options)

        monkeypatch.setattr(runner.model, "segment", hold)
        self.begin_in_tiles(runner)
        runner.until(lambda: len(prompts) == 11)
        with runner.hears(runner.window.controller.prompted):
            runner.person.search("frog")
            runner.until(lambda: "frog" in runner.model.asked)
            runner.model.gate.set()
        runner.over()
        # Everything once, but for the tile that was given up half-way.
        assert runner.model.asked[11] == "frog"
        assert runner.model.asked.count("duck") == 6 + len(tiles(80, 30, 14)) + 1


class TestPlanning:
    """What is to be done is found out in another thread, which is held here until the gate opens."""

    @pytest.fixture
    def gate(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
        gate, names = threading.Event(), Inquiry.names

        def late(inquiry: Inquiry, cancel: threading.Event | None = None) -> tuple[str, ...]:
            gate.wait(PATIENCE / 1000)
            return names(inquiry, cancel)

        monkeypatch.setattr(Inquiry, "names", late)
        yield gate
        gate.set()

    def test_meanwhile_the_strip_says_so_and_nothing_is_asked(self, runner: Runner, gate: threading.Event) -> None:
        before = len(runner.model.prompts)
        runner.begin()
        assert runner.strip.text == "Search in all pictures: looking for what is to be done…"
        assert len(runner.model.prompts) == before
        gate.set()
        runner.over()

    def test_what_a_person_does_meanwhile_is_on_disk_and_is_left_alone(
        self, runner: Runner, gate: threading.Event
    ) -> None:
        runner.begin()
        runner.person.accept_all()
        (mine,) = runner.objects
        assert runner.session.project.labels.document("1.png").objects == (mine,)
        gate.set()
        runner.over()
        assert runner.objects == (mine,)

    def test_a_prompt_that_changes_meanwhile_is_what_is_asked(self, runner: Runner, gate: threading.Event) -> None:
        runner.begin()
        runner.session.classes.change(runner.session.classes.listed[0].with_concept("goose"))
        gate.set()
        runner.over()
        search = search_for(runner.session.classes.listed[0], (), runner.window.controller.model.fingerprint)
        assert {runner.session.project.found.found(name)[1].key for name in NAMES[1:]} == {search.key}

    def test_stopped_meanwhile_it_never_begins(self, runner: Runner, gate: threading.Event) -> None:
        runner.begin()
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        gate.set()
        runner.until(lambda: jobs_have_ended(PATIENCE / 1000))
        QApplication.processEvents()
        assert not runner.strip.isVisible()
        assert not any(found_in(runner, name) for name in NAMES[1:])

    def test_a_plan_that_cannot_be_read_is_told_of_and_continuing_reads_it_again(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Inquiry, __: threading.Event | None = None) -> tuple[str, ...]:
            raise DatasetError("The disk has gone.")

        with monkeypatch.context() as broken:
            broken.setattr(Inquiry, "names", fail)
            runner.begin()
            runner.until(lambda: "The disk has gone." in runner.said)
        runner.until(runner.strip.resume.isVisible)
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_a_run_that_has_nothing_left_to_do_is_not_taken_up(
        self, runner: Runner, photos: Path, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
    ) -> None:
        ProjectPass(runner.session.project, "another", plan=_never).begin({1}, Scope(("1.png",)))
        runner.window.close()
        later = open_window()
        with qtbot.waitSignal(later.controller.loaded, timeout=PATIENCE):
            later.begin()
        again = Runner(later, shop, qtbot)
        again.open(photos)
        again.until(lambda: not again.session.project.settings.get("run over pictures"))
        assert not again.strip.isVisible()

    def test_until_it_is_counted_how_much_there_is_to_do_one_can_begin(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate, extent = threading.Event(), Inquiry.extent

        def late(inquiry: Inquiry, cancel: threading.Event | None = None) -> Extent:
            gate.wait(PATIENCE / 1000)
            return extent(inquiry, cancel)

        monkeypatch.setattr(Inquiry, "extent", late)
        dialog = runner.dialog()
        assert dialog.extent.text() == "Counting…"
        assert dialog.begin.isEnabled()
        gate.set()
        runner.reads(dialog, "5 pictures will be searched. 1 picture has been searched already.")
        dialog.reject()


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
        assert runner.strip.text.endswith("0 objects · paused")
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

    def test_closing_the_window_takes_no_time_and_loses_nothing(
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
        again.until(lambda: again.strip.text == "Search in all pictures: 0 of 5 · 0 objects · paused")
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
        assert runner.strip.text.endswith("paused")
        runner.model.gate.set()
        runner.window._settings.set(setting.AI, True)
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
class TestFailures:
    def test_a_broken_picture_stops_nothing_and_is_listed_with_its_reason(self, runner: Runner, photos: Path) -> None:
        good = (photos / "3.png").read_bytes()
        (photos / "3.png").write_bytes(b"broken")
        runner.begin()
        runner.over()
        assert runner.strip.failures.text() == "1 failed"
        assert runner.states()[2] is ImageState.FAILED
        (photos / "3.png").write_bytes(good)
        runner.qtbot.mouseClick(runner.strip.failures, LEFT)
        popup = runner.strip.findChild(FailureList)
        assert popup.list.item(0).text().startswith("3.png\n")
        assert "is no picture in a known format" in popup.list.item(0).text()
        runner.qtbot.mouseClick(popup.retry, LEFT)
        runner.until(lambda: runner.states()[2] is ImageState.CANDIDATES)
        runner.over()
        assert not runner.strip.failures.isVisible()

    def test_who_opens_the_project_again_finds_them_listed_and_can_try_again(
        self, runner: Runner, photos: Path, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
    ) -> None:
        good = (photos / "3.png").read_bytes()
        (photos / "3.png").write_bytes(b"broken")
        runner.begin()
        runner.over()
        runner.window.close()
        later = open_window()
        with qtbot.waitSignal(later.controller.loaded, timeout=PATIENCE):
            later.begin()
        again = Runner(later, shop, qtbot)
        again.open(photos)
        again.over()
        assert again.strip.failures.text() == "1 failed"
        (photos / "3.png").write_bytes(good)
        qtbot.mouseClick(again.strip.failures, LEFT)
        popup = again.strip.findChild(FailureList)
        assert popup.list.item(0).text().startswith("3.png\n")
        again.model.prompts.clear()
        qtbot.mouseClick(popup.retry, LEFT)
        again.until(lambda: again.states()[2] is ImageState.CANDIDATES)
        again.over()
        assert not again.strip.failures.isVisible()
        assert again.model.asked == ["duck"]

    def test_who_has_closed_the_strip_is_not_told_of_them_again(self, runner: Runner, photos: Path) -> None:
        (photos / "3.png").write_bytes(b"broken")
        runner.begin()
        runner.over()
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        assert ProjectPass(runner.session.project, "any").recall() is None

    def test_a_click_on_a_failure_leads_to_its_picture(self, runner: Runner, photos: Path) -> None:
        (photos / "3.png").write_bytes(b"broken")
        runner.begin()
        runner.over()
        runner.qtbot.mouseClick(runner.strip.failures, LEFT)
        popup = runner.strip.findChild(FailureList)
        place = popup.list.visualItemRect(popup.list.item(0)).center()
        runner.qtbot.mouseClick(popup.list.viewport(), LEFT, pos=place)
        assert runner.window.files.current == "3.png"

    def test_one_failure_of_the_model_is_the_pictures(self, runner: Runner) -> None:
        runner.model.failures = [ModelError("The device hiccuped.")]
        runner.begin()
        runner.over()
        assert runner.strip.failures.text() == "1 failed"
        assert "The device hiccuped." not in runner.said

    def test_several_in_a_row_are_the_devices_and_pause_the_run(self, runner: Runner) -> None:
        runner.model.failures = [ModelError("The device failed.")] * 3
        runner.begin()
        runner.until(lambda: "The device failed." in runner.said)
        assert runner.strip.text.endswith("paused")
        assert runner.said.count("The device failed.") == 1
        runner.qtbot.mouseClick(runner.strip.failures, LEFT)
        popup = runner.strip.findChild(FailureList)
        runner.qtbot.mouseClick(popup.retry, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)


class TestPreparing:
    def test_every_picture_is_prepared_on_disk(self, runner: Runner) -> None:
        runner.window.commands["encode_folder"].trigger()
        runner.until(lambda: "are prepared" in runner.strip.text)
        assert runner.strip.text == "Prepare pictures: 6 pictures are prepared"
        assert len(set(runner.model.on_disk)) == 6

    def test_it_can_be_paused(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.window.commands["encode_folder"].trigger()
        runner.until(runner.strip.isVisible)
        runner.qtbot.mouseClick(runner.strip.pause, LEFT)
        runner.model.gate.set()
        assert runner.strip.text == "Prepare pictures: 0 of 6 · paused"
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.until(lambda: "are prepared" in runner.strip.text)

    def test_too_little_room_for_all_is_told_after_the_first(self, runner: Runner) -> None:
        with runner.hears(runner.window.controller.busy_changed):
            runner.window._settings.set(setting.CACHE_DISK_GIGABYTES, 5)
        runner.rest()
        runner.window.commands["encode_folder"].trigger()
        runner.until(lambda: "are prepared" in runner.strip.text)
        assert "All pictures take 6.0 GB on disk, and the settings allow 5.0 GB." in runner.said

    def test_without_any_room_the_settings_are_offered(self, runner: Runner) -> None:
        runner.window._settings.set(setting.CACHE_DISK_GIGABYTES, 0)
        runner.window.commands["encode_folder"].trigger()
        assert runner.said[-1] == "The settings give prepared pictures no room on disk."
        assert not runner.strip.isVisible()
