"""Choosing labels to import, seeing what they give, and having them count or not."""

from enum import IntEnum

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.import_form import ImportForm
from sam3_studio.app.dialogs.import_outcome import ImportPage
from sam3_studio.app.dialogs.progress_page import ProgressPage
from sam3_studio.app.threads.job import Job
from sam3_studio.dataset.project.importing import ImportReport


class _Page(IntEnum):
    FORM = 0
    PROGRESS = 1
    REPORT = 2


class ImportDialog(QDialog):
    """Pages: what to import, how far it is, what it would give and whether it is to count, what became of it.

    The window answers `import_requested` with `run`, asks with `ask` once everything is read, and is told the answer.

    Signals:
        import_requested: the `ImportChoices`.
        answered (bool): whether what was read is to count.
    """

    import_requested = Signal(object)
    answered = Signal(bool)

    def __init__(self, labels: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks = False
        layout = parts.frame(self, self.tr("Import labels"), QSize(620, 440))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first_page(labels))
        self._progress = ProgressPage(self.tr("Progress of the import"))
        self._progress.ended.connect(self._end)
        self._pages.addWidget(self._progress)
        self._report = ImportPage()
        self._pages.addWidget(self._report)
        layout.addWidget(self._pages, 1)
        box = parts.button_box(self, self.tr("Read"))
        self._accept = parts.accept_button(box)
        self._cancel = next(one for one in box.buttons() if box.buttonRole(one) is parts.ButtonRole.RejectRole)
        layout.addWidget(box)
        self._check()

    @property
    def page(self) -> ImportPage:
        """What is said of the import."""
        return self._report

    def run(self, job: Job) -> None:
        """Start a job and show how far it is; it goes on if the dialog is gone."""
        job.done.connect(self._show_done)
        job.failed.connect(self._show_failure)
        job.stopped.connect(self._show_stopped)
        self._pages.setCurrentIndex(_Page.PROGRESS)
        self._accept.hide()
        self._cancel.setText(self.tr("Stop"))
        self._progress.run(job, self.tr("Reading labels… nothing counts yet."))

    @Slot(object)
    def ask(self, report: ImportReport) -> None:
        """Show what was read, and ask whether it is to count; where it is nothing, there is nothing to ask."""
        self._pages.setCurrentIndex(_Page.REPORT)
        if not report.images:
            self._report.show_report(self.tr("Nothing was imported"), report)
            self._answer(yes=False)
            return
        self._asks = True
        self._report.show_report(self.tr("This would be imported"), report)
        self._accept.setText(self.tr("Import"))
        self._accept.show()
        self._accept.setEnabled(True)
        self._cancel.setText(self.tr("Cancel"))
        self._accept.setFocus()

    def accept(self) -> None:
        """Qt's."""
        choices = self._form.choices
        if self._asks:
            self._answer(yes=True)
        elif self._pages.currentIndex() == _Page.FORM and choices is not None:
            self._accept.setEnabled(False)
            self.import_requested.emit(choices)

    def reject(self) -> None:
        """Qt's: a running import is asked to stop, and what became of it is shown, before anything closes."""
        if self._asks:
            self._answer(yes=False)
        elif self._progress.is_running:
            self._cancel.setEnabled(False)
            self._progress.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Qt's: what the form still looks for is not wanted any more."""
        self._form.stop_looking()
        super().done(result)

    def _answer(self, *, yes: bool) -> None:
        self._asks = False
        self._accept.hide()
        self._cancel.setEnabled(False)
        self.answered.emit(yes)

    def _first_page(self, labels: str) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(parts.SPACING)
        self._form = ImportForm(labels)
        self._form.changed.connect(self._check)
        layout.addWidget(self._form)
        layout.addStretch(1)
        self._problem = parts.problem_line()
        layout.addWidget(self._problem)
        return page

    @Slot()
    def _check(self) -> None:
        """Whether there is something to import."""
        self._problem.setText(self._form.problem)
        self._accept.setEnabled(self._form.choices is not None)

    @Slot(object)
    def _show_done(self, report: ImportReport) -> None:
        self._report.show_report(self.tr("Imported"), report, counts=True)
        self._pages.setCurrentIndex(_Page.REPORT)

    @Slot(str)
    def _show_failure(self, reason: str) -> None:
        self._finish(self.tr("The import failed"), [reason])

    @Slot()
    def _show_stopped(self) -> None:
        verdict = self.tr("Nothing was imported")
        if self._report.verdict != verdict:  # otherwise it is told already, and why
            self._finish(verdict, [self.tr("The project is as it was.")])

    def _finish(self, verdict: str, lines: list[str]) -> None:
        self._asks = False
        self._accept.hide()
        self._report.tell(verdict, lines)
        self._pages.setCurrentIndex(_Page.REPORT)

    @Slot()
    def _end(self) -> None:
        """The thread is gone, whatever became of it."""
        if self._pages.currentIndex() == _Page.PROGRESS:
            self._show_failure(self.tr("It ended with an error that nobody expected; the report tells more."))
        self._cancel.setText(self.tr("Close"))
        self._cancel.setEnabled(True)
        self._cancel.setFocus()
