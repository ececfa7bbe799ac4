"""Which actions make sense now: the others are grey, and their keys mean nothing."""

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import BY_ID, Actions, menu_text
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.main_window.clipboard import Clipboard
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.main_window.objects import Objects
from sam3_studio.app.main_window.selection import Selection
from sam3_studio.app.panels.files import FilesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import ImageState, LabelClass

_FOR_SELECTED = (
    *("fill_holes", "remove_islands", "smooth", "grow", "shrink"),
    *("split", "subtract", "to_front", "to_back"),
)


class Availability(QObject):
    """Enables what makes sense with the picture in hand, and says in the menu what undo would take back.

    Args:
        actions: of the window.
        canvas: for the prompt box that has handles.
        files: for the pictures that come before and after.
        selection: of the window.
        desk: for what is shown.
        objects: for what is selected.
        clipboard: for what could be pasted.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        canvas: Canvas,
        files: FilesPanel,
        selection: Selection,
        desk: Desk,
        objects: Objects,
        clipboard: Clipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = canvas
        self._files = files
        self._selection = selection
        self._desk = desk
        self._objects = objects
        self._clipboard = clipboard
        self._session: Session | None = None
        desk.changed.connect(self.refresh)
        desk.picture_shown.connect(self.refresh)
        selection.changed.connect(self.refresh)
        canvas.box_chosen.connect(self.refresh)
        clipboard.changed.connect(self.refresh)
        files.listed.connect(self._enable_travel)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; to be called after the actions of pictures were enabled or disabled."""
        self._session = session
        if session is not None:
            session.picture_changed.connect(self._enable_travel)
            session.state_changed.connect(self._enable_travel)
        self.refresh()
        self._enable_travel()

    @Slot()
    def refresh(self) -> None:
        """Enable what makes sense now."""
        if self._session is None:
            return
        self._enable_prompting(self._session)
        self._enable_candidates()
        self._enable_editing()

    def _enable(self, enabled: bool, *names: str) -> None:  # noqa: FBT001 - reads as a sentence
        for name in names:
            self._actions[name].setEnabled(enabled)

    def _enable_editing(self) -> None:
        picture, size = self._desk.picture, self._desk.size
        candidates = self._desk.candidates().keys()
        chosen = bool(self._objects.selected())
        selected = chosen or bool(self._canvas.chosen_box) or bool(candidates & set(self._selection.ids))
        self._enable(chosen, "copy", "duplicate", "hide", "lock", "object_details", *_FOR_SELECTED)
        self._enable(len(self._objects.selected()) > 1, "merge", "subtract_last")
        self._enable(picture is not None and len(picture.document.objects) > 1, "no_overlaps")
        self._enable(selected, "delete")
        self._enable(bool(self._clipboard.content) and size is not None, "paste")
        before = self._files.neighbour(picture.name, -1) if picture else ""
        self._enable(bool(before) and size is not None, "copy_previous")
        self._enable(picture is not None and bool(picture.document.objects), "select_all")
        self._enable(chosen or bool(candidates), "look_closely")
        undo, redo = (picture.history.undo_label, picture.history.redo_label) if picture else (None, None)
        self._name("undo", self.tr("&Undo: {what}"), undo)
        self._name("redo", self.tr("&Redo: {what}"), redo)

    def _name(self, action: str, text: str, what: str | None) -> None:
        self._actions[action].setEnabled(what is not None)
        self._actions[action].setText(menu_text(BY_ID[action]) if what is None else text.format(what=what))

    def _enable_candidates(self) -> None:
        offered, candidates = len(self._desk.offered()), len(self._desk.candidates())
        self._enable(offered > 0, "accept_all")
        self._enable(candidates > 0, "accept", "reject", "reject_as_negative", "next_candidate", "previous_candidate")
        for number in range(1, 10):
            self._enable(number <= candidates, f"accept_{number}")

    def _enable_prompting(self, session: Session) -> None:
        current, picture = session.find_class(session.current_class or 0), self._desk.picture
        self._enable(current is not None, "threshold_up", "threshold_down")
        self._enable(bool(current and picture and picture.document.boxes_of(current.id)), "clear_prompt")
        self._enable(any(map(_can_be_searched, session.classes)), "run")
        digits = {one.digit for one in session.classes}
        for digit in range(1, 10):
            self._enable(digit in digits, f"class_{digit}")

    @Slot()
    def _enable_travel(self) -> None:
        picture = self._desk.picture
        name = picture.name if picture else ""
        before, after = (self._files.neighbour(name, step) if self._session else "" for step in (-1, 1))
        self._enable(bool(before), "previous", "first")
        self._enable(bool(after), "next", "last")
        self._enable(bool(before) and self._files.has_open(name), "previous_open")
        self._enable(bool(after) and self._files.has_open(name), "next_open")
        self._enable(picture is not None, "done", "accept_picture", "picture_details")
        self._enable(picture is not None and picture.state is not ImageState.SECOND_LOOK, "second_look")
        decided = {ImageState.DONE, ImageState.SECOND_LOOK}
        self._enable(picture is not None and picture.state in decided, "reopen")


def _can_be_searched(one: LabelClass) -> bool:
    return one.active
