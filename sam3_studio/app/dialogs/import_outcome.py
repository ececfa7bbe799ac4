"""What an import gives, before it counts and afterwards."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import translated
from sam3_studio.dataset.project.importing import ImportReport


class ImportPage(QWidget):
    """A verdict, numbers, and a list of what does not fit."""

    def __init__(self) -> None:
        super().__init__()
        layout = parts.column_in(self)
        self._verdict = parts.heading("")
        self._told = parts.paragraph()
        self._list_title = parts.heading(self.tr("What does not fit"))
        self._list = QPlainTextEdit(readOnly=True)
        self._list.setAccessibleName(self.tr("What does not fit"))
        for part in (self._verdict, self._told, self._list_title):
            layout.addWidget(part)
        layout.addWidget(self._list, 1)
        layout.addStretch()
        self.tell("", [])

    @property
    def verdict(self) -> str:
        """In a few words."""
        return self._verdict.text()

    @property
    def told(self) -> str:
        """All that is said besides."""
        return "\n".join(filter(None, (self._told.text(), self._list.toPlainText())))

    def show_report(self, verdict: str, report: ImportReport, *, counts: bool = False) -> None:
        """Tell what an import gives; `counts` where that is part of the project by now."""
        lines = list(self._lines(report))
        if counts and report.images:
            lines.append(self.tr("It can be taken back as a whole: File, Undo the last import."))
        self.tell(verdict, lines, list(self._unfit(report)))

    def tell(self, verdict: str, lines: Sequence[str], unfit: Sequence[str] = ()) -> None:
        """Say something, a line each."""
        self._verdict.setText(verdict)
        self._told.setText("\n".join(lines))
        self._list.setPlainText("\n".join(unfit))
        for part in (self._list_title, self._list):
            part.setVisible(bool(unfit))

    def _lines(self, report: ImportReport) -> Iterator[str]:
        yield self.tr("%Ln picture(s)", "", report.images) + ", " + self.tr("%Ln object(s)", "", report.objects)
        if report.classes:
            yield self.tr("New classes: {names}").format(names=", ".join(report.classes))
        if report.replaced:
            yield self.tr("The objects of %Ln picture(s) are replaced.", "", report.replaced)
        if report.left:
            yield self.tr("%Ln picture(s) with objects are left as they are.", "", report.left)
        if report.twins:
            yield self.tr("%Ln object(s) are there already, and are not added again.", "", report.twins)
        if report.filled:
            yield self.tr("%Ln picture(s) that are done without objects get some.", "", report.filled)
        if report.elsewhere:
            yield self.tr(
                "%Ln picture(s) are found by file name, in another folder than the labels say.", "", report.elsewhere
            )
        if report.unknown_count:
            yield self.tr("%Ln picture(s) of the labels are not in the project.", "", report.unknown_count)

    def _unfit(self, report: ImportReport) -> Iterator[str]:
        yield from (translated(problem) for problem in report.problems)
        if report.problem_count > len(report.problems):
            yield self.tr("and %Ln more", "", report.problem_count - len(report.problems))
        for name in report.unknown:
            yield self.tr("{picture}: not in the project").format(picture=name)
        if report.unknown_count > len(report.unknown):
            yield self.tr("and %Ln more", "", report.unknown_count - len(report.unknown))
