"""What a person decides about listed candidates in their picture itself, beside the list."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.session.judging import Judging, as_listed
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.candidates import not_accepted, not_rejected
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.review.listing import CandidateList
from sam3_studio.editing.judging import Verdict


class Overtaking(QObject):
    """Follows the picture in hand while candidates are listed: what is accepted, rejected or undone there counts.

    Signals:
        overtaken (list[int], list[Verdict]): the verdicts on these candidates are these now, by what was done in their
            picture.

    Args:
        session: the project.
        listing: the candidates, which everything goes by the numbers of.
        judging: writes what is decided in the list, be it about an object that a candidate became in its picture.
        same_object: above this IoU with an accepted object a candidate is that object.
    """

    overtaken = Signal(object, object)

    def __init__(self, session: Session, listing: CandidateList, judging: Judging, same_object: float) -> None:
        super().__init__(judging)
        self._session = session
        self._listing = listing
        self._judging = judging
        self._same_object = same_object
        self._numbers = {name: number for number, name in enumerate(listing.names)}

    def begin(self) -> None:
        """Follow it from now on; what was decided in it while candidates were being listed counts, too."""
        self._session.picture_changed.connect(self._follow)
        self._judging.written.connect(self._follow_verdicts)
        if self._session.picture is not None:
            self._follow(self._session.picture)

    @Slot(object)
    def _follow(self, picture: CurrentPicture) -> None:
        picture.document_changed.connect(self._tell)
        self._tell()

    @Slot(object, object)
    def _follow_verdicts(self, places: list[int], _: list[Verdict]) -> None:
        """An object that was changed or locked stays, whatever the verdict on what it was."""
        if not self._here.isdisjoint(places):
            self._tell()

    @property
    def _here(self) -> set[int]:
        """The candidates of the picture in hand, by their numbers in the list."""
        number = self._numbers.get(self._session.picture.name, -1) if self._session.picture else -1
        return set(np.flatnonzero(self._listing.picture == number).tolist())

    @Slot()
    def _tell(self) -> None:
        picture, here = self._session.picture, self._here
        if picture is None or not here:
            return
        self._judging.adopt(picture.document.objects_of(self._listing.class_id))
        # Where more is to be written, what is on disk does not count any more.
        places = sorted(here - set(self._judging.awaited(picture.name)))
        try:
            kept = self._session.project.found.found_of(picture.name, self._listing.class_id)
        except DatasetError:
            return  # whoever reads what is needed tells of that
        listed = {place: one for place in places if (one := as_listed(self._listing, kept, place)) is not None}
        if listed:
            self.overtaken.emit([*listed], self._verdicts(picture.document, [*listed.values()]))

    def _verdicts(self, document: ImageDocument, candidates: Sequence[Candidate]) -> list[Verdict]:
        """All at once: where there are hundreds, each compared by itself takes four times as long."""
        class_id = self._listing.class_id
        left = not_rejected(candidates, document.rejected_of(class_id))
        new = not_accepted(left, document.objects_of(class_id), iou=self._same_object)
        verdicts = {id(one): Verdict.REJECTED for one in candidates}
        verdicts |= {id(one): Verdict.ACCEPTED for one in left}
        verdicts |= {id(one): Verdict.OPEN for one in new}
        return [verdicts[id(one)] for one in candidates]
