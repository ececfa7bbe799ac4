"""The semantic map: where the model sees the concept at all, and what of that no instance covers."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from sam3_studio.app.canvas.masks import RunsCache
from sam3_studio.app.canvas.tiles import Tile
from sam3_studio.core.rle import Rle

COVERED = (70, 130, 255)
"""Colour of where the model sees the concept and masks cover it."""
MISSED = (255, 64, 160)
"""Colour of where it sees the concept and no mask is."""
_FLOOR = 0.25
"""Where the map is below this, nothing is drawn."""
_SURE = 0.5
"""What no mask covers counts as missed where the map is above this."""


class SemanticSource:
    """Tiles of the semantic map.

    Args:
        runs: of masks, shared with other layers.
    """

    def __init__(self, runs: RunsCache) -> None:
        self._runs = runs
        self._heat: NDArray[np.float32] | None = None
        self._picture = (1, 1)
        self._masks: tuple[Rle, ...] = ()
        self._image: QImage | None = None
        self._missed: NDArray[np.bool_] | None = None

    @property
    def heat(self) -> NDArray[np.float32] | None:
        """The (rows, columns) map, None where there is none."""
        return self._heat

    def set_map(self, heat: NDArray[np.float32] | None, picture: tuple[int, int]) -> None:
        """The (rows, columns) map, 0 to 1, of a picture of (width, height) pixels; None for no map."""
        self._heat, self._picture = heat, picture
        self._image = self._missed = None

    def set_masks(self, masks: tuple[Rle, ...]) -> None:
        """The masks of all that is accepted or proposed."""
        if masks != self._masks:
            self._masks = masks
            self._image = self._missed = None

    def tile(self, scale: float, rect: QRect, deadline: float) -> Tile | None:  # noqa: ARG002 - always quick
        """See `TileSource`."""
        if self._heat is None:
            return Tile(None)
        if self._image is None:
            self._image = self._made(self._heat)
        width, height = self._picture
        across, down = self._image.width() / (width * scale), self._image.height() / (height * scale)
        image = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)  # its last row may lie beyond the map in part, and is not painted
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(rect.x() * across, rect.y() * down, rect.width() * across, rect.height() * down)
        painter.drawImage(QRectF(0, 0, rect.width(), rect.height()), self._image, area)
        painter.end()
        return Tile(image)

    def missed(self) -> NDArray[np.bool_]:
        """(rows, columns) where the map is sure and no mask is; empty without a map."""
        if self._heat is None:
            return np.zeros((0, 0), dtype=np.bool_)
        if self._missed is None:
            self._missed = (self._heat > _SURE) & ~self._covered(self._heat)
        return self._missed

    def _covered(self, heat: NDArray[np.float32]) -> NDArray[np.bool_]:
        rows, columns = heat.shape
        width, height = self._picture
        ys = ((np.arange(rows) + 0.5) * height / rows).astype(np.int64)
        xs = ((np.arange(columns) + 0.5) * width / columns).astype(np.int64)
        covered = np.zeros((columns, rows), dtype=np.bool_)
        for mask in self._masks:
            if (runs := self._runs.of(mask)) is None:
                continue
            x1, y1, x2, y2 = runs.bounds
            left, right = np.searchsorted(xs, (x1, x2))
            top, bottom = np.searchsorted(ys, (y1, y2))
            if left < right and top < bottom:
                covered[left:right, top:bottom] |= runs.sampled(xs[left:right], ys[top:bottom]).astype(np.bool_)
        return covered.T

    def _made(self, heat: NDArray[np.float32]) -> QImage:
        missed = self.missed()
        strength = np.clip((np.nan_to_num(heat) - _FLOOR) / (1 - _FLOOR), 0, 1)
        alpha = np.where(missed, 0.3 + 0.45 * strength, 0.45 * strength)
        alpha[strength <= 0] = 0
        pixels = np.empty((*heat.shape, 4), dtype=np.uint8)
        for channel in range(3):
            color = np.where(missed, MISSED[channel], COVERED[channel])
            pixels[..., 2 - channel] = np.rint(color * alpha)
        pixels[..., 3] = np.rint(alpha * 255)
        rows, columns = heat.shape
        return QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
