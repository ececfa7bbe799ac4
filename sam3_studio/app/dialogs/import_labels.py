"""Choosing labels to import, seeing what they give, and having them count or not."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.import_form import ImportForm
from sam3_studio.app.dialogs.import_outcome import ImportPage
from sam3_studio.app.dialogs.job_dialog import JobDialog, Page
from sam3_studio.app.threads.job import Job
from sam3_studio.dataset.project.importing import ImportReport


class ImportDialog(JobDialog):
    """Pages: what to import, how far it is, what it would give and whether it is to count, what became of it.

    The window answers `import_requested` with `run`, asks with `ask` once everything is read, and is told the answer.

    Signals:
        import_requested: the `ImportChoices`.
        answered (bool): whether what was read is to count.
    """

    import_requested = Signal(object)
    answered = Signal(bool)

    def __init__(self, labels: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import labels"), QSize(620, 440), parent)
        self._asks = False
        self._report = ImportPage()
        self.lay_out(
            self._first_page(labels),
            self._report,
            accept=self.tr("Read"),
            progress=self.tr("Progress of the import"),
        )
        self._check()

    @property
    def page(self) -> ImportPage:
        """What is said of the import."""
        return self._report

    def run(self, job: Job) -> None:
        """Start a job that gives an `ImportReport`."""
        job.done.connect(self._show_done)
        self.start(job, self.tr("Reading labels… nothing is imported yet."))

    @Slot(object)
    def ask(self, report: ImportReport) -> None:
        """Show what was read, and ask whether it is to count; where it is nothing, there is nothing to ask."""
        self.show_page(Page.OUTCOME)
        if not report.images:
            self._report.show_report(self.tr("Nothing was imported"), report)
            self._answer(yes=False)
            return
        self._asks = True
        self._report.show_report(self.tr("This would be imported"), report)
        self.accept_button.setText(self.tr("Import"))
        self.accept_button.show()
        self.accept_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Cancel"))
        self.accept_button.setFocus()

    def accept(self) -> None:
        """Qt's."""
        choices = self._form.choices
        if self._asks:
            self._answer(yes=True)
        elif self.shown_page is Page.FORM and choices is not None:
            self.accept_button.setEnabled(False)
            self.import_requested.emit(choices)

    def reject(self) -> None:
        """Qt's: to a question it means no."""
        if self._asks:
            self._answer(yes=False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Qt's: what the form still looks for is not wanted any more."""
        self._form.stop_looking()
        super().done(result)

    def _answer(self, *, yes: bool) -> None:
        self._asks = False
        self.accept_button.hide()
        self.cancel_button.setEnabled(False)
        self.answered.emit(yes)

    def _first_page(self, labels: str) -> QWidget:
        page = QWidget()
        layout = parts.column_in(page)
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
        self.accept_button.setEnabled(self._form.choices is not None)

    @Slot(object)
    def _show_done(self, report: ImportReport) -> None:
        self._report.show_report(self.tr("Imported"), report, counts=True)
        self.show_page(Page.OUTCOME)

    @Slot(str)
    def show_failure(self, reason: str) -> None:
        """See `JobDialog`."""
        self._finish(self.tr("The import failed"), [reason])

    @Slot()
    def show_stopped(self) -> None:
        """See `JobDialog`."""
        verdict = self.tr("Nothing was imported")
        if self._report.verdict != verdict:  # otherwise it is told already, and why
            self._finish(verdict, [self.tr("The project is as it was.")])

    def _finish(self, verdict: str, lines: list[str]) -> None:
        self._asks = False
        self.accept_button.hide()
        self._report.tell(verdict, lines)
        self.show_page(Page.OUTCOME)
