"""A folder that does not answer keeps nobody waiting."""

import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from session_tools import HEIGHT, WIDTH, found

from sam3_studio.app.session import scanning
from sam3_studio.app.session.session import Session
from sam3_studio.app.threads.lingering import have_all_ended
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.index_update import IndexUpdate
from sam3_studio.dataset.project.pictures.scan import ScanBatch, ScannedImage

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set once a scan waits for a disk; the disk answers after the test."""
    waiting, answer = threading.Event(), threading.Event()

    def scan(_: Path) -> Iterator[ScanBatch]:
        waiting.set()
        answer.wait()
        yield ScanBatch(())

    monkeypatch.setattr(scanning, "scan", scan)
    yield waiting
    answer.set()
    assert have_all_ended(20)


def test_a_project_on_a_disk_that_does_not_answer_can_be_closed(tmp_path: Path, stuck: threading.Event) -> None:
    session = Session(tmp_path)
    session.scan()
    assert stuck.wait(20)
    session.close()
    assert session.is_scanning
    assert not have_all_ended(0)


def test_a_project_whose_scan_still_waits_for_the_disk_can_be_opened_again(
    tmp_path: Path, stuck: threading.Event
) -> None:
    session = Session(tmp_path)
    session.scan()
    assert stuck.wait(20)
    session.close()
    again = Session(tmp_path)
    assert again.classes.listed == ()
    again.close()


def test_which_pictures_were_deleted_is_not_asked_in_the_windows_thread(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, lstat = [], Path.lstat

    def ask(path: Path) -> os.stat_result:
        if path.name == "1.png":
            asking.append(threading.current_thread())
        return lstat(path)

    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(b"picture")
    session = Session(tmp_path)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    session.classes.add_concepts(["duck"])
    session.project.found.save("1.png", 1, "key", Segmentation(0.5, ()))
    (tmp_path / "1.png").unlink()
    monkeypatch.setattr(Path, "lstat", ask)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    assert len(asking) == 1
    assert threading.main_thread() not in asking
    assert [record.name for record in session.project.images.records()] == ["2.png"]
    session.close()


def test_closing_in_the_middle_of_a_scan_leaves_no_thread(folder: Path, qtbot: QtBot) -> None:
    session = Session(folder)
    session.scan()
    session.close()
    qtbot.waitUntil(lambda: not session.is_scanning)


def test_a_session_that_is_closed_while_the_folder_is_looked_through_takes_nothing_more(
    folder: Path, qtbot: QtBot
) -> None:
    session = Session(folder)
    with qtbot.assertNotEmitted(session.pictures_found, wait=100):
        session.scan()
        session.close()


@pytest.mark.parametrize("is_changed_before", [False, True])
def test_a_file_that_was_read_while_the_folder_was_looked_through_is_not_taken_for_what_it_was_before(
    session: Session, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, is_changed_before: bool
) -> None:
    def read_another() -> None:
        Image.effect_noise((WIDTH, HEIGHT), 90).save(folder / "2.png")
        session.note_read("2.png", FileState.of(folder / "2.png"), WIDTH, HEIGHT)
        session.project.found.save("2.png", 1, "key", found(0.9))

    def add(update: IndexUpdate, images: Iterable[ScannedImage]) -> list[str]:
        if not is_changed_before:
            read_another()
        new = take_in(update, images)
        if is_changed_before:
            read_another()
        return new

    session.classes.add_concepts(["duck"])
    if is_changed_before:
        (folder / "2.png").write_bytes(b"broken")
    take_in = IndexUpdate.add
    monkeypatch.setattr(IndexUpdate, "add", add)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    record = session.project.images.find("2.png")
    assert record is not None
    assert record.file == FileState.of(folder / "2.png")
    assert session.project.found.found("2.png")


def test_what_a_look_that_broke_off_had_found_is_not_taken_in_by_the_next_one(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, take_in = scanning.scan, IndexUpdate.add
    told, answer = threading.Event(), threading.Event()

    def tell_all(_: Path) -> Iterator[ScanBatch]:
        for name in ("1.png", "gone.png"):
            yield ScanBatch((ScannedImage(name, FileState(7, 1)),))
        told.set()
        answer.wait()  # a disk that does not keeps the thread

    def fail(*_: object) -> list[str]:
        raise DatasetError("The disk is full.")

    session = Session(folder)
    monkeypatch.setattr(scanning, "scan", tell_all)
    monkeypatch.setattr(IndexUpdate, "add", fail)
    session.scan()
    assert told.wait(20)

    def try_again(whole: bool) -> None:
        if not whole:
            monkeypatch.setattr(scanning, "scan", look)
            monkeypatch.setattr(IndexUpdate, "add", take_in)
            session.scan()

    session.scanned.connect(try_again)
    with qtbot.waitSignal(session.scanned, check_params_cb=bool):
        pass
    assert [record.name for record in session.project.images.records()] == ["1.png", "2.png", "10.png"]
    answer.set()
    session.close()
    assert have_all_ended(20)


def test_where_very_many_files_are_others_than_before_they_are_told_of_together(tmp_path: Path, qtbot: QtBot) -> None:
    """Each by itself takes a third of a millisecond, and the window stands still meanwhile."""
    names = [f"{number}.png" for number in range(150)]
    for name in names:
        (tmp_path / name).write_bytes(b"a picture")
    session = Session(tmp_path)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    renewed, states, relisted = list[frozenset[str]](), list[str](), list[int]()
    session.renewed.connect(renewed.append)
    session.state_changed.connect(lambda name, *_: states.append(name))
    session.pictures_changed.connect(lambda: relisted.append(1))
    for name in names:
        (tmp_path / name).write_bytes(b"another picture")
    with qtbot.waitSignal(session.scanned):
        session.scan()
    assert (renewed, states, relisted) == ([set(names)], [], [1])
    session.close()
