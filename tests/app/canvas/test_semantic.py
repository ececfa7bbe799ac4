"""`app.canvas.semantic`: tiles of the semantic map."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from sam3_studio.app.canvas.masks import RunsCache
from sam3_studio.app.canvas.semantic import SemanticSource

pytestmark = pytest.mark.gui


def dirty_memory(size: QSize) -> None:
    """Leave colours where the next images of this size are made."""
    images = [QImage(size, QImage.Format.Format_ARGB32_Premultiplied) for _ in range(20)]
    for image in images:
        image.fill(0xFFFF00FF)


def test_a_tile_that_goes_beyond_the_map_is_empty_there() -> None:
    """A picture of 100 rows at this zoom ends amid a row of the screen, which its last tile has as a whole."""
    source = SemanticSource(RunsCache())
    source.set_map(np.full((50, 50), 0.9, dtype=np.float32), (100, 100))
    rect = QRect(0, 0, 101, 103)
    dirty_memory(rect.size())
    tile = source.tile(1.0, rect, 0.0)
    assert tile is not None
    assert tile.image is not None
    assert {tile.image.pixel(x, 102) for x in range(101)} == {0}
    assert tile.image.pixel(50, 50) != 0
