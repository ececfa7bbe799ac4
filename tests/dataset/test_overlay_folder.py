"""A folder of overlays is drawn where something is missing or out of date."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

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


def test_a_picture_that_has_gone_is_told_and_stops_nothing(overlays: OverlayFolder) -> None:
    overlays.images.path("a.png").unlink()
    failures = overlays.draw_missing(IMAGES)
    assert "a.png cannot be read (No such file" in failures["a.png"]
    assert list(drawn(overlays)) == ["b.png.png"]
