"""What the keys and menus do to the picture in hand as a whole: undo, searching."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.session import Session
from sam3_studio.editing import edits

if TYPE_CHECKING:
    from collections.abc import Callable

_THRESHOLD_STEP = 0.05


class Labeling(QObject):
    """Connects the actions that concern one picture.

    Signals:
        nothing_cancelled: there was nothing that Escape could have ended.

    Args:
        actions: of the window.
        selection: of the window.
        desk: carries out what is done.
        asking: searches and cancels.
        parent: of this object.
    """

    nothing_cancelled = Signal()

    def __init__(
        self,
        actions: Actions,
        selection: Selection,
        desk: Desk,
        asking: Asking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._canvas = desk.canvas
        self._selection = selection
        self._desk = desk
        self._asking = asking
        self._session: Session | None = None
        functions: dict[str, Callable[[], object]] = {
            "undo": self._undo,
            "redo": self._redo,
            "run": asking.run,
            "cancel": self._cancel,
            "clear_prompt": self._clear_prompt,
            "threshold_up": partial(self._move_threshold, _THRESHOLD_STEP),
            "threshold_down": partial(self._move_threshold, -_THRESHOLD_STEP),
        }
        connect_actions(actions, functions, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    def _undo(self) -> None:
        """Take back a corner, or drop what is being drawn, before any finished step: it was begun last."""
        if not self._canvas.take_back() and not self._canvas.drop():
            self._desk.undo()

    def _redo(self) -> None:
        """Drop a stroke that is being drawn instead: redoing a step would change the objects under it."""
        if not self._canvas.drop_stroke():
            self._desk.redo()

    def _cancel(self) -> None:
        """Escape: the drag first, then the handles of a box, then the search, then what is selected."""
        if self._canvas.drop():
            return
        if self._canvas.chosen_box:
            self._canvas.choose_box("")
        elif self._asking.is_searching:
            self._asking.cancel()
        elif self._selection.ids:
            self._selection.select(())
        elif self._asking.is_busy:
            self._asking.cancel()
        else:
            self.nothing_cancelled.emit()

    def _clear_prompt(self) -> None:
        session = self._session
        if session is not None and session.classes.current is not None:
            self._desk.edit(self.tr("Clear boxes"), partial(edits.clear_boxes, class_id=session.classes.current))

    def _move_threshold(self, step: float) -> None:
        session = self._session
        one = session.classes.find_current() if session else None
        if session is not None and one is not None:
            threshold = min(max(round(one.threshold + step, 2), 0.05), 0.95)
            with self._desk.telling():
                session.classes.change(replace(one, threshold=threshold))
