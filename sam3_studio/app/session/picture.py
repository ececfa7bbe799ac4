"""The picture in hand: its labels, what is offered in it, and what a person does about both."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.session.findings import Findings
from sam3_studio.app.session.offers import Offer, OfferedCandidate, OfferRules, Offers
from sam3_studio.app.session.writing import new_objects, read, state_after, write
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState, LabelClass, PromptBox
from sam3_studio.core.prompt import in_words
from sam3_studio.core.searches import Search, search_for
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.project import Project
from sam3_studio.editing import edits
from sam3_studio.editing.history import Change, History

Edit = Callable[[ImageDocument], ImageDocument]


class CurrentPicture(QObject):
    """One picture of a project while it is worked on. Every change is on disk when the call returns.

    Methods raise DatasetError when the project cannot be written; nothing has changed then.

    Attributes:
        seen: names the content of the file that is shown, as `Picture.key` does; None until there is one.
        is_let_go: whether its file is another one by now, or may be; then the session takes it in hand anew.

    Signals:
        document_changed: labels, boxes or rejections are others, and what is offered with them.
        offers_changed: what is offered is another, though document and classes are the same.
        state_changed (ImageState): how far the picture is.
        told (str): why what the model has found could not be kept, a sentence; it is shown all the same.

    Args:
        project: that the picture belongs to.
        name: of the picture.
        history: of the picture.
        parent: of this object.

    Raises:
        DatasetError: the project cannot be read.
    """

    document_changed = Signal()
    offers_changed = Signal()
    state_changed = Signal(object)
    told = Signal(str)

    def __init__(self, project: Project, name: str, history: History, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self.seen: str | None = None
        self.history = history
        self.is_let_go = False
        self.state = record.state if (record := project.images.find(name)) else ImageState.NEW
        self.document = read(project, name)
        self.findings = Findings(project.found.found(name), self)
        self.findings.changed.connect(self.offers_changed)
        self.findings.completed.connect(self._keep_found)
        self._project = project
        self._classes: dict[int, LabelClass] = {}
        self._offers = Offers()
        self._model = ""
        self.set_classes(project.classes.list())

    def set_classes(self, classes: Iterable[LabelClass]) -> None:
        """Classes have changed: thresholds, concepts, or which there are. The session tells of that.

        A model that is not asked by itself, or still loads, is no reason not to see what has been found before.
        """
        self._classes = {one.id: one for one in classes}
        self.findings.follow(_words(self._classes.values()))

    def set_rules(self, rules: OfferRules) -> None:
        """What is offered is to follow other rules."""
        self._offers.set_rules(rules)
        self.offers_changed.emit()

    def let_go(self) -> None:
        """Neither show nor keep what is still found in a file that may not be the one of these labels."""
        self.is_let_go = True
        self.findings.blockSignals(True)

    def ask(self, model: str, class_ids: Collection[int], *, mapped: bool = False) -> tuple[Search, ...]:
        """What the model is to be asked now: what is unknown about these classes.

        Args:
            model: fingerprint of the weights.
            class_ids: those to be looked for.
            mapped: whether semantic maps are wanted, too.
        """
        self._model = model
        wanted = (search_for(one, self.document.boxes, model) for one in self._classes.values() if one.id in class_ids)
        return self.findings.ask((search for search in wanted if search), mapped=mapped)

    def offer(self, class_id: int) -> Offer:
        """What is offered of a class."""
        return self._offer(self._classes[class_id], self.document)

    def offers(self) -> tuple[Offer, ...]:
        """What is offered of every class."""
        return tuple(map(self.offer, self._classes))

    def _offer(self, owner: LabelClass, document: ImageDocument) -> Offer:
        return self._offers.of(self.findings.answer(owner.id), owner, document)

    def take_found(self, found: Mapping[int, Found], state: ImageState) -> None:
        """The project has got to know more about the picture, from a run over many."""
        self.findings.keep(found)
        self.findings.show_kept(_words(self._classes.values()))
        self.take_state(state)

    def take_state(self, state: ImageState) -> None:
        """The project has another state of the picture now."""
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)

    def edit(self, label: str, change: Edit, *, settles: bool = True, done: bool = False) -> bool:
        """Change the document as one step that can be undone.

        Args:
            label: what was done, for a menu.
            change: an edit.
            settles: whether candidates that objects were before are judged by that, and not offered again; not where
                the edit says itself which are.
            done: whether it also says that the picture is done, which is taken back with it.

        Returns:
            Whether anything has changed.
        """
        after = edits.counted(self.document, change(self.document))
        if after is self.document:
            return False
        if settles:
            after = self._offers.settled(self.findings.known, self.document, after)
        step = Change(label, self.document, after, self.state if done else None)
        self._become(after, partial(self.history.push, step), ImageState.DONE if done else None)
        return True

    def accept(self, label: str, candidates: Iterable[OfferedCandidate], *, done: bool = False) -> bool:
        """Make objects of candidates; what is accepted is not offered any more. About `done` see `edit`."""
        new = [
            item
            for class_id, group in groupby(candidates, _class_of)
            for item in new_objects(
                [one.candidate for one in group],
                self._classes[class_id],
                words=self.findings.answer(class_id).words,
                presence=self.offer(class_id).presence or 0.0,
                model=self._model,
            )
        ]
        return self.edit(label, partial(edits.add_objects, objects=new), done=done)

    def reject(self, label: str, candidates: Iterable[OfferedCandidate], examples: Iterable[PromptBox] = ()) -> bool:
        """Never offer candidates again; with examples, also ask for nothing like them."""
        return self.edit(label, partial(_without, candidates=candidates, examples=examples))

    def undo(self) -> bool:
        """Take back the last step; False when there is none."""
        if (change := self.history.undo()) is None:
            return False
        said = change.was if self.state is ImageState.DONE else None
        return self._go_to(change.before, self.history.redo, said)

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        if (change := self.history.redo()) is None:
            return False
        return self._go_to(change.after, self.history.undo, ImageState.DONE if change.was else None)

    def set_state(self, state: ImageState) -> None:
        """Say how far the picture is."""
        if state is not self.state:
            self._project.images.set_state([self.name], state)
            self.state = state
            self.state_changed.emit(state)

    def _go_to(self, document: ImageDocument, back: Callable[[], object], said: ImageState | None) -> bool:
        """Become a document that the history has moved to; move it back where that cannot be written."""
        try:
            self._become(document, said=said)
        except DatasetError:
            back()
            raise
        return True

    def _become(
        self, after: ImageDocument, note: Callable[[], object] | None = None, said: ImageState | None = None
    ) -> None:
        """Be another document, once that is on disk; what is noted then is known to those who are told of it."""
        state = state_after(self.state, after, partial(self._is_offered, after), said=said)
        write(self._project, self.name, self.document, after, self._classes, state)
        self.document = after
        if note is not None:
            note()
        self.document_changed.emit()
        if state is not None:
            self.state = state
            self.state_changed.emit(state)

    def _is_offered(self, document: ImageDocument) -> bool:
        """Whether there is anything to accept while the picture has this document."""
        return any(self._offer(one, document).shown for one in self._classes.values())

    @Slot(int)
    def _keep_found(self, class_id: int) -> None:
        answer = self.findings.answer(class_id)
        if answer.found is None:
            return
        try:
            self._project.found.save(self.name, class_id, answer.key + answer.reach, answer.found, floor=answer.floor)
            if self.state in (ImageState.NEW, ImageState.CANDIDATES):
                # Another model, or another prompt, may find nothing where something waited.
                self.set_state(ImageState.CANDIDATES if self._is_offered(self.document) else ImageState.NEW)
        except DatasetError as error:
            self.told.emit(translated(error))


def _without(
    document: ImageDocument, candidates: Iterable[OfferedCandidate], examples: Iterable[PromptBox]
) -> ImageDocument:
    """The document with candidates rejected, and with boxes that ask for nothing like them."""
    for one in candidates:
        document = edits.reject(document, one.class_id, [one.candidate.mask])
    for box in examples:
        document = edits.add_box(document, box)
    return document


def _words(classes: Iterable[LabelClass]) -> dict[int, str]:
    """What is asked of each class that is looked for, by its id."""
    return {one.id: in_words(one.searched) for one in classes if one.active}


def _class_of(candidate: OfferedCandidate) -> int:
    return candidate.class_id
