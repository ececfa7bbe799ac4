"""The window's side of the inference thread."""

import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.background import InBackground
from sam3_studio.app.inference.messages import (
    AskCrop,
    AskPrompt,
    Cancelled,
    ClassPrompt,
    Done,
    EncodingFinished,
    EncodingStarted,
    Failed,
    Found,
    FoundInCrop,
    LoadFunction,
    LoadModel,
    ModelChanged,
    ModelChoice,
    ModelInfo,
    Notice,
    PartlyFound,
    Reply,
    Request,
    Sketched,
)
from sam3_studio.app.inference.worker import Worker, load_predictor
from sam3_studio.dataset.picture_shelf import PictureShelf

_STACK_BYTES = 8 << 20
"""macOS gives a thread 512 KiB, which the libraries below can exhaust; this is what Linux gives."""

_SWITCH_SECONDS = 0.001
"""How long a busy thread may go on when another wants to run: with Python's own 5 ms the window would stutter."""

_lingering: set["Controller"] = set()
"""Those whose threads could not be ended in time: destroying a running thread ends the process with an error."""


class Controller(QObject):
    """Asks the model, and tells what it answers, without ever waiting for it.

    The thread exists because an answer takes seconds and the window must not stand still meanwhile. It is woken by
    requests, one at a time; it owns the model and the device, and touches nothing else. Everything here runs in the
    window's thread. When more is asked than can be done at once, `Agenda` decides. Unwanted answers are dropped. All
    paths are absolute.

    Signals:
        busy_changed (bool): a person waits for the model, or no longer; encoding ahead does not count.
        model_changed (ModelInfo | None): another model answers from here on, prompts have to be asked again; or none.
        loaded (ModelChoice): the model that was chosen answers from here on, after `model_changed`.
        encoding (Path): a picture is being encoded.
        encoded (Path, float): it is done, after so many seconds.
        sketch (Path, int, str, Sketch): boxes for a class and the key of its prompt.
        partial (Path, int, str, Segmentation): some masks, best first.
        found (Path, int, str, Segmentation): everything there is.
        found_in_crop (FoundInCrop): an answer to an `AskCrop`, or a part of one to an `AskTiles`.
        background (Reply): what was to be done in the background is done, or `Failed`.
        prompted (Path): the last prompt on the picture is answered, or has failed.
        cancelled (Request): it was stopped while the worker was at it.
        failed (Failed): a request could not be carried out; its `sentence` is for a person.
        notice (str): a sentence for a person.

    Args:
        load: loads a model, in the thread.
        parent: of this object.
        pictures: that were read lately, here or elsewhere.
    """

    busy_changed = Signal(bool)
    model_changed = Signal(object)
    loaded = Signal(object)
    encoding = Signal(object)
    encoded = Signal(object, float)
    sketch = Signal(object, int, str, object)
    partial = Signal(object, int, str, object)
    found = Signal(object, int, str, object)
    found_in_crop = Signal(object)
    background = Signal(object)
    prompted = Signal(object)
    cancelled = Signal(object)
    failed = Signal(object)
    notice = Signal(str)
    _requested = Signal(object)

    def __init__(
        self, load: LoadFunction = load_predictor, parent: QObject | None = None, pictures: PictureShelf | None = None
    ) -> None:
        super().__init__(parent)
        self.model: ModelInfo | None = None
        self.encoding_path: Path | None = None
        self.prompts_answered = 0
        self._agenda = Agenda()
        self._enabled = True
        self._busy = False
        self._closed = False
        self._opened: Path | None = None
        self._failed_request: Request | None = None
        sys.setswitchinterval(_SWITCH_SECONDS)
        # No parent, for a parent destroys its children while they run.
        self._thread = QThread()
        self._thread.setObjectName("inference")
        self._thread.setStackSize(_STACK_BYTES)
        self._worker = Worker(load, PictureShelf() if pictures is None else pictures)
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.settle_in)
        self._thread.finished.connect(self._worker.settle_out, Qt.ConnectionType.DirectConnection)
        self._requested.connect(self._worker.run)
        self._worker.replied.connect(self._receive)
        self._thread.start(QThread.Priority.LowPriority)

    @property
    def is_busy(self) -> bool:
        """Whether a person waits for the model."""
        return self._busy

    @property
    def is_loading(self) -> bool:
        """Whether a model is on its way; what is asked now is answered by it."""
        return self._agenda.is_loading

    @property
    def is_enabled(self) -> bool:
        """Whether the model may be asked at all."""
        return self._enabled

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001  # as Qt's own
        """Switch the model on or off. While it is off nothing is encoded or asked; a model can be loaded."""
        self._enabled = enabled
        if not enabled:
            self._agenda.cancel()
            self._agenda.stop_background()
        elif self._opened:
            self._agenda.open(self._opened)
        self._go_on()

    def load_model(self, choice: ModelChoice) -> None:
        """Replace the model; the present one goes on when that fails."""
        self._agenda.load(choice)
        self._go_on()

    def open(self, path: Path) -> None:
        """A person looks at a picture: encode it, and give up work on others. Without a model, once there is one."""
        self._opened = path
        if self._enabled:
            self._agenda.open(path)
            self._go_on()

    def prompt(self, path: Path, prompts: Iterable[ClassPrompt]) -> None:
        """Answer these prompts, in this order, instead of any others that are not answered yet."""
        if self._enabled:
            self._agenda.prompt(path, prompts)
            self._go_on()

    def look_into(self, request: AskCrop) -> None:
        """Answer this about a part of a picture before anything else, instead of what was asked so before."""
        if self._enabled:
            self._agenda.look_into(request)
            self._go_on()

    def stop_looking(self) -> None:
        """Give up what is asked of a part of a picture."""
        self._agenda.stop_looking()
        self._go_on()

    def prefetch(self, paths: Iterable[Path]) -> None:
        """Encode pictures when nothing else is to be done; they give way to everything, and start again."""
        if self._enabled:
            self._agenda.prefetch(paths)
            self._go_on()

    def work_in_background(self, request: InBackground) -> None:
        """Do this when nothing else is to be done; it gives way to everything, and `background` tells of its end."""
        self._agenda.work_in_background(request)
        self._go_on()

    def stop_background(self) -> None:
        """Give up what is done in the background; nothing more is told of it."""
        self._agenda.stop_background()
        self._go_on()

    def cancel(self) -> None:
        """Stop everything that a person waits for but loading a model."""
        self._agenda.cancel()
        self._go_on()

    def free_memory(self) -> None:
        """Forget every encoded picture."""
        self._agenda.free_memory()
        self._go_on()

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on, in memory and on disk; the oldest go at once."""
        self._agenda.limit_memory(picture_bytes, disk_bytes)
        self._go_on()

    def close(self, timeout: float = 0.9) -> bool:
        """Give up everything and end the thread; nothing is told any more.

        Work stops between two stages of the model or two weights of a file. What cannot be stopped is a single stage,
        reading one weight, decoding a picture, and PyTorch's own import: then the process is to be ended by
        `ending.end_process`, once everything is on disk.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether the thread has ended. If not, it is kept, and this may be called again.
        """
        self._closed = True
        self._agenda.close()
        self._thread.quit()
        if self._thread.wait(int(timeout * 1000)):
            _lingering.discard(self)
            return True
        _lingering.add(self)
        return False

    def _go_on(self) -> None:
        """Hand the next request to the worker if it is free."""
        if not self._closed and (request := self._agenda.take()):
            self._requested.emit(request)
        if self._busy != self._agenda.is_busy:
            self._busy = not self._busy
            self.busy_changed.emit(self._busy)

    @Slot(object)
    def _receive(self, reply: Reply) -> None:
        if self._closed:
            return
        match reply:
            case Done():
                self._finish()
            case ModelChanged(model=model):
                self._use(model)
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
            case FoundInCrop(request=request) if not request.cancel.is_set():
                self.found_in_crop.emit(reply)
            case _:
                self._tell_result(reply)

    def _tell_result(self, reply: Reply) -> None:
        """Hand on what was found, unless nobody wants it any more."""
        request = reply.request
        self.prompts_answered += isinstance(reply, Found)
        if request.cancel.is_set():
            return
        if isinstance(request, InBackground):
            self.background.emit(reply)
        if not isinstance(request, AskPrompt):
            return
        about = request.path, request.asked.class_id, request.asked.key
        match reply:
            case Sketched(sketch=sketch):
                self.sketch.emit(*about, sketch)
            case PartlyFound(segmentation=segmentation):
                self.partial.emit(*about, segmentation)
            case Found(segmentation=segmentation):
                self.found.emit(*about, segmentation)

    def _use(self, model: ModelInfo | None) -> None:
        """Another model has no picture encoded yet."""
        self.model = model
        self.model_changed.emit(model)
        if model and self._opened and self._enabled:
            self._agenda.open(self._opened)

    def _tell_loaded(self, reply: ModelChanged) -> None:
        """Tell it of the model that was asked for, not of the one before, which may have had to be loaded again."""
        request = reply.request
        if isinstance(request, LoadModel) and reply.model is not None and request is not self._failed_request:
            self.loaded.emit(request.choice)

    def _finish(self) -> None:
        """The worker is free."""
        if complete := self._agenda.finish():
            self.prompted.emit(complete)
        self._go_on()
