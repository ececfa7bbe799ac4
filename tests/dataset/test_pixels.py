"""Pictures are read as a person sees them, or refused in one sentence."""

import io
import os
import struct
import subprocess
import sys
import threading
import warnings
import zlib
from contextlib import suppress

import numpy as np
import pytest
from limits import needs_posix, ordinary_rights
from PIL import Image, ImageOps

from sam3_studio.core.errors import ImageError
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.pixels import opened


def pattern(width=16, height=12):
    """A picture in which no turn or mirror image looks like another."""
    y, x = np.mgrid[:height, :width]
    return np.stack([x * 15, y * 20, np.where(x < y, 200, 30)], axis=2).astype(np.uint8)


def encoded(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def png_chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def write_black_png(path, width, height):
    """A PNG of any size that takes no memory to make."""
    packer = zlib.compressobj(1)
    row = bytes(1 + 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header))
        for _ in range(height):
            if content := packer.compress(row):
                file.write(png_chunk(b"IDAT", content))
        file.write(png_chunk(b"IDAT", packer.flush()) + png_chunk(b"IEND", b""))


def exif(orientation):
    data = Image.Exif()
    data[0x0112] = orientation
    return data


class TestPixels:
    @pytest.mark.parametrize(
        ("name", "options"),
        [
            ("a.png", {}),
            ("a.bmp", {}),
            ("a.tif", {"compression": "tiff_lzw"}),
            ("a.webp", {"lossless": True}),
            ("a.ppm", {}),
            ("a.tga", {"compression": "tga_rle"}),
            ("a.jp2", {"irreversible": False}),
        ],
    )
    def test_lossless_formats_are_read_exactly(self, tmp_path, name, options):
        Image.fromarray(pattern()).save(tmp_path / name, **options)
        assert np.array_equal(load_picture(tmp_path / name).pixels, pattern())

    @pytest.mark.parametrize(
        ("name", "options"), [("a.jpg", {"progressive": True}), ("a.gif", {}), ("a.avif", {"quality": 100})]
    )
    def test_lossy_formats_are_read_closely(self, tmp_path, name, options):
        Image.new("RGB", (20, 10), (200, 100, 50)).save(tmp_path / name, **options)
        pixels = load_picture(tmp_path / name).pixels
        assert pixels.shape == (10, 20, 3)
        assert np.abs(pixels.astype(int) - (200, 100, 50)).max() <= 8

    def test_pixels_are_writable_and_in_order_as_torch_wants_them(self, tmp_path):
        Image.fromarray(pattern()).save(tmp_path / "a.png")
        pixels = load_picture(tmp_path / "a.png").pixels
        assert pixels.dtype == np.uint8
        assert pixels.flags.writeable
        assert pixels.flags.c_contiguous

    @pytest.mark.parametrize("name", ["中文.png", "é.png", "🐕.png", "two words.png", "'quoted' [1].png"])
    def test_names_of_any_characters_are_read(self, tmp_path, name):
        Image.fromarray(pattern()).save(tmp_path / name)
        assert np.array_equal(load_picture(tmp_path / name).pixels, pattern())

    @pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
    def test_a_single_pixel_of_any_mode_is_read(self, tmp_path, mode):
        Image.new(mode, (1, 1)).save(tmp_path / "a.tif")
        assert load_picture(tmp_path / "a.tif").pixels.shape == (1, 1, 3)

    def test_many_strips_make_one_picture(self, tmp_path, monkeypatch):
        monkeypatch.setattr("sam3_studio.dataset.pixels._STRIP_PIXELS", 40)
        Image.fromarray(pattern()).save(tmp_path / "a.jpg", exif=exif(6), quality=100)
        expected = np.asarray(ImageOps.exif_transpose(Image.open(tmp_path / "a.jpg")))
        assert np.array_equal(load_picture(tmp_path / "a.jpg").pixels, expected)

    def test_the_first_frame_of_an_animation_is_read(self, tmp_path):
        frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
        frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
        assert load_picture(tmp_path / "a.gif").pixels[0, 0].tolist() == [255, 0, 0]


