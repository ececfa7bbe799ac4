"""The program's icon as Windows wants it."""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from common.source import ROOT
from common.steps import run

_DRAWING = ROOT / "resources" / "icons" / "application.svg"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels: those Windows asks for at scales from 100 to 200 %, and the largest."""
_COMPRESSED = 256
"""From this size on as PNG, as Windows itself has it; not everything reads smaller ones that way."""


def write_icon(file: Path) -> None:
    """Draw it in every size.

    Args:
        file: to be written, with the ending .ico; PNGs come to lie beside it.
    """
    images = {}
    for size in _SIZES:
        png = file.with_suffix(f".{size}.png")
        run(["rsvg-convert", "--width", str(size), "--height", str(size), "--output", png, _DRAWING])
        images[size] = png.read_bytes()
    file.write_bytes(icon(images))


def icon(images: Mapping[int, bytes]) -> bytes:
    """One file of several PNGs with 8 bits of red, green, blue and alpha.

    Layout: "Icons", Microsoft 1995; PNG inside it since Windows Vista.

    Args:
        images: by side in pixels.
    """
    packed = {
        size: png if size >= _COMPRESSED else _bitmap(_pixels(png, size), size) for size, png in sorted(images.items())
    }
    head = struct.pack("<HHH", 0, 1, len(packed))
    place = len(head) + 16 * len(packed)
    for size, image in packed.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), place)
        place += len(image)
    return head + b"".join(packed.values())


def _pixels(png: bytes, size: int) -> list[bytes]:
    """Rows of a PNG with 8 bits of red, green, blue and alpha, from top to bottom.

    Filters: https://www.w3.org/TR/png-3/#9Filters
    """
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    data, width = zlib.decompress(packed), 4 * size
    rows, above = [], bytes(width)
    for start in range(0, len(data), width + 1):
        row = bytearray(data[start + 1 : start + 1 + width])
        for i in range(width):
            left, corner = (row[i - 4], above[i - 4]) if i >= 4 else (0, 0)
            row[i] = (row[i] + _foreseen(data[start], left, above[i], corner)) & 0xFF
        above = bytes(row)
        rows.append(above)
    return rows


def _foreseen(kind: int, left: int, up: int, corner: int) -> int:
    """What a filter of PNG expects of a byte."""
    if kind == 4:
        # The first of equals wins, as Paeth wants it.
        return min((left, up, corner), key=lambda one: abs(left + up - corner - one))
    return (0, left, up, (left + up) // 2)[kind]


def _bitmap(rows: list[bytes], size: int) -> bytes:
    """A bitmap from bottom to top, blue before green before red, and an empty mask behind it: alpha says it all."""
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    body = bytearray()
    for row in reversed(rows):
        for red, green, blue, alpha in zip(*(row[i::4] for i in range(4)), strict=True):
            body += bytes((blue, green, red, alpha))
    mask = bytes((size + 31) // 32 * 4 * size)
    return head + bytes(body) + mask
