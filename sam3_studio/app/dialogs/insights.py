"""A project in numbers, and what in it looks like a mistake."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QProgressBar, QTabWidget, QVBoxLayout, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.mistakes import MistakesPage
from sam3_studio.app.dialogs.numbers import NumbersPage
from sam3_studio.app.threads.job import Job, Work
from sam3_studio.dataset.checks.findings import CheckReport
from sam3_studio.dataset.project.statistics import Statistics

_SIZE = QSize(760, 640)


class InsightsDialog(QDialog):
    """Lies beside the window, which goes on; both pages are filled in the background, and closing it ends that.

    Signals:
        chosen (Finding): a person wants to see something that looks like a mistake.

    Args:
        count: gives the `Statistics`.
        check: gives the `CheckReport`.
        parent: the window.
    """

    chosen = Signal(object)

    def __init__(self, count: Work, check: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Numbers and mistakes"), _SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)  # which a style sheet has above the tabs
        layout.addWidget(self.tabs, 1)
        layout.addWidget(parts.button_box(self))
        self._counting, self._checking = Job(count), Job(check)
        self._numbers, self._mistakes = _Waiting(self.tr("Counting…")), _Waiting(self.tr("Looking for mistakes…"))
        self.tabs.addTab(self._numbers, self.tr("Numbers"))
        self.tabs.addTab(self._mistakes, self.tr("Mistakes"))
        self._checking.progressed.connect(self._mistakes.show_progress)
        self._counting.done.connect(self._show_numbers)
        self._checking.done.connect(self._show_mistakes)
        self._counting.failed.connect(self._numbers.tell)
        self._checking.failed.connect(self._mistakes.tell)

    def begin(self) -> None:
        """Show it, and begin to count and to look."""
        self.show()
        self._counting.begin()
        self._checking.begin()

    def done(self, result: int) -> None:
        """Qt's: what is still at work is not wanted any more."""
        self._counting.cancel()
        self._checking.cancel()
        super().done(result)

    @Slot(object)
    def _show_numbers(self, statistics: Statistics) -> None:
        self._replace(0, parts.scrolled(NumbersPage(statistics)))

    @Slot(object)
    def _show_mistakes(self, report: CheckReport) -> None:
        page = MistakesPage(report)
        page.chosen.connect(self.chosen)
        self._replace(1, page)

    def _replace(self, number: int, page: QWidget) -> None:
        current, title, old = self.tabs.currentIndex(), self.tabs.tabText(number), self.tabs.widget(number)
        self.tabs.removeTab(number)
        self.tabs.insertTab(number, page, title)
        for part in page.findChildren(QAbstractItemView):  # made later than the button below it
            self.setTabOrder(self.tabs.tabBar(), part)
        self.tabs.setCurrentIndex(current)
        if old is not None:
            old.deleteLater()


class _Waiting(QWidget):
    """Says what is being done, and how far it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = parts.paragraph(text)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, parts.MARGIN, 0, 0)
        layout.setSpacing(parts.SPACING)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        layout.addStretch(1)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Show how much of it is done: `done` of `total`."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """It has failed."""
        self._bar.hide()
        self._text.setText(sentence)
