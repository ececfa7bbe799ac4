"""What a person decides about listed candidates in their pictures themselves, beside the list."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.session.judging import Judged, Judging, as_listed
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.app.session.writing import read
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.candidates import not_accepted, not_rejected
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.review.listing import CandidateList
from sam3_studio.editing.judging import Verdict


class Overtaking(QObject):
    """Follows the pictures in hand while candidates are listed: what is accepted, rejected or undone there counts.

    So does what a verdict in the list says about other candidates of the same picture: one that is the object that
    was accepted is accepted with it.

    Signals:
        overtaken (list[int], list[Verdict]): the verdicts on these candidates are these now, by what was done in their
            picture.

    Args:
        session: the project; its pictures are followed from now on.
        same_object: above this IoU with an accepted object a candidate is that object.
        parent: of this object.
    """

    overtaken = Signal(object, object)

    def __init__(self, session: Session, same_object: float, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._same_object = same_object
        self._listing: CandidateList | None = None
        self._judging: Judging | None = None
        self._numbers: dict[str, int] = {}
        self._visited: set[str] = set()
        session.picture_changed.connect(self._follow)
        if session.picture is not None:
            self._follow(session.picture)

    def left_of(self, listing: CandidateList) -> CandidateList:
        """The candidates without those of pictures that a person has called done while they were being listed."""
        try:
            records = [self._session.project.images.find(name) for name in sorted(self._visited)]
        except DatasetError:
            return listing  # whoever reads what is needed tells of that
        return listing.without([one.name for one in records if one is not None and one.state is ImageState.DONE])

    def begin(self, listing: CandidateList, judging: Judging) -> None:
        """Tell of candidates from now on, and at once of what was decided while they were being listed.

        Args:
            listing: the candidates, which everything goes by the numbers of.
            judging: writes what is decided in the list, be it about an object that a candidate became in its picture.
        """
        self._listing, self._judging = listing, judging
        self._numbers = {name: number for number, name in enumerate(listing.names)}
        judging.written.connect(self._follow_verdicts)
        judging.stored.connect(self._compare)
        in_hand = {self._session.picture.name} if self._session.picture else set()
        for name in sorted(self._visited - in_hand):
            self._adopt(name)
        self._tell()

    @Slot(object)
    def _follow(self, picture: CurrentPicture) -> None:
        self._visited.add(picture.name)
        picture.document_changed.connect(self._tell)
        self._tell()

    @Slot(object, object)
    def _follow_verdicts(self, places: list[int], _: list[Verdict]) -> None:
        """An object that was changed or locked stays, whatever the verdict on what it was."""
        picture = self._session.picture
        if picture is not None and any(not here.isdisjoint(places) for here in self._places([picture.name]).values()):
            self._tell()

    @Slot()
    def _tell(self) -> None:
        if self._session.picture is not None:
            self._adopt(self._session.picture.name, self._session.picture.document)

    def _adopt(self, name: str, document: ImageDocument | None = None) -> None:
        """Tell of a picture in which verdicts take back what was accepted; by what is on disk where none is given."""
        listing, judging, project = self._listing, self._judging, self._session.project
        if listing is None or judging is None or not self._places([name]):
            return
        try:
            document = read(project, name) if document is None else document
            kept = project.found.found_of(name, listing.class_id)
        except DatasetError:
            return  # whoever reads what is needed tells of that
        judging.adopt(document.objects_of(listing.class_id))
        self._compare({name: Judged(document, kept)})

    @Slot(object)
    def _compare(self, pictures: Mapping[str, Judged]) -> None:
        """Tell what the labels of pictures say about their candidates."""
        listing, judging = self._listing, self._judging
        if listing is None or judging is None:
            return
        overtaken: dict[int, Verdict] = {}
        for name, here in self._places(pictures).items():
            document, kept = pictures[name]
            # Where more is to be written, what is on disk does not count any more.
            places = sorted(here - set(judging.awaited(name)))
            listed = {place: one for place in places if (one := as_listed(listing, kept, place)) is not None}
            verdicts = self._verdicts(document, listing.class_id, [*listed.values()])
            overtaken |= zip(listed, verdicts, strict=True)
        if overtaken:
            self.overtaken.emit([*overtaken], [*overtaken.values()])

    def _places(self, names: Collection[str]) -> dict[str, set[int]]:
        """The candidates of those of the pictures that have any, by their numbers in the list."""
        if self._listing is None:
            return {}
        wanted = {self._numbers[name]: name for name in names if name in self._numbers}
        places: dict[str, set[int]] = {}
        # One look at the list, however many pictures there are: it may hold a million.
        for place in np.flatnonzero(np.isin(self._listing.picture, [*wanted])).tolist():
            places.setdefault(wanted[int(self._listing.picture[place])], set()).add(place)
        return places

    def _verdicts(self, document: ImageDocument, class_id: int, candidates: Sequence[Candidate]) -> list[Verdict]:
        """All at once: where there are hundreds, each compared by itself takes four times as long."""
        left = not_rejected(candidates, document.rejected_of(class_id))
        new = not_accepted(left, document.objects_of(class_id), iou=self._same_object)
        verdicts = {id(one): Verdict.REJECTED for one in candidates}
        verdicts |= {id(one): Verdict.ACCEPTED for one in left}
        verdicts |= {id(one): Verdict.OPEN for one in new}
        return [verdicts[id(one)] for one in candidates]
