"""An object corrected with the model: it looks at what is seen, at full resolution, and proposes; a person decides."""

import time
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.canvas.change import ShownChange
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import AskCrop, Failed, FoundInCrop
from sam3_studio.app.interaction import RegionMarked
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.misfits import Misfits
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notice, Notifier
from sam3_studio.app.panels.correct_options import CorrectOptions
from sam3_studio.app.session.session import Session
from sam3_studio.core.cropping import LEAST_SIDE, Crop
from sam3_studio.core.geometry import Box
from sam3_studio.editing.correcting import Proposal, Wish, correct, proposal, questions

_SAME_VIEW = 0.7
"""IoU of what is seen and of a crop that was encoded before, from which on that crop is used again."""


class Correcting(QObject):
    """Has the model mend one object, and shows what it proposes until a person takes or drops it.

    Args:
        actions: of the window.
        options: tell what goes on.
        objects: for what is selected.
        desk: carries out what is taken.
        misfits: tells of objects that do not fit the picture, which cannot be corrected.
        controller: of the model.
        notifier: tells why nothing happens.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        options: CorrectOptions,
        objects: Objects,
        desk: Desk,
        misfits: Misfits,
        controller: Controller,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = desk.canvas
        self._options = options
        self._objects = objects
        self._desk = desk
        self._misfits = misfits
        self._controller = controller
        self._notifier = notifier
        self._session: Session | None = None
        self._wish: Wish | None = None
        self._asked: AskCrop | None = None
        self._proposal: Proposal | None = None
        self._last_crop: Crop | None = None
        self._nothing: Notice | None = None
        functions = {"finish_shape": self.take, "remove_corner": self.drop, "drop_shape": self._drop_newest}
        connect_actions(actions, functions, self)
        options.taken.connect(self.take)
        options.dropped.connect(self.drop)
        desk.canvas.region_marked.connect(self._mark)
        actions.tools.triggered.connect(self.drop)
        objects.selection.changed.connect(self.drop)
        desk.edited.connect(self.drop)
        desk.changed.connect(self._tell_anew)
        desk.picture_shown.connect(self._look_anew)
        controller.found_in_crop.connect(self._show)
        controller.failed.connect(self._give_up)
        controller.busy_changed.connect(self._notice_rest)
        self._tell()

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self.drop()
        self._session = session
        self._last_crop = None

    @Slot()
    def _look_anew(self) -> None:
        """Another picture is shown, of which no crop has been encoded."""
        self._last_crop = None

    @Slot()
    def take(self) -> None:
        """Give the object the mask that is proposed, as one step."""
        wish, made = self._wish, self._proposal
        if wish is None or made is None:
            return
        self._forget()
        self._desk.edit(
            self.tr("Correct with the model"),
            partial(correct, object_id=wish.item.id, made=made, time=time.time()),
        )

    @Slot()
    def drop(self, _reason: object = None) -> None:
        """Ask and propose nothing any more."""
        if self._asked is not None:
            self._controller.stop_looking()
        self._forget()

    def _drop_newest(self) -> None:
        """What is being drawn was begun last, and goes first: a shape, or another box."""
        if not self._canvas.drop():
            self.drop()

    @Slot(object)
    def _mark(self, marked: RegionMarked) -> None:
        picture, session, size = self._desk.picture, self._session, self._desk.size
        item = picture.document.find_object(marked.id) if picture else None
        if picture is None or session is None or size is None or item is None or self._misfits.met([item]):
            return
        coming = self._controller.model is not None or self._controller.is_loading
        if not coming or not self._controller.is_enabled:
            self._notifier.inform(self.tr("No model is running that could look."))
            return
        self.drop()
        if self._nothing is not None:  # beside what is proposed now it would say the opposite
            self._notifier.withdraw(self._nothing)
            self._nothing = None
        box = marked.box or item.mask.box
        view = self._canvas.visible_box()
        if box is None or view is None:
            return
        crop = self._crop_for(view, box, size)
        wish = Wish(item, box, marked.adds, crop.box)
        one = session.classes.find(item.class_id)
        prompts = questions(wish, one.searched if one else ())
        self._wish, self._last_crop = wish, crop
        self._asked = AskCrop(session.path(picture.name), crop, prompts, content=picture.seen)
        self._canvas.set_change(ShownChange(marked.box, adds=marked.adds))
        self._actions.set_drawing(True)
        self._controller.look_into(self._asked)
        self._tell()

    def _crop_for(self, view: Box, box: Box, size: tuple[int, int]) -> Crop:
        """What is seen; or what was looked at before, where that is nearly the same and need not be encoded again."""
        crop, last = Crop.around(view.hull(box), *size, least=LEAST_SIDE), self._last_crop
        if last is not None and last.holds(box) and last.box.iou(crop.box) >= _SAME_VIEW:
            return last
        return crop

    @Slot(object)
    def _show(self, reply: FoundInCrop) -> None:
        """An answer, unless it is one to another question."""
        wish, asked, model = self._wish, self._asked, self._controller.model
        request = reply.request
        if wish is None or asked is None or not isinstance(request, AskCrop) or asked.prompts is not request.prompts:
            return
        self._asked = None
        made = proposal(wish, asked.prompts, reply.found, model.fingerprint if model else "")
        if made is None:
            self._forget()
            self._nothing = self._notifier.inform(self._nothing_seen(wish))
            return
        self._proposal = made
        shown = ShownChange(wish.box, adds=wish.adds, before=wish.item.mask, after=made.mask)
        self._canvas.set_change(shown)
        self._tell(shown)

    @Slot(object)
    def _give_up(self, failed: Failed) -> None:
        request, asked = failed.request, self._asked
        if asked is not None and isinstance(request, AskCrop) and asked.prompts is request.prompts:
            self._forget()

    @Slot(bool)
    def _notice_rest(self, busy: bool) -> None:  # noqa: FBT001 - a signal's argument
        """The model is idle without an answer: what was asked here was cancelled with everything else."""
        if self._asked is not None and not busy:
            self._forget()

    def _forget(self) -> None:
        if self._wish is not None:
            self._wish = self._asked = self._proposal = None
            self._canvas.set_change(None)
            self._actions.set_drawing(False)
        self._tell()

    def _nothing_seen(self, wish: Wish) -> str:
        if wish.adds:
            return self.tr("The model sees nothing here that would change the object.")
        return self.tr("The model sees nothing here that could be taken away; the eraser can.")

    @Slot()
    def _tell_anew(self) -> None:
        """What is selected may be hidden now, or seen again; what is not seen is not changed."""
        if self._wish is None:
            self._tell()
        elif self._wish.item.id not in {item.id for item in self._objects.selected()}:
            self.drop()

    def _tell(self, shown: ShownChange | None = None) -> None:
        if shown is not None:
            self._options.propose(shown.gained, shown.lost)
        elif self._asked is not None:
            self._options.wait()
        else:
            selected = self._objects.selected()
            locked = len(selected) == 1 and selected[0].locked
            self._options.explain(can_draw=len(selected) == 1 and not locked, locked=locked)
