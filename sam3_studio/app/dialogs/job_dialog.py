"""A dialog that has one job done: what to do, how far it is, what came of it."""

from enum import IntEnum

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.progress_page import ProgressPage
from sam3_studio.app.threads.job import Job


class Page(IntEnum):
    """The pages of such a dialog, in order."""

    FORM = 0
    PROGRESS = 1
    OUTCOME = 2


class JobDialog(QDialog):
    """Three pages above a button that accepts and one that cancels, stops or closes.

    Who derives from it calls `lay_out` and `start`, shows in its own slots what the job gives, and says in
    `show_failure` and `show_stopped` what else can come of it.

    Args:
        title: of the dialog.
        size: in pixels, where the screen has room.
        parent: the window.
    """

    def __init__(self, title: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = parts.frame(self, title, size)
        self._pages = QStackedWidget()

    def lay_out(self, form: QWidget, outcome: QWidget, *, accept: str, progress: str) -> None:
        """Put it together.

        Args:
            form: the first page.
            outcome: the last one.
            accept: text of the button that accepts.
            progress: name of the bar, for those who cannot see it.
        """
        self._progress = ProgressPage(progress)
        self._progress.ended.connect(self._end)
        for page in (form, self._progress, outcome):
            self._pages.addWidget(page)
        self._layout.addWidget(self._pages, 1)
        box = parts.button_box(self, accept)
        self.accept_button = parts.accept_button(box)
        self.cancel_button = parts.cancel_button(box)
        self._layout.addWidget(box)

    @property
    def shown_page(self) -> Page:
        """The one that is seen."""
        return Page(self._pages.currentIndex())

    @property
    def is_at_work(self) -> bool:
        """Whether the thread of a job is still there; the end of the job is told before that of the thread."""
        return self._progress.is_running

    def show_page(self, page: Page) -> None:
        """Turn to a page."""
        self._pages.setCurrentIndex(page)

    def start(self, job: Job, text: str) -> None:
        """Start a job, say what it does, and show how far it is; it goes on if the dialog is gone."""
        job.failed.connect(self.show_failure)
        job.stopped.connect(self.show_stopped)
        self.show_page(Page.PROGRESS)
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Stop"))
        self._progress.run(job, text)

    def show_failure(self, reason: str) -> None:
        """Say why the job failed, given a sentence."""
        raise NotImplementedError

    def show_stopped(self) -> None:
        """Say that the job was stopped, and what that leaves."""
        raise NotImplementedError

    def reject(self) -> None:
        """Qt's: a running job is asked to stop, and what came of it is shown, before anything closes."""
        if self.is_at_work:
            self.cancel_button.setEnabled(False)
            self._progress.cancel()
        else:
            super().reject()

    @Slot()
    def _end(self) -> None:
        """The thread is gone, whatever came of it."""
        if self.shown_page is Page.PROGRESS:
            self.show_failure(self.tr("It ended with an unexpected error; the report tells more."))
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setEnabled(True)
        self.cancel_button.setFocus()
