"""A dialog that has something fetched: what there is to decide, and how far it is; it can be paused and goes on."""

from enum import IntEnum

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.progress_page import ProgressPage
from sam3_studio.app.threads.job import Job


class _Page(IntEnum):
    FIRST = 0
    PROGRESS = 1


class PausingDialog(QDialog):
    """Two pages; a job that is paused, or stopped by closing the dialog, goes on from there the next time.

    Who makes one calls `lay_out` with the first page and the buttons, and says in `adapt` which of them there are.

    Args:
        title: of the dialog.
        size: in pixels, where the screen has room.
        parent: the window.
    """

    def __init__(self, title: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = parts.problem_line()
        self.pause, self.close_button = QPushButton(self.tr("Pause")), QPushButton(self.tr("Close"))
        self.pause.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.reject)
        self._job: Job | None = None
        self._layout = parts.frame(self, title, size)
        self._pages = QStackedWidget()
        self._progress = ProgressPage(self.tr("Progress"))
        self._progress.ended.connect(self._end)

    @property
    def is_running(self) -> bool:
        """Whether a job is."""
        return self._job is not None

    def lay_out(self, first: QWidget, left: list[QPushButton], right: list[QPushButton]) -> None:
        """Put it together: the first page above, the buttons below, those to pause and close among them."""
        self._pages.addWidget(first)
        self._pages.addWidget(self._progress)
        self._layout.addWidget(self._pages, 1)
        row = QHBoxLayout()
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.pause, *right, self.close_button):
            row.addWidget(button)
        self._layout.addLayout(row)
        self.adapt()

    def run(self, job: Job, text: str) -> None:
        """Start a job and show how far it is."""
        job.failed.connect(self.tell)
        job.stopped.connect(self._tell_pause)
        self._job = job
        self.message.clear()
        self._pages.setCurrentIndex(_Page.PROGRESS)
        self._progress.run(job, text)
        self.adapt()

    def say_stage(self, text: str) -> None:
        """What the job does now."""
        self._progress.say(text)

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """What became of it."""
        self.message.setText(sentence)

    def adapt(self) -> None:
        """Which buttons there are now."""
        raise NotImplementedError

    def take_focus_back(self) -> None:
        """The job has ended, and the first page is there again."""
        raise NotImplementedError

    def done(self, result: int) -> None:
        """Qt's: what still runs is asked to stop."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    @Slot()
    def _stop(self) -> None:
        self.pause.setEnabled(False)
        self._progress.cancel()

    @Slot()
    def _tell_pause(self) -> None:
        self.tell(self.tr("Paused. What has arrived is kept, and it goes on from there."))

    @Slot()
    def _end(self) -> None:
        """The thread is gone, whatever became of it."""
        self._job = None
        self._pages.setCurrentIndex(_Page.FIRST)
        self.adapt()
        self.take_focus_back()
