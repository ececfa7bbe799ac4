"""The panels beside the picture: what they show, and what a person does there."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.panels.class_model import ClassCounts
from sam3_studio.app.panels.classes import ClassesPanel
from sam3_studio.app.panels.instance_model import InstanceRow
from sam3_studio.app.panels.instances import InstancesPanel
from sam3_studio.app.panels.prompt import PromptPanel
from sam3_studio.app.panels.prompt_values import BoxEntry, ConceptEntry, Finding, PromptStack
from sam3_studio.app.panels.stages import Stage
from sam3_studio.app.session.offers import Offer, OfferedCandidate
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import LabelClass
from sam3_studio.editing import edits


class Sides(QObject):
    """Keeps prompt, classes and instances in step with the session.

    Args:
        prompt: what finds the current class.
        classes: all classes.
        instances: objects and candidates of the picture in hand.
        canvas: for what is selected.
        desk: carries out what is done.
        asking: searches.
        parent: of this object.
    """

    def __init__(
        self,
        prompt: PromptPanel,
        classes: ClassesPanel,
        instances: InstancesPanel,
        canvas: Canvas,
        desk: Desk,
        asking: Asking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._classes = classes
        self._instances = instances
        self._canvas = canvas
        self._desk = desk
        self._session: Session | None = None
        prompt.concepts_added.connect(self._add_concepts)
        prompt.concept_removed.connect(self._remove_concept)
        prompt.box_switched.connect(self._switch_box)
        prompt.box_removed.connect(self._remove_box)
        prompt.threshold_changed.connect(self._set_threshold)
        prompt.run_requested.connect(asking.run)
        prompt.cancel_requested.connect(asking.cancel)
        prompt.left.connect(canvas.setFocus)
        prompt.accept_all_requested.connect(self._accept_all)
        classes.class_chosen.connect(self._choose_class)
        classes.renamed.connect(self._rename)
        classes.active_changed.connect(self._set_active)
        instances.selection_changed.connect(canvas.set_selection)
        instances.accept_requested.connect(self._accept)
        instances.reject_requested.connect(self._reject)
        canvas.selection_changed.connect(instances.set_selection)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        if session is not None:
            session.picture_changed.connect(self._open)
            session.classes_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self, _class_id: int = 0) -> None:
        """Show everything as it is now."""
        session = self._session
        classes = session.classes if session else ()
        current = session.current_class if session else None
        self._classes.set_classes(classes, current)
        self._prompt.set_known_concepts([concept for one in classes for concept in one.concepts])
        picture = self._desk.picture
        if picture is None:
            self._prompt.set_prompt(PromptStack())
            self._prompt.set_finding(Finding())
            self._instances.set_rows([])
            return
        offers = {offer.class_id: offer for offer in picture.offers()}
        offered = sum(len(offer.shown) for offer in offers.values())
        counts = {
            one.id: ClassCounts(len(picture.document.objects_of(one.id)), len(offers[one.id].shown)) for one in classes
        }
        self._classes.set_counts(counts)
        one = next((one for one in classes if one.id == current), None)
        self._prompt.set_prompt(_stack(one, picture) if one else PromptStack())
        self._prompt.set_finding(_finding(offers[one.id], offered) if one else Finding(offered=offered))
        self._instances.set_rows(_rows(classes, picture))

    @Slot(object)
    def _open(self, picture: CurrentPicture) -> None:
        picture.document_changed.connect(self.refresh)
        picture.offer_changed.connect(self.refresh)
        self.refresh()

    @Slot(object)
    def _add_concepts(self, concepts: tuple[str, ...]) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._session.add_concepts(concepts)
            # The keys that judge what is found are the picture's.
            self._canvas.setFocus()

    @Slot(str)
    def _remove_concept(self, text: str) -> None:
        if one := self._current():
            self._change(replace(one, concepts=tuple(concept for concept in one.concepts if concept != text)))

    @Slot(str, bool)
    def _switch_box(self, box_id: str, enabled: bool) -> None:  # noqa: FBT001 - a signal's argument
        label = self.tr("Switch a box on") if enabled else self.tr("Switch a box off")
        self._desk.edit(label, partial(edits.set_box_enabled, box_id=box_id, enabled=enabled))

    @Slot(str)
    def _remove_box(self, box_id: str) -> None:
        self._desk.edit(self.tr("Remove a box"), partial(edits.remove_box, box_id=box_id))

    @Slot(float)
    def _set_threshold(self, threshold: float) -> None:
        if one := self._current():
            self._change(replace(one, threshold=threshold))

    @Slot()
    def _accept_all(self) -> None:
        self._desk.accept(self._desk.offered())

    @Slot(int)
    def _choose_class(self, class_id: int) -> None:
        if self._session is not None:
            self._session.choose_class(class_id)

    @Slot(int, str)
    def _rename(self, class_id: int, name: str) -> None:
        if self._session is not None and (one := self._session.find_class(class_id)):
            self._change(replace(one, name=name))

    @Slot(int, bool)
    def _set_active(self, class_id: int, active: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._session is not None and (one := self._session.find_class(class_id)):
            self._change(replace(one, active=active))

    @Slot(str)
    def _accept(self, candidate_id: str) -> None:
        if candidate := self._candidate(candidate_id):
            self._desk.accept([candidate])

    @Slot(str)
    def _reject(self, candidate_id: str) -> None:
        if candidate := self._candidate(candidate_id):
            self._desk.reject(candidate, as_example=False)

    def _candidate(self, candidate_id: str) -> OfferedCandidate | None:
        picture = self._desk.picture
        offers = picture.offers() if picture else ()
        return next((one for o in offers for one in (*o.shown, *o.ghosts) if one.id == candidate_id), None)

    def _current(self) -> LabelClass | None:
        session = self._session
        return session.find_class(session.current_class or 0) if session else None

    def _change(self, changed: LabelClass) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._session.change_class(changed)


def _stack(one: LabelClass, picture: CurrentPicture) -> PromptStack:
    boxes = tuple(BoxEntry(box.id, box.positive, box.enabled) for box in picture.document.boxes_of(one.id))
    return PromptStack(one.name, one.color, tuple(map(ConceptEntry, one.concepts)), boxes, one.threshold)


def _finding(offer: Offer, offered: int) -> Finding:
    return Finding(
        Stage(offer.progress),
        offer.presence,
        len(offer.shown),
        len(offer.ghosts),
        offer.scores,
        offer.failure or "",
        offered,
    )


def _rows(classes: tuple[LabelClass, ...], picture: CurrentPicture) -> list[InstanceRow]:
    by_id = {one.id: one for one in classes}
    rows = [
        InstanceRow(
            item.id,
            by_id[item.class_id].name,
            by_id[item.class_id].color,
            item.mask.area,
            item.origin.score if item.origin else None,
            item.origin.presence if item.origin else None,
            item.source,
            hidden=item.hidden,
            locked=item.locked,
        )
        for item in picture.document.objects
        if item.class_id in by_id
    ]
    number = 0
    for offer in picture.offers():
        for one in (*offer.shown, *offer.ghosts):
            number += 1
            owner = by_id[one.class_id]
            candidate = one.candidate
            rows.append(
                InstanceRow(
                    one.id,
                    owner.name,
                    owner.color,
                    candidate.mask.area,
                    candidate.score,
                    offer.presence,
                    number=number,
                    ghost=one.ghost,
                )
            )
    return rows
