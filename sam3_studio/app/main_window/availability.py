"""Which actions make sense now: the others are grey, and their keys tell why."""

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import BY_ID, Actions, menu_text
from sam3_studio.app.main_window.objects.clipboard import Clipboard
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.ends import why_no_further
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import DECIDED, ImageState, LabelClass

_FOR_SELECTED = (
    *("fill_holes", "remove_islands", "smooth", "grow", "shrink"),
    *("split", "subtract", "to_front", "to_back"),
)


class Availability(QObject):
    """Enables what makes sense with the picture in hand, and says in the menu what undo would take back.

    Args:
        actions: of the window.
        files: for the pictures that come before and after.
        desk: for what is shown.
        objects: for what is selected.
        clipboard: for what could be pasted.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        files: FilesPanel,
        desk: Desk,
        objects: Objects,
        clipboard: Clipboard,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = desk.canvas
        self._files = files
        self._selection = objects.selection
        self._desk = desk
        self._objects = objects
        self._clipboard = clipboard
        self._session: Session | None = None
        desk.changed.connect(self.refresh)
        desk.picture_shown.connect(self.refresh)
        objects.selection.changed.connect(self.refresh)
        desk.canvas.box_chosen.connect(self.refresh)
        clipboard.changed.connect(self.refresh)
        files.listed.connect(self._follow_list)

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
        self._enable_deciding()

    def _allow(self, possible: object, reason: str, *names: str) -> None:
        """Enable actions if what they need is there; otherwise a sentence says why not."""
        for name in names:
            self._actions.allow(name, "" if possible else reason)

    def _allow_here(self, possible: object, reason: str, *names: str) -> None:
        """The same for what is done to the picture in hand, which has to be seen for that."""
        if possible and self._desk.size is None:
            possible, reason = False, self._desk.why_unseen or self.tr("The picture is not shown yet.")
        self._allow(possible, reason, *names)

    def _enable_editing(self) -> None:
        picture, selected, marked = self._desk.picture, self._objects.selected(), self._objects.marked()
        objects = picture.document.objects if picture else ()
        candidates = self._desk.offering.candidates().keys()
        first, hidden = self.tr("Select an object first."), self.tr("What is selected is hidden; show it first.")
        several = self.tr("Select two objects or more first.")
        self._allow_here(marked, first, "hide", "lock")
        unseen = len(self._objects.shown()) < len(objects)
        self._allow_here(unseen, self.tr("No object of this picture is hidden."), "show_all")
        self._allow_here(selected, hidden if marked else first, "copy", "duplicate", "object_details", *_FOR_SELECTED)
        self._allow_here(len(selected) > 1, hidden if len(marked) > 1 else several, "merge", "subtract_last")
        self._allow_here(len(objects) > 1, self.tr("There are no two objects in this picture."), "no_overlaps")
        anything = selected or self._canvas.chosen_box or candidates & set(self._selection.ids)
        nothing = self.tr("Select an object, a candidate or a box first.")
        self._allow_here(anything, hidden if marked else nothing, "delete")
        self._allow_here(objects, self.tr("There is no object in this picture."), "select_all")
        self._allow_here(marked or candidates, self.tr("Select an object or a candidate first."), "look_closely")
        self._enable_copying()
        undo, redo = (picture.history.undo_label, picture.history.redo_label) if picture else (None, None)
        self._name("undo", self.tr("&Undo: {what}"), undo, self.tr("Nothing has been done here that could be undone."))
        self._name("redo", self.tr("&Redo: {what}"), redo, self.tr("Nothing has been undone here."))

    def _enable_copying(self) -> None:
        picture = self._desk.picture
        before = self._files.neighbour(picture.name, -1) if picture else ""
        self._allow_here(self._clipboard.content, self.tr("Copy an object first."), "paste")
        self._allow_here(before, why_no_further(self._files, -1), "copy_previous")

    def _name(self, action: str, text: str, what: str | None, reason: str) -> None:
        self._allow_here(what is not None, reason, action)
        self._actions[action].setText(menu_text(BY_ID[action]) if what is None else text.format(what=what))

    def _enable_candidates(self) -> None:
        offered, candidates = len(self._desk.offering.shown()), len(self._desk.offering.candidates())
        picture = self._desk.picture
        nothing, low = self.tr("There is no candidate here."), self.tr("No candidate is above the threshold.")
        if not offered and picture is not None and any(one.shown for one in picture.offers()):
            nothing = low = self.tr("All candidates are hidden; show them first.")
        self._allow_here(offered, low, "accept_all")
        self._allow_here(candidates, nothing, "accept", "reject", "reject_as_negative")
        self._allow_here(candidates, nothing, "next_candidate", "previous_candidate")
        self._allow_here(picture, self.tr("There is no picture yet."), "accept_picture")
        rejected = picture and picture.document.rejections
        self._allow_here(rejected, self.tr("Nothing has been rejected in this picture."), "offer_again")
        for number in range(1, 10):
            self._allow_here(number <= candidates, nothing, f"accept_{number}")

    def _enable_prompting(self, session: Session) -> None:
        current, picture = session.classes.find_current(), self._desk.picture
        self._allow(current, self.tr("Choose a class first."), "threshold_up", "threshold_down")
        boxes = current and picture and picture.document.boxes_of(current.id)
        self._allow_here(boxes, self.tr("There is no box of this class in the picture."), "clear_prompt")
        self._allow(
            any(map(_can_be_searched, session.classes.listed)),
            self.tr("There is no class that is searched for."),
            "run",
        )
        digits = {one.digit for one in session.classes.listed}
        for digit in range(1, 10):
            self._allow(digit in digits, self.tr("No class has this key."), f"class_{digit}")

    @Slot()
    def _follow_list(self) -> None:
        """Another picture may come before the one in hand, or behind it."""
        if self._session is not None:
            self._enable_copying()
            self._enable_travel()

    @Slot()
    def _enable_travel(self) -> None:
        if self._session is None:
            return
        picture = self._desk.picture
        name = picture.name if picture else ""
        before, after = (self._files.neighbour(name, step) for step in (-1, 1))
        open_left = self._files.has_open(name)
        for there, step, names in ((before, -1, ("previous", "first")), (after, 1, ("next", "last"))):
            self._allow(there, why_no_further(self._files, step), *names)
            self._allow(there and open_left, why_no_further(self._files, step, open_only=True), f"{names[0]}_open")
        self._enable_deciding()

    def _enable_deciding(self) -> None:
        """A key that is pressed twice says nothing of a picture that nobody has seen, unless that cannot be read."""
        picture = self._desk.picture
        none = self.tr("There is no picture yet.")
        self._allow(picture, none, "picture_details")
        allow = self._allow if self._desk.why_unseen else self._allow_here
        allow(picture, none, "done")
        state = picture.state if picture else None
        unmarked = state is not ImageState.SECOND_LOOK
        allow(picture and unmarked, self.tr("It is marked as that already.") if picture else none, "second_look")
        self._allow(state in DECIDED, self.tr("This picture is not done.") if picture else none, "reopen")


def _can_be_searched(one: LabelClass) -> bool:
    return one.active
