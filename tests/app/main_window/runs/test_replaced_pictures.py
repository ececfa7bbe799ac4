"""Pictures whose files are replaced while a run goes over them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from runner import NAMES, Runner, found_in

from sam3_studio.app.session import scanning
from sam3_studio.app.settings import table as setting
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.images import ImageIndex
from sam3_studio.dataset.project.pictures.scan import ScanBatch

pytestmark = pytest.mark.gui


def replaced(photos: Path, width: int) -> FileState:
    """The third picture is another one by now, so wide; the state of its file."""
    Image.new("RGB", (width, 30), (90, 120, 60)).save(photos / "3.png")
    return FileState.of(photos / "3.png")


def found_in_all_but(runner: Runner, name: str) -> bool:
    return all(found_in(runner, other) for other in NAMES if other != name)


def test_what_was_found_in_a_file_that_has_been_replaced_twice_since_the_run_began_does_not_count(
    runner: Runner, photos: Path
) -> None:
    """The model read the second of three files; that there is a third one is known before its answer is there."""
    replaced(photos, 50)
    runner.model.hold_at(2)
    runner.begin()
    runner.until(lambda: not runner.model.gate.is_set())
    newest = replaced(photos, 60)
    assert runner.session.note_read("3.png", newest, 60, 30)  # as where it is opened
    runner.model.gate.set()
    runner.over()
    record = runner.session.project.images.find("3.png")
    assert record is not None
    assert (record.file, record.width) == (newest, 60)
    (kept,) = runner.session.project.found.found("3.png").values()
    assert {one.mask.width for one in kept.candidates} == {60}


def test_pictures_that_come_while_a_run_goes_over_all_are_searched_too(runner: Runner, photos: Path) -> None:
    runner.model.gate.clear()
    runner.begin()
    runner.until(runner.strip.isVisible)
    Image.new("RGB", (40, 30), (1, 2, 3)).save(photos / "0.png")
    runner.look_through()
    runner.model.gate.set()
    runner.over()
    assert found_in(runner, "0.png")


def test_one_that_is_replaced_after_its_turn_is_searched_again(runner: Runner, photos: Path) -> None:
    runner.model.hold_at(3)
    runner.begin()
    runner.until(lambda: found_in(runner, "3.png") > 0 and not runner.model.gate.is_set())
    replaced(photos, 50)
    runner.look_through()
    assert not found_in(runner, "3.png")
    runner.model.gate.set()
    runner.until(lambda: found_in(runner, "3.png") > 0)


def test_a_picture_whose_file_was_replaced_is_in_hand_anew_with_what_was_found_in_that(
    runner: Runner, photos: Path
) -> None:
    runner.window._settings.set(setting.AUTO_RUN, False)
    runner.session.classes.change(runner.session.classes.listed[0].with_concept("goose"))
    Image.new("RGB", (80, 60), (90, 0, 60)).save(photos / "1.png")
    runner.begin()
    runner.over()
    runner.until(lambda: runner.window.desk.size == (80, 60))
    record = runner.session.project.images.find("1.png")
    assert record is not None
    assert (record.file, record.width) == (FileState.of(photos / "1.png"), 80)
    assert runner.offered == [0.9]
    assert runner.model.asked.count("goose") == 6


@pytest.fixture
def disk_may_answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until it is set, the folder cannot be looked through."""
    gate, look = threading.Event(), scanning.scan

    def scan(root: Path) -> Iterator[ScanBatch]:
        gate.wait()
        yield from look(root)

    monkeypatch.setattr(scanning, "scan", scan)
    yield gate
    gate.set()


@pytest.mark.parametrize("name", ["3.png", "6.png"])
def test_one_whose_file_is_in_question_is_asked_about_again_once_the_folder_has_been_looked_through_and_no_sooner(
    runner: Runner, photos: Path, disk_may_answer: threading.Event, name: str
) -> None:
    """A disk in the network takes minutes for that; the others have their turn meanwhile."""
    runner.session.project.images.set_note(name, "by a person")
    Image.new("RGB", (50, 30), (90, 120, 60)).save(photos / name)
    runner.begin()
    runner.until(lambda: found_in_all_but(runner, name))
    runner.qtbot.waitUntil(lambda: "looking for" in runner.strip.text)
    assert len(runner.model.asked) == 6
    disk_may_answer.set()
    runner.over()
    assert len(runner.model.asked) == 7
    assert found_in(runner, name)


def test_an_answer_counts_where_nothing_tells_whose_file_it_is_about(
    runner: Runner, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder that cannot be listed; the picture was asked about for ever."""
    replaced(photos, 50)
    monkeypatch.setattr(ImageIndex, "note_read", lambda *_: False)
    runner.begin()
    runner.over()
    assert len(runner.model.asked) == 6
    assert found_in(runner, "3.png")
