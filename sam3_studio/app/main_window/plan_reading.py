"""Finding out what a run has to do, without the window standing still."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.dialogs.job import LatestJob
from sam3_studio.dataset.project.planning import Everything, Extent, Inquiry

Tell = Callable[[int, int], None]


class PlanReader(QObject):
    """Asks one inquiry at a time in a thread of its own; the newest is the one that counts.

    Signals:
        read (Inquiry | Everything, tuple of str): names of the pictures that were asked for.
        failed (str): the project cannot be read, a sentence.
    """

    read = Signal(object, object)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._inquiry: Inquiry | Everything | None = None
        self._latest = LatestJob(self)
        self._latest.done.connect(self._take)
        self._latest.failed.connect(self._fail)

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


@dataclass(frozen=True, slots=True)
class _Naming:
    """Work for a job: the names that an inquiry gives."""

    inquiry: Inquiry | Everything

    def __call__(self, _: Tell, cancel: threading.Event) -> tuple[str, ...]:
        return self.inquiry.names(cancel)


@dataclass(frozen=True, slots=True)
class Measuring:
    """Work for a job: how much an inquiry comes to."""

    inquiry: Inquiry

    def __call__(self, _: Tell, cancel: threading.Event) -> Extent:
        """In the job's thread."""
        return self.inquiry.extent(cancel)
