"""Candidates as cells: what is to be seen of them, however many there are."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from sam3_studio.app.review.cells import Cell, draw_cell
from sam3_studio.app.review.crops import Crops, Key
from sam3_studio.app.review.placing import GAP, Placing
from sam3_studio.app.theme import as_written, colors_of
from sam3_studio.dataset.review.listing import CandidateList
from sam3_studio.editing.judging import Sheet, Verdict

SIDES = (96, 136, 192, 256)
"""Of cells, in pixels; the second at first."""
_REST = 40
"""Milliseconds without scrolling before crops are made: what is scrolled past needs none."""


class GridView(QAbstractScrollArea):
    """Shows a list of candidates, in the time that its visible cells take.

    Everything goes by places: the numbers of candidates in their list. The cells have numbers of their own, in the
    order in which they are shown.

    Signals:
        resized: cells have another size on the screen.
        moved: a person points at another cell, or scrolls.

    Args:
        crops: gives pictures of candidates.
    """

    resized = Signal()
    moved = Signal()

    def __init__(self, crops: Crops) -> None:
        super().__init__()
        self._crops = crops
        self._list: CandidateList | None = None
        self._sheet = Sheet(0)
        self._shown: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._side = SIDES[1]
        self._text = ""
        self._pointed = self._current = -1
        self._chosen = range(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._want_crops)
        self.verticalScrollBar().valueChanged.connect(self._begin_rest)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        crops.made.connect(self._show_crops)

    @property
    def side(self) -> int:
        """Of a cell, in pixels."""
        return self._side

    @property
    def shown(self) -> NDArray[np.int64]:
        """(m,) places of the candidates that are shown, in order."""
        return self._shown

    @property
    def placing(self) -> Placing:
        """Where cells are."""
        return Placing(len(self._shown), self._side, self.viewport().width())

    def set_list(self, listing: CandidateList | None, sheet: Sheet, text: str = "") -> None:
        """Show other candidates, or none.

        Args:
            listing: the candidates.
            sheet: the verdicts on them.
            text: said where there is nothing to be shown.
        """
        self._list, self._sheet, self._text = listing, sheet, text
        self.show_places(np.zeros(0, dtype=np.int64))

    def show_places(self, places: NDArray[np.int64]) -> None:
        """Show these candidates, in this order, from the first on."""
        self._shown = places
        self._pointed, self._current, self._chosen = -1, 0 if len(places) else -1, range(0)
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def set_side(self, side: int) -> None:
        """Have cells of another size; what is in the middle stays there, about."""
        if side != self._side:
            bar = self.verticalScrollBar()
            middle = (bar.value() + self.viewport().height() / 2) / max(self.placing.height, 1)
            self._side = side
            self._lay_out()
            bar.setValue(round(middle * self.placing.height - self.viewport().height() / 2))
            self.resized.emit()

    def rect_of(self, number: int) -> QRectF:
        """Where a cell is in the viewport."""
        return self.placing.rect(number).translated(0, -self.verticalScrollBar().value())

    def key_of(self, place: int) -> Key:
        """Under which a candidate's crop is found."""
        assert self._list is not None  # noqa: S101 - there is no place without a list
        return self._list.name(place), int(self._list.number[place])

    @Slot()
    def refresh(self) -> None:
        """Verdicts are others."""
        self.viewport().update()

    def visible(self) -> range:
        """Numbers of the cells that are seen."""
        top = self.verticalScrollBar().value()
        return self.placing.rows(top, top + self.viewport().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colors = colors_of(self.palette())
        if not len(self._shown):
            painter.setPen(colors.quiet)
            room = self.viewport().rect().adjusted(40, 40, -40, -40)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._text)
        near = QRectF(event.rect()).adjusted(-GAP, -GAP, GAP, GAP)
        for number in self.visible():
            rect = self.rect_of(number)
            if rect.intersects(near):
                draw_cell(painter, rect, self._cell(number), colors)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Qt's."""
        return QSize(6 * SIDES[1], 4 * SIDES[1])

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's: a tip tells where a candidate is from."""
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        number = self.cell_at(QPointF(event.pos()))
        if number >= 0:
            QToolTip.showText(
                event.globalPos(), as_written(self._tip(number)), self.viewport(), self.rect_of(number).toRect()
            )
        else:
            QToolTip.hideText()
        return True

    def cell_at(self, point: QPointF) -> int:
        """The cell at a place in the viewport; -1 for none."""
        return self.placing.at(point + QPointF(0, self.verticalScrollBar().value()))

    def score_of(self, place: int) -> float:
        """Of a candidate."""
        return float(self._list.score[place]) if self._list is not None else 0.0

    def _cell(self, number: int) -> Cell:
        place = int(self._shown[number])
        return Cell(
            self._crops.image(self.key_of(place)),
            self.locale().toString(self.score_of(place), "f", 2),
            Verdict(self._sheet.verdicts[place]),
            number in self._chosen,
            number == self._pointed,
            number == self._current and self.hasFocus(),
        )

    def _tip(self, number: int) -> str:
        return self.key_of(int(self._shown[number]))[0]

    def _lay_out(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.placing.height - height))
        bar.setPageStep(max(height - self.placing.pitch, self.placing.pitch))
        bar.setSingleStep(self.placing.pitch // 2)
        self._begin_rest()
        self.viewport().update()

    @Slot()
    def _begin_rest(self) -> None:
        # A slot of its own without arguments: `QTimer.start` would take the place of the scroll bar for milliseconds.
        self._rest.start()

    @Slot()
    def _want_crops(self) -> None:
        """Of the cells that are seen, then those a page further down."""
        if self._list is None or not self.isVisible():
            return
        seen = self.visible()
        after = range(seen.stop, min(seen.stop + len(seen), len(self._shown)))
        self._crops.want(self.key_of(int(self._shown[number])) for number in (*seen, *after))

    @Slot(object)
    def _show_crops(self, keys: list[Key]) -> None:
        wanted = set(keys)
        for number in self.visible():
            if self.key_of(int(self._shown[number])) in wanted:
                self.viewport().update(self.rect_of(number).toAlignedRect())
