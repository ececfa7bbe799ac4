"""Decoding: any picture as 8-bit RGB, turned the way it was taken.

- EXIF (or XMP) orientation is applied; the file stays as it is.
- Transparency lies on white. Dropping it instead, as `convert("RGB")` does, would bring back what a cut-out hides:
  things that nobody sees would be found and labeled.
- Grey of more than 8 bits is spread so that its darkest pixel becomes 0 and its brightest 255: microscopes, X-rays and
  depth cameras use a small part of the range, and its upper 8 bits would be all but black. 16-bit colour keeps its
  upper 8 bits, as Pillow decodes it.
- CMYK becomes RGB by Pillow's formula, which undoes the inversion of Adobe's JPEGs. Colour profiles are not applied,
  as training tools do not either.
"""

import hashlib
import os
import stat
import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from sam3_studio.core.errors import ImageError

MOST_PIXELS = 1_000_000_000
"""Larger pictures are refused: this many need 3 GB as RGB and 7 GB while they are decoded."""

# Formats that run other programs (EPS) are left out.
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "DIB", "GIF", "AVIF", "JPEG2000", "PPM")
# What Pillow's decoders raise on damaged files, besides OSError.
_DAMAGE = (ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error, zlib.error)
_STRIP_PIXELS = 2_000_000

