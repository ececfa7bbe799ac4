"""Layers drawn as tiles of exactly the zoom at hand: panning copies them, nothing is scaled or drawn again.

After a change of zoom the tiles of the zoom before stand in, scaled, until their own are made, a few in each frame.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

SIDE = 256
"""Of a tile, in device pixels."""

Place = tuple[int, int]
"""Column and row of a tile."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile that is made.

    Attributes:
        image: premultiplied ARGB or RGB; None where there is nothing to see.
        stale: it shows what was; better than nothing until it is made again.
    """

    image: QImage | None
    stale: bool = False


class TileSource(Protocol):
    """Makes the tiles of a layer."""

    def tile(self, scale: float, rect: QRect, deadline: float) -> Tile | None:
        """The part of the layer in a rectangle of device pixels, counted from the picture's corner.

        Returns:
            None when the deadline (of `time.perf_counter`) passed first; asked again it goes on where it stopped.
        """
        ...


class TileLayer:
    """The tiles of one layer, made when they are first seen, bounded in bytes.

    Args:
        source: makes the tiles.
        max_bytes: tiles seen longest ago are dropped beyond this, but none in sight.
        smooth: whether stand-ins are scaled smoothly.
    """

    def __init__(self, source: TileSource, max_bytes: int, *, smooth: bool) -> None:
        self.source = source
        self._max_bytes = max_bytes
        self._smooth = smooth
        self._scale = 0.0
        self._tiles: OrderedDict[Place, Tile] = OrderedDict()
        self._bytes = 0
        self._former_scale = 0.0
        self._former: dict[Place, Tile] = {}

    @property
    def nbytes(self) -> int:
        """How much memory the tiles take."""
        return self._bytes + sum(_size(tile) for tile in self._former.values())

    def clear(self) -> None:
        """Forget everything: there is another picture."""
        self._tiles.clear()
        self._former.clear()
        self._bytes = 0

    def outdate(self, areas: Iterable[QRectF] | None = None) -> None:
        """What lies in areas of the picture, in its pixels, has changed; None: everything."""
        touched = self._tiles if areas is None else {place for area in areas for place in self._touched(area)}
        for place in self._tiles.keys() & touched:
            self._tiles[place] = Tile(self._tiles[place].image, stale=True)

    def _touched(self, area: QRectF) -> Iterable[Place]:
        # A line along the rim spreads beyond the area.
        left, top = area.left() * self._scale - 16, area.top() * self._scale - 16
        right, bottom = area.right() * self._scale + 16, area.bottom() * self._scale + 16
        columns = range(math.floor(left / SIDE), math.floor(right / SIDE) + 1)
        rows = range(math.floor(top / SIDE), math.floor(bottom / SIDE) + 1)
        if len(columns) * len(rows) > len(self._tiles):
            return [(c, r) for c, r in self._tiles if c in columns and r in rows]
        return [(c, r) for c in columns for r in rows]

    def set_scale(self, scale: float, seen: QRect) -> None:
        """Another zoom. The tiles in sight stand in for the new ones, unless the ones before them serve better."""
        if scale == self._scale:
            return
        fresh = {place: self._tiles[place] for place in places_in(seen) if place in self._tiles}
        if not self._former or 2 * len(fresh) >= len(list(places_in(seen))):
            self._former, self._former_scale = fresh, self._scale
        self._scale = scale
        self._tiles.clear()
        self._bytes = 0

    def missing(self, seen: QRect) -> list[Place]:
        """The tiles to be made, those in the middle first."""
        places = [place for place in places_in(seen) if (tile := self._tiles.get(place)) is None or tile.stale]
        column, row = seen.center().x() / SIDE - 0.5, seen.center().y() / SIDE - 0.5
        return sorted(places, key=lambda place: abs(place[0] - column) + abs(place[1] - row))

    def make(self, places: Iterable[Place], extent: QRect, seen: QRect, deadline: float) -> bool:
        """Make tiles until the deadline; whether all were made. At least one step is always done."""
        for place in places:
            tile = self.source.tile(self._scale, tile_rect(place) & extent, deadline)
            if tile is None:
                return False
            self._keep(place, tile, seen)
            if time.perf_counter() > deadline:
                return False
        return True

    def _keep(self, place: Place, tile: Tile, seen: QRect) -> None:
        former = self._tiles.pop(place, None)
        self._bytes += _size(tile) - (_size(former) if former else 0)
        self._tiles[place] = tile
        if self._bytes > self._max_bytes:
            for other in [other for other in self._tiles if not tile_rect(other).intersects(seen)]:
                self._bytes -= _size(self._tiles.pop(other))
                if self._bytes <= self._max_bytes:
                    break

    def uncovered(self, seen: QRect, extent: QRect) -> QRegion:
        """Where there is neither a tile nor one that stands in for it."""
        region = QRegion()
        for place in places_in(seen):
            if place not in self._tiles:
                region += tile_rect(place) & extent
        if not region.isEmpty() and self._former:
            for rect, _ in self._stand_ins():
                region -= QRegion(rect)
        return region

    def paint(self, painter: QPainter, seen: QRect, extent: QRect) -> None:
        """Draw what there is; the painter counts device pixels from the picture's corner."""
        gaps = QRegion()
        for place in places_in(seen):
            tile = self._tiles.get(place)
            if tile is None:
                gaps += tile_rect(place) & extent
                continue
            self._tiles.move_to_end(place)
            if tile.image is not None:
                painter.drawImage(QPoint(place[0] * SIDE, place[1] * SIDE), tile.image)
        if not gaps.isEmpty() and self._former:
            self._stand_in(painter, gaps)
        elif gaps.isEmpty() and self._former:
            self._former = {}

    def _stand_in(self, painter: QPainter, gaps: QRegion) -> None:
        painter.save()
        painter.setClipRegion(gaps, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._smooth)
        for rect, image in self._stand_ins():
            if gaps.intersects(rect):
                painter.drawImage(rect, image)
        painter.restore()

    def _stand_ins(self) -> Iterator[tuple[QRect, QImage]]:
        ratio = self._scale / self._former_scale
        for (column, row), tile in self._former.items():
            if tile.image is not None:
                # Neighbours share rounded edges, so that none of them is drawn over the other.
                left, top = round(column * SIDE * ratio), round(row * SIDE * ratio)
                right = round((column * SIDE + tile.image.width()) * ratio)
                bottom = round((row * SIDE + tile.image.height()) * ratio)
                yield QRect(left, top, right - left, bottom - top), tile.image


def places_in(rect: QRect) -> Iterator[Place]:
    """The tiles that a rectangle of device pixels touches."""
    if rect.isEmpty():
        return
    for row in range(rect.top() // SIDE, rect.bottom() // SIDE + 1):
        for column in range(rect.left() // SIDE, rect.right() // SIDE + 1):
            yield column, row


def tile_rect(place: Place) -> QRect:
    """Where a tile lies, in device pixels from the picture's corner."""
    return QRect(place[0] * SIDE, place[1] * SIDE, SIDE, SIDE)


def _size(tile: Tile) -> int:
    return tile.image.sizeInBytes() if tile.image is not None else 0
