"""Having an NVIDIA card compute: what there is, what would be downloaded, how far it is, what became of it."""

from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.gpu_texts import card_text, offer_text, stage_text, standing_text
from sam3_studio.app.dialogs.job import Job
from sam3_studio.app.dialogs.progress_page import ProgressPage
from sam3_studio.runtime.enabling import Stage
from sam3_studio.runtime.overview import Overview


class _Page(IntEnum):
    OVERVIEW = 0
    PROGRESS = 1


class GpuDialog(QDialog):
    """Pages: what was found and can be done, and how far it is.

    The window answers the signals with `run`, and shows what it then finds with `show_overview`. A download that is
    paused, or stopped by closing the dialog, goes on from there the next time.

    Signals:
        enable_requested (str): from this folder; empty to download.
        remove_requested: what was enabled.
    """

    enable_requested = Signal(str)
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._brought = ""
        self._overview: Overview | None = None
        layout = parts.frame(self, self.tr("Graphics card"), QSize(640, 400))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first_page())
        self._progress = ProgressPage(self.tr("Progress"))
        self._progress.ended.connect(self._end)
        self._pages.addWidget(self._progress)
        layout.addWidget(self._pages, 1)
        layout.addLayout(self._buttons())
        self._adapt()

    def show_overview(self, overview: Overview) -> None:
        """Show what was found, beside what was told last."""
        self._overview = overview
        self._card.setText(card_text(overview))
        self._state.setText(standing_text(overview))
        self._offer.setText(offer_text(overview))
        self._offer.setVisible(bool(self._offer.text()))
        self._adapt()

    def run(self, job: Job, text: str) -> None:
        """Start a job and show how far it is."""
        job.failed.connect(self._tell_failure)
        job.stopped.connect(self._tell_pause)
        self._job = job
        self._message.clear()
        self._pages.setCurrentIndex(_Page.PROGRESS)
        self._progress.run(job, text)
        self._adapt()

    @Slot(str)
    def say(self, stage: str) -> None:
        """What the job does now."""
        self._progress.say(stage_text(Stage(stage)))

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """What became of it."""
        self._message.setText(sentence)

    def done(self, result: int) -> None:
        """Qt's: what still runs is asked to stop."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _first_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(parts.SPACING)
        self._card, self._state, self._offer = parts.paragraph(), parts.paragraph(), parts.hint()
        self._message = parts.problem_line()
        layout.addWidget(parts.heading(self.tr("What this machine has")))
        layout.addWidget(self._card)
        layout.addWidget(parts.rule())
        layout.addWidget(parts.heading(self.tr("Who computes")))
        layout.addWidget(self._state)
        layout.addWidget(self._offer)
        layout.addStretch(1)
        layout.addWidget(self._message)
        return page

    def _buttons(self) -> QHBoxLayout:
        self._remove, self._folder = QPushButton(self.tr("Remove")), QPushButton(self.tr("Install from folder…"))
        self._pause, self._enable = QPushButton(self.tr("Pause")), QPushButton()
        self._close = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        row.addWidget(self._remove)
        row.addWidget(self._folder)
        row.addStretch(1)
        for button, slot in (
            (self._remove, self.remove_requested),
            (self._folder, self._browse),
            (self._pause, self._stop),
            (self._enable, self._request),
            (self._close, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        row.addWidget(self._pause)
        row.addWidget(self._enable)
        row.addWidget(self._close)
        return row

    def _adapt(self) -> None:
        """Which buttons there are."""
        running, found = self._job is not None, self._overview
        can_enable = not running and found is not None and found.can_enable
        installed = not running and found is not None and found.can_remove
        self._pause.setVisible(running and found is not None)
        self._pause.setEnabled(running)
        self._enable.setVisible(can_enable)
        self._folder.setVisible(not running and found is not None and found.can_bring)
        self._remove.setVisible(installed)
        fetch = found is not None and found.lock is not None and bool(found.remaining)
        begun = fetch and found is not None and found.lock is not None and found.remaining < found.lock.size
        words = self.tr("Resume download") if begun else self.tr("Download and enable")
        self._enable.setText(words if fetch else self.tr("Enable"))
        (self._enable if can_enable else self._close).setDefault(True)

    @Slot()
    def _request(self) -> None:
        self.enable_requested.emit("")

    @Slot()
    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with the wheels"), self._brought)
        if folder:
            self._brought = folder
            self.enable_requested.emit(folder)

    @Slot()
    def _stop(self) -> None:
        self._pause.setEnabled(False)
        self._progress.cancel()

    @Slot(str)
    def _tell_failure(self, reason: str) -> None:
        self.tell(reason)

    @Slot()
    def _tell_pause(self) -> None:
        self.tell(self.tr("Paused. What has arrived is kept, and it goes on from there."))

    @Slot()
    def _end(self) -> None:
        """The thread is gone, whatever became of it."""
        self._job = None
        self._pages.setCurrentIndex(_Page.OVERVIEW)
        self._adapt()
        (self._enable if self._enable.isVisible() else self._close).setFocus(Qt.FocusReason.OtherFocusReason)
