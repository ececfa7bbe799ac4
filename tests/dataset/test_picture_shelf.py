"""Pictures that were read lately need not be read again, unless they changed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from sam3_studio.core.errors import ImageError
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset import picture_shelf
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.picture_shelf import PictureShelf

pytestmark = pytest.mark.slow

ONE_PHOTO = 20 * 10 * 3
"""Bytes."""


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three pictures that differ."""
    paths = [tmp_path / f"photo {number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        Image.new("RGB", (20, 10), (number, 0, 0)).save(path)
    return paths


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


def test_a_picture_that_somebody_holds_is_found_however_little_is_kept(photos: list[Path]) -> None:
    shelf = PictureShelf(capacity=0)
    held = shelf.read(photos[0])
    shelf.read(photos[1])
    assert len(shelf) == 1
    assert shelf.find(photos[0]) is held
    assert shelf.read(photos[0]) is held


def test_nothing_is_found_once_nobody_holds_it(photos: list[Path]) -> None:
    shelf = PictureShelf()
    shelf.read(photos[0])
    shelf.clear()
    assert shelf.find(photos[0]) is None


def test_threads_that_want_a_picture_at_the_same_time_get_the_same_one(tmp_path: Path) -> None:
    photo = tmp_path / "large.jpg"
    Image.effect_noise((2000, 1500), 50).save(photo)
    shelf, begin = PictureShelf(), threading.Barrier(4)

    def read(_: int) -> object:
        begin.wait()
        return shelf.read(photo)

    with ThreadPoolExecutor(4) as pool:
        assert len({id(picture) for picture in list(pool.map(read, range(4)))}) == 1


def test_a_picture_that_is_only_passed_by_takes_no_place_from_others(photos: list[Path]) -> None:
    shelf = PictureShelf(capacity=0)
    kept = shelf.read(photos[0])
    passed = shelf.read(photos[1], keep=False)
    assert passed.width == 20
    assert shelf.read(photos[0], keep=False) is kept
    assert len(shelf) == 1


def test_what_was_read_of_a_file_is_not_at_hand_once_that_is_known_to_be_another_one(photos: list[Path]) -> None:
    shelf = PictureShelf()
    picture = shelf.read(photos[0])
    state = shelf.state(photos[0], picture)
    assert state == FileState.of(photos[0])
    shelf.renew(photos[0], state)
    assert shelf.find(photos[0]) is picture
    Image.new("RGB", (30, 10)).save(photos[0])
    shelf.renew(photos[0], FileState.of(photos[0]))
    assert shelf.find(photos[0]) is None
    assert shelf.state(photos[0], picture) is None


def test_a_file_that_becomes_another_one_while_it_is_read_is_read_again(
    photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, load = PictureShelf(), picture_shelf.load_picture

    def load_slowly(path: Path) -> Picture:
        picture = load(path)
        if picture.width == 20:
            Image.new("RGB", (30, 10)).save(path)
            shelf.renew(path, FileState.of(path))
        return picture

    monkeypatch.setattr(picture_shelf, "load_picture", load_slowly)
    assert shelf.read(photos[0]).width == 30


def test_a_file_that_is_found_to_be_another_one_in_the_midst_of_a_look_at_it_is_read(
    photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One thread knows that, and reads another file, between two lines of the one that looks."""
    shelf = PictureShelf()
    find, before = shelf.find, shelf.read(photos[0])

    def find_late(path: Path) -> Picture | None:
        found = find(path)
        monkeypatch.undo()
        Image.new("RGB", (30, 10)).save(path)
        shelf.renew(path, FileState.of(path))
        shelf.read(photos[1])
        return found

    monkeypatch.setattr(shelf, "find", find_late)
    assert (before.width, shelf.read(photos[0]).width) == (20, 30)
