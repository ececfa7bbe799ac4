"""How far a job is: the page that dialogs show while it runs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.threads.job import Job


class ProgressPage(QWidget):
    """What is being done, and a bar.

    Signals:
        ended: the thread is gone, whatever became of it.

    Args:
        name: of the bar, for those who cannot see it.
    """

    ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._job: Job | None = None
        layout = QVBoxLayout(self)
        layout.setSpacing(parts.SPACING)
        self._stage = QLabel()
        self._bar = QProgressBar(textVisible=False)  # it is too thin for one
        self._bar.setAccessibleName(name)
        self._share = parts.hint()
        self._share.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        layout.addWidget(self._stage, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._bar)
        layout.addWidget(self._share)
        layout.addStretch(2)

    @property
    def is_running(self) -> bool:
        """Whether a thread is at work."""
        return self._job is not None

    def run(self, job: Job, text: str) -> None:
        """Start a job, and say what it does."""
        self._job = job
        job.progressed.connect(self._show_progress)
        job.finished.connect(self._end)
        self._bar.setRange(0, 0)
        self._share.setText("")
        self._stage.setText(text)
        self._stage.setVisible(bool(text))
        job.begin()

    def say(self, text: str) -> None:
        """Say what the job does now, of which nobody knows how much it is until it tells."""
        self._stage.setText(text)
        self._bar.setRange(0, 0)

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self._stage.setText(self.tr("Stopping…"))
            self._stage.show()
            self._job.cancel()

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._share.setText(self.tr("{percent} %").format(percent=100 * done // max(total, 1)))

    @Slot()
    def _end(self) -> None:
        self._job = None
        self.ended.emit()
