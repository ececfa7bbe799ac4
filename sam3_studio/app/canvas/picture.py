"""The picture as tiles of any zoom, over a pyramid of halved levels that are made where they are looked at."""

import math
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from sam3_studio.app.canvas.tiles import Tile
from sam3_studio.core.byte_cache import ByteCache

_RGB = QImage.Format.Format_RGB888
LEVEL_SIDE = 256
"""Of a level's tile, in its pixels; small enough that one is made well within a frame."""
CRISP = 4.0
"""From this zoom on, pixels are shown as the squares they are."""
PREVIEW_SIDE = 1024
"""The longer side of the preview is at most this many pixels."""
_BLOCK = 64
"""How many pixels at least are averaged for one of a level; of larger blocks some rows are skipped."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A tile of a level, with a pixel of each neighbour around it, so that no seam shows where they meet.

    Attributes:
        image: its pixels.
        inner: the tile itself within the image.
        place: the tile's place in the level, in pixels of the level; of fractional size at the picture's end.
    """

    image: QImage
    inner: QRectF
    place: QRectF


class PictureSource:
    """Tiles of a picture.

    Args:
        pixels: (height, width, 3) uint8, RGB. They are looked at where they are, and must not change.
        max_bytes: of the levels' tiles; those used longest ago are dropped beyond.
    """

    def __init__(self, pixels: NDArray[np.uint8], max_bytes: int = 96 << 20) -> None:
        # QImage needs rows that follow each other; load_picture's do.
        self._pixels = np.ascontiguousarray(pixels)
        height, width = pixels.shape[:2]
        self._whole = QImage(self._pixels.data, width, height, width * 3, _RGB)
        self.levels: ByteCache[_Piece] = ByteCache(max_bytes, keeps_newest=True)
        """By level, column and row."""
        self.tones: NDArray[np.uint8] | None = None
        """(256,) what becomes of every brightness; None when it stays as it is."""

    def color_at(self, x: int, y: int) -> tuple[int, int, int] | None:
        """The picture's own colour of a pixel, whatever the brightness it is shown with; None outside."""
        height, width = self._pixels.shape[:2]
        if not (0 <= x < width and 0 <= y < height):
            return None
        red, green, blue = self._pixels[y, x].tolist()
        return red, green, blue

    def preview(self, side: int = PREVIEW_SIDE) -> QImage:
        """The whole picture with no side longer than `side`, made at once from one pixel of every block."""
        height, width = self._pixels.shape[:2]
        step = max(1, math.ceil(max(height, width) / side))
        # The middle of a block may lie beyond a picture that is thinner than one.
        top, left = min(step // 2, height - 1), min(step // 2, width - 1)
        return _image(self._pixels[top::step, left::step], self.tones)

    def tile(self, scale: float, rect: QRect, deadline: float) -> Tile | None:
        """See `TileSource`."""
        level = max(0, math.floor(math.log2(1 / scale) + 1e-9)) if scale < 1 else 0
        image = QImage(rect.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < CRISP and scale != 1)
        try:
            done = self._paint(painter, level, scale, rect, deadline)
        finally:
            painter.end()
        if not done:
            return None
        if self.tones is not None:
            _tone(image, self.tones)
        return Tile(image)

    def _paint(self, painter: QPainter, level: int, scale: float, rect: QRect, deadline: float) -> bool:
        """Draw a rectangle of the picture from a level; False when the deadline passed first."""
        zoom = scale * 2**level
        area = QRectF(rect.x() / zoom, rect.y() / zoom, rect.width() / zoom, rect.height() / zoom)
        if level == 0:
            tile = QRectF(0, 0, rect.width(), rect.height())
            whole = QRectF(self._whole.rect())
            if not whole.contains(area):
                painter.drawImage(tile, self._whole, area & whole)  # see _to_the_end
            painter.drawImage(tile, self._whole, area)
            return True
        painter.translate(-rect.x(), -rect.y())
        painter.scale(zoom, zoom)
        pieces = []
        for row in range(int(area.top()) // LEVEL_SIDE, int(area.bottom()) // LEVEL_SIDE + 1):
            for column in range(int(area.left()) // LEVEL_SIDE, int(area.right()) // LEVEL_SIDE + 1):
                piece = self._level_tile(level, column, row)
                if piece is not None:
                    pieces.append(piece)
                if time.perf_counter() > deadline:
                    return False
        for piece in pieces:
            wider = _to_the_end(piece.place, area, 1 / zoom)
            if wider != piece.place:
                painter.drawImage(wider, piece.image, piece.inner)
        for piece in pieces:
            painter.drawImage(piece.place, piece.image, piece.inner)
        return True

    def _level_tile(self, level: int, column: int, row: int) -> _Piece | None:
        """A level's tile; None outside the picture."""
        key = level, column, row
        known = self.levels.get(key)
        if known is not None:
            return known
        piece = _halved(self._pixels, level, column * LEVEL_SIDE, row * LEVEL_SIDE)
        if piece is not None:
            self.levels.put(key, piece, piece.image.sizeInBytes())
        return piece


def _halved(pixels: NDArray[np.uint8], level: int, left: int, top: int) -> _Piece | None:
    """The tile at (left, top) of a level, each pixel the average of a block of the picture."""
    height, width = pixels.shape[:2]
    factor = 2**level
    if left * factor >= width or top * factor >= height:
        return None
    x, y = max(left - 1, 0), max(top - 1, 0)
    x1, x2 = x * factor, min((left + LEVEL_SIDE + 1) * factor, width)
    y1, y2 = y * factor, min((top + LEVEL_SIDE + 1) * factor, height)
    stride = min(max(factor**2 // _BLOCK, 1), factor // 2)
    rows = math.ceil((y2 - y1) / stride)
    source = QImage(pixels[y1:y2].data, width, rows, width * 3 * stride, _RGB)
    piece = source.copy(QRect(x1, 0, x2 - x1, rows)).convertToFormat(QImage.Format.Format_RGB32)
    size = QSize(math.ceil((x2 - x1) / factor), math.ceil((y2 - y1) / factor))
    image = piece.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    place = QRectF(left, top, min(LEVEL_SIDE, width / factor - left), min(LEVEL_SIDE, height / factor - top))
    ratio_x, ratio_y = size.width() * factor / (x2 - x1), size.height() * factor / (y2 - y1)
    inner = QRectF((left - x) * ratio_x, (top - y) * ratio_y, place.width() * ratio_x, place.height() * ratio_y)
    return _Piece(image, inner, place)


def _to_the_end(place: QRectF, area: QRectF, pixel: float) -> QRectF:
    """A place that ends less than a pixel before the area does, made to end with it.

    Qt may leave the pixel open that a picture ends in the middle of, and then shows what was in that memory before;
    so it is drawn a little too wide, and then once more as it should be.
    """
    right, bottom = area.right() - place.right(), area.bottom() - place.bottom()
    return place.adjusted(0, 0, right if 0 < right < pixel else 0, bottom if 0 < bottom < pixel else 0)


def _image(pixels: NDArray[np.uint8], tones: NDArray[np.uint8] | None) -> QImage:
    """(height, width, 3) RGB as an image that Qt draws fastest: blue first, as all machines Qt runs on see it."""
    height, width = pixels.shape[:2]
    ordered = np.empty((height, width, 4), dtype=np.uint8)
    ordered[..., :3] = (pixels if tones is None else tones[pixels])[..., ::-1]
    ordered[..., 3] = 255
    return QImage(ordered.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _tone(image: QImage, tones: NDArray[np.uint8]) -> None:
    values = np.frombuffer(image.bits(), dtype=np.uint8).reshape(-1, 4)
    values[:, :3] = tones[values[:, :3]]
