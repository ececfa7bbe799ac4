"""`app.session.reading`: pictures for the canvas."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from sam3_studio.app.session import reading
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.picture_shelf import PictureShelf

pytestmark = pytest.mark.gui


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[PictureReader]:
    made = PictureReader()
    yield made
    made.close()
    assert qtbot is not None


def test_a_picture_is_read_in_the_background(reader: PictureReader, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.read) as told:
        reader.open(folder / "1.png")
        assert not told.signal_triggered
    path, picture = told.args
    assert (path.name, picture.pixels.shape) == ("1.png", (30, 40, 3))


def test_a_picture_that_was_read_ahead_is_there_at_once(reader: PictureReader, folder: Path, qtbot: QtBot) -> None:
    reader.prepare(folder / "2.png")
    with qtbot.waitSignal(reader.read):
        reader.open(folder / "1.png")
    with qtbot.waitSignal(reader.read) as told:
        reader.open(folder / "2.png")
    assert told.args[0].name == "2.png"


def test_only_the_newest_wish_is_told_of(reader: PictureReader, folder: Path, qtbot: QtBot) -> None:
    names = []
    reader.read.connect(lambda path, _: names.append(path.name))
    reader.open(folder / "1.png")
    reader.open(folder / "10.png")
    reader.open(folder / "2.png")
    qtbot.waitUntil(lambda: bool(names))
    assert names == ["2.png"]


def test_a_picture_in_a_folder_that_is_away_is_told_of_as_out_of_reach(
    reader: PictureReader, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(reader.failed), qtbot.waitSignal(reader.unreachable) as told:
        reader.open(tmp_path / "away" / "1.png")
    assert told.args[0] == tmp_path / "away" / "1.png"


def test_what_cannot_be_read_is_told_in_a_sentence(reader: PictureReader, folder: Path, qtbot: QtBot) -> None:
    (folder / "3.png").write_bytes(b"no picture")
    with qtbot.waitSignal(reader.failed) as told:
        reader.open(folder / "3.png")
    assert "3.png" in told.args[1]


def test_a_picture_that_the_model_has_read_is_shown_without_decoding_it_again(folder: Path, qtbot: QtBot) -> None:
    shelf = PictureShelf()
    known = shelf.read(folder / "1.png")
    reader = PictureReader(pictures=shelf)
    with qtbot.waitSignal(reader.read) as told:
        reader.open(folder / "1.png")
    assert told.args[1] is known
    reader.close()


class _Slow(PictureShelf):
    """Takes its time for one picture, as for a huge one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.gate = threading.Event()

    def read(self, path: Path) -> Picture:
        if path.name == self._name:
            self.gate.wait()
        return super().read(path)


def test_who_goes_on_from_a_huge_picture_does_not_wait_for_it(folder: Path, qtbot: QtBot) -> None:
    shelf = _Slow("1.png")
    reader = PictureReader(pictures=shelf)
    reader.open(folder / "1.png")
    with qtbot.waitSignal(reader.read) as told:
        reader.open(folder / "2.png")
    assert told.args[0].name == "2.png"
    shelf.gate.set()
    reader.close()


def test_a_picture_that_is_being_read_is_not_read_twice(folder: Path, qtbot: QtBot) -> None:
    shelf = _Slow("1.png")
    reader = PictureReader(pictures=shelf)
    reader.open(folder / "1.png")
    reader.open(folder / "2.png")
    reader.open(folder / "1.png")
    told = []
    reader.read.connect(lambda path, _: told.append(path.name))
    shelf.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["1.png"]
    reader.close()


def rewritten(path: Path) -> FileState:
    """A file is another picture, of 60 x 50, by now; its state."""
    Image.new("RGB", (60, 50)).save(path)
    return FileState.of(path)


def test_a_picture_at_hand_is_not_told_of_once_its_file_is_known_to_be_another_one(
    reader: PictureReader, folder: Path, qtbot: QtBot
) -> None:
    told: list[int] = []
    with qtbot.waitSignal(reader.read) as first:
        reader.open(folder / "1.png")
    reader.read.connect(lambda _, picture: told.append(picture.width))
    reader.open(folder / "1.png")
    reader.renew(folder / "1.png", rewritten(folder / "1.png"))
    qtbot.waitUntil(lambda: bool(told))
    reader.open(folder / "1.png")
    qtbot.waitUntil(lambda: len(told) > 1)
    assert (first.args[1].width, told) == (40, [60, 60])


def test_what_is_being_read_is_read_again_once_its_file_is_known_to_be_another_one(
    reader: PictureReader, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, may_tell, read = threading.Event(), threading.Event(), reading._read

    def tell_late(pictures: PictureShelf, path: Path) -> object:
        result = read(pictures, path)
        has_read.set()
        may_tell.wait()
        return result

    monkeypatch.setattr(reading, "_read", tell_late)
    told: list[int] = []
    reader.read.connect(lambda _, picture: told.append(picture.width))
    reader.open(folder / "1.png")
    has_read.wait()
    reader.renew(folder / "1.png", rewritten(folder / "1.png"))
    reader.open(folder / "1.png")
    may_tell.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [60]
