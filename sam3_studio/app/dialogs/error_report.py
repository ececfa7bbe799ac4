"""The report of an error that nobody expected, to be copied; never two at once."""

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.notify import Crash, system_information
from sam3_studio.app.theme.texts import breakable

_MOST = 20
_SUMMARY = 400
"""Letters of the first error's text that are shown at the top; the report below has all of it."""


class ErrorReporter(QObject):
    """Opens a report when something happens; what happens while it is open is added to it."""

    def __init__(self, window: QWidget | None = None) -> None:
        """Reports lie over the window."""
        super().__init__(window)
        self._window = window
        self.dialog: ErrorReport | None = None
        """The one that is open."""

    def report(self, crash: Crash) -> None:
        """Open a report, or add to the one that is open; to be connected to `LastResort.happened`."""
        if self.dialog is not None:
            self.dialog.add(crash)
            return
        self.dialog = ErrorReport(crash, self._window)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


class ErrorReport(QDialog):
    """What happened, where, and on which system."""

    def __init__(self, crash: Crash, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crashes = [crash]
        self._left_out = 0
        layout = parts.frame(self, self.tr("Something went wrong"), QSize(680, 480))
        layout.addWidget(parts.heading(self.tr("That should not have happened")))
        layout.addWidget(
            parts.paragraph(
                self.tr(
                    "Your work is on disk, and you can go on. If it happens again, copy this report and send it to "
                    "whoever looks after the program. It names files of yours; read it before you send it."
                )
            )
        )
        self._summary = parts.paragraph()
        layout.addWidget(self._summary)
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setAccessibleName(self.tr("Report"))
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        layout.addWidget(self._details, 1)
        box = parts.button_box(self, cancel=self.tr("Go on"))
        self._copy = box.addButton(self.tr("Copy report"), parts.ButtonRole.ActionRole)
        self._copy.clicked.connect(self._copy_report)
        layout.addWidget(box)
        self._show_report()

    @property
    def text(self) -> str:
        """The report, as it is copied."""
        return self._details.toPlainText()

    def add(self, crash: Crash) -> None:
        """Something else happened, or the same again."""
        if crash not in self._crashes and len(self._crashes) < _MOST:
            self._crashes.append(crash)
        else:
            self._left_out += 1
        self._show_report()

    def _show_report(self) -> None:
        count = len(self._crashes) + self._left_out
        more = self.tr("And %Ln more since.", "", count - 1) if count > 1 else ""
        whole = self._crashes[0].summary
        summary = whole if len(whole) <= _SUMMARY else f"{whole[:_SUMMARY]}…"
        self._summary.setText(f"{breakable(summary)}\n{more}".strip())
        details = "\n".join(crash.details.rstrip() + "\n" for crash in self._crashes)
        repeated = f"{self._left_out} more, not listed\n" if self._left_out else ""
        self._details.setPlainText(f"{details}{repeated}\n{system_information()}\n")

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(self.tr("Copied"))
