"""Crops of candidates: what they show, and how many are kept."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from review_tools import DUCK, square

from sam3_studio.app.review import crop_drawing
from sam3_studio.app.review.crop_drawing import Frame, crops
from sam3_studio.app.review.crops import Crops, CropSource
from sam3_studio.core.errors import ImageError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.gui

RED = (255, 0, 0)


def test_a_frame_is_a_square_around_the_object_inside_the_picture() -> None:
    assert Frame.around(square(90, 40)) == Frame(79, 29, 32, 32)
    assert Frame.around(square(0, 0)) == Frame(0, 0, 32, 32)
    assert Frame.around(square(150, 60, side=40)) == Frame(143, 46, 54, 54)
    assert Frame.around(Rle.from_mask(np.ones((10, 200), dtype=bool))) == Frame(0, 0, 200, 10)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Blue at the left, green at the right."""
    pixels = np.zeros((100, 200, 3), dtype=np.uint8)
    pixels[:, :100, 2] = pixels[:, 100:, 1] = 200
    path = tmp_path / "a.png"
    Image.fromarray(pixels).save(path)
    return path


def test_a_crop_shows_its_part_of_the_picture_and_the_outline_of_the_mask(picture: Path) -> None:
    left, right = crops(picture, [square(20, 40), square(160, 40)], 64, RED)
    assert left.shape == (64, 64, 3)
    assert left[2, 2].tolist() == [0, 0, 200]
    assert right[2, 2].tolist() == [0, 200, 0]
    # The object is 10 of 32 pixels of the picture wide, so 20 of the crop's 64; its edges lie at 22 and 42.
    marked = (left == RED).all(axis=2)
    assert np.flatnonzero(marked[32]).tolist() == [21, 22, 41, 42]
    assert left[32, 32].tolist() == [0, 0, 200]


def test_a_jpeg_that_is_decoded_smaller_shows_the_same(tmp_path: Path) -> None:
    pixels = np.zeros((1600, 3200, 3), dtype=np.uint8)
    pixels[:, :1600, 2] = pixels[:, 1600:, 1] = 200
    path = tmp_path / "a.jpg"
    Image.fromarray(pixels).save(path, quality=95)
    mask = Rle.from_crop(np.ones((1000, 1000), dtype=bool), 1100, 300, 1600, 3200)
    (crop,) = crops(path, [mask], 64, RED)
    assert crop.shape == (64, 64, 3)
    assert crop[32, 20, 2] > 150 > crop[32, 20, 1]
    assert crop[32, 44, 1] > 150 > crop[32, 44, 2]


def test_small_objects_of_a_jpeg_that_is_too_large_to_be_decoded_whole_are_shown_nevertheless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crop_drawing, "MOST_PIXELS", 500_000)
    pixels = np.zeros((1601, 3199, 3), dtype=np.uint8)
    pixels[:, :1600, 2] = pixels[:, 1600:, 1] = 200
    for name in ("a.jpg", "a.png"):
        Image.fromarray(pixels).save(tmp_path / name)
    mask = Rle.from_crop(np.ones((40, 40), dtype=bool), 1590, 300, 1601, 3199)
    (crop,) = crops(tmp_path / "a.jpg", [mask], 64, RED)
    assert crop.shape == (64, 64, 3)
    assert crop[2, 2, 2] > 150 > crop[2, 2, 1]
    assert crop[2, 62, 1] > 150 > crop[2, 62, 2]
    (nothing,) = crops(tmp_path / "a.png", [mask], 64, RED)
    assert nothing.size == 0


def test_a_jpeg_of_a_few_lines_gives_crops(tmp_path: Path) -> None:
    """As cameras over belts and scanners make: decoded smaller, it would have none."""
    path = tmp_path / "strip.jpg"
    Image.new("RGB", (6000, 20)).save(path)
    (crop,) = crops(path, [Rle.from_mask(np.ones((20, 6000), dtype=np.bool_))], 64, RED)
    assert crop.shape == (1, 64, 3)


