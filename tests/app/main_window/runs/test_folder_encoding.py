"""`app.main_window.runs.folder_encoding`: all pictures are prepared on disk."""

import pytest
from PySide6.QtCore import Qt
from runner import NAMES, Runner, found_in

from sam3_studio.app.settings import table as setting

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


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


class TestSearchUnderWay:
    """A search that is under way waits until the pictures are prepared."""

    @staticmethod
    def interrupt(runner: Runner) -> None:
        """Have pictures prepared when a search is at its first one."""
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: len(runner.model.prompts) > 1)
        runner.window.commands["encode_folder"].trigger()
        runner.until(lambda: runner.strip.text.startswith("Prepare pictures"))
        assert runner.said[-1] == "The search goes on once all pictures are prepared."

    def test_it_goes_on_after_them(self, runner: Runner) -> None:
        self.interrupt(runner)
        runner.model.gate.set()
        runner.over()
        assert len(set(runner.model.on_disk)) == 6
        assert all(found_in(runner, name) for name in NAMES)
        assert "Prepare pictures: 6 pictures are prepared" in runner.said

    def test_it_goes_on_where_they_are_given_up(self, runner: Runner) -> None:
        self.interrupt(runner)
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        runner.model.gate.set()
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_it_goes_on_after_them_where_they_were_begun_twice(self, runner: Runner) -> None:
        self.interrupt(runner)
        runner.window.commands["encode_folder"].trigger()
        runner.until(lambda: runner.said.count("The search goes on once all pictures are prepared.") == 2)
        runner.model.gate.set()
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_it_waits_where_they_are_given_up_while_the_model_is_switched_off(self, runner: Runner) -> None:
        self.interrupt(runner)
        runner.window._settings.set(setting.AI, False)
        runner.model.gate.set()
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        runner.until(lambda: runner.strip.text.startswith("Search in all pictures") and "paused" in runner.strip.text)
        runner.rest()
        assert not any(found_in(runner, name) for name in NAMES[1:])

    def test_paused_before_it_is_shown_paused_once_they_are_put_away(self, runner: Runner) -> None:
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: len(runner.model.prompts) > 1)
        runner.qtbot.mouseClick(runner.strip.pause, LEFT)
        runner.model.gate.set()
        runner.window.commands["encode_folder"].trigger()
        runner.until(lambda: "are prepared" in runner.strip.text)
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        runner.until(lambda: runner.strip.text.startswith("Search in all pictures") and "paused" in runner.strip.text)