class TestOrientation:
    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
    def test_pictures_are_turned_as_their_exif_says(self, tmp_path, name, orientation):
        path = tmp_path / name
        Image.fromarray(pattern()).save(path, exif=exif(orientation))
        with Image.open(path) as image:
            expected = np.asarray(ImageOps.exif_transpose(image))
        picture = load_picture(path)
        assert np.array_equal(picture.pixels, expected)
        assert (picture.width > picture.height) == (orientation < 5)

    def test_exif_after_the_pixels_of_a_png_counts_too(self, tmp_path):
        content = encoded(Image.fromarray(pattern()), format="PNG")
        late = png_chunk(b"eXIf", exif(6).tobytes().removeprefix(b"Exif\0\0"))
        (tmp_path / "a.png").write_bytes(content[:-12] + late + content[-12:])
        assert np.array_equal(load_picture(tmp_path / "a.png").pixels, np.rot90(pattern(), -1))

    @pytest.mark.parametrize("orientation", [0, 9, 300])
    def test_an_orientation_that_does_not_exist_turns_nothing(self, tmp_path, orientation):
        Image.fromarray(pattern()).save(tmp_path / "a.png", exif=exif(orientation))
        assert np.array_equal(load_picture(tmp_path / "a.png").pixels, pattern())

    def test_a_broken_exif_block_does_not_keep_a_picture_from_being_read(self, tmp_path):
        Image.fromarray(pattern()).save(tmp_path / "a.png", exif=b"Exif\0\0II*\0garbage")
        assert np.array_equal(load_picture(tmp_path / "a.png").pixels, pattern())


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


class TestKey:
    def test_equal_files_have_equal_keys_whatever_their_names(self, tmp_path):
        for name in ("a.png", "b.png"):
            Image.fromarray(pattern()).save(tmp_path / name)
        assert load_picture(tmp_path / "a.png").key == load_picture(tmp_path / "b.png").key

    def test_a_file_that_differs_in_one_byte_has_another_key(self, tmp_path):
        content = encoded(Image.fromarray(pattern()), format="BMP")
        (tmp_path / "a.bmp").write_bytes(content)
        (tmp_path / "b.bmp").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert load_picture(tmp_path / "a.bmp").key != load_picture(tmp_path / "b.bmp").key


class TestRefusal:
    @pytest.mark.parametrize(
        ("name", "options"),
        [
            ("a.jpg", {}),
            ("a.jpg", {"progressive": True}),
            ("a.png", {}),
            ("a.webp", {}),
            ("a.webp", {"lossless": True}),
            ("a.tif", {}),
            ("a.tif", {"compression": "tiff_lzw"}),
            ("a.bmp", {}),
            ("a.gif", {}),
            ("a.jp2", {}),
            ("a.avif", {}),
        ],
    )
    def test_a_picture_cut_short_anywhere_is_never_read_in_part(self, tmp_path, name, options):
        noise = np.random.default_rng(0).integers(0, 256, (30, 40, 3), dtype=np.uint8)
        path = tmp_path / name
        Image.fromarray(noise).save(path, **options)
        content, whole = path.read_bytes(), load_picture(path).pixels
        for share in (0.002, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999):
            path.write_bytes(content[: max(1, int(len(content) * share))])
            with suppress(ImageError):
                # Where it is read after all, what was cut off held no pixel.
                assert np.array_equal(load_picture(path).pixels, whole)

    def test_a_picture_cut_short_is_said_to_be(self, tmp_path):
        content = encoded(Image.fromarray(pattern(200, 200)), format="JPEG")
        (tmp_path / "a.jpg").write_bytes(content[: len(content) // 2])
        with pytest.raises(
            ImageError, match=r"a\.jpg is damaged or cut short \(.*\); copy it again from where it came"
        ):
            load_picture(tmp_path / "a.jpg")

    def test_an_empty_file_is_said_to_be(self, tmp_path):
        (tmp_path / "a.jpg").touch()
        with pytest.raises(ImageError, match=r"a\.jpg is empty \(0 bytes\)"):
            load_picture(tmp_path / "a.jpg")

    @pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7 ...", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\0" * 500])
    def test_what_is_no_picture_is_said_to_be_none(self, tmp_path, content):
        (tmp_path / "a.png").write_bytes(content)
        with pytest.raises(ImageError, match=r"a\.png is no picture in a known format"):
            load_picture(tmp_path / "a.png")

    def test_a_folder_is_said_to_be_one(self, tmp_path):
        (tmp_path / "a.png").mkdir()
        with pytest.raises(ImageError, match=r"a\.png is a folder, not a picture"):
            load_picture(tmp_path / "a.png")

    def test_a_missing_file_is_said_to_be(self, tmp_path):
        with pytest.raises(ImageError, match=r"a\.png does not exist"):
            load_picture(tmp_path / "a.png")

    @needs_posix
    def test_a_pipe_is_refused_instead_of_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "a.png")
        with pytest.raises(ImageError, match=r"a\.png is no file"):
            load_picture(tmp_path / "a.png")

    @needs_posix
    def test_a_file_that_must_not_be_read_is_named(self, tmp_path):
        Image.fromarray(pattern()).save(tmp_path / "a.png")
        (tmp_path / "a.png").chmod(0)
        with ordinary_rights(), pytest.raises(ImageError, match=r"a\.png cannot be read \(Permission denied\)"):
            load_picture(tmp_path / "a.png")

    def test_more_than_a_thousand_million_pixels_are_refused_by_the_header(self, tmp_path):
        header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
        content = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b"") + png_chunk(b"IEND", b"")
        (tmp_path / "a.png").write_bytes(content)
        with pytest.raises(ImageError, match=r"has 40,000 x 40,000 pixels, more than 1,000 million; scale it down"):
            load_picture(tmp_path / "a.png")


