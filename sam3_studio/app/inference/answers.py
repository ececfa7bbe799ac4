"""What the worker replies, told in signals."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sam3_studio.app.inference.background import InBackground, TilesLooked
from sam3_studio.app.inference.messages import (
    AskPrompt,
    Cancelled,
    EncodingFinished,
    EncodingStarted,
    Failed,
    Found,
    FoundInCrop,
    LoadModel,
    ModelChanged,
    ModelInfo,
    Notice,
    PartlyFound,
    Reply,
    Request,
    Sketched,
)

if TYPE_CHECKING:
    from pathlib import Path


class Answers(QObject):
    """Tells what comes of requests, and remembers which model answers; what nobody wants any more is not told.

    Signals:
        model_changed (ModelInfo | None): another model answers from here on; it encodes the open picture unasked, but
            prompts have to be asked again. None: no model is left.
        loaded (ModelChoice): the model that was chosen answers from here on, after `model_changed`.
        encoding (Path): a picture is being encoded.
        encoded (Path, float): it is done; how many seconds that took.
        sketch (Path, int, str, Sketch): boxes for a class and the key of its prompt.
        partial (Path, int, str, Segmentation): some masks, best first.
        found (Path, int, str, Segmentation): everything there is.
        found_in_crop (FoundInCrop): an answer to an `AskCrop`, or a part of one to an `AskTiles`.
        background (Reply): what was to be done in the background is done, or `Failed`.
        tiles_looked (int, int): how many tiles of the picture that is worked on in the background were looked at, and
            how many it has.
        cancelled (Request): it was stopped while the worker was at it.
        failed (Failed): a request could not be carried out; its `sentence` is for a person.
        notice (str): a sentence for a person.

    Attributes:
        model: that answers; None as long as there is none.
        encoding_path: of the picture that is being encoded; None for none.
    """

    model_changed = Signal(object)
    loaded = Signal(object)
    encoding = Signal(object)
    encoded = Signal(object, float)
    sketch = Signal(object, int, str, object)
    partial = Signal(object, int, str, object)
    found = Signal(object, int, str, object)
    found_in_crop = Signal(object)
    background = Signal(object)
    tiles_looked = Signal(int, int)
    cancelled = Signal(object)
    failed = Signal(object)
    notice = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model: ModelInfo | None = None
        self.encoding_path: Path | None = None
        self._failed_request: Request | None = None

    def _tell(self, reply: Reply) -> None:
        match reply:
            case ModelChanged(model=model):
                self.model = model
                self.model_changed.emit(model)
                self._tell_loaded(reply)
            case Notice(text=text):
                self.notice.emit(text)
            case Cancelled():
                self.encoding_path = None
                self.cancelled.emit(reply.request)
            case Failed() if not isinstance(reply.request, InBackground):
                self.encoding_path = None
                self._failed_request = reply.request
                if not reply.request.cancel.is_set():
                    self.failed.emit(reply)
            case EncodingStarted(path=path):
                self.encoding_path = path
                self.encoding.emit(path)
            case EncodingFinished(path=path, seconds=seconds):
                self.encoding_path = None
                self.encoded.emit(path, seconds)
            case _ if not reply.request.cancel.is_set():
                self._tell_result(reply)

    def _tell_loaded(self, reply: ModelChanged) -> None:
        """Tell it of the model that was asked for, not of the one before, which may have had to be loaded again."""
        request = reply.request
        if isinstance(request, LoadModel) and reply.model is not None and request is not self._failed_request:
            self.loaded.emit(request.choice)

    def _tell_result(self, reply: Reply) -> None:
        match reply.request:
            case _ if isinstance(reply, TilesLooked):
                self.tiles_looked.emit(reply.done, reply.total)
            case InBackground():
                self.background.emit(reply)
            case AskPrompt(path=path, asked=asked):
                self._tell_found(reply, path, asked.class_id, asked.key)
            case _ if isinstance(reply, FoundInCrop):
                self.found_in_crop.emit(reply)

    def _tell_found(self, reply: Reply, *about: object) -> None:
        match reply:
            case Sketched(sketch=sketch):
                self.sketch.emit(*about, sketch)
            case PartlyFound(segmentation=segmentation):
                self.partial.emit(*about, segmentation)
            case Found(segmentation=segmentation):
                self.found.emit(*about, segmentation)
