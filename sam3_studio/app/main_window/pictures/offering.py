"""What is offered in the picture in hand, on the canvas."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.items import CandidateView, SketchBox
from sam3_studio.app.session.offers import Offer, OfferedCandidate
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session


class Offering(QObject):
    """Draws candidates, sketches of those to come, and the semantic map; knows which classes are hidden.

    Signals:
        drawn: what is offered may be another.
        hidden_changed: other classes are hidden.

    Args:
        canvas: that shows the picture.
        parent: of this object.
    """

    drawn = Signal()
    hidden_changed = Signal()

    def __init__(self, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._session: Session | None = None
        self._picture: CurrentPicture | None = None
        self._hidden: frozenset[int] = frozenset()

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; nothing of it is hidden."""
        self._session = session
        self._picture = None
        self._hidden = frozenset()

    def set_picture(self, picture: CurrentPicture) -> None:
        """Another picture is in hand."""
        self._picture = picture
        picture.offers_changed.connect(self.draw)

    def shown(self) -> list[OfferedCandidate]:
        """What is shown above the thresholds, all classes together, best first."""
        shown = self._canvas.options.candidates
        return sorted((one for offer in self._offers() for one in offer.shown if shown), key=_worst_last)

    def candidates(self) -> dict[str, OfferedCandidate]:
        """What is shown of all classes by id, ghosts included, in the order of the numbers that a person sees."""
        shown = self._canvas.options.candidates and self._canvas.options.ghosts
        ghosts = sorted((one for offer in self._offers() for one in offer.ghosts if shown), key=_worst_last)
        return {one.id: one for one in (*self.shown(), *ghosts)}

    @property
    def hidden_classes(self) -> frozenset[int]:
        """Ids of the classes of which neither objects nor candidates are shown."""
        return self._hidden

    def hide_class(self, class_id: int, *, hidden: bool) -> None:
        """Show neither objects nor candidates of a class, or show them again; the project knows nothing of it."""
        self._hidden = self._hidden | {class_id} if hidden else self._hidden - {class_id}
        self.hidden_changed.emit()

    def show_classes(self, class_ids: AbstractSet[int]) -> None:
        """Show objects and candidates of all these classes again."""
        self._hidden -= class_ids
        self.hidden_changed.emit()

    @Slot()
    def draw(self) -> None:
        """Draw what is offered as it is now."""
        if self._picture is None:
            return
        views = [
            CandidateView(one.id, number, one.class_id, one.candidate, one.ghost)
            for number, one in enumerate(self.candidates().values(), 1)
        ]
        self._canvas.set_candidates(views)
        sketched = [(offer.class_id, offer.sketch.boxes) for offer in self._offers() if offer.sketch]
        self._canvas.set_sketch([SketchBox(box, score, one) for one, boxes in sketched for box, score in boxes])
        self._draw_semantic(self._picture)
        self.drawn.emit()

    def _draw_semantic(self, picture: CurrentPicture) -> None:
        """The map of the current class, and what was rejected of it."""
        current = self._session.classes.current if self._session else None
        answer = picture.findings.answer(current) if current is not None else None
        found = answer.found if answer else None
        rejected = picture.document.rejected_of(current) if current is not None else ()
        awaited = answer is not None and answer.is_coming
        self._canvas.set_semantic(found.semantic if found else None, rejected, awaited=awaited)

    def _offers(self) -> list[Offer]:
        offers = self._picture.offers() if self._picture else ()
        return [offer for offer in offers if offer.class_id not in self._hidden]


def _worst_last(candidate: OfferedCandidate) -> float:
    return -candidate.candidate.score
