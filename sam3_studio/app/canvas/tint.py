"""Masks in one colour, to be drawn over a picture."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QImage, qRgba

from sam3_studio.app.canvas.style import Rgb
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

_OPACITY = 150
"""Of 255."""


@lru_cache(maxsize=4)
def tinted(mask: Rle, color: Rgb) -> tuple[tuple[Box, QImage], ...]:
    """A mask in one colour, and where it lies in the picture; nothing for one without a pixel."""
    if mask.box is None:
        return ()
    crop, _, _ = mask.to_crop()
    height, width = crop.shape
    rows = np.ascontiguousarray(crop.astype(np.uint8))
    image = QImage(rows.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0, qRgba(*color, _OPACITY)])
    # The pixels are numpy's: Qt needs its own, in the order that it draws fastest.
    return ((mask.box, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)),)
