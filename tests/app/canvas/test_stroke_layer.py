"""A stroke drawn bit by bit looks like one that is drawn at once."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from sam3_studio.app.canvas.stroke_layer import StrokeLayer
from sam3_studio.app.interaction import StrokeShape
from sam3_studio.core.geometry import Box
from sam3_studio.editing.strokes import Tip, stroke

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]

WAY = ((20.0, 20.0), (60.0, 25.0), (50.0, 60.0), (52.0, 30.0), (15.0, 70.0), (15.0, 70.0), (80.0, 70.0))


def to_widget(box: Box) -> QRectF:
    return QRectF(box.x1, box.y1, box.width, box.height)


SAME, PRESSED = (14.0,) * len(WAY), (2.0, 14.0, 30.0, 5.0, 14.0, 20.0, 3.0)


def painted(
    layer: StrokeLayer, way: tuple[tuple[float, float], ...], tip: Tip, sizes: tuple[float, ...] = SAME
) -> np.ndarray:
    """(100, 100) opacity."""
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    layer.paint(painter, StrokeShape(way, sizes[: len(way)], tip, erases=False), to_widget)
    painter.end()
    return np.array(image.constBits()).reshape(100, 100, 4)[..., 3].astype(int)


@pytest.mark.parametrize("sizes", [SAME, PRESSED])
@pytest.mark.parametrize("tip", Tip)
def test_bit_by_bit_is_as_at_once(tip: Tip, sizes: tuple[float, ...]) -> None:
    growing = StrokeLayer()
    for length in range(1, len(WAY) + 1):
        grown = painted(growing, WAY[:length], tip, sizes)
    assert np.abs(grown - painted(StrokeLayer(), WAY, tip, sizes)).max() <= 45  # rims that were drawn twice


@pytest.mark.parametrize("sizes", [SAME, PRESSED])
@pytest.mark.parametrize("tip", Tip)
def test_it_shows_the_pixels_that_will_be_painted(tip: Tip, sizes: tuple[float, ...]) -> None:
    shown = painted(StrokeLayer(), WAY, tip, sizes) > 45
    meant = stroke(WAY, sizes, tip, 100, 100).to_mask()
    assert (shown & meant).sum() / (shown | meant).sum() > 0.97


def test_it_is_evenly_clear_where_it_crosses_itself() -> None:
    shown = painted(StrokeLayer(), WAY, Tip.CIRCLE)
    assert shown.max() == np.median(shown[shown > 45])


def test_another_stroke_begins_anew() -> None:
    layer = StrokeLayer()
    painted(layer, WAY, Tip.CIRCLE)
    assert not painted(layer, ((90.0, 90.0),), Tip.CIRCLE)[:50].any()
