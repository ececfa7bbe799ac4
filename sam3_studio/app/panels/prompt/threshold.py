"""The threshold of a class: a slider over the scores of its candidates, and the number."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from sam3_studio.app.actions import leave_wheel_to_page
from sam3_studio.app.panels.number import NumberLeaving
from sam3_studio.app.theme import colors_of
from sam3_studio.app.theme.texts import make_title

_BINS = 40
_KNOB = 7.0  # px, radius
_STEPS = 100


class ThresholdControl(QWidget):
    """Slider and number, which always agree.

    Signals:
        changed (float): a person has moved the threshold, 0 to 1; comes while dragging, too.
        left: the number has been set; keys are to mean again what they mean in the window.
    """

    changed = Signal(float)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value = 0.0
        label = QLabel(self.tr("Threshold"))
        make_title(label)
        label.setToolTip(
            self.tr("Candidates that score more are shown. Below 0.05, the model is asked again for what it left out.")
        )
        self.slider = HistogramSlider()
        self.slider.setAccessibleName(self.tr("Threshold in percent"))
        self.number = QDoubleSpinBox(decimals=2, minimum=0.0, maximum=1.0, singleStep=0.01)
        self.number.setAccessibleName(self.tr("Threshold"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.number.setKeyboardTracking(False)
        NumberLeaving(self.number).left.connect(self.left)
        label.setBuddy(self.number)
        for part in (self.slider, self.number):
            leave_wheel_to_page(part)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label, 1)
        top.addWidget(self.number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.slider)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_threshold(0.5)
        self.slider.valueChanged.connect(self._take_slider)
        self.number.valueChanged.connect(self._take)

    def set_threshold(self, threshold: float) -> None:
        """Show a threshold, telling nobody."""
        before, self._value = self._value, threshold
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.slider.setValue(round(threshold * _STEPS))
            # What is being typed is no number yet, and Qt would write over it; this comes with each answer.
            if threshold != before:
                self.number.setValue(threshold)

    def set_scores(self, scores: Sequence[float]) -> None:
        """Scores of all candidates, 0 to 1, drawn behind the slider."""
        self.slider.set_scores(scores)

    @Slot(int)
    def _take_slider(self, percent: int) -> None:
        self._take(percent / _STEPS)

    @Slot(float)
    def _take(self, value: float) -> None:
        if abs(value - self._value) > 1e-9:
            self.set_threshold(value)
            self.changed.emit(value)


class HistogramSlider(QSlider):
    """A slider from 0 to 100 with a histogram of scores behind it: what lies right of the knob is shown."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._bars = (0,) * _BINS
        self.setRange(0, _STEPS)
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_scores(self, scores: Sequence[float]) -> None:
        """Scores, 0 to 1."""
        bars = [0] * _BINS
        for score in scores:
            bars[min(max(int(score * _BINS), 0), _BINS - 1)] += 1
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self.update()

    def sizeHint(self) -> QSize:
        """Qt's."""
        return QSize(200, 52)

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(80, 52)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's: the knob comes to where one clicks."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        colors = colors_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, knob = self._track(), self._knob_x()
        on = QColor(colors.accent_text if self.isEnabled() else colors.disabled)
        off = QColor(colors.edge if self.isEnabled() else colors.line)
        painter.setPen(Qt.PenStyle.NoPen)
        # Rare scores stay visible beside frequent ones: heights go with the square root.
        most, room, step = max(*self._bars, 4) ** 0.5, track.top() - 10, track.width() / _BINS
        for number, count in enumerate(self._bars):
            if count:
                height = max(room * count**0.5 / most, 2)
                left = track.left() + number * step
                painter.setBrush(on if left + step / 2 >= knob else off)
                painter.drawRoundedRect(QRectF(left + 0.5, track.top() - 4 - height, step - 1, height), 1, 1)
        painter.setBrush(QColor(colors.pressed))
        painter.drawRoundedRect(track, 2, 2)
        painter.setBrush(on)
        painter.drawRoundedRect(QRectF(knob, track.top(), track.right() - knob, track.height()), 2, 2)
        if self.hasFocus():
            painter.setPen(QPen(on, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(knob - _KNOB - 3, track.center().y() - _KNOB - 3, 2 * _KNOB + 6, 2 * _KNOB + 6))
        painter.setPen(QPen(on, 2))
        painter.setBrush(QColor(colors.raised))
        painter.drawEllipse(QRectF(knob - _KNOB, track.center().y() - _KNOB, 2 * _KNOB, 2 * _KNOB))
        painter.end()

    def _track(self) -> QRectF:
        edge = _KNOB + 4
        return QRectF(edge, self.height() - edge - 2, self.width() - 2 * edge, 4)

    def _knob_x(self) -> float:
        track = self._track()
        return track.left() + track.width() * self.value() / _STEPS

    def _go_to(self, x: float) -> None:
        track = self._track()
        self.setValue(round((x - track.left()) / max(track.width(), 1) * _STEPS))
