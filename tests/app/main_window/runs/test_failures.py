"""What fails in a run is listed, and can be tried again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from runner import NAMES, Runner, found_in, told

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.failure_list import FailureList
from sam3_studio.app.panels.files.model import ENTRY
from sam3_studio.core.errors import ModelError, PromptError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.asking import MOST_LOST
from sam3_studio.dataset.project.runs.project_pass import ProjectPass

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]
LEFT = Qt.MouseButton.LeftButton


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
        assert told(popup).startswith("3.png\n")
        assert "is no picture in a known format" in told(popup)
        runner.qtbot.mouseClick(popup.retry, LEFT)
        runner.until(lambda: runner.states()[2] is ImageState.CANDIDATES)
        runner.over()
        assert not runner.strip.failures.isVisible()

    def test_a_broken_picture_stays_what_a_person_made_it_and_the_list_tells_why_it_cannot_be_read(
        self, runner: Runner, photos: Path
    ) -> None:
        runner.session.project.images.set_state(["3.png"], ImageState.SECOND_LOOK)
        (photos / "3.png").write_bytes(b"broken")
        runner.begin()
        runner.over()
        assert runner.strip.failures.text() == "1 failed"
        assert runner.states()[2] is ImageState.SECOND_LOOK
        entry = runner.window.files._list.model().index(2, 0).data(ENTRY)
        assert entry.state is ImageState.SECOND_LOOK
        assert "is no picture in a known format" in entry.note

    def test_who_opens_the_project_again_finds_them_listed_and_can_try_again(
        self, runner: Runner, photos: Path, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
    ) -> None:
        good = (photos / "3.png").read_bytes()
        (photos / "3.png").write_bytes(b"broken")
        with runner.hears(runner.session.scanned):
            runner.session.scan()
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
        assert told(popup).startswith("3.png\n")
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
        place = popup.list.visualRect(popup.list.model().index(0, 0)).center()
        runner.qtbot.mouseClick(popup.list.viewport(), LEFT, pos=place)
        assert runner.window.files.current == "3.png"

    def test_one_failure_of_the_model_is_the_pictures(self, runner: Runner) -> None:
        runner.model.failures = [ModelError("The device hiccuped.")]
        runner.begin()
        runner.over()
        assert runner.strip.failures.text() == "1 failed"
        assert "The device hiccuped." not in runner.said

    def test_a_folder_that_is_gone_pauses_the_run_which_goes_on_once_it_is_back(
        self, runner: Runner, photos: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drive, away = photos.parent / "drive", photos.parent / "away"
        shutil.copytree(photos, drive, ignore=shutil.ignore_patterns("project*"))
        with monkeypatch.context() as patch:
            # Else the project would go with the pictures.
            patch.setattr("sam3_studio.dataset.project.location.accepts_files", lambda _: False)
            runner.open(drive)
        runner.find("duck")
        runner.rest()
        runner.model.gate.clear()
        runner.begin()
        runner.until(lambda: "paused" not in runner.strip.text and len(runner.model.prompts) > 2)
        drive.rename(away)
        runner.model.gate.set()
        sentence = f"The pictures in {drive} cannot be reached; check its drive or connection, then go on: "
        runner.until(lambda: f"{sentence}nothing is lost." in runner.said)
        assert "paused" in runner.strip.text
        assert not runner.strip.failures.isVisible()
        assert ImageState.FAILED not in runner.states()
        away.rename(drive)
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
        assert not runner.strip.failures.isVisible()
        assert all(found_in(runner, name) for name in NAMES)

    def test_many_pictures_that_the_disk_does_not_give_pause_the_run_and_are_listed(
        self, runner: Runner, photos: Path
    ) -> None:
        share = photos / "share"
        share.mkdir()
        for number in range(MOST_LOST + 2):
            Image.new("RGB", (40, 30), (0, number, 0)).save(share / f"{number}.png")
        with runner.hears(runner.session.scanned):
            runner.session.scan()
        share.rename(photos.parent / "away")
        runner.begin()
        sentence = f"The pictures in {share} cannot be reached; check its drive or connection, then go on: "
        runner.until(lambda: f"{sentence}nothing is lost." in runner.said)
        assert "paused" in runner.strip.text
        assert runner.strip.failures.text() == f"{MOST_LOST} failed"

    def test_prompts_that_their_pictures_cannot_be_asked_are_not_the_devices_and_stop_nothing(
        self, runner: Runner
    ) -> None:
        runner.model.failures = [PromptError("The box lies outside the picture.")] * 4
        runner.begin()
        runner.over()
        assert runner.strip.failures.text() == "4 failed"
        assert "The box lies outside the picture." not in runner.said

    def test_several_in_a_row_are_the_devices_and_pause_the_run(self, runner: Runner) -> None:
        runner.model.failures = [ModelError("The device failed.")] * 3
        runner.begin()
        runner.until(lambda: "The device failed." in runner.said)
        assert "paused" in runner.strip.text
        assert runner.said.count("The device failed.") == 1
        runner.qtbot.mouseClick(runner.strip.failures, LEFT)
        popup = runner.strip.findChild(FailureList)
        runner.qtbot.mouseClick(popup.retry, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)
