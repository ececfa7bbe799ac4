"""From label files to a project."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.import_form import ImportChoices
from sam3_studio.app.dialogs.import_labels import ImportDialog
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import table as setting
from sam3_studio.app.threads.job import Job
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.importing import ImportReport, import_undoably, run_import
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.taking_in import take_in_pictures

_PATIENCE = 0.1
"""Seconds between two looks whether a question is still to be answered."""


class ImportAssistant(QObject):
    """Behind the import dialog of a project. It lives as long as its dialog.

    An import writes hundreds of thousands of objects at once and all of them or none, so nothing else may write to the
    project meanwhile: the window closes it, and opens it again afterwards.

    Signals:
        begins: the project is to be closed.
        ended (Path): it can be opened again.

    Args:
        file: the project.
        settings: which labels were chosen last; what is chosen now is remembered there.
        window: of the project.
    """

    begins = Signal()
    ended = Signal(object)

    def __init__(self, file: Path, settings: Settings, window: QWidget | None = None) -> None:
        self._dialog = ImportDialog(settings.get(setting.LAST_IMPORT), window)
        super().__init__(self._dialog)
        self._file = file
        self._settings = settings
        self._dialog.import_requested.connect(self._start)

    def open(self) -> None:
        """Show the dialog."""
        parts.open_once(self._dialog)

    @Slot(object)
    def _start(self, choices: ImportChoices) -> None:
        self._settings.set(setting.LAST_IMPORT, str(choices.labels))
        self.begins.emit()
        work = _Work(self._file, choices)
        work.setParent(self)
        work.asked.connect(self._dialog.ask)
        self._dialog.answered.connect(work.answer)
        job = Job(work)
        job.finished.connect(self._end)
        self._dialog.run(job)

    @Slot()
    def _end(self) -> None:
        self.ended.emit(self._file)


class _Work(QObject):
    """What the import's thread does; it has the project to itself.

    Signals:
        asked (ImportReport): whether what was read is to count; to be answered with `answer`.
    """

    asked = Signal(object)

    def __init__(self, file: Path, choices: ImportChoices) -> None:
        super().__init__()
        self._file = file
        self._choices = choices
        self._answered = threading.Event()
        self._yes = False
        self._cancel = threading.Event()

    @Slot(bool)
    def answer(self, yes: bool) -> None:  # noqa: FBT001 - the signal's value
        """Whether what was read is to count; in the window's thread."""
        self._yes = yes
        self._answered.set()

    def __call__(self, progress: Progress, cancel: threading.Event) -> ImportReport:
        self._cancel = cancel
        choices = self._choices
        with Project.open(self._file) as project:
            # The window may have been looking through the folder still.
            take_in_pictures(project)
            total = sum(project.images.counts().images.values())

            def tell(done: int) -> None:
                progress(done, total)
                self._check()

            running = import_undoably(
                project,
                choices.labels,
                choices.format,
                choices.existing,
                done=choices.done,
                confirm=self._confirm,
                pulse=self._check,
                cancel=cancel,
            )
            return run_import(running, tell)

    def _confirm(self, report: ImportReport) -> bool:
        self.asked.emit(report)
        while not self._answered.wait(_PATIENCE):
            self._check()
        return self._yes

    def _check(self) -> None:
        if self._cancel.is_set():
            raise CancelledError("The import was stopped.")
