"""Every tile of a picture shows the picture, at every zoom."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from sam3_studio.app.canvas import picture
from sam3_studio.app.canvas.picture import PictureSource
from sam3_studio.app.canvas.tiles import SIDE

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


def drawn(source, scale, width, height):
    """The whole picture at a zoom, put together from its tiles."""
    columns, rows = round(width * scale), round(height * scale)
    whole = np.zeros((rows, columns, 3), dtype=np.uint8)
    for top in range(0, rows, SIDE):
        for left in range(0, columns, SIDE):
            rect = QRect(left, top, min(SIDE, columns - left), min(SIDE, rows - top))
            image = source.tile(scale, rect, math.inf).image
            values = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(rect.height(), rect.width(), 4)
            whole[top : top + rect.height(), left : left + rect.width()] = values[..., 2::-1]
    return whole


@pytest.fixture
def ramp():
    """A picture whose red tells the column and whose green tells the row."""
    y, x = np.mgrid[:1100, :1500]
    return np.stack([x * 255 // 1500, y * 255 // 1100, np.full_like(x, 77)], axis=2).astype(np.uint8)


def test_at_100_percent_every_pixel_is_the_pictures_own(ramp):
    assert np.array_equal(drawn(PictureSource(ramp), 1.0, 1500, 1100), ramp)


@pytest.mark.parametrize("scale", [0.5, 0.25])
def test_at_half_and_quarter_size_blocks_are_averaged(scale):
    pixels = np.random.default_rng(0).integers(0, 256, (600, 800, 3), dtype=np.uint8)
    block = int(1 / scale)
    expected = pixels.reshape(600 // block, block, 800 // block, block, 3).mean(axis=(1, 3))
    assert np.abs(drawn(PictureSource(pixels), scale, 800, 600) - expected).max() <= 2


@pytest.mark.parametrize("scale", [0.9, 0.61, 0.3, 0.13, 1.7, 5.0])
def test_no_seam_shows_between_tiles(ramp, scale):
    whole = drawn(PictureSource(ramp), scale, 1500, 1100).astype(int)
    rows, columns = whole.shape[:2]
    x = (np.arange(columns) + 0.5) / scale * 255 / 1500
    y = (np.arange(rows) + 0.5) / scale * 255 / 1100
    assert np.abs(whole[..., 0] - x[None, :]).max() <= 3
    assert np.abs(whole[..., 1] - y[:, None]).max() <= 3
    assert np.abs(whole[..., 2] - 77).max() <= 1


def test_from_400_percent_on_pixels_are_crisp_squares():
    pixels = np.random.default_rng(1).integers(0, 256, (40, 50, 3), dtype=np.uint8)
    assert np.array_equal(drawn(PictureSource(pixels), 4.0, 50, 40), pixels.repeat(4, 0).repeat(4, 1))


def test_the_levels_of_a_huge_picture_stay_within_their_bound():
    pixels = np.broadcast_to(np.uint8(9), (9000, 12000, 3)).copy()
    source = PictureSource(pixels, max_bytes=2 << 20)
    assert (drawn(source, 0.2, 12000, 9000) == 9).all()
    assert 0 < source.levels.size <= 2 << 20


@pytest.mark.parametrize("columns", [418, 498, 690, 706, 1482])
def test_a_picture_that_ends_in_the_middle_of_a_pixel_fills_that_pixel(columns, monkeypatch):
    class Used(QImage):
        """As memory is in which something else was before."""

        def __init__(self, *arguments):
            super().__init__(*arguments)
            if len(arguments) == 2:  # others have pixels
                self.fill(0xFF112233)

    source = picture.PictureSource(np.full((960, 1280, 3), 200, dtype=np.uint8))
    scale = columns / 1280
    monkeypatch.setattr(picture, "QImage", Used)
    assert drawn(source, scale, 1280, 960).min() == 200


@pytest.mark.parametrize(("height", "width"), [(3000, 1), (2, 20000), (1, 1)])
def test_the_preview_shows_a_picture_however_thin_it_is(height, width):
    image = PictureSource(np.full((height, width, 3), 200, dtype=np.uint8)).preview()
    assert min(image.width(), image.height()) == 1
    assert image.pixelColor(0, 0).red() == 200