class TestPillow:
    def test_its_limit_and_warnings_are_as_before_after_reading(self, tmp_path):
        Image.fromarray(pattern()).save(tmp_path / "a.png")
        (tmp_path / "b.png").write_bytes(b"no picture")
        before = Image.MAX_IMAGE_PIXELS, list(warnings.filters)
        load_picture(tmp_path / "a.png")
        with pytest.raises(ImageError):
            load_picture(tmp_path / "b.png")
        assert (Image.MAX_IMAGE_PIXELS, list(warnings.filters)) == before

    def test_its_limit_is_as_before_after_reading_in_many_threads(self, tmp_path):
        Image.fromarray(pattern(200, 200)).save(tmp_path / "a.png")
        before = Image.MAX_IMAGE_PIXELS, list(warnings.filters)
        pictures = []
        threads = [
            threading.Thread(target=lambda: pictures.extend(load_picture(tmp_path / "a.png") for _ in range(5)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(pictures) == 20
        assert (Image.MAX_IMAGE_PIXELS, list(warnings.filters)) == before

    def test_a_picture_beyond_its_limit_is_opened_without_a_warning(self, tmp_path):
        header = struct.pack(">IIBBBBB", 20_000, 15_000, 8, 2, 0, 0, 0)
        content = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b"") + png_chunk(b"IEND", b"")
        (tmp_path / "a.png").write_bytes(content)
        with opened(tmp_path / "a.png") as (_, image):
            assert image.size == (20_000, 15_000)

    def test_a_picture_that_it_warns_about_is_read_in_silence(self, tmp_path):
        """A frame count in the animation block that cannot be makes Pillow warn and read the still picture."""
        content = encoded(Image.fromarray(pattern()), format="PNG")
        (tmp_path / "a.png").write_bytes(content[:33] + png_chunk(b"acTL", bytes(8)) + content[33:])
        with pytest.warns(UserWarning, match="Invalid APNG"), Image.open(tmp_path / "a.png"):
            pass
        assert np.array_equal(load_picture(tmp_path / "a.png").pixels, pattern())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell a process's peak memory this way")
def test_20000_x_15000_pixels_are_read_with_little_more_than_twice_their_memory(tmp_path):
    path = tmp_path / "large.png"
    write_black_png(path, 20_000, 15_000)
    program = (
        "import resource, sys, pathlib\n"
        "from sam3_studio.dataset.images import load_picture\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        f"picture = load_picture(pathlib.Path({str(path)!r}))\n"
        "print(picture.width, picture.height, (peak() - before) * (1 if sys.platform == 'darwin' else 1024))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    width, height, peak = map(int, result.stdout.split())
    assert (width, height) == (20_000, 15_000)
    assert peak < 2.5 * 3 * width * height
