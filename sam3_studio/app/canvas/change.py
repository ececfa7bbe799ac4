"""What is proposed for a mask, drawn over it: green what it would gain, red what it would lose."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, qRgba

from sam3_studio.app.canvas.boxes import paint_prompt_box
from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE, Rgb
from sam3_studio.core.geometry import Box
from sam3_studio.core.mask_algebra import subtracted
from sam3_studio.core.rle import Rle

_OPACITY = 150
"""Of 255."""


class ShownChange:
    """A box that a person has drawn for the model, and what would become of a mask.

    Args:
        box: that was drawn; None for none.
        adds: what it means.
        before: the mask; None as long as nothing is proposed.
        after: the mask as it would be.
    """

    def __init__(self, box: Box | None, *, adds: bool, before: Rle | None = None, after: Rle | None = None) -> None:
        self._box = box
        self._adds = adds
        self.gained = 0
        """In pixels of the picture."""
        self.lost = 0
        """In pixels of the picture."""
        self._images: list[tuple[Box, QImage]] = []
        if before is not None and after is not None:
            gained, lost = subtracted(after, before), subtracted(before, after)
            self.gained, self.lost = gained.area, lost.area
            self._images = [*_image(gained, POSITIVE), *_image(lost, NEGATIVE)]

    def paint(self, painter: QPainter, to_widget: Callable[[Box], QRectF]) -> None:
        """Draw it in logical pixels of the widget."""
        for box, image in self._images:
            painter.drawImage(to_widget(box), image)
        if self._box is not None:
            paint_prompt_box(painter, to_widget(self._box), positive=self._adds)


def _image(mask: Rle, color: Rgb) -> list[tuple[Box, QImage]]:
    """A mask in one colour, and where it lies; nothing for one without a pixel."""
    if mask.box is None:
        return []
    crop, _, _ = mask.to_crop()
    height, width = crop.shape
    rows = np.ascontiguousarray(crop.astype(np.uint8))
    image = QImage(rows.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0, qRgba(*color, _OPACITY)])
    # The pixels are numpy's: Qt needs its own, in the order that it draws fastest.
    return [(mask.box, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))]
