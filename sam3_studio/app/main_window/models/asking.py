"""Between the session, which knows what is to be found, and the model, which finds it."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import AskCrop, AskPrompt, ClassPrompt, EncodePicture, Failed, ModelInfo
from sam3_studio.app.session.findings import Findings
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import AUTO_RUN, AUTO_RUN_DELAY, SEMANTIC_MAP
from sam3_studio.core.errors import ModelError
from sam3_studio.core.searches import Search
from sam3_studio.core.segmenter import Segmentation, Sketch


class Asking(QObject):
    """Has the model look for the active classes in the picture in hand, by itself or when a person says so.

    Signals:
        encoding_changed: the picture in hand is being encoded, or no longer.
        model_changed: another model is asked from here on, or none.
        outdated (Path): the model was asked about another content of this file, the picture in hand, than is shown.

    Args:
        controller: of the model.
        settings: whether to ask by itself, and how soon.
        parent: of this object.
    """

    encoding_changed = Signal()
    model_changed = Signal()
    outdated = Signal(object)

    def __init__(self, controller: Controller, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._settings = settings
        self._session: Session | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.run)
        controller.sketch.connect(self._take_sketch)
        controller.partial.connect(self._take_part)
        controller.found.connect(self._take_found)
        controller.failed.connect(self._take_failure)
        controller.encoding.connect(self._tell_encoding)
        settings.changes_of(SEMANTIC_MAP).connect(self.run_soon)
        controller.encoded.connect(self._tell_encoding)
        controller.model_changed.connect(self._use_model)

    @property
    def is_busy(self) -> bool:
        """Whether a search or an encoding is under way, or is about to begin."""
        return self._timer.isActive() or self._controller.is_busy

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._timer.stop()
        self._controller.cancel()
        if session is not None:
            session.picture_changed.connect(self._open)
            session.renewed.connect(self._begin_anew)
            session.classes.changed.connect(self.run_soon)

    @property
    def is_searching(self) -> bool:
        """Whether answers about the picture in hand are still to come."""
        picture = self._session.picture if self._session else None
        return picture is not None and picture.findings.is_awaiting

    @property
    def has_all(self) -> bool:
        """Whether all that is looked for in the picture in hand has been, as far as there is a model to do it."""
        waits = self._controller.is_enabled and self._controller.model is None and self._controller.is_loading
        return not (waits or self._timer.isActive() or self.is_searching)

    @property
    def is_encoding(self) -> bool:
        """Whether the picture in hand is being encoded."""
        path = self._controller.encoding_path
        return path is not None and self._picture_at(path) is not None

    @property
    def most_objects(self) -> int:
        """How many objects one prompt can find; 0 as long as there is no model."""
        return self._controller.model.most_objects if self._controller.model else 0

    def reads_all(self, concept: str) -> bool:
        """Whether the model reads a concept to its end, as far as that is known."""
        model = self._controller.model
        try:
            return model is None or model.reads_all(concept)
        except ModelError:
            return True  # a search says what is wrong

    def run_soon(self) -> None:
        """Something has changed that a search depends on: ask, once nothing has changed for a moment."""
        if self._settings.get(AUTO_RUN):
            self._timer.start(self._settings.get(AUTO_RUN_DELAY))

    def run(self) -> None:
        """Ask now what is not known yet."""
        self._timer.stop()
        session, model = self._session, self._controller.model
        if session is None or session.picture is None or model is None or not self._controller.is_enabled:
            return
        active = {one.id for one in session.classes.listed if one.active}
        searches = session.picture.ask(model.fingerprint, active, mapped=self._settings.get(SEMANTIC_MAP))
        prompts = _in_order(searches, session.classes.current, session.picture.findings)
        # With none as well: what was to be asked before, of another model perhaps, is not wanted any more.
        self._controller.prompt(session.path(session.picture.name), prompts)

    def cancel(self) -> None:
        """Stop asking; what was found until now stays."""
        self._timer.stop()
        self._controller.cancel()
        if self._session is not None and self._session.picture is not None:
            self._session.picture.findings.stop()

    def prefetch(self, names: Sequence[str]) -> None:
        """Prepare pictures that a person is likely to open next, when there is nothing else to do."""
        if self._session is not None:
            self._controller.prefetch([self._session.path(name) for name in names])

    @Slot(object)
    def _open(self, picture: CurrentPicture) -> None:
        if self._session is None:
            return
        picture.document_changed.connect(self.run_soon)
        self._controller.open(self._session.path(picture.name))
        if self._settings.get(AUTO_RUN):
            # The picture is seen first, and whoever leafs through many is not kept by what was found in each.
            self._timer.start(0)

    @Slot(object)
    def _begin_anew(self, names: Container[str]) -> None:
        """The files of pictures are others than before: what is being found in that of the one in hand is outdated."""
        session = self._session
        if session is None or session.picture is None or session.picture.name not in names:
            return
        if self.is_searching:
            self._timer.start(self._settings.get(AUTO_RUN_DELAY))
        self._controller.renew(session.path(session.picture.name))

    @Slot(object)
    def _use_model(self, model: ModelInfo | None) -> None:
        # A search that is under way goes on with this model, and under its name.
        if model is not None and (self._settings.get(AUTO_RUN) or self.is_searching):
            self.run()
        self.model_changed.emit()

    def _picture_at(self, path: Path) -> CurrentPicture | None:
        """The picture in hand, if that is the one."""
        session = self._session
        if session is None or session.picture is None or session.path(session.picture.name) != path:
            return None
        return session.picture

    def _answered_at(self, path: Path) -> CurrentPicture | None:
        """The picture in hand, if that is the one that the model was asked about.

        Whose file is another by now is to be shown first, and asked about then: what was found would lie over what it
        is not about.
        """
        picture = self._picture_at(path)
        if picture is None or picture.seen is None or self._controller.content(path) in {None, picture.seen}:
            return picture
        self.outdated.emit(path)
        self._timer.start(self._settings.get(AUTO_RUN_DELAY))
        return None

    @Slot(object)
    def _tell_encoding(self, path: Path) -> None:
        if self._picture_at(path):
            self.encoding_changed.emit()

    @Slot(object, int, str, object)
    def _take_sketch(self, path: Path, class_id: int, key: str, sketch: Sketch) -> None:
        if picture := self._answered_at(path):
            picture.findings.take_sketch(class_id, key, sketch)

    @Slot(object, int, str, object)
    def _take_part(self, path: Path, class_id: int, key: str, part: Segmentation) -> None:
        if picture := self._answered_at(path):
            picture.findings.take(class_id, key, part, final=False)

    @Slot(object, int, str, object)
    def _take_found(self, path: Path, class_id: int, key: str, found: Segmentation) -> None:
        if picture := self._answered_at(path):
            picture.findings.take(class_id, key, found, final=True)

    @Slot(object)
    def _take_failure(self, failed: Failed) -> None:
        request = failed.request
        if isinstance(request, AskPrompt) and (picture := self._picture_at(request.path)):
            picture.findings.fail(request.asked.class_id, request.asked.key, failed.sentence)
        elif isinstance(request, EncodePicture) and (picture := self._picture_at(request.path)):
            picture.findings.stop()
        elif isinstance(request, AskCrop):
            self._answered_at(request.path)  # its file may be another one by now


def _in_order(searches: Iterable[Search], first: int | None, findings: Findings) -> list[ClassPrompt]:
    """All prompts; those of the class that a person works on come first."""
    ordered = sorted(searches, key=lambda search: search.class_id != first)
    return [
        ClassPrompt(one.class_id, keyed.key, keyed.prompt, findings.answer(one.class_id).floor)
        for one in ordered
        for keyed in one.keyed_prompts
    ]
