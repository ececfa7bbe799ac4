"""From the window with the pictures to the one with the candidates of a class, and back."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.travel import Travel
from sam3_studio.app.notify import Notifier
from sam3_studio.app.review.crops import CropSource
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.app.session.judging import Judging
from sam3_studio.app.session.overtaking import Overtaking
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import DUPLICATE_IOU
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.geometry import Box
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.review.listing import CandidateList, read_candidates


class Reviewing(QObject):
    """Behind the window of candidates: lists them, has verdicts written, and shows a candidate in its picture.

    What was decided there is on disk before that window or the project closes.

    Signals:
        looked: a person does something in that window.
        decided (set[str]): a person has decided about candidates of these pictures.

    Args:
        actions: of the window.
        desk: has the picture in hand.
        travel: goes to pictures.
        selection: selects what is shown.
        controller: of the model.
        settings: what is the same object.
        notifier: tells what went wrong.
        window: with the pictures.
    """

    looked = Signal()
    decided = Signal(object)

    def __init__(
        self,
        actions: Actions,
        desk: Desk,
        travel: Travel,
        selection: Selection,
        controller: Controller,
        settings: Settings,
        notifier: Notifier,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._canvas = desk.canvas
        self._desk = desk
        self._travel = travel
        self._selection = selection
        self._controller = controller
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        self.review: ReviewWindow | None = None
        self._reading = LatestJob(self)
        self._reading.done.connect(self._take)
        self._reading.failed.connect(self._tell)
        self._reading.crashed.connect(self._tell)
        self._listing: CandidateList | None = None
        self._judging: Judging | None = None
        self._overtaking: Overtaking | None = None
        self._wanted: _Wanted | None = None
        actions["review"].triggered.connect(self._begin)
        desk.picture_shown.connect(self._look)
        desk.changed.connect(self._select)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; the one before is still open."""
        if self.review is not None:
            self.review.close()
        self._session = session
        if session is not None:
            session.classes.changed.connect(self._follow_classes)
            session.renamed.connect(self._follow_names)

    @Slot()
    def _begin(self) -> None:
        """Show the window, and begin to look for candidates."""
        session = self._session
        if session is None:
            return
        if not session.classes.listed:
            self._notifier.inform(self.tr("There is no class yet; type what you look for."))
            return
        if self.review is None:
            class_id = session.classes.current or session.classes.listed[0].id
            self.review = ReviewWindow(session.classes.listed, class_id)
            self.review.lie_over(self._window)
            self.review.class_wanted.connect(self._list)
            self.review.judged.connect(self._write)
            self.review.opened.connect(self._open)
            self.review.grid.moved.connect(self.looked)
            self.review.finished.connect(self._end)
            self.review.show()
            self.review.bar.ask()
        parts.bring_forward(self.review)

    @Slot()
    def _follow_classes(self) -> None:
        if self._session is None or self.review is None:
            return
        if self._session.classes.listed:
            self.review.bar.follow(self._session.classes.listed)
        else:
            self.review.close()

    @Slot(object)
    def _follow_names(self, names: Mapping[str, str]) -> None:
        """Verdicts on pictures that have other names would be about those that are called so now: list them anew."""
        if self.review is not None and (self._listing is None or not names.keys().isdisjoint(self._listing.names)):
            self.review.bar.ask()

    @Slot()
    def _end(self) -> None:
        self._drop()
        self._wanted = self.review = None
        self._window.activateWindow()

    @Slot(int)
    def _list(self, class_id: int) -> None:
        self._drop()
        if self._session is not None and self.review is not None:
            same_object = self._settings.get(DUPLICATE_IOU)
            self._overtaking = Overtaking(self._session, same_object, self)
            self._overtaking.overtaken.connect(self.review.note_overtaken)
            self._reading.begin(_Listing(self._session.project.file, class_id, same_object))

    def _drop(self) -> None:
        """What was listed is not listed any more."""
        self._reading.forget()
        if self._overtaking is not None:
            self._overtaking.overtaken.disconnect()
            self._overtaking.deleteLater()
        if self._judging is not None:
            # The window has forgotten these candidates; what cannot be written is told all the same.
            for signal in (self._judging.written, self._judging.stored, self._judging.refused):
                signal.disconnect()
            self._judging.finish()
            self._judging.deleteLater()
        self._judging = self._overtaking = None
        self._listing = None

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        if self.review is not None:
            self.review.tell(sentence)

    @Slot(object)
    def _take(self, listing: CandidateList) -> None:
        session, review, overtaking = self._session, self.review, self._overtaking
        owner = session.classes.find(listing.class_id) if session else None
        if session is None or review is None or owner is None or overtaking is None:
            return
        model = self._controller.model.fingerprint if self._controller.model else ""
        self._listing = listing = overtaking.left_of(listing)
        self._judging = Judging(session, listing, model, self._settings.get(DUPLICATE_IOU), self)
        self._judging.written.connect(review.note_written)
        self._judging.refused.connect(review.note_refused)
        self._judging.failed.connect(review.tell_trouble)
        self._judging.failed.connect(self._notifier.fail)
        review.show_list(listing, CropSource(session.project.file, session.project.root, owner.id, owner.color, 0))
        overtaking.begin(listing, self._judging)

    @Slot(object, object)
    def _write(self, places: list[int], verdicts: list[int]) -> None:
        if self._judging is not None and self._listing is not None:
            self._judging.wish(places, verdicts)
            self.decided.emit(set(map(self._listing.name, places)))

    @Slot(int)
    def _open(self, place: int) -> None:
        listing = self._listing
        if listing is None:
            return
        box = Box(*map(float, listing.box[place]))
        self._wanted = wanted = _Wanted(listing.name(place), f"{listing.class_id}:{listing.number[place]}", box)
        self._travel.go_to(wanted.name)
        parts.bring_forward(self._window)
        if self._desk.size is not None:
            self._look(wanted.name)

    @Slot(str)
    def _look(self, name: str) -> None:
        """The picture is shown: look where the candidate is."""
        if self._wanted is None:
            return
        if name == self._wanted.name:
            self._canvas.look_closely(self._wanted.box)
            self._select()
        else:
            self._wanted = None

    @Slot()
    def _select(self) -> None:
        """The candidate may be offered by now."""
        wanted, picture = self._wanted, self._desk.picture
        if wanted is None or picture is None or picture.name != wanted.name or self._desk.size is None:
            return
        if wanted.candidate in self._desk.offering.candidates():
            self._wanted = None
            self._canvas.look_closely(wanted.box)
            self._selection.go_to(wanted.candidate)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A candidate that is to be shown in its picture: of this name, under this id, about there."""

    name: str
    candidate: str
    box: Box


class _Listing:
    """What a thread does; it has the project's file and nothing of the window."""

    def __init__(self, file: Path, class_id: int, same_object: float) -> None:
        self._file = file
        self._class_id = class_id
        self._same_object = same_object

    def __call__(self, _progress: Progress, cancel: threading.Event) -> CandidateList:
        return read_candidates(self._file, self._class_id, same_object=self._same_object, cancel=cancel)
