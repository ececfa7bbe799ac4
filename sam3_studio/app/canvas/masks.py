"""Masks as tiles of any zoom: only what is seen is drawn, and only what changed is drawn again."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from sam3_studio.app.canvas.mask_raster import Runs, blurred, coverage
from sam3_studio.app.canvas.style import Paint, table_for
from sam3_studio.app.canvas.tiles import SIDE, Tile
from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.rle import Rle

_RUNS_BYTES = 128 << 20
"""Bound of the runs of masks that are kept, with the masks they are of."""
_PIECES_BYTES = 64 << 20
"""Bound of the pieces that tiles of a layer are put together from."""


@dataclass(frozen=True, slots=True)
class MaskItem:
    """A mask and how it is painted.

    Attributes:
        id: of the object or candidate.
        mask: of the whole picture.
        paint: its look.
    """

    id: str
    mask: Rle
    paint: Paint


class RunsCache:
    """The runs of masks, made once for each mask whatever draws it; those used longest ago make room."""

    def __init__(self) -> None:
        self.known: ByteCache[Runs | None] = ByteCache(_RUNS_BYTES, keeps_newest=True)
        """By `Rle`."""

    def of(self, mask: Rle) -> Runs | None:
        """The runs of a mask; None for one without a pixel."""
        if mask in self.known:
            return self.known.get(mask)
        runs = Runs.of(mask)
        self.known.put(mask, runs, len(mask.data) + (runs.nbytes if runs else 0))
        return runs


@dataclass(frozen=True, slots=True)
class _Piece:
    """A mask, or its part in one tile, painted; without an image where there is nothing of it."""

    item: MaskItem
    image: QImage | None = None
    corner: QPoint | None = None


PieceKey = tuple[int, int, int]
"""Number of an item, and the tile that it is a piece in; -1, -1 for a mask that is small enough to be one piece."""


class MaskSource:
    """Tiles of a layer of masks, later ones over earlier ones.

    Args:
        runs: of masks, shared with other layers.
    """

    def __init__(self, runs: RunsCache) -> None:
        self._runs = runs
        self._items: tuple[MaskItem, ...] = ()
        self._bounds: NDArray[np.float64] = np.zeros((0, 4))
        self._scale = 0.0
        # A piece holds on to its item, so that no other item can have the same number.
        self.pieces: ByteCache[_Piece] = ByteCache(_PIECES_BYTES, keeps_newest=True)
        """By `PieceKey`."""

    def set_items(self, items: Sequence[MaskItem]) -> list[QRectF]:
        """Show these masks; those without a pixel are left out. An item that is the same object has not changed.

        Returns:
            The areas of the picture, in its pixels, where something changed.
        """
        before = {id(item): bounds for item, bounds in zip(self._items, self._bounds.tolist(), strict=True)}
        after = {}
        kept = []
        for item in items:
            bounds = before.get(id(item))
            if bounds is None and (box := item.mask.box):
                bounds = list(box.as_tuple())
            if bounds is not None:
                after[id(item)] = bounds
                kept.append(item)
        changed = [bounds for key, bounds in before.items() if key not in after]
        changed += [bounds for key, bounds in after.items() if key not in before]
        stayed = [key for key in before if key in after]
        if stayed != [key for key in after if key in before]:  # what lies over what has changed
            changed += [after[key] for key in stayed]
        self._items = tuple(kept)
        self._bounds = np.array(list(after.values()), dtype=np.float64).reshape(-1, 4)
        return [QRectF(x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in changed]

    def tile(self, scale: float, rect: QRect, deadline: float) -> Tile | None:
        """See `TileSource`."""
        if scale != self._scale:
            self._scale = scale
            self.pieces.clear()
        column, row = rect.x() // SIDE, rect.y() // SIDE
        pieces = []
        made = False
        touching, small = self._touching(rect)
        for index, whole in zip(touching, small, strict=True):
            item = self._items[index]
            key: PieceKey = (id(item), -1, -1) if whole else (id(item), column, row)
            piece = self.pieces.get(key)
            if piece is None:
                if made and time.perf_counter() > deadline:
                    return None
                piece = self._piece(item, rect, whole=whole)
                self.pieces.put(key, piece, piece.image.sizeInBytes() if piece.image else 0)
                made = True
            pieces.append(piece)
        return Tile(_put_together(pieces, rect) if pieces else None)

    def _touching(self, rect: QRect) -> tuple[list[int], list[bool]]:
        """The numbers of the items in a rectangle, and whether each is small enough to be one piece."""
        # The widest line and its seam stay within 16 device pixels of a mask.
        left, top = (rect.x() - 16) / self._scale, (rect.y() - 16) / self._scale
        right, bottom = (rect.right() + 17) / self._scale, (rect.bottom() + 17) / self._scale
        x1, y1, x2, y2 = self._bounds.T
        found = np.flatnonzero((x1 < right) & (x2 > left) & (y1 < bottom) & (y2 > top))
        sides = np.maximum(x2 - x1, y2 - y1)[found]
        return found.tolist(), (sides * self._scale <= SIDE).tolist()

    def _piece(self, item: MaskItem, rect: QRect, *, whole: bool) -> _Piece:
        runs = self._runs.of(item.mask)
        if runs is None:
            return _Piece(item)
        table, size = table_for(item.paint, self._scale)
        x1, y1, x2, y2 = (value * self._scale for value in runs.bounds)
        spread = 2 * size
        left, top = math.floor(x1) - spread, math.floor(y1) - spread
        area = QRect(left, top, math.ceil(x2) + spread - left, math.ceil(y2) + spread - top)
        if not whole:
            area &= rect
        margin = size - 1
        width, height = area.width() + 2 * margin, area.height() + 2 * margin
        covered = coverage(runs, self._scale, area.x() - margin, area.y() - margin, width, height)
        if area.isEmpty() or not covered.any():
            return _Piece(item)
        inner = covered[margin:-margin, margin:-margin]
        return _Piece(item, _painted(inner, blurred(covered, size), table, item.paint, area), area.topLeft())


def _painted(
    covered: NDArray[np.uint16], blur: NDArray[np.uint16], table: NDArray[np.uint32], paint: Paint, area: QRect
) -> QImage:
    index = blur.astype(np.intp)
    index *= table.shape[2]
    index += covered
    if paint.dashed:
        # Dashes follow a pattern of the picture as a whole, so that they go on from tile to tile.
        length = max(3, round(3.2 * paint.width))
        across = np.arange(area.x(), area.x() + area.width())
        down = np.arange(area.y(), area.y() + area.height())
        index += ((across[None, :] + down[:, None]) // length % 2) * (table.shape[1] * table.shape[2])
    pixels = table.ravel()[index]
    height, width = pixels.shape
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _put_together(pieces: list[_Piece], rect: QRect) -> QImage:
    image = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for piece in pieces:
        if piece.image is not None and piece.corner is not None:
            painter.drawImage(piece.corner - rect.topLeft(), piece.image)
    painter.end()
    return image
