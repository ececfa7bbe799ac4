"""`app.main_window.runs.folder_encoding`: all pictures are prepared on disk."""

import pytest
from PySide6.QtCore import Qt
from runner import Runner

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
