"""Moving and mending what is on the screen shows the same as drawing it all anew."""

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPalette, QRegion

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.foreground import backdrop
from sam3_studio.app.canvas.frame import Frame
from sam3_studio.app.canvas.style import DisplayOptions, Labels

pytestmark = pytest.mark.gui

QUIET = DisplayOptions(labels=Labels.NEVER, minimap=False)


@pytest.fixture
def photo():
    """A picture without two alike places."""
    return np.random.default_rng(3).integers(0, 256, (300, 400, 3), dtype=np.uint8)


@pytest.fixture
def make_canvas(qtbot):
    """Makes a canvas that shows a picture."""

    def make(pixels, size):
        canvas = Canvas()
        qtbot.addWidget(canvas)
        canvas.resize(*size)
        canvas.show()
        qtbot.waitExposed(canvas)
        canvas.set_options(QUIET)
        canvas.set_picture(pixels)
        return canvas

    return make


def painted(frame, canvas, *, zooming=False):
    """What a frame shows of a canvas."""
    image = QImage(*canvas.view.viewport, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    frame.paint(painter, QRegion(image.rect()), canvas.view, backdrop(canvas.palette()), zooming=zooming)
    painter.end()
    return image


def is_as_if_drawn_anew(canvas):
    """Whether the canvas's own frame shows what one without a past does."""
    return painted(canvas._showing._frame, canvas) == painted(Frame(canvas.stage), canvas)


def test_after_any_walk_the_frame_is_what_it_would_be_if_drawn_anew(make_canvas, settle, photo, proposed, classes):
    canvas = make_canvas(photo, (500, 400))
    canvas.set_document((), (), classes)
    rng = random.Random(11)

    def look(**options):
        canvas.set_options(replace(QUIET, **options))

    def find():
        bounds = ((40 * n, 30 * n, 40 * n + 60, 30 * n + 50) for n in range(rng.randint(0, 6)))
        canvas.set_candidates([proposed(f"c{n}", *box) for n, box in enumerate(bounds)])

    steps = {
        "pan": lambda: canvas.center_on(rng.uniform(0, 400), rng.uniform(0, 300)),
        "zoom": lambda: canvas.zoom_to(rng.choice((0.5, 1.0, 3.0, 5.0))),
        "fit": canvas.fit,
        "find": find,
        "resize": lambda: canvas.resize(rng.choice((300, 500)), rng.choice((300, 400))),
        "map": lambda: look(semantic=rng.random() < 0.5),
        "light": lambda: look(brightness=rng.choice((0.0, 0.4))),
    }
    canvas.set_semantic(np.linspace(0, 1, 48, dtype=np.float32).reshape(6, 8))
    for number in range(60):
        name = rng.choice(list(steps))
        steps[name]()
        if rng.random() < 0.6:
            canvas.repaint()
        if number % 3 == 2:
            settle(canvas)
            assert is_as_if_drawn_anew(canvas), f"step {number}, {name}"


def test_another_theme_redraws_what_is_around_the_picture(make_canvas, settle, photo):
    canvas = make_canvas(photo, (600, 500))
    settle(canvas)
    dark = QPalette(canvas.palette())
    dark.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    canvas.setPalette(dark)
    assert settle(canvas).pixelColor(2, 2) == backdrop(dark)


def test_while_a_person_zooms_what_was_seen_stands_in_at_its_new_place(make_canvas, settle, photo):
    photo[:] = 40
    photo[100:200, 150:250] = 240
    canvas = make_canvas(photo, (400, 300))
    canvas.zoom_to(1.0)
    settle(canvas)
    canvas.zoom_to(2.0)
    stand_in = painted(canvas._showing._frame, canvas, zooming=True)
    settle(canvas)
    for x, y in ((200, 150), (155, 195), (145, 150), (255, 105)):
        at = canvas.view.to_viewport(x + 0.5, y + 0.5)
        assert stand_in.pixelColor(*map(int, at)) == painted(canvas._showing._frame, canvas).pixelColor(*map(int, at))


def test_masks_are_seen_while_a_person_zooms(make_canvas, settle, photo, proposed, classes):
    photo[:] = 90
    canvas = make_canvas(photo, (400, 300))
    canvas.zoom_to(1.0)
    canvas.set_document((), (), classes)
    settle(canvas)
    bare = painted(canvas._showing._frame, canvas)
    canvas.set_candidates([proposed("c", 100, 100, 300, 200)])
    settle(canvas)
    masked = painted(canvas._showing._frame, canvas)
    canvas.zoom_to(2.0)
    stand_in = painted(canvas._showing._frame, canvas, zooming=True)
    middle = 200, 150
    assert masked.pixelColor(*middle) != bare.pixelColor(*middle)
    assert stand_in.pixelColor(*middle) == masked.pixelColor(*middle)


def test_what_comes_in_sight_by_zooming_out_is_hinted_at_at_once(make_canvas, settle, photo):
    photo[:] = 200
    canvas = make_canvas(photo, (200, 150))
    canvas.zoom_to(4.0)
    settle(canvas)
    canvas.zoom_to(0.5)
    stand_in = painted(canvas._showing._frame, canvas, zooming=True)
    corner = canvas.view.left + 3, canvas.view.top + 3
    assert stand_in.pixelColor(*corner).red() == 200


def test_hiding_the_semantic_map_takes_it_off_the_picture(make_canvas, settle, photo):
    canvas = make_canvas(photo, (400, 300))
    before = settle(canvas)
    canvas.set_semantic(np.ones((6, 8), dtype=np.float32))
    canvas.set_options(replace(QUIET, semantic=True))
    assert settle(canvas) != before
    canvas.set_options(QUIET)
    assert settle(canvas) == before
