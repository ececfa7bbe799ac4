"""The window in which candidates of a class are decided about, beside the one with the pictures."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from sam3_studio.app.review.bar import Order, ReviewBar
from sam3_studio.app.review.crops import Crops, CropSource
from sam3_studio.app.review.grid import CandidateGrid
from sam3_studio.app.theme.texts import make_quiet
from sam3_studio.core.labeling import LabelClass
from sam3_studio.dataset.review.listing import CandidateList
from sam3_studio.editing.judging import Sheet, Sweep, Verdict

_MARGIN, _SPACING = 12, 8
_SHARE = 0.95
"""Width and height at first, as a share of those of the window that it lies over."""


class ReviewWindow(QDialog):
    """Candidates of one class, from all pictures that are to be done, best first or most doubtful first.

    Signals:
        class_wanted (int): a person wants to see the candidates of this class, or the same ones anew.
        judged (list[int], list[int]): verdicts on the candidates at these places are to be written.
        opened (int): a person wants to see the candidate at this place in its picture.

    Args:
        classes: that there are, one at least.
        class_id: the one to begin with.
    """

    class_wanted = Signal(int)
    judged = Signal(object, object)
    opened = Signal(int)

    def __init__(self, classes: Sequence[LabelClass], class_id: int) -> None:
        # Without a parent, over which it would lie for good: a candidate is shown in the other window.
        super().__init__(None, Qt.WindowType.Window)
        self.resize(QSize(1180, 740))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Review candidates"))
        self._list: CandidateList | None = None
        self._source: CropSource | None = None
        self._sheet = Sheet(0)
        self._crops = Crops(parent=self)
        self.bar = ReviewBar(classes, class_id)
        self.grid = CandidateGrid(self._crops)
        self.grid.setAccessibleName(self.tr("Candidates"))
        self.trouble = QLabel(wordWrap=True)
        self.trouble.hide()
        self.trouble.setProperty("bad", True)
        self._lay_out()
        self._connect()
        self.grid.setFocus()

    def lie_over(self, window: QWidget) -> None:
        """Hide most of a window, and stand out of it nowhere: Qt puts the title above the edge of a low screen."""
        self.resize((window.size() * _SHARE).expandedTo(self.minimumSizeHint()))
        left = (window.size() - self.size()).expandedTo(QSize(0, 0)) / 2
        self.move(window.frameGeometry().topLeft() + QPoint(left.width(), left.height()))

    @property
    def sheet(self) -> Sheet:
        """The verdicts on the candidates."""
        return self._sheet

    def show_list(self, listing: CandidateList, source: CropSource) -> None:
        """Show candidates that a look has found.

        Args:
            listing: all of them.
            source: of crops; their side is that of the cells, whatever it says.
        """
        self._list, self._source, self._sheet = listing, source, Sheet(len(listing))
        self._fit_crops()
        none = self.tr("No candidate of this class waits for a decision.")
        low = self.tr("All candidates score less; move “Score from” to the left.")
        self.grid.set_list(listing, self._sheet, low if len(listing) else none)
        self._filter()

    def tell(self, sentence: str) -> None:
        """Say why there are no candidates."""
        self._list, self._source, self._sheet = None, None, Sheet(0)
        self.grid.set_list(None, self._sheet, sentence)
        self._filter()

    @Slot(object, object)
    def note_written(self, places: list[int], verdicts: list[Verdict]) -> None:
        """Verdicts are on disk."""
        self._sheet.note_written(places, verdicts)

    @Slot(object)
    def note_refused(self, places: list[int]) -> None:
        """Verdicts could not be written."""
        self._sheet.refuse(places)
        self._show_verdicts()

    @Slot(object, object)
    def note_overtaken(self, places: list[int], verdicts: list[Verdict]) -> None:
        """A person has decided about candidates in their picture."""
        self._sheet.overtake(places, verdicts)
        self._show_verdicts()

    @Slot(str)
    def tell_trouble(self, sentence: str) -> None:
        """Say why verdicts could not be written, until a person does something else; "" for nothing.

        It is said here, since this window lies over the one with the messages.
        """
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def done(self, result: int) -> None:
        """Qt's: also when Escape or the system closes it."""
        self._crops.stop()
        super().done(result)

    def _lay_out(self) -> None:
        hint = QLabel(
            self.tr(
                "Click or drag: accept · right button: reject · Shift: all from the last one on · A, X, U: accept, "
                "reject, neither · double click or Enter: show in its picture · Ctrl+wheel: size · Ctrl+Z: undo · "
                "Esc: back"
            )
        )
        make_quiet(hint)
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACING)
        layout.addWidget(self.bar)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.trouble)
        layout.addWidget(hint)

    def _connect(self) -> None:
        self.bar.class_changed.connect(self._ask)
        self.bar.filter_changed.connect(self._filter)
        self.grid.judged.connect(self._judge)
        self.grid.step_ended.connect(self._end_step)
        self.grid.undo_wanted.connect(self._undo)
        self.grid.redo_wanted.connect(self._redo)
        for key, function in (("Ctrl+Z", self._undo), ("Ctrl+Shift+Z", self._redo), ("Ctrl+Y", self._redo)):
            # Lists of choices would take them for letters that are searched.
            shortcut = QShortcut(QKeySequence(key), self.bar, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(function)
        self.grid.opened.connect(self.opened)
        self.grid.resized.connect(self._fit_crops)

    @Slot(int)
    def _ask(self, class_id: int) -> None:
        self.tell_trouble("")
        self.tell(self.tr("Looking for candidates…"))
        self.class_wanted.emit(class_id)

    @Slot()
    def _filter(self) -> None:
        """Show what scores enough, in the order that is wanted."""
        self.grid.show_places(self._wanted_places())
        self._tell_count()

    def _wanted_places(self) -> NDArray[np.int64]:
        listing = self._list
        if listing is None:
            return np.zeros(0, dtype=np.int64)
        by_need = self.bar.order is Order.NEED
        places = listing.by_need(self.bar.threshold) if by_need else np.arange(len(listing))
        return places[listing.score[places] >= np.float32(self.bar.lowest)]

    @Slot()
    def _fit_crops(self) -> None:
        """Crops are as large as cells are on the screen."""
        if self._source is not None:
            self._crops.set_source(replace(self._source, side=round(self.grid.side * self.devicePixelRatioF())))

    @Slot(object, object)
    def _judge(self, places: list[int], verdict: Verdict) -> None:
        changed = self._sheet.paint(places, verdict).tolist()
        if changed:
            self.tell_trouble("")
            self._show_verdicts()
            self.judged.emit(changed, [verdict] * len(changed))

    @Slot()
    def _end_step(self) -> None:
        self._sheet.end()

    @Slot()
    def _undo(self) -> None:
        self._replay(self._sheet.undo())

    @Slot()
    def _redo(self) -> None:
        self._replay(self._sheet.redo())

    def _replay(self, step: Sweep | None) -> None:
        if step is not None:
            self.tell_trouble("")
            self._show_verdicts()
            self.judged.emit(step.places.tolist(), step.after.tolist())

    def _show_verdicts(self) -> None:
        self.grid.refresh()
        self._tell_count()

    def _tell_count(self) -> None:
        locale, verdicts = self.locale(), self._sheet.verdicts
        accepted, rejected = (int((verdicts == verdict).sum()) for verdict in (Verdict.ACCEPTED, Verdict.REJECTED))
        text = self.tr("{shown} of {all} shown · {accepted} accepted · {rejected} rejected")
        self.bar.tell_count(
            text.format(
                shown=locale.toString(len(self.grid.shown)),
                all=locale.toString(len(verdicts)),
                accepted=locale.toString(accepted),
                rejected=locale.toString(rejected),
            )
        )
