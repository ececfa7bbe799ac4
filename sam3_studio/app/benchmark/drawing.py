"""How long the canvas keeps a hand waiting that draws or reshapes: each move of the mouse with each kind of preview."""

from collections.abc import Callable, Mapping
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.interaction import (
    AreaShape,
    CornersShape,
    Cursor,
    LineShape,
    OutlineShape,
    Pointer,
    Preview,
    Scene,
    StrokeShape,
    TipShape,
)
from sam3_studio.app.interaction.edits import Edit
from sam3_studio.app.interaction.shapes import Shape
from sam3_studio.core.contour import Ring
from sam3_studio.core.labeling import LabelClass, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing.growing import grown, shrunk
from sam3_studio.editing.reshaping import filled, hole_at, smoothed, without_islands
from sam3_studio.editing.sketching import GROWING, NEVER, SMOOTHING, Sketching, sketched
from sam3_studio.editing.strokes import Point, Tip
from sam3_studio.editing.vertices import outline

_MOVES = 300
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

Way = tuple[Point, ...]


def measure_drawing(canvas: Canvas) -> Mapping[str, tuple[float, ...]]:
    """Milliseconds of each move, its repaint included, by what is drawn.

    Args:
        canvas: that shows a picture; it gets one object, with as many holes as a mask may have.
    """
    if canvas.view is None:
        return {}
    width, height = canvas.view.picture
    canvas.set_candidates([])
    mask = _perforated(width, height)
    _show(canvas, mask)
    canvas.set_selection(("large",))
    settle(canvas)
    kinds = {**_KINDS, "corners": _corners(outline(mask, _TOLERANCE)), "fill": _fill(mask)}
    figures = {f"drawing with {name}": _moves(canvas, _Following(make)) for name, make in kinds.items()}
    for name, (change, sketching) in _RESHAPINGS.items():
        figures |= _tries(canvas, mask, name, change, sketching)
    return figures


def _show(canvas: Canvas, mask: Rle) -> None:
    item = LabeledObject(1, mask, Source.MODEL, id="large")
    canvas.set_document([item], (), [LabelClass(1, "large", (200, 80, 40))])


def settle(canvas: Canvas) -> None:
    """Wait until everything that is seen is drawn at its best."""
    while not canvas.is_settled:
        QApplication.processEvents()
    QApplication.processEvents()  # the last of it is painted


def _brush(tip: Tip, diameter: float) -> Callable[[Way], tuple[Shape, ...]]:
    def shapes(way: Way) -> tuple[Shape, ...]:
        return (
            StrokeShape(way, (diameter,) * len(way), tip, erases=False),
            TipShape(way[-1], diameter, tip, erases=False),
        )

    return shapes


def _outline(way: Way) -> tuple[Shape, ...]:
    return (OutlineShape(way, erases=False),)


def _rectangle(way: Way) -> tuple[Shape, ...]:
    (x1, y1), (x2, y2) = way[0], way[-1]
    return (OutlineShape(((x1, y1), (x2, y1), (x2, y2), (x1, y2)), erases=False, closed=True),)


def _cut(way: Way) -> tuple[Shape, ...]:
    return (LineShape(way),)


def _corners(rings: tuple[Ring, ...]) -> Callable[[Way], tuple[Shape, ...]]:
    first, *others = (tuple((x, y) for x, y in ring.tolist()) for ring in rings)

    def shapes(way: Way) -> tuple[Shape, ...]:
        return (CornersShape(((way[-1], *first[1:]), *others), (0, 0)),)

    return shapes


def _fill(mask: Rle) -> Callable[[Way], tuple[Shape, ...]]:
    def shapes(way: Way) -> tuple[Shape, ...]:
        hole = hole_at(mask, *map(int, way[-1]))
        return (AreaShape(hole),) if hole else ()

    return shapes


_KINDS: Mapping[str, Callable[[Way], tuple[Shape, ...]]] = {
    "brush 20": _brush(Tip.CIRCLE, 20),
    "brush 200": _brush(Tip.CIRCLE, 200),
    "square 200": _brush(Tip.SQUARE, 200),
    "polygon": _outline,
    "rectangle": _rectangle,
    "cut": _cut,
}
_RESHAPINGS: Mapping[str, tuple[Callable[[Rle, int], Rle], Sketching]] = {
    "growing": (grown, GROWING),
    "shrinking": (shrunk, GROWING),
    "smoothing": (smoothed, SMOOTHING),
    "removing islands": (without_islands, NEVER),
    "filling holes": (filled, NEVER),
}
_TRIES = (*range(1, 11), 14, 20, 29, 50)
TO_THE_PIXEL = "to the pixel"
"""What figures end with that nobody waits for while a number is moved: they come when it rests."""
_TOLERANCE = 1.5


