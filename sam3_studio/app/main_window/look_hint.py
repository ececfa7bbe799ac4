"""Whether a closer look may find more, and why, in a sentence."""

from PySide6.QtCore import QLocale, QObject

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.searches import TILES, WHERE_NEEDED
from sam3_studio.core.tiled import is_full

_FAR_LARGER = 2
"""A picture with a side of so many times the model's input loses what is small; said to who has zoomed in."""
_ZOOMED_IN = 0.5
"""Who sees less than this share of the picture each way looks for what is small."""


class LookHint(QObject):
    """Knows when one search of the picture as a whole may have missed something.

    Args:
        canvas: for what is visible.
        desk: has the picture in hand.
        controller: of the model.
        parent: of this object.
    """

    def __init__(self, canvas: Canvas, desk: Desk, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._desk = desk
        self._controller = controller

    def sentence(self, one: LabelClass | None) -> str:
        """Why a closer look may find more of a class; empty where nothing says so."""
        picture, model, size = self._desk.picture, self._controller.model, self._desk.size
        if picture is None or one is None or model is None or size is None:
            return ""
        answer = picture.findings.answer(one.id)
        if answer.reach in {TILES, WHERE_NEEDED} or answer.found is None:
            return ""
        if is_full(answer.found, model.most_objects, one.threshold):
            return self.tr("This picture may hold more than the model can answer at once: look in tiles.")
        longer = max(size)
        if longer < _FAR_LARGER * model.resolution or not self._is_zoomed_in(size):
            return ""
        share = QLocale().toString(max(round(100 * model.resolution / longer), 1))
        text = self.tr("The model sees this picture at {n} % of its size: a closer look finds what is small.")
        return text.format(n=share)

    def _is_zoomed_in(self, size: tuple[int, int]) -> bool:
        view = self._canvas.visible_box()
        return view is not None and view.width < _ZOOMED_IN * size[0] and view.height < _ZOOMED_IN * size[1]
