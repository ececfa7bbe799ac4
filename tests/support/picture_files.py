"""Files of pictures as they are rarely written."""

import io
import struct
import zlib

import numpy as np


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
