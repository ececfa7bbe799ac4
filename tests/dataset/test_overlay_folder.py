"""A folder of overlays is drawn where something is missing or out of date."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.dataset.images import find_images
from sam3_studio.dataset.overlay_folder import OverlayFolder

IMAGES = [AnnotatedImage("a.png", 20, 10), AnnotatedImage("b.png", 20, 10)]


@pytest.fixture
def overlays(tmp_path: Path) -> OverlayFolder:
    (tmp_path / "in").mkdir()
    for image in IMAGES:
        Image.new("RGB", (image.width, image.height)).save(tmp_path / "in" / image.path)
    return OverlayFolder(tmp_path / "drawn", find_images([tmp_path / "in"]), ("cat",), 0.5)


def drawn(overlays: OverlayFolder) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in overlays.folder.iterdir()}


def test_every_picture_gets_one(overlays: OverlayFolder) -> None:
    assert overlays.draw_missing(IMAGES) == {}
    assert sorted(drawn(overlays)) == ["a.png.png", "b.png.png"]


def test_those_that_are_there_stay(overlays: OverlayFolder) -> None:
    overlays.draw_missing(IMAGES)
    before = drawn(overlays)
    overlays.draw_missing(IMAGES)
    assert drawn(overlays) == before


def test_another_threshold_draws_all_anew(overlays: OverlayFolder) -> None:
    overlays.draw_missing(IMAGES)
    before = drawn(overlays)
    replace(overlays, threshold=0.7).draw_missing(IMAGES)
    assert not set(drawn(overlays).items()) & set(before.items())


def test_a_picture_that_changed_is_drawn_anew(overlays: OverlayFolder) -> None:
    overlays.draw_missing(IMAGES)
    Image.new("RGB", (30, 10), "red").save(overlays.images.path("a.png"))
    overlays.draw_missing(IMAGES)
    with Image.open(overlays.folder / "a.png.png") as overlay:
        assert overlay.size == (30, 10)


@pytest.mark.parametrize("how", ["theirs", "drawn into", "link"])
def test_what_a_person_made_is_told_and_stays(overlays: OverlayFolder, how: str) -> None:
    path = overlays.folder / "a.png.png"
    overlays.draw_missing(IMAGES)
    if how == "drawn into":
        with Image.open(path) as image:
            note = PngInfo()
            for key, text in image.text.items():
                note.add_itxt(key, text)
            image.putpixel((3, 3), (255, 0, 0))
            image.save(path, pnginfo=note)
    else:
        path.rename(overlays.folder / "mine.png")
        path.symlink_to("mine.png") if how == "link" else path.write_bytes(b"mine")
    before = path.read_bytes()
    failures = replace(overlays, threshold=0.7).draw_missing(IMAGES)
    assert "a.png.png was not drawn by this program, or was edited since; move it away" in failures["a.png"]
    assert list(failures) == ["a.png"]
    assert path.read_bytes() == before
    assert path.is_symlink() == (how == "link")


def test_what_is_in_the_way_of_a_sub_folder_costs_its_pictures_alone(overlays: OverlayFolder) -> None:
    (overlays.images.root / "a.png.png").mkdir()
    Image.new("RGB", (20, 10)).save(overlays.images.root / "a.png.png" / "c.png")
    failures = overlays.draw_missing([*IMAGES, AnnotatedImage("a.png.png/c.png", 20, 10)])
    assert list(failures) == ["a.png.png/c.png"]
    assert "cannot be written" in failures["a.png.png/c.png"]


def test_a_file_in_the_place_of_the_folder_is_told(overlays: OverlayFolder) -> None:
    overlays.folder.write_text("mine")
    failures = overlays.draw_missing(IMAGES)
    assert sorted(failures) == ["a.png", "b.png"]
    assert overlays.folder.read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows limits paths instead")
def test_a_name_that_is_too_long_costs_its_picture_alone(overlays: OverlayFolder) -> None:
    name = "x" * 249 + ".png"
    Image.new("RGB", (20, 10)).save(overlays.images.root / name)
    failures = overlays.draw_missing([AnnotatedImage(name, 20, 10), *IMAGES])
    assert list(failures) == [name]
    assert "shorten the name of the picture" in failures[name]


def test_a_picture_that_has_gone_is_told_and_stops_nothing(overlays: OverlayFolder) -> None:
    overlays.images.path("a.png").unlink()
    failures = overlays.draw_missing(IMAGES)
    assert "a.png cannot be read (No such file" in failures["a.png"]
    assert list(drawn(overlays)) == ["b.png.png"]
