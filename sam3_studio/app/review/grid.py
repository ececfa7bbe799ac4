"""Deciding about candidates in the grid, by mouse and by keys."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from sam3_studio.app.review.crops import Crops
from sam3_studio.app.review.grid_view import SIDES, GridView
from sam3_studio.app.review.sweeping import Sweeping
from sam3_studio.editing.judging import Verdict

_Key, _Button = Qt.Key, Qt.MouseButton
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

_NOTCH = 120
"""Of a wheel, in the unit of its turns."""

_VERDICTS = {
    _Key.Key_A: Verdict.ACCEPTED,
    _Key.Key_F: Verdict.ACCEPTED,
    _Key.Key_X: Verdict.REJECTED,
    _Key.Key_Delete: Verdict.REJECTED,
    _Key.Key_U: Verdict.OPEN,
    _Key.Key_Backspace: Verdict.OPEN,
}
_BUTTONS = {_Button.LeftButton: Verdict.ACCEPTED, _Button.RightButton: Verdict.REJECTED}


class CandidateGrid(GridView):
    """Takes verdicts: a click or a sweep with the left button accepts, with the right one rejects; Shift takes all from
    the last one on. A sweep that begins on a candidate that has the verdict already takes it back. Keys do the same to
    the current candidate, or to all that are chosen with Shift and the arrows.

    Signals:
        judged (list[int], Verdict): a person decides about the candidates at these places.
        step_ended: what was judged since the last time belongs together.
        undo_wanted: to take back the last step.
        redo_wanted: to do it again.
        opened (int): a person wants to see this candidate in its picture.

    Args:
        crops: gives pictures of candidates.
    """

    judged = Signal(object, object)
    step_ended = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    opened = Signal(int)

    def __init__(self, crops: Crops) -> None:
        super().__init__(crops)
        self._anchor = self._clicked = -1
        self._turned = 0.0
        """Of the wheel, in notches that have not made one yet."""
        self._sweeping = Sweeping(self)
        self._sweeping.passed.connect(self._judge_passed)
        self._sweeping.ended.connect(self.step_ended)

    def show_places(self, places: NDArray[np.int64]) -> None:
        """See `GridView`; what had begun on the cells before does not go on with these."""
        self._sweeping.end()
        self._anchor = self._clicked = -1
        super().show_places(places)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        if event.button() not in _BUTTONS or self._sweeping.is_under_way:
            return
        number, verdict = self.cell_at(event.position()), _BUTTONS[event.button()]
        if number < 0:  # between cells or beside them, from where a sweep begins as well
            self._sweeping.begin(event.position(), verdict)
            return
        if event.modifiers() & _SHIFT:
            self._judge(self._from_anchor(number, otherwise=number), verdict)
            self.step_ended.emit()
            self._go_to(number)
            return
        has_it = self._sheet.verdicts[self._shown[number]] == verdict
        self._anchor = self._clicked = number
        self._chosen = range(0)
        self._go_to(number, reveal=False)
        self._sweeping.begin(event.position(), Verdict.OPEN if has_it else verdict)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._point_at(self.cell_at(event.position()))
        self._sweeping.go_to(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Qt's."""
        self._sweeping.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's: the first of the two clicks did not mean what it did."""
        number = self.cell_at(event.position())
        if event.button() is not _Button.LeftButton or number < 0:
            self.mousePressEvent(event)
            return
        if number == self._clicked:
            self._clicked = -1
            self.undo_wanted.emit()
        self.opened.emit(int(self._shown[number]))

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().leaveEvent(event)
        self._point_at(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's: with Ctrl, cells become larger or smaller."""
        if event.modifiers() & _CONTROL:
            # A trackpad tells of parts of a notch, and of the end of a scroll, at which nothing turns.
            self._turned += event.angleDelta().y() / _NOTCH
            notches = int(self._turned)
            self._turned -= notches
            self.resize_cells(notches)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        key, held = _Key(event.key()), event.modifiers()
        if self._go_back(key, held):
            return  # also where nothing is shown any more
        if not len(self._shown) or not (self._command(key, held) or self._move(key, held)):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's: a sweep ends where the button is let go of somewhere else."""
        super().focusOutEvent(event)
        self._sweeping.end()
        self.viewport().update()

    def resize_cells(self, step: int) -> None:
        """Make cells larger by this many sizes; negative: smaller."""
        self.set_side(SIDES[min(max(SIDES.index(self.side) + step, 0), len(SIDES) - 1)])

    def _go_back(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Ask for a step to be taken back, or done again; whether the key means that."""
        meant = bool(held & _CONTROL) and key in {_Key.Key_Y, _Key.Key_Z}
        if meant:
            again = key == _Key.Key_Y or held & _SHIFT
            (self.redo_wanted if again else self.undo_wanted).emit()
        return meant

    def _command(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Do what a key means; whether it means anything besides moving."""
        control = bool(held & _CONTROL)
        if control and key == _Key.Key_A:
            self._chosen = range(len(self._shown))
            self.viewport().update()
        elif control and key in {_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus}:
            self.resize_cells(-1 if key == _Key.Key_Minus else 1)
        elif key in {_Key.Key_Return, _Key.Key_Enter}:
            self.opened.emit(int(self._shown[self._current]))
        elif key in _VERDICTS and not control:
            self._decide(_VERDICTS[key])
        else:
            return False
        return True

    def _decide(self, verdict: Verdict) -> None:
        """About those that are chosen; or else about the current one, after which comes the next."""
        if len(self._chosen):
            self._judge(self._chosen, verdict)
        else:
            self._judge([self._current], verdict)
            self._go_to(min(self._current + 1, len(self._shown) - 1))
            self._anchor = self._current
        self.step_ended.emit()

    def _move(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Go to another cell; whether the key means that."""
        number = self.placing.reached(key, self._current, self.viewport().height())
        if number is None:
            return False
        if held & _SHIFT:
            self._chosen = self._from_anchor(number, otherwise=self._current)
        else:
            self._anchor, self._chosen = number, range(0)
        self._go_to(number)
        self.viewport().update()
        return True

    def _from_anchor(self, number: int, otherwise: int) -> range:
        """The cells from the last one on; from another one where nothing was done with any of these yet."""
        if self._anchor < 0:
            self._anchor = otherwise
        return range(min(self._anchor, number), max(self._anchor, number) + 1)

    def _judge(self, numbers: Iterable[int], verdict: Verdict) -> None:
        places = self._shown[list(numbers)].tolist()
        if places:
            self.judged.emit(places, verdict)

    @Slot(object, object)
    def _judge_passed(self, numbers: list[int], verdict: Verdict) -> None:
        if numbers[-1] != self._clicked:
            self._clicked = -1
        self._anchor = numbers[-1]
        self._judge(numbers, verdict)

    def _go_to(self, number: int, *, reveal: bool = True) -> None:
        """Make a cell the current one."""
        before, self._current = self._current, number
        for one in {before, number} - {-1}:
            self.viewport().update(self.rect_of(one).adjusted(-5, -5, 5, 5).toAlignedRect())
        if reveal:
            rect, bar = self.rect_of(number), self.verticalScrollBar()
            over = rect.bottom() + 10 - self.viewport().height()
            bar.setValue(round(bar.value() + (max(over, 0) or min(rect.top() - 10, 0))))

    def _point_at(self, number: int) -> None:
        if number != self._pointed:
            self.moved.emit()
            before, self._pointed = self._pointed, number
            for one in {before, number} - {-1}:
                self.viewport().update(self.rect_of(one).toAlignedRect())
