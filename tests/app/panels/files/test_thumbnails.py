"""Thumbnails made in the background."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.files import thumbnails as module
from sam3_studio.app.panels.files.thumbnails import SIDE, Thumbnails, thumbnail
from sam3_studio.core.errors import ImageError

pytestmark = pytest.mark.gui


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.jpg" for number in range(6)]
    for path in paths:
        Image.new("RGB", (400, 200), "red").save(path)
    return paths


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Thumbnails]:
    assert qapp
    thumbnails = Thumbnails()
    yield thumbnails
    thumbnails.stop()


def wait_for(qtbot: QtBot, thumbnails: Thumbnails, *paths: Path) -> None:
    qtbot.waitUntil(lambda: all(thumbnails.image(path) is not None for path in paths))


def test_a_thumbnail_keeps_the_shape_of_its_picture(paths: list[Path]) -> None:
    image = thumbnail(paths[0])
    assert (image.width(), image.height()) == (SIDE, SIDE // 2)


def test_a_thumbnail_shows_the_picture_as_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    Image.new("RGB", (400, 200)).save(tmp_path / "turned.jpg", exif=exif)
    image = thumbnail(tmp_path / "turned.jpg")
    assert image.height() > image.width()


def test_a_picture_that_would_have_to_be_decoded_whole_has_none_when_it_is_huge(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PIXELS", 100)
    assert thumbnail(paths[0]).isNull()


def test_a_damaged_picture_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    with pytest.raises(ImageError):
        thumbnail(tmp_path / "bad.jpg")


def test_what_is_wanted_gets_made(made: Thumbnails, paths: list[Path], qtbot: QtBot) -> None:
    assert made.image(paths[0]) is None
    made.want(paths[:2])
    wait_for(qtbot, made, *paths[:2])


def test_a_damaged_picture_turns_out_to_have_none_and_stops_nothing(
    made: Thumbnails, paths: list[Path], qtbot: QtBot
) -> None:
    paths[0].write_bytes(b"no picture")
    made.want(paths[:2])
    wait_for(qtbot, made, *paths[:2])
    image = made.image(paths[0])
    assert image is not None
    assert image.isNull()


def test_a_picture_that_has_none_is_tried_again_once_that_is_wanted(
    made: Thumbnails, paths: list[Path], qtbot: QtBot
) -> None:
    whole = paths[0].read_bytes()
    paths[0].unlink()
    made.want(paths[:1])
    wait_for(qtbot, made, paths[0])
    paths[0].write_bytes(whole)
    made.retry()
    made.want(paths[:1])
    wait_for(qtbot, made, paths[0])
    image = made.image(paths[0])
    assert image is not None
    assert not image.isNull()


def test_what_is_no_longer_wanted_is_not_made(made: Thumbnails, paths: list[Path], qtbot: QtBot) -> None:
    made.want(paths[:5])
    made.want(paths[5:])
    wait_for(qtbot, made, paths[5])
    assert all(made.image(path) is None for path in paths[1:5])


def test_memory_is_bounded_and_what_was_used_last_stays(paths: list[Path], qtbot: QtBot) -> None:
    size = thumbnail(paths[0]).sizeInBytes()
    few = Thumbnails(most_bytes=3 * size)
    few.want(paths)
    qtbot.waitUntil(lambda: few.image(paths[-1]) is not None)
    assert few._kept.size <= 3 * size
    assert few.image(paths[0]) is None
    few.stop()


def test_forgetting_frees_everything(made: Thumbnails, paths: list[Path], qtbot: QtBot) -> None:
    made.want(paths[:1])
    wait_for(qtbot, made, paths[0])
    made.forget()
    assert made._kept.size == 0
    assert made.image(paths[0]) is None


def test_a_file_that_is_another_one_gets_another_thumbnail(made: Thumbnails, paths: list[Path], qtbot: QtBot) -> None:
    made.want(paths[:1])
    wait_for(qtbot, made, paths[0])
    Image.new("RGB", (200, 400)).save(paths[0])
    made.renew(paths[0])
    assert made.image(paths[0]) is None
    made.want(paths[:1])
    wait_for(qtbot, made, paths[0])
    image = made.image(paths[0])
    assert image is not None
    assert image.height() > image.width()


def test_what_is_being_made_of_a_file_that_becomes_another_one_does_not_count(
    made: Thumbnails, paths: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, replaced = threading.Event(), threading.Event()

    def read(path: Path) -> QImage:
        image = thumbnail(path)
        reading.set()
        replaced.wait()
        return image

    monkeypatch.setattr(module, "thumbnail", read)
    made.want(paths[:1])
    assert reading.wait(20)
    Image.new("RGB", (200, 400)).save(paths[0])
    made.renew(paths[0])
    replaced.set()
    wait_for(qtbot, made, paths[0])
    image = made.image(paths[0])
    assert image is not None
    assert image.height() > image.width()
