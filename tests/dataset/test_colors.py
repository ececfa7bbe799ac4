"""Whatever the mode of a picture, its colours are those that a person sees."""

import struct
import zlib

import numpy as np
import pytest
from picture_files import encoded, png_chunk
from PIL import Image

from sam3_studio.dataset.images import load_picture


class TestColor:
    def pixel(self, tmp_path, image, name="a.png", **options):
        image.save(tmp_path / name, **options)
        return load_picture(tmp_path / name).pixels[0, 0].tolist()

    def test_grey_has_three_equal_channels(self, tmp_path):
        assert self.pixel(tmp_path, Image.new("L", (4, 4), 77)) == [77, 77, 77]

    def test_black_and_white_reach_both_ends(self, tmp_path):
        assert self.pixel(tmp_path, Image.new("1", (4, 4), 1)) == [255, 255, 255]

    def test_a_palette_becomes_its_colors(self, tmp_path):
        assert self.pixel(tmp_path, Image.new("RGB", (4, 4), (10, 20, 30)).quantize(4)) == [10, 20, 30]

    def test_cmyk_becomes_rgb(self, tmp_path):
        assert self.pixel(tmp_path, Image.new("CMYK", (4, 4), (255, 0, 0, 0)), "a.tif") == [0, 255, 255]

    def test_the_inverted_cmyk_of_adobe_jpegs_becomes_rgb(self, tmp_path):
        image = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
        assert b"Adobe" in encoded(image, format="JPEG")
        assert self.pixel(tmp_path, image, "a.jpg") == pytest.approx([0, 255, 255], abs=3)

    @pytest.mark.parametrize(
        ("color", "shown"),
        [((10, 20, 30, 0), [255, 255, 255]), ((10, 20, 30, 255), [10, 20, 30]), ((0, 0, 0, 51), [204, 204, 204])],
    )
    def test_transparency_lies_on_white(self, tmp_path, color, shown):
        assert self.pixel(tmp_path, Image.new("RGBA", (4, 4), color)) == shown

    def test_transparent_grey_lies_on_white(self, tmp_path):
        assert self.pixel(tmp_path, Image.new("LA", (4, 4), (0, 0))) == [255, 255, 255]

    @pytest.mark.parametrize("name", ["a.png", "a.gif"])
    def test_a_transparent_palette_entry_is_white(self, tmp_path, name):
        image = Image.new("P", (4, 4), 1)
        image.putpalette([0, 0, 0, 10, 20, 30])
        assert self.pixel(tmp_path, image, name, transparency=1) == [255, 255, 255]

    def test_a_palette_with_shares_of_transparency_lies_on_white(self, tmp_path):
        image = Image.new("P", (4, 4), 1)
        image.putpalette([0, 0, 0, 0, 0, 0])
        assert self.pixel(tmp_path, image, transparency=bytes([255, 51])) == [204, 204, 204]

    def test_a_color_named_transparent_is_white(self, tmp_path):
        image = Image.new("RGB", (4, 4), (10, 20, 30))
        assert self.pixel(tmp_path, image, transparency=(10, 20, 30)) == [255, 255, 255]

    @pytest.mark.parametrize("name", ["a.png", "a.tif"])
    def test_16_bit_grey_is_spread_from_its_darkest_to_its_brightest(self, tmp_path, name):
        Image.fromarray(np.array([[100, 600, 1100]], dtype=np.uint16)).save(tmp_path / name)
        assert load_picture(tmp_path / name).pixels[0, :, 0].tolist() == [0, 128, 255]

    def test_big_endian_16_bit_grey_is_spread_likewise(self, tmp_path):
        values = np.array([[100, 600, 1100]], dtype=">u2")
        (tmp_path / "a.pgm").write_bytes(b"P5 3 1 65535\n" + values.tobytes())
        assert load_picture(tmp_path / "a.pgm").pixels[0, :, 1].tolist() == [0, 128, 255]

    def test_numbers_with_fractions_are_spread_and_what_is_no_number_is_black(self, tmp_path):
        values = np.array([[-1.0, 0.0, 1.0, np.nan, np.inf, -np.inf]], dtype=np.float32)
        Image.fromarray(values).save(tmp_path / "a.tif")
        assert load_picture(tmp_path / "a.tif").pixels[0, :, 2].tolist() == [0, 128, 255, 0, 0, 0]

    def test_16_bit_grey_without_contrast_is_black(self, tmp_path):
        Image.fromarray(np.full((2, 2), 5000, dtype=np.uint16)).save(tmp_path / "a.png")
        assert not load_picture(tmp_path / "a.png").pixels.any()

    def test_16_bit_color_keeps_its_upper_8_bits(self, tmp_path):
        header = struct.pack(">IIBBBBB", 1, 1, 16, 2, 0, 0, 0)
        row = b"\0" + struct.pack(">HHH", 0x1234, 0xABCD, 0xFFFF)
        parts = [png_chunk(b"IHDR", header), png_chunk(b"IDAT", zlib.compress(row)), png_chunk(b"IEND", b"")]
        (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
        assert load_picture(tmp_path / "a.png").pixels[0, 0].tolist() == [0x12, 0xAB, 0xFF]
