"""From the menu to a graphics card that computes."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.gpu import GpuDialog
from sam3_studio.app.threads.job import Job
from sam3_studio.core.progress import Progress
from sam3_studio.runtime.enabling import Enabling, Stage, remove
from sam3_studio.runtime.overview import Overview, lock_that_runs, take_stock
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record

if TYPE_CHECKING:
    from sam3_studio.runtime.lock import Lock


def open_graphics(window: QWidget) -> None:
    """Show the dialog; the one that is open already comes to the front."""
    there = window.findChild(GpuDialog)
    if there is None:
        GraphicsAssistant(window).open()
    else:
        parts.bring_forward(there)


class GraphicsAssistant(QObject):
    """Behind the dialog of the graphics card: looks, enables and removes, each on a thread.

    It lives as long as its dialog.

    Args:
        window: that the dialog lies over.
    """

    def __init__(self, window: QWidget | None = None) -> None:
        self.dialog = GpuDialog(window)
        super().__init__(self.dialog)
        self._places = Places.of_user()
        self._lock: Lock | None = None
        self.dialog.enable_requested.connect(self._enable)
        self.dialog.look_requested.connect(self._look)
        self.dialog.remove_requested.connect(self._remove)

    def open(self) -> None:
        """Show the dialog beside the window, which goes on while gigabytes arrive."""
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.show()
        self._look()

    @Slot()
    def _look(self) -> None:
        job = Job(_Look(self._places))
        job.done.connect(self._show)
        self.dialog.run(job, self.tr("Looking for graphics cards…"))

    @Slot(object)
    def _show(self, overview: Overview) -> None:
        self._lock = overview.lock
        self.dialog.show_overview(overview)

    @Slot(str)
    def _enable(self, folder: str) -> None:
        work = _Enable(self._places, self._lock, Path(folder) if folder else None)
        work.announcer.announced.connect(self.dialog.say)
        job = Job(work)
        job.done.connect(self._tell_success)
        job.finished.connect(self._show_standing)
        self.dialog.run(job, self.tr("Beginning…"))

    @Slot()
    def _remove(self) -> None:
        job = Job(_Remove(self._places))
        job.done.connect(self._tell_removal)
        job.finished.connect(self._show_standing)
        self.dialog.run(job, self.tr("Removing…"))

    @Slot(object)
    def _tell_success(self, record: Record) -> None:
        sentence = self.tr("It works. Close the program and start it again; then this card computes: {device}.")
        self.dialog.tell(sentence.format(device=record.device))

    @Slot(object)
    def _tell_removal(self, _: object) -> None:
        self.dialog.tell(self.tr("Removed. From the next start on, the processor computes."))

    @Slot()
    def _show_standing(self) -> None:
        """What there is now, beside what was told.

        The driver has answered just before, so that this takes no time; where a server has to be asked, it may.
        """
        if self._lock is None or self._lock.is_measured:
            self._show(take_stock(self._places, self._lock))
        else:
            job = Job(_Look(self._places))
            job.done.connect(self._show)
            job.begin()


class _Look:
    """What the first thread does: a driver may take a second to wake up, and a server to answer."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __call__(self, _progress: Progress, _cancel: threading.Event) -> Overview:
        return take_stock(self._places)


class _Announcer(QObject):
    """Carries what is being done from a thread to the window. It lives as long as the work, not as the dialog.

    Signals:
        announced: a `Stage`, as text.
    """

    announced = Signal(str)


class _Enable:
    """What the thread does that enables."""

    def __init__(self, places: Places, lock: "Lock | None", brought: Path | None) -> None:
        self._places, self._lock, self._brought = places, lock, brought
        self.announcer = _Announcer()

    def __call__(self, progress: Progress, cancel: threading.Event) -> Record:
        def in_kilobytes(done: int, total: int) -> None:
            progress(done >> 10, total >> 10)  # a bar counts to 2^31 at most

        lock = self._lock or lock_that_runs(self._brought)
        return Enabling(self._places, lock, self._brought).run(self._announce, in_kilobytes, cancel)

    def _announce(self, stage: Stage) -> None:
        self.announcer.announced.emit(str(stage))


class _Remove:
    """What the thread does that removes: 5 GB in some thousand files take seconds."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __call__(self, _progress: Progress, _cancel: threading.Event) -> None:
        remove(self._places)
