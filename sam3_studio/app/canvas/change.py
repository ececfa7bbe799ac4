"""What is proposed for a mask, drawn over it: green what it would gain, red what it would lose."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from sam3_studio.app.canvas.boxes import paint_prompt_box
from sam3_studio.app.canvas.style import NEGATIVE, POSITIVE
from sam3_studio.app.canvas.tint import tinted
from sam3_studio.core.geometry import Box
from sam3_studio.core.mask_algebra import subtracted
from sam3_studio.core.rle import Rle


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
            self._images = [*tinted(gained, POSITIVE), *tinted(lost, NEGATIVE)]

    def paint(self, painter: QPainter, to_widget: Callable[[Box], QRectF]) -> None:
        """Draw it in logical pixels of the widget."""
        for box, image in self._images:
            painter.drawImage(to_widget(box), image)
        if self._box is not None:
            paint_prompt_box(painter, to_widget(self._box), positive=self._adds)
