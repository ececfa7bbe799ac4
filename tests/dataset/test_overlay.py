"""Overlays: colours where the masks are, and nowhere else."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.overlay import class_color, draw_overlay, save_overlay, shows

GRAY = np.full((200, 300, 3), 128, dtype=np.uint8)


def square(label: str = "cat", score: float | None = None) -> Annotation:
    mask = np.zeros(GRAY.shape[:2], dtype=bool)
    mask[100:160, 100:180] = True
    return Annotation(label, Rle.from_mask(mask), score)


def test_pixels_inside_the_mask_take_its_classs_colour() -> None:
    drawn = np.asarray(draw_overlay(GRAY, [square()], ["cat"]))
    inside = drawn[130, 140].astype(int) - 128
    assert np.sign(inside).tolist() == np.sign(np.array(class_color(0)) - 128).tolist()


def test_pixels_below_the_mask_stay_as_they_are() -> None:
    drawn = np.asarray(draw_overlay(GRAY, [square()], ["cat"]))
    assert (drawn[161:] == 128).all()


def test_the_rim_is_opaque() -> None:
    drawn = np.asarray(draw_overlay(GRAY, [square()], ["cat"]))
    assert tuple(drawn[159, 140]) == class_color(0)


def test_the_picture_itself_is_not_touched() -> None:
    draw_overlay(GRAY, [square()], ["cat"])
    assert (GRAY == 128).all()


def test_classes_have_colours_of_their_own() -> None:
    assert len({class_color(index) for index in range(30)}) == 30


def test_an_empty_mask_draws_nothing() -> None:
    empty = Annotation("cat", Rle.empty(*GRAY.shape[:2]), 0.5)
    assert (np.asarray(draw_overlay(GRAY, [empty], ["cat"])) == 128).all()


@pytest.mark.parametrize("size", [(1, 1), (3, 900)])
def test_tiny_pictures_can_be_drawn_on(size: tuple[int, int]) -> None:
    pixels = np.zeros((*size, 3), dtype=np.uint8)
    full = Annotation("a long class name", Rle.from_mask(np.ones(size, dtype=bool)), 0.5)
    assert draw_overlay(pixels, [full], ["a long class name"]).size == size[::-1]


def test_an_overlay_tells_what_it_shows(tmp_path: Path) -> None:
    save_overlay(Image.fromarray(GRAY), tmp_path / "sub" / "a.png", "Käse above 0.5")
    assert shows(tmp_path / "sub" / "a.png", "Käse above 0.5")
    assert not shows(tmp_path / "sub" / "a.png", "Käse above 0.6")


def test_what_is_not_there_shows_nothing(tmp_path: Path) -> None:
    assert not shows(tmp_path / "a.png", "")
