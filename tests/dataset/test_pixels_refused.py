"""Pictures that cannot be read are refused in one sentence."""

import os
import struct
from contextlib import suppress

import numpy as np
import pytest
from limits import needs_posix, ordinary_rights
from picture_files import encoded, pattern, png_chunk
from PIL import Image

from sam3_studio.core.errors import ImageError
from sam3_studio.dataset.images import load_picture


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
