"""Candidates: going from one to the next, accepting and rejecting them, by key, click and list."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk, negative_box
from sam3_studio.app.notify import Notice, Notifier
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.session.offers import OfferedCandidate
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.core.document import Rejection
from sam3_studio.core.labeling import PromptBox
from sam3_studio.editing import edits


class Candidates(QObject):
    """Connects what is done with candidates.

    The candidate that a key is meant for is the one pointed at, by mouse or by key; or else those that are selected; or
    else the best one.

    Args:
        actions: of the window.
        instances: lists them; its order is the one that they are gone through in.
        selection: of the window.
        desk: carries out what is done.
        notifier: offers to make an example of what was rejected.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        instances: InstancesPanel,
        selection: Selection,
        desk: Desk,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._canvas = desk.canvas
        self._instances = instances
        self._selection = selection
        self._desk = desk
        self._notifier = notifier
        self._offer: _Offer | None = None
        functions: dict[str, Callable[[], object]] = {
            "accept_all": self._accept_all,
            "accept": self._accept_chosen,
            "reject": partial(self._reject_chosen, as_example=False),
            "reject_as_negative": partial(self._reject_chosen, as_example=True),
            "offer_again": self._offer_again,
            "next_candidate": partial(self._go, 1),
            "previous_candidate": partial(self._go, -1),
        }
        numbered = {f"accept_{number}": partial(self._accept_number, number) for number in range(1, 10)}
        connect_actions(actions, functions | numbered, self)
        desk.canvas.candidate_clicked.connect(self._accept_clicked)
        instances.accept_requested.connect(self._accept_listed)
        instances.reject_requested.connect(self._reject_listed)
        desk.edited.connect(self._withdraw_offer)

    def chosen(self) -> list[OfferedCandidate]:
        """Those that a key is meant for; none where nothing is offered."""
        candidates, selected = self._desk.offering.candidates(), self.selected()
        pointed = candidates.get(self._canvas.pointed)
        if pointed is not None and pointed not in selected:
            return [pointed]
        return selected or self._desk.offering.shown()[:1]

    def selected(self) -> list[OfferedCandidate]:
        """Those that are selected, in the order of their numbers."""
        names = set(self._selection.ids)
        return [one for one in self._desk.offering.candidates().values() if one.id in names]

    def tell_class_stays(self, unless: Collection[object]) -> None:
        """Say that those that are selected keep their class, unless objects are, which get the one that is chosen."""
        if self.selected() and not unless:
            told = self.tr("A candidate gets another class once it is accepted; chosen now is the class to go on with.")
            self._notifier.inform(told)

    def reject(self, candidates: list[OfferedCandidate], *, as_example: bool = False) -> None:
        """Reject candidates; unless they become examples at once, a person is asked whether they are to."""
        picture = self._desk.picture
        before = picture.document.rejections if picture else ()
        if self._desk.reject(candidates, as_example=as_example) and picture is not None and not as_example:
            boxes = tuple(map(negative_box, candidates))
            notice = self._notifier.offer(
                self.tr("%Ln candidate(s) rejected.", "", len(candidates)),
                self.tr("Find nothing like it"),
                partial(self._add_examples, picture, boxes),
            )
            self._offer = _Offer(notice, picture.document.rejections[len(before) :])

    @Slot()
    def _withdraw_offer(self) -> None:
        """Withdraw the offer once the rejections that it is about have been undone."""
        offer, picture = self._offer, self._desk.picture
        if offer is None or picture is None:
            return
        if not any(one in picture.document.rejections for one in offer.rejections):
            self._offer = None
            self._notifier.withdraw(offer.notice)

    def _add_examples(self, picture: CurrentPicture, boxes: Iterable[PromptBox]) -> None:
        if self._desk.picture is picture:
            for box in boxes:
                label = self.tr("Draw a box: nothing like this")
                self._desk.edit(label, partial(edits.add_box, box=box))

    def _accept_all(self) -> None:
        self._desk.accept(self._desk.offering.shown())

    def _accept_chosen(self) -> None:
        self._desk.accept(self.chosen())

    def _reject_chosen(self, *, as_example: bool) -> None:
        self.reject(self.chosen(), as_example=as_example)

    def _offer_again(self) -> None:
        self._desk.edit(self.tr("Offer what was rejected"), edits.offer_again)

    def _accept_number(self, number: int) -> None:
        self._desk.accept(list(self._desk.offering.candidates().values())[number - 1 : number])

    def _go(self, step: int) -> None:
        """Choose the next candidate, or the one before; after the last one comes the first."""
        names = list(self._instances.candidates)
        if not names:
            return
        places = [names.index(one.id) for one in self.selected() if one.id in names]
        start = (max(places) if step > 0 else min(places)) if places else (-1 if step > 0 else 0)
        self._selection.go_to(names[(start + step) % len(names)])

    def _listed(self, candidate_id: str) -> list[OfferedCandidate]:
        """One that was meant in the list, with the others that are selected if it is."""
        selected = self.selected()
        if candidate_id in {one.id for one in selected}:
            return selected
        one = self._desk.offering.candidates().get(candidate_id)
        return [one] if one else []

    @Slot(str)
    def _accept_listed(self, candidate_id: str) -> None:
        self._desk.accept(self._listed(candidate_id))

    @Slot(str, bool)
    def _reject_listed(self, candidate_id: str, as_example: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.reject(self._listed(candidate_id), as_example=as_example)

    @Slot(str)
    def _accept_clicked(self, candidate_id: str) -> None:
        if one := self._desk.offering.candidates().get(candidate_id):
            self._desk.accept([one])


@dataclass(frozen=True, slots=True)
class _Offer:
    """The offer to make negative examples of what was rejected: its notice, and the rejections."""

    notice: Notice
    rejections: tuple[Rejection, ...]
