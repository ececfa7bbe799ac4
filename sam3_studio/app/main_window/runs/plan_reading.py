"""Finding out what a run has to do, without the window standing still."""

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.inference.messages import ModelInfo
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.errors import CancelledError, ImageError
from sam3_studio.core.progress import Progress
from sam3_studio.core.tiled import is_far_larger
from sam3_studio.dataset.images import picture_size
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.planning import Everything, Extent, Inquiry

_OPENED = 100
"""Pictures that are opened at most to see how large they are; a fifth of a second on a disk that is at hand."""


class PlanReader(QObject):
    """Asks one inquiry at a time in a thread of its own; the newest is the one that counts.

    Signals:
        read (Inquiry | Everything, tuple of str): names of the pictures that were asked for.
        failed (str): the project cannot be read, a sentence.
        crashed: by a mistake of the program's, of which a report tells.
    """

    read = Signal(object, object)
    failed = Signal(str)
    crashed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._inquiry: Inquiry | Everything | None = None
        self._latest = LatestJob(self)
        self._latest.done.connect(self._take)
        self._latest.failed.connect(self._fail)
        self._latest.crashed.connect(self._note_crash)

    @property
    def is_reading(self) -> bool:
        """Whether something was asked that has not been told yet."""
        return self._inquiry is not None

    def want(self, inquiry: Inquiry | Everything) -> None:
        """Ask, unless that is being done; see `project_pass.Plan`."""
        if inquiry is not self._inquiry:
            self._inquiry = inquiry
            self._latest.begin(_Naming(inquiry))

    def forget(self) -> None:
        """Nothing is wanted any more."""
        self._latest.forget()
        self._inquiry = None

    @Slot(object)
    def _take(self, names: tuple[str, ...]) -> None:
        inquiry, self._inquiry = self._inquiry, None
        self.read.emit(inquiry, names)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._inquiry = None
        self.failed.emit(sentence)

    @Slot()
    def _note_crash(self) -> None:
        self._inquiry = None
        self.crashed.emit()


@dataclass(frozen=True, slots=True)
class _Naming:
    """Work for a job: the names that an inquiry gives."""

    inquiry: Inquiry | Everything

    def __call__(self, _: Progress, cancel: threading.Event) -> tuple[str, ...]:
        return self.inquiry.names(cancel)


@dataclass(frozen=True, slots=True)
class Measuring:
    """Work for a job: how much an inquiry comes to."""

    inquiry: Inquiry

    def __call__(self, _: Progress, cancel: threading.Event) -> Extent:
        """In the job's thread."""
        return self.inquiry.extent(cancel)


@dataclass(frozen=True, slots=True)
class Listed:
    """Work for a job: the names of the pictures that pass a filter."""

    file: Path
    wanted: ImageFilter

    def __call__(self, _: Progress, cancel: threading.Event) -> tuple[str, ...]:
        """In the job's thread."""
        return tuple(pictures_matching(self.file, self.wanted, cancel))


@dataclass(frozen=True, slots=True)
class Failing:
    """Work for a job: what an inquiry says has failed, by name."""

    inquiry: Inquiry

    def __call__(self, _: Progress, cancel: threading.Event) -> dict[str, str]:
        """In the job's thread."""
        return self.inquiry.failures(cancel)


@dataclass(frozen=True, slots=True)
class Gaining:
    """Work for a job: whether a run would find more with tiles.

    Attributes:
        inquiry: of a run that looks in tiles where they are needed.
        root: that names of pictures start from.
        model: that is asked.
    """

    inquiry: Inquiry
    root: Path
    model: ModelInfo

    def __call__(self, _: Progress, cancel: threading.Event) -> bool:
        """In the job's thread; of pictures that were never opened, some tell for all."""
        if self.inquiry.gains_by_tiles(self.model.resolution, self.model.most_objects, cancel):
            return True
        names = self.inquiry.unmeasured(cancel)
        return any(self._is_far_larger(name, cancel) for name in names[:: len(names) // _OPENED + 1])

    def _is_far_larger(self, name: str, cancel: threading.Event) -> bool:
        if cancel.is_set():
            raise CancelledError("Stopped.")
        try:
            width, height = picture_size(self.root / name)
        except ImageError:
            return False
        return is_far_larger(width, height, self.model.resolution)
