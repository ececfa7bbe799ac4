"""The window's side of the inference thread."""

import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.answers import Answers
from sam3_studio.app.inference.background import FoundInPicture, InBackground, PictureKept
from sam3_studio.app.inference.messages import (
    AskCrop,
    ClassPrompt,
    Done,
    Failed,
    LoadFunction,
    ModelChanged,
    ModelChoice,
    Reply,
)
from sam3_studio.app.inference.worker import Worker, load_predictor
from sam3_studio.app.threads.lingering import ended
from sam3_studio.dataset.picture_shelf import PictureShelf

_STACK_BYTES = 8 << 20
"""macOS gives a thread 512 KiB, which the libraries below can exhaust; this is what Linux gives."""

_SWITCH_SECONDS = 0.001
"""How long Python lets a busy thread go on when another one wants to run. While the worker runs Python code, the window
waits so long whenever Qt calls it, several times in a frame; with the default of 5 ms that would show."""


class Controller(Answers):
    """Asks the model, and tells what it answers, without ever waiting for it.

    The thread exists because an answer takes seconds and the window must not stand still meanwhile. It is woken by
    requests, one at a time; it owns the model and the device, and touches nothing else. Everything here runs in the
    window's thread.

    When more is asked than can be done at once, `Agenda` decides. All paths are absolute.

    Signals:
        busy_changed (bool): a person waits for the model, or no longer; encoding ahead does not count.
        prompted (Path): the last prompt on the picture is answered, or has failed.

    Args:
        load: loads a model, in the thread.
        parent: of this object.
        pictures: that were read lately, here or elsewhere.
    """

    busy_changed = Signal(bool)
    prompted = Signal(object)
    _requested = Signal(object)

    def __init__(
        self, load: LoadFunction = load_predictor, parent: QObject | None = None, pictures: PictureShelf | None = None
    ) -> None:
        super().__init__(parent)
        self._agenda = Agenda()
        self._enabled = True
        self._busy = False
        self._closed = False
        self._opened: Path | None = None
        sys.setswitchinterval(_SWITCH_SECONDS)
        # No parent, for a parent destroys its children while they run.
        self._thread = QThread()
        self._thread.setObjectName("inference")
        self._thread.setStackSize(_STACK_BYTES)
        self._pictures = PictureShelf() if pictures is None else pictures
        self._worker = Worker(load, self._pictures)
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

    def content(self, path: Path) -> str | None:
        """Names what a file held when it was read last, as `Picture.key` does; None if that is not at hand."""
        picture = self._pictures.find(path)
        return picture.key if picture else None

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

    def renew(self, path: Path) -> None:
        """A file is another one than before: what was asked about it is asked anew, and no answer to that is told."""
        self._agenda.renew(path)
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

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on, in memory and on disk; the oldest go at once."""
        self._agenda.limit_memory(picture_bytes, disk_bytes)
        self._go_on()

    def close(self, timeout: float = 0.9) -> bool:
        """Give up everything and end the thread; nothing is told any more.

        Work stops between two stages of the model or two weights of a file, which takes a fraction of a second. What
        cannot be stopped is a single stage on a slow processor, reading a large weight from a slow disk, decoding a
        huge picture, and PyTorch's own import. Python cannot end a thread from outside; then the process is to be ended
        by `ending.end_process`, once everything is on disk.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether the thread has ended. If not, it is kept, and this may be called again.
        """
        return ended(self, timeout)

    def end(self, timeout: float) -> bool:
        """See `lingering.Ending`."""
        self._closed = True
        self._agenda.close()
        self._thread.quit()
        return self._thread.wait(int(timeout * 1000))

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
        if isinstance(reply, Done):
            self._finish()
            return
        if isinstance(reply, FoundInPicture | PictureKept | Failed):
            self._agenda.note_answer(reply.request)
        self._tell(reply)
        if isinstance(reply, ModelChanged) and reply.model and self._opened and self._enabled:
            # Another model has no picture encoded yet.
            self._agenda.open(self._opened)

    def _finish(self) -> None:
        """The worker is free."""
        if complete := self._agenda.finish():
            self.prompted.emit(complete)
        self._go_on()
