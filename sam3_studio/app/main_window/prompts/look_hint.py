"""Whether a closer look may find more, and why, in a sentence."""

from contextlib import suppress
from enum import StrEnum

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.searches import TILES, WHERE_NEEDED
from sam3_studio.core.tiled import is_far_larger, is_full

_LARGER = 2
"""From this many times the model's input on, a picture loses small objects; said to a person who has zoomed in."""
_ZOOMED_IN = 0.5
"""Who sees less than this share of the picture each way looks for what is small."""


_PUT_AWAY = "closer look notices put away"
"""What the project keeps the reasons under that are not to be said again."""


class _Reason(StrEnum):
    """Why a closer look may find more, as the project keeps it."""

    FULL = "full"
    LARGE = "large"


class LookHint(QObject):
    """Knows when one search of the picture as a whole may have missed something.

    Signals:
        changed: something else may be to be said.

    Args:
        desk: has the picture in hand.
        controller: of the model.
        parent: of this object.
    """

    changed = Signal()

    def __init__(self, desk: Desk, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = desk.canvas
        self._desk = desk
        self._controller = controller
        self._session: Session | None = None
        self._said: _Reason | None = None
        self._put_away: set[str] = set()

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._put_away = set()
        if session is not None:
            with suppress(DatasetError):  # then it is said once more
                kept = session.project.settings.get(_PUT_AWAY)
                self._put_away = set(map(str, kept)) if isinstance(kept, list) else set()
        self.changed.emit()

    @Slot()
    def put_away(self) -> None:
        """The reason that was said last is known by now; in this project it is not to be said again."""
        if self._said is not None and self._session is not None:
            self._put_away.add(self._said)
            with suppress(DatasetError):
                self._session.project.settings.set(_PUT_AWAY, sorted(self._put_away))
            self.changed.emit()

    def sentence(self, one: LabelClass | None) -> str:
        """Why a closer look may find more of a class; empty where nothing says so, or it was put away."""
        self._said = self._reason(one)
        if self._said in self._put_away:
            return ""
        if self._said is _Reason.FULL:
            return self.tr("There may be more here than the model can answer at once: look in tiles.")
        model, size = self._controller.model, self._desk.size
        if self._said is None or model is None or size is None:
            return ""
        share = QLocale().toString(max(round(100 * model.resolution / max(size)), 1))
        text = self.tr("The model sees it at {n} % of its size: a closer look finds what is small.")
        return text.format(n=share).replace(" %", "\N{NO-BREAK SPACE}%")  # no line ends between a number and its unit

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
