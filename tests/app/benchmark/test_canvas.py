"""The benchmark of the canvas measures all that it promises."""

import pytest

from sam3_studio.app.benchmark.canvas import measure_canvas
from sam3_studio.app.canvas.canvas import Canvas

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


@pytest.mark.slow
def test_every_figure_is_measured():
    figures = measure_canvas(width=640, height=480, objects=20, candidates=10, window=(300, 200))
    assert min(*figures.pan, *figures.zoom, *figures.threshold, *figures.hover, figures.open) > 0
    assert {
        "drawing with polygon",
        "drawing with corners",
        "drawing with fill",
        "trying growing",
    } <= figures.draw.keys()
    assert len(figures.draw) == 21
    assert min(min(moves) for moves in figures.draw.values()) > 0
    assert "p99" in figures.summary()


@pytest.mark.slow
def test_no_canvas_that_was_measured_is_left(qapp):
    before = qapp.topLevelWidgets()
    measure_canvas(width=640, height=480, objects=2, candidates=2, window=(300, 200))
    assert not any(isinstance(widget, Canvas) for widget in qapp.topLevelWidgets() if widget not in before)
