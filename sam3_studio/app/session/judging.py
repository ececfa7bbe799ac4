"""Verdicts on candidates of many pictures, written as if each had been decided about in its own picture."""

import time
from collections.abc import Collection, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.session.session import Session
from sam3_studio.app.session.writing import new_objects, read, state_after, write
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.candidates import not_rejected, shown
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Details, ImageState, LabelClass, LabeledObject
from sam3_studio.core.prompt import in_words
from sam3_studio.core.searches import plain_key, search_for
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.review.listing import CandidateList
from sam3_studio.editing.history import Change
from sam3_studio.editing.judging import Verdict, judge

_SLICE = 0.03
"""Seconds of writing before the window has its turn."""

_Wishes = dict[int, Verdict]


class Judged(NamedTuple):
    """A picture in which candidates were decided about: its labels afterwards, and what was found in it."""

    document: ImageDocument
    kept: Found


class Judging(QObject):
    """Writes verdicts in the order of the pictures that they are about, some milliseconds at a time.

    What is wished is on disk as soon as the window has had its turn: hundreds of verdicts take a fraction of a second,
    and thousands do not stop it. Steps can be undone in the pictures, too. It is for the window's thread.

    Signals:
        written (list[int], list[Verdict]): verdicts on these candidates are on disk.
        stored (dict[str, Judged]): so are, after `written`, the labels of these pictures, which are not in hand.
        refused (list[int]): these could not be written, or are not what was listed any more.
        failed (str): why not, a sentence; one for all that was wished together.

    Args:
        session: the project.
        listing: the candidates, which everything goes by the numbers of.
        model: fingerprint of the weights that are loaded; empty for none.
        same_object: above this IoU with an accepted object a candidate is that object.
        parent: of this object.
    """

    written = Signal(object, object)
    stored = Signal(object)
    refused = Signal(object)
    failed = Signal(str)

    def __init__(
        self, session: Session, listing: CandidateList, model: str, same_object: float, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._listing = listing
        self._model = model
        self._same_object = same_object
        self._wishes: dict[str, _Wishes] = {}
        self._made: dict[str, Details] = {}
        self._stale = 0
        """How many of those that are written now are not what was listed any more."""
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._write_some)

    def awaited(self, name: str) -> Collection[int]:
        """The candidates of a picture, by their numbers in the list, on which verdicts are still to be written."""
        return self._wishes.get(name, {}).keys()

    def wish(self, places: Iterable[int], verdicts: Iterable[int]) -> None:
        """Have verdicts written; a later one on the same candidate takes the place of an earlier one."""
        for place, verdict in zip(places, verdicts, strict=True):
            self._wishes.setdefault(self._listing.name(place), {})[place] = Verdict(verdict)
        if self._wishes:
            self._timer.start()

    def adopt(self, objects: Iterable[LabeledObject]) -> None:
        """Take objects that were accepted in their picture for some that were made here: verdicts take them back."""
        for item in objects:
            self._made.setdefault(item.id, item.details)

    def finish(self) -> None:
        """Write everything now."""
        self._timer.stop()
        while self._wishes:
            self._write_some()

    @Slot()
    def _write_some(self) -> None:
        """Write what there is time for, all or nothing of it; the picture in hand takes care of itself."""
        batch = _Batch()
        in_hand = self._session.picture.name if self._session.picture else ""
        try:
            if in_hand in self._wishes:
                batch.begin(self._wishes.pop(in_hand))
                self._write_in_hand(batch)
            else:
                self._write_others(batch)
        except DatasetError as error:
            lost = [place for wishes in self._wishes.values() for place in wishes]
            self._wishes.clear()
            self.refused.emit([*batch.begun, *lost])
            self._tell_stale()
            self.failed.emit(translated(error))
            return
        self._tell(batch)
        if self._wishes:
            self._timer.start()
        else:
            self._tell_stale()

    def _write_others(self, batch: "_Batch") -> None:
        with self._session.project.transaction():
            end = time.monotonic() + _SLICE  # from here on: some drives take longer than that to begin
            while self._wishes:
                name = next(iter(self._wishes))
                batch.begin(self._wishes.pop(name))
                self._write(name, batch)
                if time.monotonic() > end:
                    break

    def _write(self, name: str, batch: "_Batch") -> None:
        wishes = batch.wishes
        project, class_id = self._session.project, self._listing.class_id
        record, owner = project.images.find(name), self._session.classes.find(class_id)
        kept = project.found.found_of(name, class_id)
        if record is None or owner is None:
            batch.stale += wishes
            return
        before = read(project, name)
        after = self._judged(before, kept, owner, wishes, batch)
        batch.stored[name] = Judged(after, kept)
        if after is not before:
            state = state_after(record.state, after, _Offered(self._session, name, after))
            write(project, name, before, after, [class_id], state)
            batch.changes.append((name, Change(self._label(wishes), before, after), state))

    def _write_in_hand(self, batch: "_Batch") -> None:
        wishes = batch.wishes
        picture, class_id = self._session.picture, self._listing.class_id
        owner = self._session.classes.find(class_id)
        if picture is None or owner is None:
            batch.stale += wishes
            return
        kept = self._session.project.found.found_of(picture.name, class_id)

        def change(document: ImageDocument) -> ImageDocument:
            return self._judged(document, kept, owner, wishes, batch)

        picture.edit(self._label(wishes), change, settles=False)

    def _judged(
        self, document: ImageDocument, kept: Found, owner: LabelClass, wishes: _Wishes, batch: "_Batch"
    ) -> ImageDocument:
        """The document with the verdicts on those candidates that are still what was listed."""
        search = search_for(owner, document.boxes, self._model)
        is_same = search is not None and search.key == plain_key(kept.key or "")
        words = search.words if search is not None and is_same else in_words(owner.searched)
        by_verdict: dict[Verdict, list[Candidate]] = {}
        for place, verdict in wishes.items():
            candidate = as_listed(self._listing, kept, place)
            if candidate is None:
                batch.stale.append(place)
            else:
                by_verdict.setdefault(verdict, []).append(candidate)
                batch.written.append((place, verdict))
        for verdict, candidates in by_verdict.items():
            new = new_objects(
                candidates if verdict is Verdict.ACCEPTED else (),
                owner,
                words=words,
                presence=kept.presence,
                model=self._model if is_same else "",
            )
            self._made |= {item.id: item.details for item in new}
            document = judge(document, owner.id, candidates, verdict, new, made=self._made, iou=self._same_object)
        return document

    def _label(self, wishes: _Wishes) -> str:
        verdicts = set(wishes.values())
        if verdicts == {Verdict.ACCEPTED}:
            return self.tr("Accept %Ln object(s)", "", len(wishes))
        if verdicts == {Verdict.REJECTED}:
            return self.tr("Reject %Ln candidate(s)", "", len(wishes))
        return self.tr("Review %Ln candidate(s)", "", len(wishes))

    def _tell(self, batch: "_Batch") -> None:
        """What is on disk is told of."""
        for name, change, state in batch.changes:
            self._session.note_change(name, change, state)
        if batch.written:
            self.written.emit([place for place, _ in batch.written], [verdict for _, verdict in batch.written])
        if batch.stored:
            self.stored.emit(batch.stored)
        if batch.stale:
            self._stale += len(batch.stale)
            self.refused.emit(batch.stale)

    def _tell_stale(self) -> None:
        stale, self._stale = self._stale, 0
        if stale:
            self.failed.emit(self.tr("%Ln candidate(s) changed since they were listed; list again.", "", stale))


