"""What looks like a mistake, as a page: a click goes to it."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.dataset.checks.findings import CheckReport, Finding, Kind

_TITLES: Mapping[Kind, str] = {
    Kind.DUPLICATE: QT_TRANSLATE_NOOP("Mistakes", "Nearly the same as another object: {count}"),
    Kind.CLASS_OVERLAP: QT_TRANSLATE_NOOP("Mistakes", "Two classes in one place: {count}"),
    Kind.ISLANDS: QT_TRANSLATE_NOOP("Mistakes", "Small islands: {count}"),
    Kind.EMPTY: QT_TRANSLATE_NOOP("Mistakes", "Done without what the model saw: {count}"),
    Kind.BORDER: QT_TRANSLATE_NOOP("Mistakes", "At the border, not marked as truncated: {count}"),
}
_MEASURES: Mapping[Kind, tuple[str, int]] = {
    Kind.DUPLICATE: (QT_TRANSLATE_NOOP("Mistakes", "IoU {number}"), 2),
    Kind.CLASS_OVERLAP: (QT_TRANSLATE_NOOP("Mistakes", "IoU {number}"), 2),
    Kind.ISLANDS: (QT_TRANSLATE_NOOP("Mistakes", "islands: {number}"), 0),
    Kind.EMPTY: (QT_TRANSLATE_NOOP("Mistakes", "presence {number}"), 2),
}
FINDING = Qt.ItemDataRole.UserRole
"""The role under which a row's `Finding` is found; None for a heading."""


class MistakesPage(QWidget):
    """A list of findings, each kind below its heading. A click, or the keys that move in the list, go to one.

    Signals:
        chosen (Finding): a person wants to see it.

    Args:
        report: what to show.
    """

    chosen = Signal(object)

    def __init__(self, report: CheckReport) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, parts.SPACING, 0, 0)
        layout.setSpacing(parts.SPACING)
        locale = QLocale()
        told = self.tr("Looked through; pictures: {pictures}, objects: {objects}.").format(
            objects=locale.toString(report.objects), pictures=locale.toString(report.images)
        )
        more = self.tr("Choose one to see it.") if report.counts else self.tr("Nothing looks like a mistake.")
        layout.addWidget(parts.paragraph(f"{told} {more}"))
        self.list = _List()
        self.list.setAccessibleName(self.tr("What looks like a mistake"))
        self.list.setUniformItemSizes(True)
        parts.make_roomy(self.list)
        for kind, title in _TITLES.items():
            if count := report.counts.get(kind, 0):
                text = QCoreApplication.translate("Mistakes", title).format(count=locale.toString(count))
                self._add_heading(text)
                for finding in (one for one in report.findings if one.kind is kind):
                    self._add(finding)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.wanted.connect(self._choose)
        layout.addWidget(self.list, 1)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)

    def _add(self, finding: Finding) -> None:
        item = QListWidgetItem(described(finding))
        item.setData(FINDING, finding)
        self.list.addItem(item)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None) -> None:
        finding = item.data(FINDING) if item is not None else None
        if isinstance(finding, Finding):
            self.chosen.emit(finding)


class _List(QListWidget):
    """Enter goes to a mistake; where nobody took it, it would close the dialog, and the list with it."""

    wanted = Signal(QListWidgetItem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.wanted.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


def described(finding: Finding) -> str:
    """A finding on one line."""
    line = f"{finding.image}   {' / '.join(finding.labels)}"
    if finding.kind not in _MEASURES:
        return line
    pattern, digits = _MEASURES[finding.kind]
    number = QLocale().toString(float(finding.measure), "f", digits)
    return f"{line}   {QCoreApplication.translate('Mistakes', pattern).format(number=number)}"
