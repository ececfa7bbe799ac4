"""Asking whether the last import is to be undone."""

from collections.abc import Iterator

from PySide6.QtCore import QDateTime, QLocale, QSize, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.dataset.project.undoing import LastImport


class UndoImportDialog(QDialog):
    """Says what an import was, and all that goes with it.

    Signals:
        confirmed: it is to be undone.

    Args:
        last: the import.
        changed: whether a person has changed anything since.
        asked: whether the model has answered anything since.
        parent: the window.
    """

    confirmed = Signal()

    def __init__(self, last: LastImport, *, changed: bool, asked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Undo the last import"), QSize(560, 260))
        layout.addWidget(parts.heading(self.tr("Undo this import?")))
        layout.addWidget(parts.paragraph("\n".join(self._import(last))))
        layout.addWidget(parts.paragraph("\n".join(self._consequences(changed=changed, asked=asked))))
        layout.addStretch(1)
        layout.addWidget(parts.button_box(self, self.tr("Undo import")))
        parts.fit_height(self)

    def accept(self) -> None:
        """Qt's."""
        super().accept()
        self.confirmed.emit()

    def _import(self, last: LastImport) -> Iterator[str]:
        moment = QDateTime.fromSecsSinceEpoch(int(last.time))
        yield last.labels
        yield ", ".join(
            (
                QLocale().toString(moment, QLocale.FormatType.ShortFormat),
                self.tr("%Ln picture(s)", "", last.images),
                self.tr("%Ln object(s)", "", last.objects),
            )
        )

    def _consequences(self, *, changed: bool, asked: bool) -> Iterator[str]:
        yield self.tr("The project becomes what it was before: its objects, classes, states, notes and tags.")
        if changed:
            yield self.tr("Objects, classes, states, notes or tags were changed since. That goes, too.")
        if asked:
            yield self.tr("The model has searched pictures since. What it found goes, too.")
        yield self.tr("A copy of the project as it is now is kept beside it.")
