"""Choosing what to export, seeing what it will be, watching it happen."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.export_form import ExportChoices, ExportForm
from sam3_studio.app.dialogs.export_outcome import OutcomePage
from sam3_studio.app.dialogs.job_dialog import JobDialog, Page
from sam3_studio.app.theme.scrolling import Column
from sam3_studio.app.theme.texts import with_long_names_breakable
from sam3_studio.app.threads.job import Job
from sam3_studio.dataset.export import ExportOutcome


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What an export would be.

    Attributes:
        pictures: how many would be written.
        objects: on them.
        parts: pictures for training, for validation and for testing.
        warnings: what a person should know, a sentence each, translated.
        problem: what keeps it from being done, a sentence; empty when nothing does.
    """

    pictures: int
    objects: int
    parts: tuple[int, int, int] = (0, 0, 0)
    warnings: tuple[str, ...] = ()
    problem: str = ""


class ExportDialog(JobDialog):
    """Pages: what to export, how far it is, what became of it.

    The window answers `choices_changed` with `show_preview`, and `export_requested` with `run`.

    Signals:
        choices_changed: the `ExportChoices` now; the first ones are `choices`.
        export_requested: the `ExportChoices` to be exported.
    """

    choices_changed = Signal(object)
    export_requested = Signal(object)

    def __init__(self, choices: ExportChoices, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export"), QSize(600, 540), parent)
        self._is_counting = self._is_asked = False
        self._outcome = OutcomePage()
        self.lay_out(
            self._first_page(choices),
            parts.scrolled(self._outcome),
            accept=self.tr("Export"),
            progress=self.tr("Progress of the export"),
        )
        self.accept_button.setEnabled(False)

    @property
    def choices(self) -> ExportChoices:
        """As they are in the dialog now."""
        return self._form.choices

    def await_preview(self) -> None:
        """What the choices would give is being counted; who asks for the export meanwhile gets it then."""
        self._is_counting = True

    def show_preview(self, preview: ExportPreview) -> None:
        """Show what the choices would give."""
        counts = self.tr("%Ln picture(s)", "", preview.pictures) + ", " + self.tr("%Ln object(s)", "", preview.objects)
        locale = self.locale()
        train, val, test = preview.parts
        if val or test:
            counts += "\n" + self.tr("{train} for training, {val} for validation, {test} for testing").format(
                train=locale.toString(train), val=locale.toString(val), test=locale.toString(test)
            )
        self._counts.setText(counts)
        problem = self._form.problem or preview.problem
        warnings = (problem,) if problem else preview.warnings
        self._warnings.setText("\n".join(f"• {warning}" for warning in warnings))
        self._warnings.setVisible(bool(warnings))
        self._is_counting = False
        self.accept_button.setEnabled(not problem and preview.pictures > 0)
        if self._is_asked:
            self.accept()

    def run(self, job: Job) -> None:
        """Start a job that gives an `ExportOutcome`."""
        job.done.connect(self._show_outcome)
        self.start(job, self.tr("Writing labels, then reading them back…"))

    def accept(self) -> None:
        """Qt's."""
        if self.shown_page is Page.OUTCOME:
            self._go_back()
            return
        self._is_asked = self._is_counting
        if self.accept_button.isEnabled() and self.shown_page is Page.FORM and not self._is_asked:
            self.accept_button.setEnabled(False)
            self.export_requested.emit(self.choices)

    def _first_page(self, choices: ExportChoices) -> QWidget:
        page = Column()
        layout = parts.column_in(page)
        self._form = ExportForm(choices)
        self._form.changed.connect(self.choices_changed)
        layout.addWidget(self._form)
        layout.addWidget(parts.rule())
        layout.addWidget(parts.heading(self.tr("What will be exported")))
        self._counts = parts.paragraph(self.tr("Counting…"))
        self._warnings = parts.paragraph()
        self._warnings.hide()
        layout.addWidget(self._counts)
        layout.addWidget(self._warnings)
        layout.addStretch(1)
        return parts.scrolled(page)

    @Slot(object)
    def _show_outcome(self, outcome: ExportOutcome) -> None:
        self._outcome.show_outcome(outcome)
        self.show_page(Page.OUTCOME)

    @Slot(str)
    def show_failure(self, reason: str) -> None:
        """See `JobDialog`."""
        self._finish(self.tr("The export failed"), [with_long_names_breakable(reason)])

    @Slot()
    def show_stopped(self) -> None:
        """See `JobDialog`."""
        self._finish(self.tr("Stopped"), [self.tr("Nothing of it was kept.")])

    def _finish(self, verdict: str, lines: list[str]) -> None:
        """Say that nothing was exported, with a button that leads back to the choices."""
        self._outcome.tell(verdict, lines, self.choices.folder)
        self.show_page(Page.OUTCOME)
        self.accept_button.setText(self.tr("Back"))
        self.accept_button.setEnabled(True)
        self.accept_button.show()

    def _go_back(self) -> None:
        """Show the choices again, and count anew: a folder may be another one by now."""
        if self.accept_button.isHidden() or self.is_at_work:
            return
        self.show_page(Page.FORM)
        self.accept_button.setText(self.tr("Export"))
        self.accept_button.setEnabled(False)
        self.cancel_button.setText(self.tr("Cancel"))
        self._form.begin_with_folder()
        self.choices_changed.emit(self.choices)
