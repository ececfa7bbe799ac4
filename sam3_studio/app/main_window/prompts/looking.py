"""Looking closer than one search of the whole picture does: at what is visible, or tile by tile."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.in_tiles import AskTiles, FoundInTiles
from sam3_studio.app.inference.messages import Failed, FoundInCrop
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.prompts.look_hint import LookHint
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.prompt.closer import CloserLook, CloserState
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.cropping import LEAST_SIDE, Crop
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.searches import PARTS, TILES, Search, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.core.tiling import tile_side, tiles


@dataclass(frozen=True, slots=True)
class _Look:
    """What is being looked for, by the model of a fingerprint; `found` is what the class had, or has by now."""

    picture: CurrentPicture
    model: str
    search: Search
    request: AskTiles
    found: Segmentation
    done: int
    total: int

    @property
    def reach(self) -> str:
        return TILES if self.request.whole and self.done == self.total else PARTS


class Looking(QObject):
    """Has the model look closer for the current class, and adds what it finds to the candidates as it comes.

    Args:
        actions: of the window.
        closer: asks for it, and tells how far it is.
        desk: has the picture in hand.
        asking: for the search of the picture as a whole, which comes first.
        controller: of the model.
        notifier: tells why nothing happens.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        closer: CloserLook,
        desk: Desk,
        asking: Asking,
        controller: Controller,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = desk.canvas
        self._closer = closer
        self._desk = desk
        self._asking = asking
        self._controller = controller
        self._notifier = notifier
        self._hint = LookHint(desk, controller, self)
        self._session: Session | None = None
        self._look: _Look | None = None
        self._wanted: tuple[CurrentPicture, str, bool] | None = None
        """A picture, the search of which has to be answered as a whole first, and whether tiles are wanted then."""
        connect_actions(actions, {"look_at_view": self.look_at_view, "look_in_tiles": self.look_in_tiles}, self)
        closer.view_requested.connect(self.look_at_view)
        closer.tiles_requested.connect(self.look_in_tiles)
        closer.stop_requested.connect(self.stop)
        closer.notice_put_away.connect(self._hint.put_away)
        self._hint.changed.connect(self._tell)
        controller.found_in_crop.connect(self._take)
        controller.failed.connect(self._give_up)
        controller.busy_changed.connect(self._notice_rest)
        controller.model_changed.connect(self._follow)
        desk.canvas.view_changed.connect(self._tell)
        desk.changed.connect(self._follow)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self.stop()
        self._session = session
        if session is not None:
            session.picture_changed.connect(self._leave)
        self._hint.set_session(session)

    @Slot()
    def look_at_view(self) -> None:
        """Look for the current class in what is visible, at full resolution."""
        self._begin(in_tiles=False)

    @Slot()
    def look_in_tiles(self) -> None:
        """Look for the current class in the whole picture, tile by tile."""
        self._begin(in_tiles=True)

    @Slot()
    def stop(self) -> None:
        """Look no further; what was found until now stays."""
        self._wanted = None
        if self._look is not None:
            self._end(self._look)
            self._controller.stop_looking()

    def _begin(self, *, in_tiles: bool) -> None:
        picture, one = self._desk.picture, self._current()
        if picture is None or one is None or self._desk.size is None:
            return
        if self._controller.model is None or not self._controller.is_enabled:
            self._notifier.inform(self.tr("No model is running that could look."))
            return
        search = search_for(one, picture.document.boxes, self._controller.model.fingerprint)
        if search is None:
            self._notifier.inform(self.tr("Nothing finds this class yet: type a concept, or draw a box first."))
            return
        self.stop()
        self._wanted = picture, search.key, in_tiles
        answer = picture.findings.answer(search.class_id)
        if answer.key != search.key or answer.progress is not Progress.DONE:
            self._asking.run()  # the picture as a whole comes first
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Begin what is wanted once the search of the whole is answered; end what is about others or other weights."""
        look, one, model = self._look, self._current(), self._controller.model
        if look is not None:
            other = model is not None and model.fingerprint != look.model
            if other or look.picture.findings.answer(look.search.class_id).key != look.search.key:
                self.stop()
        if self._wanted is not None and one is not None and model is not None:
            picture, key, in_tiles = self._wanted
            search = search_for(one, picture.document.boxes, model.fingerprint)
            answer = picture.findings.answer(one.id)
            answered = answer.progress if answer.key == key else Progress.NONE
            changed = picture is not self._desk.picture or search is None or search.key != key
            if changed or answered is Progress.FAILED or search is None:
                self._wanted = None
            elif answered is Progress.DONE and answer.found is not None:
                self._wanted = None
                self._start(picture, search, answer.found, in_tiles=in_tiles)
        self._tell()

    def _start(self, picture: CurrentPicture, search: Search, known: Segmentation, *, in_tiles: bool) -> None:
        model, size, view = self._controller.model, self._desk.size, self._canvas.visible_box()
        if model is None or size is None or view is None or self._session is None:
            return
        whole = Crop(0, 0, *size)
        seen = whole if in_tiles else Crop.around(view, *size, least=LEAST_SIDE)
        parts = tiles(*size, tile_side(*size, model.resolution)) if in_tiles else (seen,)
        path = self._session.path(picture.name)
        most, content = model.most_objects, picture.seen
        request = AskTiles(path, seen, search.prompts, parts, known, in_tiles, most, content=content)
        self._look = _Look(picture, model.fingerprint, search, request, known, 0, len(parts))
        self._controller.look_into(request)

    @Slot(object)
    def _take(self, reply: FoundInCrop) -> None:
        """More was found, unless that is about something else."""
        look, request = self._look, reply.request
        if look is None or not isinstance(reply, FoundInTiles) or not isinstance(request, AskTiles):
            return
        if request.prompts is not look.request.prompts:
            return
        look = replace(look, request=request, found=reply.found[0], done=reply.done, total=reply.total)
        if look.done == look.total:
            self._look = None
            self._add(look, final=True)
            self._tell_outcome(look)
        else:
            self._look = look
            self._add(look, final=False)

    def _add(self, look: _Look, *, final: bool) -> None:
        """To what is known of the class; what is final goes to the project."""
        search = look.search
        look.picture.findings.enrich(search.class_id, search.key, look.found, look.reach, final=final)

    def _tell_outcome(self, look: _Look) -> None:
        """In a sentence, for nothing new looks as if nothing had happened."""
        one = self._current()
        threshold = one.threshold if one else 0.5
        more = len(look.found.above(threshold)) - len(look.request.known.above(threshold))
        if more > 0:
            number = self._closer.locale().toString(more)
            self._notifier.inform(self.tr("The closer look found {n} more.").format(n=number))
        else:
            self._notifier.inform(self.tr("The closer look found no more."))

    def _end(self, look: _Look) -> None:
        self._look = None
        if look.done:
            self._add(look, final=True)
        self._tell()

    @Slot(object)
    def _give_up(self, failed: Failed) -> None:
        request, look = failed.request, self._look
        if look is not None and isinstance(request, AskTiles) and request.prompts is look.request.prompts:
            self._end(look)

    @Slot(bool)
    def _notice_rest(self, busy: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Everything was stopped, what was asked here with it."""
        if not busy and self._look is not None:
            self._end(self._look)

    @Slot(object)
    def _leave(self, _picture: object) -> None:
        self.stop()

    def _current(self) -> LabelClass | None:
        return self._session.classes.find_current() if self._session else None

    @Slot(object)
    def _tell(self, _reason: object = None) -> None:
        look, possible = self._look, self._current() is not None and self._desk.size is not None
        if self._session is not None:
            unread = self.tr("The picture is not shown yet.")
            reason = "" if possible else unread if self._current() else self.tr("Choose a class first.")
            for action in ("look_at_view", "look_in_tiles"):
                self._actions.allow(action, reason)
        if look is not None:
            self._closer.set_state(CloserState(possible, "", look.done, look.total))
        else:
            self._closer.set_state(CloserState(possible, self._hint.sentence(self._current())))
