"""The panels beside the picture: what they show."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.panels.classes.model import ClassCounts
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.panels.instances.model import InstanceRow
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.prompt.stages import Stage
from sam3_studio.app.panels.prompt.values import BoxEntry, ConceptEntry, Finding, PromptStack
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.offers import Offer, OfferedCandidate
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import LabelClass, LabeledObject
from sam3_studio.core.tiled import has_nearly_all


class Sides(QObject):
    """Keeps prompt, classes and instances in step with the session.

    Args:
        prompt: what finds the current class.
        classes: all classes.
        instances: objects and candidates of the picture in hand.
        desk: for what is shown.
        asking: for what the model reads and finds at most, and whether the picture is being encoded.
        parent: of this object.
    """

    def __init__(
        self,
        prompt: PromptPanel,
        classes: ClassesPanel,
        instances: InstancesPanel,
        desk: Desk,
        asking: Asking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._classes = classes
        self._instances = instances
        self._canvas = desk.canvas
        self._desk = desk
        self._asking = asking
        self._session: Session | None = None
        desk.changed.connect(self.refresh)
        asking.encoding_changed.connect(self.refresh)
        asking.model_changed.connect(self.refresh)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show everything as it is now."""
        session = self._session
        classes = session.classes.listed if session else ()
        self._classes.set_classes(classes, session.classes.current if session else None)
        self._prompt.set_known_concepts([concept for one in classes for concept in one.concepts])
        picture = self._desk.picture
        if picture is None:
            self._prompt.set_prompt(PromptStack())
            self._prompt.set_finding(Finding())
            self._instances.set_rows([])
            return
        offers = {offer.class_id: offer for offer in picture.offers()}
        offered = len(self._desk.offering.shown())
        counts = {
            one.id: ClassCounts(len(picture.document.objects_of(one.id)), len(offers[one.id].shown)) for one in classes
        }
        self._classes.set_counts(counts)
        one = session.classes.find_current() if session else None
        self._prompt.set_prompt(self._stack(one, picture) if one else PromptStack())
        self._prompt.set_finding(self._finding(one, picture, offered) if one else Finding(offered=offered))
        self._list_instances({one.id: one for one in classes}, picture, offers)

    def _stack(self, one: LabelClass, picture: CurrentPicture) -> PromptStack:
        boxes = tuple(BoxEntry(box.id, box.positive, box.enabled) for box in picture.document.boxes_of(one.id))
        concepts = tuple(
            ConceptEntry(concept, concept not in one.concepts_off, self._asking.reads_all(concept))
            for concept in one.concepts
        )
        return PromptStack(one.name, one.color, concepts, boxes, one.threshold)

    def _finding(self, one: LabelClass, picture: CurrentPicture, offered: int) -> Finding:
        offer = picture.offer(one.id)
        most = self._asking.most_objects
        encoding = offer.progress is Progress.WAITING and self._asking.is_encoding
        return Finding(
            Stage.ENCODING if encoding else Stage(offer.progress),
            offer.presence,
            len(offer.shown),
            len(offer.ghosts),
            offer.scores,
            offer.failure or "",
            offered,
            most if has_nearly_all(offer.scores, most, one.threshold) else 0,
            len(picture.document.rejected_of(one.id)),
        )

    def _list_instances(
        self, classes: dict[int, LabelClass], picture: CurrentPicture, offers: dict[int, Offer]
    ) -> None:
        shown = classes.keys() - self._desk.offering.hidden_classes
        objects = [item for item in picture.document.objects if item.class_id in shown]
        rows = [_object_row(item, classes[item.class_id]) for item in objects]
        for number, one in enumerate(self._desk.offering.candidates().values(), 1):
            rows.append(_candidate_row(one, number, classes[one.class_id], offers[one.class_id].presence))
        self._instances.set_rows(rows)
        self._instances.set_unseen("" if self._canvas.options.objects else self.tr("hidden"))
        # The canvas still knows an object that undo has brought back, and nothing of the picture before.
        self._instances.set_selection(_among(self._canvas.selection, rows))


def _among(ids: Collection[str], rows: Collection[InstanceRow]) -> set[str]:
    return {row.id for row in rows}.intersection(ids)


def _object_row(item: LabeledObject, owner: LabelClass) -> InstanceRow:
    origin = item.origin
    return InstanceRow(
        item.id,
        owner.name,
        owner.color,
        item.mask.area,
        origin.score if origin else None,
        origin.presence if origin and not origin.is_score_alone else None,
        item.source,
        hidden=item.hidden,
        locked=item.locked,
        details=item.details,
    )


def _candidate_row(one: OfferedCandidate, number: int, owner: LabelClass, presence: float | None) -> InstanceRow:
    candidate = one.candidate
    return InstanceRow(
        one.id,
        owner.name,
        owner.color,
        candidate.mask.area,
        candidate.score,
        presence,
        number=number,
        ghost=one.ghost,
    )
