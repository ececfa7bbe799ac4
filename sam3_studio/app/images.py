"""Pixels as Qt's images."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_OVERHEAD = 200


def rgb_image(pixels: NDArray[np.uint8]) -> QImage:
    """A picture (height, width, 3) with memory of its own."""
    height, width, channels = pixels.shape
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, width, height, channels * width, QImage.Format.Format_RGB888).copy()


def image_cost(image: QImage) -> int:
    """Bytes that keeping an image takes, also an empty one."""
    return image.sizeInBytes() + _OVERHEAD
