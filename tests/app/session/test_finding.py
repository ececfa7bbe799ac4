"""`app.session.finding`: pictures that pass a filter."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sam3_studio.app.session import finding
from sam3_studio.app.session.finding import PictureFinder
from sam3_studio.app.session.session import Session
from sam3_studio.dataset.project.filtering import ImageFilter

pytestmark = pytest.mark.gui


@pytest.fixture
def finder(session: Session) -> Iterator[PictureFinder]:
    """For the three pictures of a project."""
    made = PictureFinder(session.project.file)
    yield made
    assert made.stop(20)


def test_what_is_asked_is_answered_in_natural_order(finder: PictureFinder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(finder.found) as told:
        finder.find(ImageFilter("png"))
        assert not told.signal_triggered
    assert told.args == [ImageFilter("png"), ["1.png", "2.png", "10.png"]]


def test_what_was_written_a_moment_ago_is_found(session: Session, finder: PictureFinder, qtbot: QtBot) -> None:
    session.project.images.set_note("2.png", "dark")
    with qtbot.waitSignal(finder.found) as told:
        finder.find(ImageFilter("dark"))
    assert told.args[1] == ["2.png"]


class Gate:
    """Lets the thread go on when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = threading.Event()
        self.asked: list[str] = []
        self._find = finding.pictures_matching
        monkeypatch.setattr(finding, "pictures_matching", self._pass)

    def _pass(self, file: Path, wanted: ImageFilter, cancel: threading.Event) -> list[str]:
        self.asked.append(wanted.text)
        self.opened.wait()
        return self._find(file, wanted, cancel)


def test_only_the_newest_wish_is_answered(finder: PictureFinder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    answers: list[ImageFilter] = []
    finder.found.connect(lambda wanted, _: answers.append(wanted))
    for text in ("1", "10", "2"):
        finder.find(ImageFilter(text))
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [ImageFilter("2")]
    assert gate.asked == ["1", "2"]


def test_what_came_while_the_same_was_looked_for_is_found(
    session: Session, finder: PictureFinder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, looked, go_on = finding.pictures_matching, threading.Event(), threading.Event()

    def look_and_stay(file: Path, wanted: ImageFilter, cancel: threading.Event) -> list[str]:
        found = look(file, wanted, cancel)
        looked.set()
        go_on.wait()
        return found

    monkeypatch.setattr(finding, "pictures_matching", look_and_stay)
    answers: list[list[str]] = []
    finder.found.connect(lambda _, names: answers.append(names))
    finder.find(ImageFilter("dark"))
    assert looked.wait(20)
    session.project.images.set_note("2.png", "dark")
    finder.find(ImageFilter("dark"))
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [["2.png"]]


def test_a_session_that_is_closed_answers_nothing(finder: PictureFinder, qtbot: QtBot, monkeypatch) -> None:
    gate = Gate(monkeypatch)
    finder.find(ImageFilter("1"))
    gate.opened.set()
    with qtbot.assertNotEmitted(finder.found, wait=50):
        assert finder.stop(20)


def test_what_cannot_be_read_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    finder = PictureFinder(tmp_path / "none" / "project.sam3studio")
    with qtbot.waitSignal(finder.failed) as told:
        finder.find(ImageFilter("1"))
    assert "is not there any more" in told.args[0]
    assert finder.stop(20)
