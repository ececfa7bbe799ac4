"""How long the canvas keeps a person waiting: frames of panning and zooming, a threshold that moves, the mouse."""

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from sam3_studio.app.benchmark.drawing import measure_drawing, settle
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.items import CandidateView
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass, LabeledObject, Source
from sam3_studio.core.rle import Rle

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLASSES = tuple(LabelClass(n, f"class {n}", ((n * 97) % 256, (n * 57) % 256, (n * 151) % 256)) for n in range(1, 9))


@dataclass(frozen=True, slots=True)
class CanvasFigures:
    """Milliseconds.

    Attributes:
        open: from being given the picture and its objects to the first frame being painted.
        pan: one figure for each frame of panning.
        zoom: one figure for each frame of zooming in and out.
        settle: from the last zoom to everything being drawn at its best.
        threshold: one figure for each move of a threshold, the repaint of what changed included.
        hover: one figure for each move of the mouse over the objects, its repaint included.
        draw: over a mask as large as the picture, by tool, one figure for each move of the mouse that draws; by kind of
            reshaping, one figure for each number that is tried, in a thread, and one for each frame that shows it.
    """

    open: float
    pan: tuple[float, ...]
    zoom: tuple[float, ...]
    settle: float
    threshold: tuple[float, ...]
    hover: tuple[float, ...]
    draw: Mapping[str, tuple[float, ...]]

    def summary(self) -> str:
        """The figures in a few lines."""
        lines = [f"open to first frame   {self.open:7.1f} ms"]
        figures = {name: getattr(self, name) for name in ("pan", "zoom", "threshold", "hover")}
        for name, measured in {**figures, **self.draw}.items():
            values = np.array(measured)
            median, tail, worst = np.percentile(values, (50, 99, 100))
            lines.append(f"{name:<24} median {median:6.1f}   p99 {tail:6.1f}   max {worst:6.1f} ms   n {len(values)}")
        return "\n".join([*lines, f"settled after a zoom  {self.settle:7.1f} ms"])


def measure_canvas(
    *,
    width: int = 3840,
    height: int = 2160,
    objects: int = 1000,
    candidates: int = 200,
    window: tuple[int, int],
) -> CanvasFigures:
    """Measure a canvas of `window` logical pixels with a made-up picture; needs a running QApplication."""
    rng = np.random.default_rng(7)
    pixels = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    accepted = [
        LabeledObject(1 + number % 8, mask, Source.MODEL, id=f"o{number}")
        for number, mask in enumerate(blobs(rng, objects, height, width))
    ]
    found = [
        CandidateView(f"c{number}", number + 1, 1, Candidate(Box(0, 0, 1, 1), 1 - number / candidates, mask))
        for number, mask in enumerate(blobs(rng, candidates, height, width))
    ]
    canvas = Canvas()
    canvas.resize(*window)
    canvas.show()
    QApplication.processEvents()
    begun = perf_counter()
    canvas.set_picture(pixels)
    canvas.set_document(accepted, (), _CLASSES)
    canvas.set_candidates(found)
    canvas.repaint()
    first_frame = (perf_counter() - begun) * 1000
    settle(canvas)
    zoom = tuple(_frames(canvas, _zooming(canvas)))
    begun = perf_counter()
    settle(canvas)
    settled = (perf_counter() - begun) * 1000
    canvas.zoom_to(1.0)
    settle(canvas)
    pan = tuple(_frames(canvas, _panning(canvas)))
    canvas.fit()
    settle(canvas)
    threshold = tuple(_frames(canvas, _moving_threshold(canvas, found), whole=False))
    settle(canvas)
    hover = tuple(_frames(canvas, _hovering(canvas, rng), whole=False))
    draw = measure_drawing(canvas)
    canvas.close()
    del canvas
    gc.collect()  # it and its parts know each other; a thread of a later measurement must not be who deletes a widget
    return CanvasFigures(first_frame, pan, zoom, settled, threshold, hover, draw)


def blobs(rng: np.random.Generator, count: int, height: int, width: int) -> Iterator[Rle]:
    """Masks of wavy blobs, 30 to 120 pixels across, in a picture of this size."""
    for _ in range(count):
        radius = int(rng.integers(15, 60))
        y, x = np.mgrid[: 2 * radius, : 2 * radius] - radius + 0.5
        waves = 0.8 + 0.2 * np.sin(5 * np.arctan2(y, x) + rng.random() * 6)
        crop: NDArray[np.bool_] = np.hypot(x, y) < radius * waves
        left, top = int(rng.integers(0, width - 2 * radius)), int(rng.integers(0, height - 2 * radius))
        yield Rle.from_crop(crop, left, top, height, width)


def _frames(canvas: Canvas, steps: Iterator[Callable[[], object]], *, whole: bool = True) -> Iterator[float]:
    """Milliseconds of each step with its repaint; between them the event loop runs, as it does for a person."""
    for step in steps:
        begun = perf_counter()
        step()
        if whole:
            canvas.repaint()
        else:
            QApplication.processEvents()
        yield (perf_counter() - begun) * 1000
        if whole:
            QApplication.processEvents()


def _panning(canvas: Canvas) -> Iterator[Callable[[], object]]:
    width, height = canvas.view.picture if canvas.view else (0, 0)
    for step in range(300):
        angle = step / 300 * 2 * np.pi
        x, y = width * (0.5 + 0.3 * np.cos(angle)), height * (0.5 + 0.3 * np.sin(angle))
        yield partial(canvas.center_on, x, y)


def _zooming(canvas: Canvas) -> Iterator[Callable[[], object]]:
    low, high = np.log(canvas.zoom), np.log(6.0)
    for step in range(240):
        share = 0.5 - 0.5 * np.cos(step / 240 * 4 * np.pi)
        yield partial(canvas.zoom_to, float(np.exp(low + (high - low) * share)))


def _moving_threshold(canvas: Canvas, found: list[CandidateView]) -> Iterator[Callable[[], object]]:
    for step in range(60):
        shown = len(found) * (60 - step) // 60
        yield partial(canvas.set_candidates, found[:shown])


def _hovering(canvas: Canvas, rng: np.random.Generator) -> Iterator[Callable[[], object]]:
    none = Qt.MouseButton.NoButton
    at = np.array([canvas.width() / 2, canvas.height() / 2])
    for _ in range(400):
        at = np.clip(at + rng.normal(0, 12, 2), 4, (canvas.width() - 4, canvas.height() - 4))
        place = QPointF(*at.tolist())
        yield partial(
            canvas.mouseMoveEvent,
            QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier),
        )
