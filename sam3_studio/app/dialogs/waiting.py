"""Waiting for one piece of work, without a window that stands still."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialog, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.progress_page import ProgressPage
from sam3_studio.app.threads.job import Job, Work


class WaitingDialog(QDialog):
    """Lies over the window while a job runs, and closes with it; closing it asks the job to stop first.

    Args:
        title: of the dialog.
        text: what is being done, and why it takes a while.
        parent: the window.
    """

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_ended = False
        layout = parts.frame(self, title, QSize(520, 200))
        layout.addWidget(parts.paragraph(text))
        self._page = ProgressPage(title)
        self._page.ended.connect(self._end)
        layout.addWidget(self._page, 1)
        self._buttons = parts.button_box(self, cancel=self.tr("Stop"))
        layout.addWidget(self._buttons)

    def run(
        self,
        work: Work,
        *,
        done: Callable[[Any], object],
        failed: Callable[[str], object],
        ended: Callable[[], object],
    ) -> None:
        """Show the dialog and start.

        Args:
            work: to be done.
            done: is told what it gives; this and the others are slots of objects in the window's thread.
            failed: is told why it fails, a sentence.
            ended: is called at last, whatever came of it.
        """
        job = Job(work)
        job.done.connect(done)
        job.failed.connect(failed)
        job.finished.connect(ended)
        self._page.run(job, "")
        parts.open_once(self)

    def reject(self) -> None:
        """Qt's."""
        if self._has_ended:
            super().reject()
        else:
            self._buttons.setEnabled(False)
            self._page.cancel()

    @Slot()
    def _end(self) -> None:
        self._has_ended = True
        self.reject()
