"""Pictures whose files get other names while a run goes over them."""

import threading
from pathlib import Path
from typing import Any

import pytest
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from runner import Runner, found_in, told

from sam3_studio.app.panels.failure_list import FailureList
from sam3_studio.dataset.project.planning import Everything, Scope

pytestmark = pytest.mark.gui


def shift(runner: Runner, photos: Path) -> None:
    """The last two pictures get the next names, and the project notices."""
    for number in (6, 5):
        (photos / f"{number}.png").rename(photos / f"{number + 1}.png")
    with runner.qtbot.waitSignal(runner.session.scanned, timeout=PATIENCE):
        runner.session.scan()


def test_a_picture_that_has_another_name_before_its_turn_is_searched_all_the_same(runner: Runner, photos: Path) -> None:
    runner.model.gate.clear()
    runner.begin()
    runner.until(runner.strip.isVisible)
    (photos / "6.png").rename(photos / "7.png")
    with runner.qtbot.waitSignal(runner.session.scanned, timeout=PATIENCE):
        runner.session.scan()
    runner.model.gate.set()
    runner.over()
    assert found_in(runner, "7.png")


@pytest.fixture
def failed(runner: Runner, photos: Path) -> Runner:
    """A run is over in which 3.png could not be read, which is called 7.png since."""
    (photos / "3.png").write_bytes(b"broken")
    look_through(runner)
    runner.begin()
    runner.over()
    (photos / "3.png").rename(photos / "7.png")
    look_through(runner)
    return runner


def look_through(runner: Runner) -> None:
    with runner.hears(runner.session.scanned):
        runner.session.scan()


def open_failures(runner: Runner) -> FailureList:
    runner.qtbot.mouseClick(runner.strip.failures, Qt.MouseButton.LeftButton)
    return runner.strip.findChild(FailureList)


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_what_failed_is_listed_by_the_name_that_it_has_now(failed: Runner) -> None:
    assert told(open_failures(failed)).startswith("7.png\n")


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_what_failed_is_tried_again_under_the_name_that_it_has_now(failed: Runner, photos: Path) -> None:
    Image.new("RGB", (40, 30), (90, 40, 60)).save(photos / "7.png")
    failed.qtbot.mouseClick(open_failures(failed).retry, Qt.MouseButton.LeftButton)
    failed.until(lambda: found_in(failed, "7.png") > 0)


def test_a_run_over_some_pictures_goes_on_with_these_under_their_other_names() -> None:
    scope = Scope(("1.png", "2.png", "3.png"))
    assert scope.renamed({"1.png": "2.png", "2.png": "1.png"}).names == ("2.png", "1.png", "3.png")
    assert Scope().renamed({"1.png": "2.png"}) == Scope()


def test_pictures_that_have_other_names_before_their_turn_are_prepared_all_the_same(
    runner: Runner, photos: Path
) -> None:
    runner.model.gate.clear()
    runner.window.commands["encode_folder"].trigger()
    runner.until(runner.strip.isVisible)
    shift(runner, photos)
    runner.model.gate.set()
    runner.until(lambda: "are prepared" in runner.strip.text)
    assert runner.strip.text == "Prepare pictures: 6 pictures are prepared"
    assert len(set(runner.model.on_disk)) == 6


def test_pictures_that_have_other_names_while_all_names_are_read_are_prepared_all_the_same(
    runner: Runner, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, goes_on = threading.Event(), threading.Event()
    names = Everything.names

    def slow(*wanted: Any) -> tuple[str, ...]:
        read = names(*wanted)
        has_read.set()
        goes_on.wait(PATIENCE / 1000)
        return read

    monkeypatch.setattr(Everything, "names", slow)
    runner.window.commands["encode_folder"].trigger()
    assert has_read.wait(PATIENCE / 1000)
    shift(runner, photos)
    goes_on.set()
    runner.until(lambda: "are prepared" in runner.strip.text)
    assert runner.strip.text == "Prepare pictures: 6 pictures are prepared"
    assert len(set(runner.model.on_disk)) == 6
