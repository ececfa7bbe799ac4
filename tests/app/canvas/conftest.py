"""A canvas with a grey picture on it, as the tests of this folder want it."""

import numpy as np
import pytest

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.items import CandidateView
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass, LabeledObject, Source
from sam3_studio.core.rle import Rle

WIDTH, HEIGHT = 400, 300
GREY = 128


@pytest.fixture
def pixels():
    return np.full((HEIGHT, WIDTH, 3), GREY, dtype=np.uint8)


@pytest.fixture
def rectangle():
    """Makes the mask of a rectangle (x1, y1, x2, y2) of the picture."""

    def make(x1, y1, x2, y2):
        return Rle.from_crop(np.ones((y2 - y1, x2 - x1), dtype=bool), x1, y1, HEIGHT, WIDTH)

    return make


@pytest.fixture
def labeled(rectangle):
    """Makes an object that is a rectangle."""

    def make(name, *bounds, class_id=1, **rest):
        return LabeledObject(class_id, rectangle(*bounds), Source.PERSON, id=name, **rest)

    return make


@pytest.fixture
def proposed(rectangle):
    """Makes a candidate that is a rectangle."""

    def make(name, *bounds, number=1, score=0.9, ghost=False):
        mask = rectangle(*bounds)
        return CandidateView(name, number, 1, Candidate(Box(*map(float, bounds)), score, mask), ghost=ghost)

    return make


@pytest.fixture
def classes():
    return (LabelClass(1, "duck", (255, 0, 0)), LabelClass(2, "block", (0, 0, 255)))


@pytest.fixture
def settle(qtbot):
    """Waits until a canvas is drawn at its best, and gives what it shows."""

    def wait(canvas):
        qtbot.waitUntil(lambda: canvas.is_settled, timeout=20000)
        return canvas.grab().toImage()

    return wait


@pytest.fixture
def canvas(qtbot, pixels, settle):
    """The picture at 100 %, its corner at (100, 100) of the widget."""
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(600, 500)
    widget.show()
    qtbot.waitExposed(widget)
    widget.set_picture(pixels)
    widget.zoom_to(1.0)
    settle(widget)
    return widget