def as_listed(listing: CandidateList, kept: Found, place: int) -> Candidate | None:
    """The candidate that was listed; None where the picture has been searched anew since, and found another.

    Args:
        listing: of one class.
        kept: what the picture of the candidate has of that class now.
        place: of the candidate in the list.
    """
    number, box = int(listing.number[place]), listing.box[place].tolist()
    if number >= len(kept.candidates):
        return None
    mask = kept.candidates[number].mask
    return kept.candidates[number] if mask.box and [*map(int, mask.box.as_tuple())] == box else None


class _Batch:
    """What has become of some wishes."""

    def __init__(self) -> None:
        self.wishes: _Wishes = {}
        """Those that are being written."""
        self.begun: list[int] = []
        self.written: list[tuple[int, Verdict]] = []
        self.stale: list[int] = []
        self.changes: list[tuple[str, Change, ImageState | None]] = []
        self.stored: dict[str, Judged] = {}

    def begin(self, wishes: _Wishes) -> None:
        """These are next."""
        self.wishes = wishes
        self.begun += wishes


class _Offered:
    """Tells whether anything is offered in a picture that is not in hand."""

    def __init__(self, session: Session, name: str, document: ImageDocument) -> None:
        self._session = session
        self._name = name
        self._document = document

    def __call__(self) -> bool:
        found = self._session.project.found.found(self._name)
        return any(
            shown(
                not_rejected(found[one.id].candidates, self._document.rejected_of(one.id)),
                one.threshold,
                one.minimum_area,
            )
            for one in self._session.classes.listed
            if one.active and one.id in found
        )