_Pixels = NDArray[np.uint8]


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, Image.Image]]:
    """A picture with its header read, and its file.

    Whatever goes wrong with the file while the picture is used becomes one clear sentence.

    Raises:
        ImageError: there is no such file, it cannot be read, is no picture, is damaged or cut short, or is too large.
    """
    try:
        _check_file(path)
        with lenient_pillow(), path.open("rb") as file:
            # TGA has no signature: any file could be taken for one.
            formats = (*_FORMATS, "TGA") if path.suffix.lower() == ".tga" else _FORMATS
            with Image.open(file, formats=formats) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ImageError(
                        "{path} has {width:,} x {height:,} pixels, more than {most:,} million; scale it down or cut it "
                        "into tiles.",
                        path=path,
                        width=image.width,
                        height=image.height,
                        most=MOST_PIXELS // 10**6,
                    )
                yield file, image
    except UnidentifiedImageError as error:
        raise ImageError(
            "{path} is no picture in a known format, or its beginning is damaged; save it as JPEG or PNG.", path=path
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    except MemoryError as error:
        raise ImageError(
            "{path} does not fit into memory; close other programs or scale it down.", path=path
        ) from error


def file_key(file: BinaryIO) -> str:
    """A hash of a file's bytes as 32 hexadecimal digits; the file stays where it was."""
    position = file.tell()
    file.seek(0)
    digest = hashlib.blake2b(digest_size=16)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    file.seek(position)
    return digest.hexdigest()


def shown_size(file: BinaryIO, image: Image.Image) -> tuple[int, int]:
    """(width, height) in pixels that `rgb_pixels` will give, without decoding the picture."""
    width, height = image.size
    return (height, width) if _orientation(file, image) >= 5 else (width, height)


def rgb_pixels(file: BinaryIO, image: Image.Image) -> _Pixels:
    """Decode a picture, (height, width, 3) uint8."""
    orientation = _orientation(file, image)
    image.load()
    width, height = image.size
    shape = (width, height) if orientation >= 5 else (height, width)
    pixels = np.empty((*shape, 3), dtype=np.uint8)
    stored = _as_stored(pixels, orientation)
    convert = _conversion(image)
    # In strips, because Pillow holds four bytes a pixel and every step makes a copy.
    for top, strip in _strips(image):
        stored[top : top + strip.height] = convert(strip)
    return pixels


class _LenientPillow:
    """Pillow without its warnings and without its limit of 89 megapixels, while anybody is reading a picture.

    Both settings are the process's own: they are changed by the first reader and put back by the last, so that
    pictures can be read in several threads at once.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._limit: int | None = None
        self._warnings = warnings.catch_warnings()

    def enter(self) -> None:
        with self._lock:
            self._readers += 1
            if self._readers == 1:
                self._limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
                self._warnings = warnings.catch_warnings()
                self._warnings.__enter__()
                warnings.simplefilter("ignore")

    def leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if not self._readers:
                Image.MAX_IMAGE_PIXELS = self._limit
                self._warnings.__exit__(None, None, None)


_pillow = _LenientPillow()


@contextmanager
def lenient_pillow() -> Iterator[None]:
    """Pillow opens pictures of any size without a word; whoever opens one is to look at its size before its pixels."""
    _pillow.enter()
    try:
        yield
    finally:
        _pillow.leave()


def _check_file(path: Path) -> None:
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        raise ImageError("{path} is a folder, not a picture; name a picture in it.", path=path)
    if not stat.S_ISREG(state.st_mode):
        raise ImageError("{path} is no file; name a picture.", path=path)
    if not state.st_size:
        raise ImageError("{path} is empty (0 bytes); copy it again from where it came.", path=path)


def _unreadable(path: Path, error: OSError) -> ImageError:
    # Pillow reports damage as an OSError as well, but without the number that the system's errors have.
    if error.errno is None:
        return _damaged(path, error)
    if isinstance(error, FileNotFoundError):
        return ImageError("{path} does not exist; check the spelling.", path=path)
    return ImageError(
        "{path} cannot be read ({reason}); check its permissions and the disk.", path=path, reason=error.strerror
    )


def _damaged(path: Path, error: Exception) -> ImageError:
    return ImageError(
        "{path} is damaged or cut short ({reason}); copy it again from where it came.", path=path, reason=error
    )


def _orientation(file: BinaryIO, image: Image.Image) -> int:
    """EXIF orientation, 1 to 8, without decoding the picture; 1 where Pillow applies it by itself."""
    if image.format == "TIFF":
        return 1
    try:
        # PNG's own `getexif` decodes the whole picture.
        exif = Image.Image.getexif(image)
        if image.format == "PNG" and not exif:
            exif.load(_late_exif(file))
        orientation = exif.get(ExifTags.Base.Orientation, 1)
    except (OSError, *_DAMAGE):
        return 1
    return orientation if orientation in range(1, 9) else 1


def _late_exif(file: BinaryIO) -> bytes:
    """A PNG's EXIF, which may come after the pixels; empty when there is none."""
    position = file.tell()
    file.seek(8)
    content = b""
    while len(header := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", header)
        if kind == b"eXIf":
            content = b"Exif\0\0" + file.read(length)
            break
        file.seek(length + 4, os.SEEK_CUR)
    file.seek(position)
    return content


def _as_stored(shown: _Pixels, orientation: int) -> _Pixels:
    """A view of the shown pixels as (height, width, 3) in the order in which they are stored."""
    view = shown.transpose(1, 0, 2) if orientation >= 5 else shown
    if orientation in (3, 4, 6, 7):
        view = view[::-1]
    if orientation in (2, 3, 7, 8):
        view = view[:, ::-1]
    return view


def _strips(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Pieces of the full width from top to bottom, and the row where each starts."""
    rows = max(_STRIP_PIXELS // image.width, 1)
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def _conversion(image: Image.Image) -> Callable[[Image.Image], _Pixels]:
    """What turns pieces of a picture into RGB."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _spread(image)
    if image.has_transparency_data:
        return _on_white
    return lambda strip: np.asarray(strip.convert("RGB"))


def _on_white(strip: Image.Image) -> _Pixels:
    colored = strip.convert("RGBA")
    white = Image.new("RGBA", strip.size, "white")
    return np.asarray(Image.alpha_composite(white, colored).convert("RGB"))


def _spread(image: Image.Image) -> Callable[[Image.Image], _Pixels]:
    """Grey of many bits, darkest pixel to 0 and brightest to 255; values that are no numbers become 0."""
    low, high = np.inf, -np.inf
    for _, strip in _strips(image):
        values = np.asarray(strip)
        values = values[np.isfinite(values)]
        if values.size:
            low, high = min(low, float(values.min())), max(high, float(values.max()))
    scale = 255 / (high - low) if high > low else 0.0

    def convert(strip: Image.Image) -> _Pixels:
        values = np.asarray(strip, dtype=np.float64)
        grey = np.where(np.isfinite(values), (values - low) * scale, 0).round().clip(0, 255).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2)

    return convert
