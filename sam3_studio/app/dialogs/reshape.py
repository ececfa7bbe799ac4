"""How far masks are to be reshaped, to be tried while they are seen."""

import math

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSlider, QSpinBox, QWidget

from sam3_studio.app.actions import claims
from sam3_studio.app.dialogs import parts

_KEYS = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter
_STEPS = 100
_PAUSE = 40
"""Milliseconds after which a number that stays is taken to be meant: a slider that is pulled passes many."""


class ReshapeDialog(QDialog):
    """A number of pixels, whose effect is shown in the picture at once.

    Signals:
        moved (int): another number, at once.
        rested (int): the number that has come to rest.
        told: what that does is shown.

    Args:
        title: what is done.
        text: what the number means.
        value: at first, in pixels.
        highest: that can be chosen, in pixels.
        parent: the window.
        geometric: the slider has finer steps for small numbers than for large ones.
    """

    moved = Signal(int)
    rested = Signal(int)
    told = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        value: int,
        highest: int,
        parent: QWidget | None = None,
        *,
        geometric: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._highest = highest
        self._geometric = geometric and highest > _STEPS
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = parts.frame(self, title)
        layout.addWidget(parts.paragraph(text))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(*(0, _STEPS) if self._geometric else (1, highest))
        self._slider.setAccessibleName(title)
        self.number = QSpinBox(minimum=1, maximum=highest)
        self.number.setSuffix(self.tr(" px"))
        self.number.setAccessibleName(title)
        parts.make_room_in(self.number)
        row = QHBoxLayout()
        row.addWidget(self._slider, 1)
        row.addWidget(self.number)
        layout.addLayout(row)
        self._effect = parts.hint(" ")
        layout.addWidget(self._effect)
        layout.addWidget(parts.button_box(self, title))
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._come_to_rest)
        self._slider.setValue(self._step_of(value))
        self.number.setValue(value)
        self._slider.valueChanged.connect(self._take_step)
        self.number.valueChanged.connect(self._follow)
        self.setFixedWidth(380)
        parts.fit_height(self)
        self.number.setFocus()
        self.number.selectAll()

    @property
    def value(self) -> int:
        """In pixels."""
        return self.number.value()

    @property
    def effect(self) -> str:
        """What was told last; blank before that."""
        return self._effect.text()

    def event(self, event: QEvent) -> bool:
        """Qt's: the window's keys work here as well, of which one lets objects go, and one accepts candidates."""
        return claims(event, *_KEYS) or super().event(event)

    def tell_effect(self, text: str) -> None:
        """What the number that was tried last does."""
        self._effect.setText(text)
        if self._effect.heightForWidth(self._effect.width()) > self._effect.height():
            parts.fit_height(self)
        self.told.emit()

    def _step_of(self, value: int) -> int:
        return round(_STEPS * math.log(value) / math.log(self._highest)) if self._geometric else value

    @Slot(int)
    def _take_step(self, step: int) -> None:
        self.number.setValue(round(self._highest ** (step / _STEPS)) if self._geometric else step)

    @Slot(int)
    def _follow(self, value: int) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(self._step_of(value))
        self._rest.start()
        self.moved.emit(value)

    @Slot()
    def _come_to_rest(self) -> None:
        self.rested.emit(self.value)
