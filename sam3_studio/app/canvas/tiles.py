"""Layers drawn as tiles at exactly the present zoom, a few in each frame; a pan needs only those that come in sight."""

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Protocol

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage

SIDE = 256
"""Of a tile, in device pixels."""

Place = tuple[int, int]
"""Column and row of a tile."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile that is made.

    Attributes:
        image: premultiplied ARGB or RGB; None where there is nothing to see.
        stale: it shows what has changed since, which is better than nothing until it is made again.
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
    """

    def __init__(self, source: TileSource, max_bytes: int) -> None:
        self.source = source
        self._max_bytes = max_bytes
        self._scale = 0.0
        self.tiles: OrderedDict[Place, Tile] = OrderedDict()
        self._bytes = 0
        self._made: set[Place] = set()

    def tile(self, place: Place) -> Tile | None:
        """The tile at a place, if it has been made."""
        tile = self.tiles.get(place)
        if tile is not None:
            self.tiles.move_to_end(place)
        return tile

    def take_made(self) -> set[Place]:
        """Where tiles were made since this was asked last."""
        made, self._made = self._made, set()
        return made

    def outdate(self, areas: Iterable[QRectF] | None = None) -> None:
        """What lies in areas of the picture, in its pixels, has changed; None: everything."""
        for place in list(self.tiles) if areas is None else self._touched(areas):
            self.tiles[place] = Tile(self.tiles[place].image, stale=True)

    def _touched(self, areas: Iterable[QRectF]) -> list[Place]:
        # All at once: a thousand areas, one after the other, take longer than a frame may last.
        sides = np.array([area.getCoords() for area in areas]).reshape(-1, 4) * self._scale
        # A line along the rim spreads beyond the area.
        left, top, right, bottom = np.floor(np.add(sides, (-16, -16, 16, 16)) / SIDE).T
        column, row = np.array(list(self.tiles)).reshape(-1, 2, 1).swapaxes(0, 1)
        touched = (left <= column) & (column <= right) & (top <= row) & (row <= bottom)
        return list(compress(self.tiles, touched.any(axis=1)))

    def set_scale(self, scale: float) -> None:
        """Another zoom, for which no tile is made yet."""
        if scale != self._scale:
            self._scale = scale
            self.tiles.clear()
            self._made.clear()
            self._bytes = 0

    def missing(self, seen: QRect) -> list[Place]:
        """The tiles to be made, those in the middle first."""
        places = [place for place in places_in(seen) if (tile := self.tiles.get(place)) is None or tile.stale]
        column, row = seen.center().x() / SIDE - 0.5, seen.center().y() / SIDE - 0.5
        return sorted(places, key=lambda place: abs(place[0] - column) + abs(place[1] - row))

    def make(self, places: Iterable[Place], extent: QRect, seen: QRect, deadline: float) -> bool:
        """Make tiles until the deadline; at least one step is always done.

        Args:
            places: of the tiles, in the order in which they are made.
            extent: of the picture, in device pixels; tiles end with it.
            seen: in device pixels; tiles in there are never dropped to make room.
            deadline: of `time.perf_counter`.

        Returns:
            Whether all were made.
        """
        for place in places:
            tile = self.source.tile(self._scale, tile_rect(place) & extent, deadline)
            if tile is None:
                return False
            self._keep(place, tile, seen)
            if time.perf_counter() > deadline:
                return False
        return True

    def _keep(self, place: Place, tile: Tile, seen: QRect) -> None:
        former = self.tiles.pop(place, None)
        self._bytes += _size(tile) - (_size(former) if former else 0)
        self.tiles[place] = tile
        self._made.add(place)
        if self._bytes > self._max_bytes:
            for other in [other for other in self.tiles if not tile_rect(other).intersects(seen)]:
                self._bytes -= _size(self.tiles.pop(other))
                if self._bytes <= self._max_bytes:
                    break


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
