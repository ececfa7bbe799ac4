"""How far the picture in hand is prepared for the model, as the status bar tells it."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import AskPrompt, EncodePicture, Failed, Request
from sam3_studio.app.panels.status import EncodingState, StatusBar
from sam3_studio.app.session.session import Session


class Preparation(QObject):
    """Follows what becomes of each picture, for some are encoded before anybody looks at them.

    Args:
        controller: of the model.
        status: tells it.
        parent: of this object.
    """

    def __init__(self, controller: Controller, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._session: Session | None = None
        self._states: dict[Path, tuple[EncodingState, str]] = {}
        controller.encoding.connect(self._note_begin)
        controller.encoded.connect(self._note_end)
        controller.cancelled.connect(self._note_stop)
        controller.failed.connect(self._note_failure)
        controller.model_changed.connect(self._forget)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none. What was encoded stays so, and is not told again."""
        self._session = session
        if session is not None:
            session.picture_changed.connect(self._show)
        self._show()

    @Slot(object)
    def _note_begin(self, path: Path) -> None:
        self._note(path, EncodingState.ENCODING)

    @Slot(object, float)
    def _note_end(self, path: Path, _seconds: float) -> None:
        self._note(path, EncodingState.READY)

    @Slot(object)
    def _note_stop(self, request: Request) -> None:
        if path := self._path_encoded_by(request):
            self._note(path, EncodingState.NONE)

    @Slot(object)
    def _note_failure(self, failed: Failed) -> None:
        if path := self._path_encoded_by(failed.request):
            self._note(path, EncodingState.FAILED, failed.sentence)

    @Slot(object)
    def _forget(self, _model: object) -> None:
        """Another model has no picture encoded."""
        self._states.clear()
        self._show()

    def _path_encoded_by(self, request: Request) -> Path | None:
        """The picture that a request has begun to encode and not encoded yet; a prompt encodes, too, where it must."""
        if not isinstance(request, EncodePicture | AskPrompt):
            return None
        state, _ = self._states.get(request.path, (EncodingState.NONE, ""))
        return request.path if state is EncodingState.ENCODING else None

    def _note(self, path: Path, state: EncodingState, reason: str = "") -> None:
        self._states[path] = state, reason
        self._show()

    @Slot(object)
    def _show(self, _picture: object = None) -> None:
        session = self._session
        path = session.path(session.picture.name) if session and session.picture else Path()
        self._status.set_encoding(*self._states.get(path, (EncodingState.NONE, "")))
