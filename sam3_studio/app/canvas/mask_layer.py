"""Masks of one kind as a layer of tiles."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from sam3_studio.app.canvas.masks import MaskItem, MaskSource, RunsCache
from sam3_studio.app.canvas.style import Paint
from sam3_studio.app.canvas.tiles import TileLayer
from sam3_studio.core.rle import Rle


class MaskLayer:
    """Masks by name, and the tiles that show them.

    Args:
        runs: of masks, shared by all layers.
        capacity: bound of the tiles in bytes.

    Attributes:
        source: what the tiles show.
        tiles: of the layer.
    """

    def __init__(self, runs: RunsCache, capacity: int) -> None:
        self.source = MaskSource(runs)
        self.tiles = TileLayer(self.source, capacity)
        self._known: dict[str, MaskItem] = {}

    def show(self, wanted: Sequence[tuple[str, Rle, Paint]]) -> list[QRectF]:
        """Have these masks on it, by name, the lowest first; returns the areas of the picture that changed."""
        items: dict[str, MaskItem] = {}
        for name, mask, paint in wanted:
            # An item stays the same as long as mask and look do, so that only what changed is drawn again.
            known = self._known.get(name)
            same = known is not None and known.mask is mask and (known.paint is paint or known.paint == paint)
            items[name] = known if known is not None and same else MaskItem(name, mask, paint)
        self._known = items
        areas = self.source.set_items(tuple(items.values()))
        self.tiles.outdate(areas)
        return areas
