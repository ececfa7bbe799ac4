"""Pictures are read as a person sees them."""

import os
import struct
import subprocess
import sys
import threading
import warnings
import zlib

import numpy as np
import pytest
from picture_files import encoded, pattern, png_chunk
from PIL import Image, ImageOps

from sam3_studio.core.errors import ImageError
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.pixels import opened


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
