"""Masks in one colour, to be drawn over a picture."""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QImage, qRgba

from sam3_studio.app.canvas.style import Rgb
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.editing.sketching import sampled

_OPACITY = 150
"""Of 255."""
_LARGEST = 1 << 24
"""Pixels of an image: a mask that lies in a larger box is drawn coarser, as an image of it took a gigabyte."""


@lru_cache(maxsize=4)
def tinted(mask: Rle, color: Rgb) -> tuple[tuple[Box, QImage], ...]:
    """A mask in one colour, and where it lies in the picture; nothing for one without a pixel."""
    if mask.box is None:
        return ()
    step = math.ceil(math.sqrt(mask.box.area / _LARGEST))
    crop, left, top = sampled(mask, step).to_crop()
    height, width = crop.shape
    if not crop.size:
        return ()
    right, bottom = min((left + width) * step, mask.width), min((top + height) * step, mask.height)
    box = Box(float(left * step), float(top * step), float(right), float(bottom))
    rows = np.ascontiguousarray(crop.astype(np.uint8))
    image = QImage(rows.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0, qRgba(*color, _OPACITY)])
    # The pixels are numpy's: Qt needs its own, in the order that it draws fastest.
    return ((box, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)),)
