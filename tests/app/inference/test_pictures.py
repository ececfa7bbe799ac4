"""Pictures that were read lately need not be read again, unless they changed."""

from pathlib import Path

import pytest
from PIL import Image

from sam3_studio.app.inference.pictures import PictureShelf
from sam3_studio.core.errors import ImageError

ONE_PHOTO = 20 * 10 * 3
"""Bytes."""


def test_a_file_that_stays_as_it_is_is_read_once(photos: list[Path]) -> None:
    shelf = PictureShelf()
    assert shelf.read(photos[0]) is shelf.read(photos[0])


def test_a_file_that_was_edited_is_read_anew_under_another_key(photos: list[Path]) -> None:
    shelf = PictureShelf()
    before = shelf.read(photos[0])
    Image.new("RGB", (30, 10)).save(photos[0])
    after = shelf.read(photos[0])
    assert after.width == 30
    assert after.key != before.key


def test_copies_of_a_picture_share_a_key(photos: list[Path]) -> None:
    copy = photos[0].with_name("copy.png")
    copy.write_bytes(photos[0].read_bytes())
    shelf = PictureShelf()
    assert shelf.read(copy).key == shelf.read(photos[0]).key


def test_the_newest_picture_is_kept_and_older_ones_up_to_some_bytes(photos: list[Path]) -> None:
    shelf = PictureShelf(capacity=ONE_PHOTO)
    kept = [shelf.read(path) for path in photos]
    assert len(shelf) == 2
    assert shelf.read(photos[1]) is kept[1]
    assert shelf.read(photos[2]) is kept[2]


def test_a_picture_that_went_is_told_and_forgotten(photos: list[Path]) -> None:
    shelf = PictureShelf()
    shelf.read(photos[0])
    photos[0].unlink()
    with pytest.raises(ImageError, match="photo 0"):
        shelf.read(photos[0])
    assert len(shelf) == 0
