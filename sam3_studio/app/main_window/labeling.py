"""What the keys and menus do to the picture in hand."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from sam3_studio.app.actions import Actions
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.session.session import Session
from sam3_studio.app.tools.box import BoxTool
from sam3_studio.app.tools.select import SelectTool
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.editing import edits

_THRESHOLD_STEP = 0.05


class Labeling(QObject):
    """Connects the actions that concern one picture.

    Signals:
        nothing_cancelled: there was nothing that Escape could have ended.

    Args:
        actions: of the window.
        canvas: for what is selected and pointed at.
        desk: carries them out.
        asking: searches and cancels.
        parent: of this object.
    """

    nothing_cancelled = Signal()

    def __init__(
        self, actions: Actions, canvas: Canvas, desk: Desk, asking: Asking, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = canvas
        self._desk = desk
        self._asking = asking
        self._session: Session | None = None
        for action, function in self._functions().items():
            actions[action].triggered.connect(_Ignoring(function, self))
        for digit in range(1, 10):
            actions[f"class_{digit}"].triggered.connect(_Ignoring(partial(self._choose_class, digit), self))

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    def _functions(self) -> dict[str, Callable[[], None]]:
        return {
            "undo": self._desk.undo,
            "redo": self._desk.redo,
            "delete": self._delete,
            "select_all": self._select_all,
            "hide": self._toggle_hidden,
            "lock": self._toggle_locked,
            "run": self._asking.run,
            "cancel": self._cancel,
            "clear_prompt": self._clear_prompt,
            "accept_all": self._accept_all,
            "accept": self._accept,
            "reject": partial(self._reject, as_example=False),
            "reject_as_negative": partial(self._reject, as_example=True),
            "threshold_up": partial(self._move_threshold, _THRESHOLD_STEP),
            "threshold_down": partial(self._move_threshold, -_THRESHOLD_STEP),
            "select": partial(self._use_tool, "select"),
            "positive_box": partial(self._use_tool, "positive_box"),
            "negative_box": partial(self._use_tool, "negative_box"),
        }

    def _use_tool(self, name: str) -> None:
        tool = SelectTool() if name == "select" else BoxTool(positive=name == "positive_box")
        self._canvas.set_tool(tool)
        self._actions[name].setChecked(True)
        self._canvas.setFocus()

    def _selected(self) -> tuple[LabeledObject, ...]:
        picture = self._desk.picture
        if picture is None:
            return ()
        chosen = set(self._canvas.selection)
        return tuple(item for item in picture.document.objects if item.id in chosen)

    def _ids(self) -> Collection[str]:
        return {item.id for item in self._selected()}

    def _delete(self) -> None:
        if box := self._canvas.chosen_box:
            self._desk.edit(self.tr("Remove a box"), partial(edits.remove_box, box_id=box))
        elif ids := self._ids():
            label = self.tr("Delete %n object(s)", "", len(ids))
            self._desk.edit(label, partial(edits.remove_objects, ids=ids))

    def _select_all(self) -> None:
        if picture := self._desk.picture:
            self._canvas.set_selection([item.id for item in picture.document.objects if not item.hidden])

    def _toggle_hidden(self) -> None:
        hide = not all(item.hidden for item in self._selected())
        label = self.tr("Hide objects") if hide else self.tr("Show objects")
        self._desk.edit(label, partial(edits.set_hidden, ids=self._ids(), hidden=hide))

    def _toggle_locked(self) -> None:
        lock = not all(item.locked for item in self._selected())
        label = self.tr("Lock objects") if lock else self.tr("Unlock objects")
        self._desk.edit(label, partial(edits.set_locked, ids=self._ids(), locked=lock))

    def _cancel(self) -> None:
        """Escape: the drag first, then the handles of a box, then the search."""
        if self._canvas.drop():
            return
        if self._canvas.chosen_box:
            self._canvas.choose_box("")
        elif self._asking.is_busy:
            self._asking.cancel()
        else:
            self.nothing_cancelled.emit()

    def _clear_prompt(self) -> None:
        session = self._session
        if session is not None and session.current_class is not None:
            self._desk.edit(self.tr("Clear boxes"), partial(edits.clear_boxes, class_id=session.current_class))

    def _accept_all(self) -> None:
        self._desk.accept(self._desk.offered())

    def _accept(self) -> None:
        if candidate := self._desk.pointed_candidate():
            self._desk.accept([candidate])

    def _reject(self, *, as_example: bool) -> None:
        if candidate := self._desk.pointed_candidate():
            self._desk.reject(candidate, as_example=as_example)

    def _move_threshold(self, step: float) -> None:
        session = self._session
        one = session.find_class(session.current_class or 0) if session else None
        if session is not None and one is not None:
            threshold = min(max(round(one.threshold + step, 2), 0.05), 0.95)
            with self._desk.telling():
                session.change_class(replace(one, threshold=threshold))

    def _choose_class(self, digit: int) -> None:
        """A digit makes a class the current one; selected objects become of that class."""
        session = self._session
        one = next((c for c in session.classes if c.digit == digit), None) if session else None
        if session is None or one is None:
            return
        if ids := self._ids():
            self._desk.edit(self.tr("Change class"), partial(edits.change_class, ids=ids, class_id=one.id))
        session.choose_class(one.id)


class _Ignoring(QObject):
    """Calls a function without the state that actions send along."""

    def __init__(self, function: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._function = function

    def __call__(self, _checked: object = None) -> None:
        self._function()
