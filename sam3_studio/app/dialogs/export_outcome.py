"""What became of an export, and whether that is what a person wants."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import translated
from sam3_studio.app.theme.scrolling import Column
from sam3_studio.app.threads.job import Job
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.export import ExportOutcome, withdraw_export
from sam3_studio.dataset.report import NO_CHANGES, Changes
from sam3_studio.dataset.verification.comparison import LOWEST_IOU


class OutcomePage(Column):
    """A verdict, what there is to tell, and a button that opens the folder.

    Where a shape differs too much from its mask it asks: what was written can be removed again.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self._outcome: ExportOutcome | None = None
        layout = parts.column_in(self)
        self._verdict = parts.heading("")
        self._told = parts.paragraph()
        self._question = parts.paragraph(
            self.tr("Some shapes are not what you saw on the screen. Keep what was written, or remove it again?")
        )
        self._open = QPushButton(self.tr("Open folder"))
        self._open.clicked.connect(self._open_folder)
        self._remove = QPushButton(self.tr("Remove what was written"))
        self._remove.clicked.connect(self._withdraw)
        buttons = QHBoxLayout()
        for button in (self._open, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._verdict, self._told, self._question):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._ask(wanted=False)

    @property
    def verdict(self) -> str:
        """In a few words."""
        return self._verdict.text()

    @property
    def told(self) -> str:
        """All that is said besides."""
        return self._told.text()

    @property
    def asks(self) -> bool:
        """Whether a person is asked to keep what was written."""
        return self._remove.isVisibleTo(self)

    def show_outcome(self, outcome: ExportOutcome) -> None:
        """Tell what became of an export."""
        self._outcome = outcome
        verdict = self.tr("Exported") if not outcome.failures else self.tr("Not everything was exported")
        self.tell(verdict, list(self._lines(outcome)), outcome.folder)
        ious = [report.lowest_iou for report in outcome.reports if report.lowest_iou is not None]
        self._ask(wanted=min(ious, default=1.0) < LOWEST_IOU)

    def tell(self, verdict: str, lines: Sequence[str], folder: Path) -> None:
        """Say something, a line each."""
        self._folder = folder
        self._verdict.setText(verdict)
        self._told.setText("\n".join(lines))
        self._open.setVisible(is_there(folder) and folder.is_dir())
        self._ask(wanted=False)

    def _ask(self, *, wanted: bool) -> None:
        self._question.setVisible(wanted)
        self._remove.setVisible(wanted)

    def _lines(self, outcome: ExportOutcome) -> Iterator[str]:
        reports = outcome.reports
        pictures, objects = sum(report.images for report in reports), sum(report.objects for report in reports)
        yield self.tr("%Ln picture(s)", "", pictures) + ", " + self.tr("%Ln object(s)", "", objects)
        yield self.tr("In {folder}").format(folder=outcome.folder)
        ious = [report.lowest_iou for report in reports if report.lowest_iou is not None]
        if ious:
            yield self.tr("Read back and compared: the worst shape agrees with its mask to {percent} %.").format(
                percent=QLocale().toString(min(ious) * 100, "f", 1)
            )
        elif any(report.lowest_box_iou is not None for report in reports):
            yield self.tr("Read back and compared: every box is the one around its object.")
        yield from self._changed(sum((report.changes for report in reports), NO_CHANGES))
        skipped = sum(len(report.skipped) for report in reports)
        if skipped:
            yield self.tr("%Ln object(s) without any pixel were left out.", "", skipped)
        renamed = sum(len(report.renamed) for report in reports)
        if renamed:
            yield self.tr("%Ln picture(s) go by another name there, as theirs was taken.", "", renamed)
        edited = sum(len(report.edited) for report in reports)
        if edited:
            yield self.tr("%Ln label file(s) that you edited stayed as they are.", "", edited)
        yield from (translated(note) for report in reports for note in report.notes)
        yield from map(translated, outcome.warnings)
        yield from map(translated, outcome.failures)

    def _changed(self, changes: Changes) -> Iterator[str]:
        """What the format could not hold as it is."""
        if changes.holes:
            yield self.tr(
                "%Ln object(s) with holes: each hole is joined to the outline by a thin slit.", "", changes.holes
            )
        if changes.parts:
            yield self.tr("%Ln object(s) of several parts: they are joined by thin bridges.", "", changes.parts)
        if changes.simplified:
            yield self.tr(
                "%Ln outline(s) had more corners than readers of this format accept, and were simplified.",
                "",
                changes.simplified,
            )
        if changes.overlong:
            yield self.tr(
                "%Ln outline(s) keep more corners than readers of this format accept, as fewer would have changed the "
                "shape too much.",
                "",
                changes.overlong,
            )
        if changes.filled:
            yield self.tr("%Ln object(s) with holes: these are filled.", "", changes.filled)
        if changes.split:
            yield self.tr("%Ln object(s) with holes: cut into pieces, each an object of its own.", "", changes.split)
        if changes.boxes:
            yield self.tr("%Ln object(s): a box alone is written, as this format holds no shapes.", "", changes.boxes)
        if changes.twins:
            yield self.tr(
                "%Ln object(s) have the same class and box as another one, and Ultralytics reads only one of them.",
                "",
                changes.twins,
            )
        if changes.covered:
            yield self.tr("%Ln object(s) lie partly under others and lost that part.", "", changes.covered)
        if changes.hidden:
            yield self.tr("%Ln object(s) lie wholly under others, so nothing is left of them.", "", changes.hidden)
        if changes.unsaid:
            yield self.tr(
                "%Ln object(s) without their attributes, notes and flags, which this format does not hold.",
                "",
                changes.unsaid,
            )

    @Slot()
    def _withdraw(self) -> None:
        """Every file is read before it is removed: on a thread, as there may be gigabytes of copied pictures."""
        if self._outcome is None:
            return
        self._remove.setEnabled(False)
        outcome = self._outcome
        job = Job(lambda _progress, _cancel: withdraw_export(outcome))
        job.done.connect(self._tell_removal)
        job.failed.connect(self._tell_failure)
        job.finished.connect(self._end_withdrawal)
        job.begin()

    @Slot(object)
    def _tell_removal(self, kept: tuple[str, ...]) -> None:
        lines = [self.tr("Changed by others, so it stays: {name}").format(name=name) for name in kept]
        self.tell(self.tr("Removed again"), lines, self._folder)

    @Slot(str)
    def _tell_failure(self, reason: str) -> None:
        self.tell(self.tr("It could not be removed"), [reason], self._folder)

    @Slot()
    def _end_withdrawal(self) -> None:
        self._remove.setEnabled(True)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
