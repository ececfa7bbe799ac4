"""Whether a closer look may find more, and why, in a sentence."""

from enum import Enum, auto

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.searches import TILES, WHERE_NEEDED
from sam3_studio.core.tiled import is_far_larger, is_full

_LARGER = 2
"""A picture with a side of so many times the model's input loses what is small; said to who has zoomed in."""
_ZOOMED_IN = 0.5
"""Who sees less than this share of the picture each way looks for what is small."""


class _Reason(Enum):
    """Why a closer look may find more."""

    FULL = auto()
    LARGE = auto()


class LookHint(QObject):
    """Knows when one search of the picture as a whole may have missed something.

    Signals:
        changed: a sentence is not to be said any more, or again.

    Args:
        canvas: for what is visible.
        desk: has the picture in hand.
        controller: of the model.
        parent: of this object.
    """

    changed = Signal()

    def __init__(self, canvas: Canvas, desk: Desk, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._desk = desk
        self._controller = controller
        self._said: _Reason | None = None
        self._put_away: set[_Reason | None] = set()

    def forget(self) -> None:
        """Another project is open: what was put away in the one before is said again."""
        self._put_away.clear()
        self.changed.emit()

    @Slot()
    def put_away(self) -> None:
        """The reason that was said last is known by now; in this project it is not to be said again."""
        self._put_away.add(self._said)
        self.changed.emit()

    def sentence(self, one: LabelClass | None) -> str:
        """Why a closer look may find more of a class; empty where nothing says so, or it was put away."""
        self._said = self._reason(one)
        if self._said in self._put_away:
            return ""
        if self._said is _Reason.FULL:
            return self.tr("This picture may hold more than the model can answer at once: look in tiles.")
        model, size = self._controller.model, self._desk.size
        if self._said is None or model is None or size is None:
            return ""
        share = QLocale().toString(max(round(100 * model.resolution / max(size)), 1))
        text = self.tr("The model sees this picture at {n} % of its size: a closer look finds what is small.")
        return text.format(n=share)

    def _reason(self, one: LabelClass | None) -> _Reason | None:
        picture, model, size = self._desk.picture, self._controller.model, self._desk.size
        if picture is None or one is None or model is None or size is None:
            return None
        answer = picture.findings.answer(one.id)
        if answer.reach in {TILES, WHERE_NEEDED} or answer.found is None:
            return None
        if is_full(answer.found, model.most_objects, one.threshold):
            return _Reason.FULL
        larger = max(size) >= _LARGER * model.resolution and self._is_zoomed_in(size)
        return _Reason.LARGE if larger or is_far_larger(*size, model.resolution) else None

    def _is_zoomed_in(self, size: tuple[int, int]) -> bool:
        view = self._canvas.visible_box()
        return view is not None and view.width < _ZOOMED_IN * size[0] and view.height < _ZOOMED_IN * size[1]
