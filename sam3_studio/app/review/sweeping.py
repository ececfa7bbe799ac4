"""A sweep over candidates with a button held."""

from PySide6.QtCore import QObject, QPointF, QTimer, Signal, Slot

from sam3_studio.app.review.grid_view import GridView
from sam3_studio.editing.judging import Verdict

_AUTO_SCROLL = 30
"""Milliseconds between two steps of a sweep that has left the window."""


class Sweeping(QObject):
    """Gives one verdict to all cells that the mouse passes; where it is held above or below, the cells come to it.

    Signals:
        passed (list[int], Verdict): the cells with these numbers get it, in the order in which they were passed.
        ended: the sweep is over.

    Args:
        view: with the cells.
    """

    passed = Signal(object, object)
    ended = Signal()

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._verdict: Verdict | None = None
        self._last = QPointF()
        self._scrolling = QTimer(self, interval=_AUTO_SCROLL)
        self._scrolling.timeout.connect(self._scroll_on)

    @property
    def is_under_way(self) -> bool:
        """Whether a sweep has begun and has not ended."""
        return self._verdict is not None

    def begin(self, point: QPointF, verdict: Verdict) -> None:
        """Give the verdict to the cell at a place in the viewport, and go on from there."""
        self._verdict, self._last = verdict, point
        self._pass_to(point)

    def go_to(self, point: QPointF) -> None:
        """The mouse is there in the viewport, or outside of it."""
        if not self.is_under_way:
            return
        self._pass_to(point)
        if self._view.viewport().rect().contains(point.toPoint()):
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    @Slot()
    def end(self) -> None:
        """The button was let go of, or the cells are others."""
        if self.is_under_way:
            self._verdict = None
            self._scrolling.stop()
            self.ended.emit()

    def _pass_to(self, point: QPointF) -> None:
        """Tell of all cells on the way; the mouse tells of a few places on it alone."""
        offset = QPointF(0, self._view.verticalScrollBar().value())
        cells = self._view.placing.between(self._last + offset, point + offset)
        self._last = point
        if cells:
            self.passed.emit(cells, self._verdict)

    @Slot()
    def _scroll_on(self) -> None:
        bar, height, pitch = self._view.verticalScrollBar(), self._view.viewport().height(), self._view.placing.pitch
        y = self._last.y()
        past = y - height if y > height else min(y, 0)
        before = bar.value()
        bar.setValue(round(before + max(min(past / 2, pitch), -pitch)))
        if bar.value() != before:
            self._last -= QPointF(0, bar.value() - before)
            self._pass_to(QPointF(self._last.x(), y))
