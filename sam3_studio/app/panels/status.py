"""The status bar: device, encoding, cursor, zoom, saved, and what is to be read now."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from sam3_studio.app.panels.parts import GAP, SPACING, ElidedLabel, Swatch
from sam3_studio.app.theme import colors_of, icon
from sam3_studio.app.theme.texts import make_quiet

_TOLD = 6000
"""Milliseconds for which an answer to a key is to be read."""


class EncodingState(StrEnum):
    """How far the picture in hand is prepared for the model."""

    NONE = "none"
    ENCODING = "encoding"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PixelUnderCursor:
    """What the mouse points at.

    Attributes:
        x: column in pixels of the picture.
        y: row in pixels of the picture.
        color: red, green and blue of the picture there, 0 to 255.
    """

    x: int
    y: int
    color: tuple[int, int, int]


class StatusBar(QStatusBar):
    """Tells what goes on.

    Signals:
        device_clicked: a person wants to know more about the model.
        zoom_clicked: the whole picture is to be shown.
        notices_clicked: a person wants to read what was said so far.
    """

    device_clicked = Signal()
    zoom_clicked = Signal()
    notices_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._answer = ElidedLabel()
        self._answered = QTimer(self, singleShot=True, interval=_TOLD)
        self._answered.timeout.connect(self._clear)
        self._spinner = Spinner()
        self._encoding = QLabel()
        self._swatch = Swatch(14)
        self._pixel = QLabel()
        self._saved = QLabel(self.tr("✓ Saved"))
        self._device = self._button("model", self.tr("Model and device"))
        self._zoom = self._button("fit", self.tr("Zoom; click to see the whole picture"))
        self._notices = self._button("notices", self.tr("Messages so far"))
        self._device.clicked.connect(self.device_clicked)
        self._zoom.clicked.connect(self.zoom_clicked)
        self._notices.clicked.connect(self.notices_clicked)
        for label in (self._encoding, self._pixel, self._saved):
            make_quiet(label)
        self._saved.setToolTip(self.tr("Every step is on disk at once."))
        self._lay_out()
        self.set_device("", "")
        self.set_encoding(EncodingState.NONE)
        self.set_pixel(None)
        self.set_zoom(None)
        self.show_saved(shown=False)

    def set_device(self, device: str, reason: str) -> None:
        """Where the model computes, such as "cuda:0 in bfloat16", and why; empty for no model."""
        shown = device or self.tr("no model")
        self._device.setText(f" {shown}")  # styles leave too little between icon and text
        self._device.setToolTip("\n".join(line for line in (shown, reason) if line))
        self._device.setAccessibleDescription(self._device.toolTip())

    def set_encoding(self, state: EncodingState, reason: str = "") -> None:
        """How far the picture in hand is prepared; a reason is told where that failed."""
        texts = {
            EncodingState.NONE: "",
            EncodingState.ENCODING: self.tr("Encoding…"),
            EncodingState.READY: self.tr("Encoded"),
            EncodingState.FAILED: self.tr("Not encoded"),
        }
        self._encoding.setText(texts[state])
        self._encoding.setToolTip(reason or self.tr("A picture that is encoded answers at once."))
        self._encoding.setVisible(state is not EncodingState.NONE)
        self._spinner.setVisible(state is EncodingState.ENCODING)

    def set_pixel(self, pixel: PixelUnderCursor | None) -> None:
        """What the mouse points at; None while it is not over the picture."""
        self._swatch.set_color(pixel.color if pixel else None)
        self._pixel.setText(f"{pixel.x}, {pixel.y}   {' '.join(map(str, pixel.color))}" if pixel else "")
        self._pixel.setAccessibleName(self._pixel.text())

    def set_zoom(self, zoom: float | None) -> None:
        """Pixels of the screen for each of the picture; None without a picture."""
        self._zoom.setVisible(zoom is not None)
        if zoom is not None:
            percent = zoom * 100
            self._zoom.setText(f" {self.locale().toString(percent, 'f', 0 if percent >= 10 else 1)} %")

    def show_saved(self, *, shown: bool) -> None:
        """Whether to say that everything is on disk, as it is at any time while a project is open."""
        self._saved.setVisible(shown)

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Show a sentence for some seconds, such as why a key does nothing."""
        self._answer.set_text(sentence)
        self._answered.start()
        if self._answer.text() != sentence:
            # A sentence without its end says nothing: the pixel makes room for it.
            self._show_pixel(shown=False)

    @Slot()
    def _clear(self) -> None:
        self._answer.set_text("")
        self._show_pixel(shown=True)

    def _show_pixel(self, *, shown: bool) -> None:
        for part in (self._swatch, self._pixel):
            part.setVisible(shown)

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(14, 14))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        self._notices.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        # The place of the pixel stays as wide as it gets, so that nothing runs to and fro under the mouse.
        self._pixel.setMinimumWidth(self.fontMetrics().horizontalAdvance("00000, 00000   000 000 000"))
        self._pixel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        everything = QWidget()
        layout = QHBoxLayout(everything)
        layout.setContentsMargins(SPACING, 0, SPACING, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self._notices)
        layout.addWidget(self._answer, 1)
        layout.addWidget(self._swatch)
        layout.addWidget(self._pixel)
        layout.addWidget(self._spinner)
        layout.addWidget(self._encoding)
        layout.addWidget(self._saved)
        layout.addWidget(self._zoom)
        layout.addSpacing(GAP)
        layout.addWidget(self._device)
        self.addWidget(everything, 1)


class Spinner(QWidget):
    """A small arc that turns while it is visible."""

    def __init__(self) -> None:
        super().__init__()
        self._angle = 0
        self._timer = QTimer(self, interval=60)
        self._timer.timeout.connect(self._turn)
        self.setFixedSize(14, 14)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        colors = colors_of(self.palette())
        painter.setPen(QPen(QColor(colors.pressed), 2))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(colors.accent_text), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, -self._angle * 16, 100 * 16)
        painter.end()

    @Slot()
    def _turn(self) -> None:
        self._angle = (self._angle + 20) % 360
        self.update()
