"""Keeping a project tidy and backed up while its window is open, however long that is."""

from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sam3_studio.app.session.backing_up import Backup
from sam3_studio.app.threads.job import Job
from sam3_studio.dataset.project.project import Project

_LOOKS = 5000
"""Milliseconds between two looks at what is to be done."""

_MOST_WAITS = 6
"""Looks after which the log is emptied though it is written to all the time, as by a run over many pictures."""

_LOOKS_TO_RETRY = 360
"""Looks after a backup that failed until the next one is tried: half an hour, in which a disk may get some room."""


class Upkeep(QObject):
    """Empties the log into the project when nothing has been written for a while, and backs it up once a day.

    Both are done in threads: the log may hold megabytes, and disks take their time. Without it SQLite would empty the
    log itself, in the middle of a step of the person's.

    Signals:
        tidied: the log is empty, as was asked.
        failed (str): why it is not, a sentence.
        told (str): why there is no backup, a sentence.

    Args:
        project: that is open.
        parent: of this object.
    """

    tidied = Signal()
    failed = Signal(str)
    told = Signal(str)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._backup = Backup(project.file)
        self._backup.failed.connect(self.told)
        self._backup.failed.connect(self._plan_retry)
        self._day: date | None = None
        self._looks_to_retry = 0
        self._job: Job | None = None
        self._is_asked = False
        self._seen = self._tidied = project.log_written()
        self._waits = 0
        self._timer = QTimer(self, interval=_LOOKS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def back_up(self) -> None:
        """Back the project up in the background, now and on every day that begins from here on."""
        today = _today()
        self._looks_to_retry = 0
        # While one is being made, the next look tries again.
        self._day = today if self._backup.begin(today) else date.min

    def tidy(self) -> None:
        """Empty the log in the background; one of the signals tells of it."""
        self._is_asked = True
        self._empty_log()

    def stop(self, patience: float) -> None:
        """Do nothing more. A backup that has not ended after so many seconds is kept.

        What is being emptied is waited for: closing the project does what is left of that.
        """
        self._timer.stop()
        self._backup.stop(patience)
        if self._job is not None:
            self._job.wait()
            self._job = None

    @Slot()
    def _look(self) -> None:
        if self._looks_to_retry:
            self._looks_to_retry -= 1
            if not self._looks_to_retry:
                self.back_up()
        elif self._day not in {None, _today()}:
            self.back_up()
        written = self._project.log_written()
        if written == self._tidied:
            self._waits = 0
        elif written == self._seen or self._waits >= _MOST_WAITS:
            self._empty_log()
        else:
            self._waits += 1
        self._seen = written

    @Slot()
    def _plan_retry(self) -> None:
        self._looks_to_retry = _LOOKS_TO_RETRY

    def _empty_log(self) -> None:
        if self._job is None:
            self._tidied, self._waits = self._project.log_written(), 0
            self._job = Job(lambda _tell, _cancel: self._project.checkpoint())
            self._job.done.connect(self._end)
            self._job.failed.connect(self._fail)
            self._job.crashed.connect(self._is_over)
            self._job.begin()

    @Slot()
    def _end(self) -> None:
        if self._is_over():
            self.tidied.emit()

    @Slot(str)
    def _fail(self, reason: str) -> None:
        # Who did not ask is not told: nothing is lost, and a disk that fails is told of with the next step.
        if self._is_over():
            self.failed.emit(reason)

    @Slot()
    def _is_over(self) -> bool:
        """Be ready for the next time; whether somebody waits for what came of this one."""
        counts = self._is_asked and self._job is not None
        self._job, self._is_asked = None, False
        return counts


def _today() -> date:
    return datetime.now().astimezone().date()
