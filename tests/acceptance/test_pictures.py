"""What people complain about in pictures: large folders hang, huge files and foreign letters fail, originals change."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from project_tools import rescan
from PySide6.QtCore import QPoint, Qt
from sitting import Sitting

from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.gui

_ORIENTATION, _TURNED_LEFT = 0x0112, 8


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with three thousand pictures, which are one file."""
    folder = tmp_path / "many"
    folder.mkdir()
    Image.new("RGB", (40, 30), (90, 120, 60)).save(folder / "0.png")
    for number in range(1, 3000):
        os.link(folder / "0.png", folder / f"{number}.png")
    return folder


# A folder with many pictures hangs.


def test_the_first_of_many_pictures_is_in_hand_before_the_others_are_found(start: Sitting, many: Path) -> None:
    listed: list[int] = []
    start.window.travel.moved.connect(lambda _: listed.append(start.window.files.total))
    start.open(many)
    start.until(lambda: start.window.files.total == 3000)
    assert start.picture.name == "0.png"
    assert listed == [100]


def test_a_project_with_many_pictures_opens_with_the_one_that_was_in_hand_before_all_are_listed(
    start: Sitting, many: Path
) -> None:
    with Project.open(many) as project:
        rescan(project)
        project.settings.set("last picture", "2345.png")
    start.window.open(many)
    assert start.picture.name == "2345.png"
    assert start.window.files.total == 200
    start.until(lambda: start.window.files.total == 3000)
    assert start.picture.name == "2345.png"


# A huge picture is not shown at all.


@pytest.mark.slow
def test_a_picture_beyond_the_256_megabytes_that_qt_allocates_is_shown_and_labeled(
    start: Sitting, tmp_path: Path
) -> None:
    (tmp_path / "photos").mkdir()
    Image.new("L", (12_000, 9_000), 130).save(tmp_path / "photos" / "huge.png", compress_level=1)
    start.open(tmp_path / "photos")
    assert start.window.desk.size == (12_000, 9_000)
    middle = start.window.canvas.rect().center()
    start.until(lambda: start.window.canvas.grab().toImage().pixelColor(middle).red() == 130)
    start.find("duck")
    start.person.accept_all()
    assert [(item.mask.width, item.mask.height) for item in start.objects] == [(12_000, 9_000)]


# Paths with anything but plain letters fail.

_FOLDERS = {
    "letters of the world": "фото é 中文 한국어 عربي",
    "emoji": "🦆🐸 ❤️",
    "blanks and signs": "  it's 100 % [a] & {b} #1;",
    "long": "/".join(letter * 120 for letter in "abcde"),
}


@pytest.mark.parametrize("name", _FOLDERS.values(), ids=_FOLDERS.keys())
def test_a_folder_of_any_name_is_labeled_exported_and_opened_again(start: Sitting, tmp_path: Path, name: str) -> None:
    if len(name) > 300 and sys.platform == "win32":
        pytest.skip("whether Windows knows long paths is a setting of the machine")
    folder = tmp_path / name
    folder.mkdir(parents=True)
    picture = f"{folder.name[:40]} 1.png"
    Image.new("RGB", (40, 30), (90, 120, 60)).save(folder / picture)
    start.open(folder)
    start.find("鸭子 🦆")
    start.person.accept_all()
    labels = start.objects
    start.person.finish_picture()
    for kind in (ExportFormat.COCO, ExportFormat.YOLO_SEG):
        said = start.export(kind, folder.parent / f"labels {folder.name[:40]}")
        assert "Exported" in said
        assert "1 picture, 1 object" in said
    start.person.close_project()
    start.open(folder)
    assert start.picture.name == picture
    assert start.objects == labels


# The originals are changed.


def test_no_file_that_was_there_before_is_changed(start: Sitting, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED_LEFT
    noise = np.random.default_rng(1).integers(0, 255, (30, 40, 3), dtype=np.uint8)
    Image.fromarray(noise).save(folder / "1.jpg", exif=exif)
    (folder / "2.jpg").write_bytes((folder / "1.jpg").read_bytes()[:-300])  # broken off in the midst
    (folder / "notes.txt").write_text("mine")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    start.open(folder)
    start.find("duck")
    start.person.accept_all()
    start.person.finish_picture()
    start.export(ExportFormat.YOLO_SEG, tmp_path / "labels")
    start.person.close_project()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


# A photo that was held sideways is labeled lying.


def test_a_photo_is_seen_as_it_was_taken(start: Sitting, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    lying = np.zeros((30, 40, 3), dtype=np.uint8)
    lying[:, :20] = 255, 0, 0  # what is at the left in the file is at the bottom once it is turned
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED_LEFT
    Image.fromarray(lying).save(tmp_path / "photos" / "1.png", exif=exif)
    start.open(tmp_path / "photos")
    canvas = start.window.canvas
    assert start.window.desk.size == (30, 40)
    assert canvas.view is not None
    above, below = (QPoint(*map(round, canvas.view.to_viewport(15, y))) for y in (5, 35))
    start.until(lambda: canvas.grab().toImage().pixelColor(below) == Qt.GlobalColor.red)
    assert canvas.grab().toImage().pixelColor(above) == Qt.GlobalColor.black