class _Following:
    """A tool whose preview follows the mouse: measured is how shapes are drawn, not how tools come to them."""

    crosshair = False

    def __init__(self, shapes: Callable[[Way], tuple[Shape, ...]], way: Way = ()) -> None:
        self._shapes = shapes
        self._way = way

    def begin(self, pointer: Pointer, scene: Scene) -> "_Following":  # noqa: ARG002 - the signature of a tool
        return self.to(pointer)

    def to(self, pointer: Pointer) -> "_Following":
        return _Following(self._shapes, (*self._way, (pointer.x, pointer.y)))

    @property
    def preview(self) -> Preview:
        return Preview(self._shapes(self._way), Cursor.NONE)

    def edits(self) -> tuple[Edit, ...]:
        return ()

    def hover(self, pointer: Pointer, scene: Scene) -> Preview:  # noqa: ARG002 - the signature of a tool
        return Preview()

    def key(self, *_: object, **__: object) -> tuple[Edit, ...]:
        return ()

    def turn(self, notches: float) -> tuple[Edit, ...]:  # noqa: ARG002 - the signature of a tool
        return ()


def _moves(canvas: Canvas, tool: _Following) -> tuple[float, ...]:
    canvas.set_tool(tool)
    middle, reach = QPointF(canvas.width() / 2, canvas.height() / 2), min(canvas.width(), canvas.height()) / 3
    figures = []
    canvas.mousePressEvent(_event(QEvent.Type.MouseButtonPress, middle, _LEFT))
    for turn in np.linspace(0, 4 * np.pi, _MOVES):
        to = middle + QPointF(reach * np.cos(turn), reach * np.sin(1.1 * turn))
        begun = perf_counter()
        canvas.mouseMoveEvent(_event(QEvent.Type.MouseMove, to, _NONE))
        QApplication.processEvents()
        figures.append((perf_counter() - begun) * 1000)
    canvas.mouseReleaseEvent(_event(QEvent.Type.MouseButtonRelease, middle, _LEFT))
    canvas.set_tool(None)
    return tuple(figures)


def _tries(
    canvas: Canvas,
    mask: Rle,
    name: str,
    change: Callable[[Rle, int], Rle],
    sketching: Sketching,
) -> Mapping[str, tuple[float, ...]]:
    """Of each number that is tried: what its thread takes for what is shown, and for what is done in the end; and each
    frame in which the canvas shows it, piece by piece until all of it is there.
    """
    shown, frames, exact = list[float](), list[float](), list[float]()
    for number in _TRIES:
        begun = perf_counter()
        after = sketched(change, mask, number, sketching)
        shown.append((perf_counter() - begun) * 1000)
        begun = perf_counter()
        _show(canvas, after)
        QApplication.processEvents()
        frames.append((perf_counter() - begun) * 1000)
        while not canvas.is_settled:
            begun = perf_counter()
            QApplication.processEvents()
            frames.append((perf_counter() - begun) * 1000)
        settle(canvas)
        if sketching.steps:
            begun = perf_counter()
            change(mask, number)
            exact.append((perf_counter() - begun) * 1000)
    figures = {f"trying {name}": tuple(shown), f"showing {name}": tuple(frames)}
    return figures | ({f"{name} {TO_THE_PIXEL}": tuple(exact)} if sketching.steps else {})


def _event(kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> QMouseEvent:
    return QMouseEvent(kind, at, at, button, _LEFT, Qt.KeyboardModifier.NoModifier)


def _perforated(width: int, height: int) -> Rle:
    """An ellipse with a wavy rim and a hole every 200 pixels."""
    y, x = np.ogrid[:height, :width]
    across, down = (x - width / 2) / width, (y - height / 2) / height
    rim = 0.42 + 0.02 * np.sin(60 * np.arctan2(down, across))
    holes = np.hypot(x % 200 - 100, y % 200 - 100) < 20
    return Rle.from_mask((np.hypot(across, down) < rim) & ~holes)