def test_a_turned_photo_is_shown_upright(tmp_path: Path) -> None:
    pixels = np.zeros((100, 200, 3), dtype=np.uint8)
    pixels[:, :100, 2] = pixels[:, 100:, 1] = 200
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn clockwise: what was at the left is above
    path = tmp_path / "a.jpg"
    Image.fromarray(pixels).save(path, exif=exif, quality=95)
    mask = Rle.from_crop(np.ones((100, 100), dtype=bool), 0, 0, 200, 100)
    (crop,) = crops(path, [mask], 50, RED)
    assert crop[20, 20, 2] > 150


def test_a_mask_without_a_pixel_has_no_outline(picture: Path) -> None:
    (crop,) = crops(picture, [Rle.empty(100, 200)], 64, RED)
    assert not (crop == RED).all(axis=2).any()


def test_a_picture_of_another_size_by_now_gives_no_crop(picture: Path) -> None:
    before = square(20, 40)
    Image.open(picture).rotate(90, expand=True).save(picture)
    (crop,) = crops(picture, [before], 64, RED)
    assert crop.size == 0


def test_a_picture_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImageError):
        crops(tmp_path / "gone.png", [square(0)], 64, RED)


@pytest.fixture
def source(project: Project) -> CropSource:
    return CropSource(project.file, project.root, DUCK, RED, 64)


def test_crops_are_made_in_the_background_a_picture_at_a_time(source: CropSource, qtbot: QtBot) -> None:
    made = Crops()
    made.set_source(source)
    assert made.image(("0.png", 0)) is None
    with qtbot.waitSignal(made.made) as told:
        made.want([("0.png", 0), ("0.png", 3)])
    assert sorted(told.args[0]) == [("0.png", 0), ("0.png", 3)]
    crop = made.image(("0.png", 3))
    assert crop is not None
    assert crop.width() == 64
    assert made.stop(20)


def test_what_cannot_be_had_is_known_to_be_missing(source: CropSource, project: Project, qtbot: QtBot) -> None:
    (project.root / "1.png").unlink()
    made = Crops()
    made.set_source(source)
    with qtbot.waitSignals([made.made, made.made]):
        made.want([("1.png", 0), ("0.png", 99)])
    for key in (("1.png", 0), ("0.png", 99)):
        crop = made.image(key)
        assert crop is not None
        assert crop.isNull()
    assert made.stop(20)


def test_crops_are_kept_up_to_some_bytes(source: CropSource, qtbot: QtBot) -> None:
    made = Crops(most_bytes=3 * (64 * 64 * 3 + 200))
    made.set_source(source)
    for number in range(4):
        with qtbot.waitSignal(made.made):
            made.want([(f"{number}.png", 0)])
    assert made.image(("0.png", 0)) is None
    assert made.image(("3.png", 0)) is not None
    assert made._kept.size == 3 * (64 * 64 * 3 + 200)
    assert made.stop(20)


def test_other_candidates_take_the_place_of_all_crops(source: CropSource, qtbot: QtBot) -> None:
    made = Crops()
    made.set_source(source)
    with qtbot.waitSignal(made.made):
        made.want([("0.png", 0)])
    made.set_source(None)
    assert made.image(("0.png", 0)) is None
    assert made._kept.size == 0
    made.want([("0.png", 0)])
    assert made.stop(20)


def test_a_list_anew_of_the_same_class_takes_the_place_of_all_crops(source: CropSource, qtbot: QtBot) -> None:
    made = Crops()
    made.set_source(source)
    with qtbot.waitSignal(made.made):
        made.want([("0.png", 0)])
    made.set_source(replace(source))
    assert made.image(("0.png", 0)) is None
    assert made.stop(20)


@pytest.mark.usefixtures("qapp")
def test_crops_that_were_begun_before_a_list_anew_are_dropped(source: CropSource) -> None:
    made = Crops()
    made.set_source(source)
    made.want([("0.png", 0)])
    made.set_source(replace(source))
    assert made.stop(20)
    QCoreApplication.sendPostedEvents()
    assert made.image(("0.png", 0)) is None
