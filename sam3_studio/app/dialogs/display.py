"""Brightness, contrast and opacity, to be tried while the picture is seen."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from sam3_studio.app.actions import claims
from sam3_studio.app.dialogs import parts


@dataclass(frozen=True, slots=True)
class Adjustment:
    """How the picture and the masks on it are shown.

    Attributes:
        brightness: -100 to 100 percent, 0 for the picture as it is.
        contrast: -100 to 100 percent, 0 for the picture as it is.
        opacity: of the masks' fill, 0 to 100 percent.
    """

    brightness: int = 0
    contrast: int = 0
    opacity: int = 45


class DisplayDialog(QDialog):
    """Three sliders that act at once; work goes on in the window meanwhile.

    Signals:
        changed: the `Adjustment` now.

    Args:
        now: where the sliders stand.
        default: where "Reset" puts them.
        parent: the window.
    """

    changed = Signal(object)

    def __init__(self, now: Adjustment, default: Adjustment, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._default = default
        layout = parts.frame(self, self.tr("Brightness and contrast"))
        fields = parts.form()
        self._brightness = self._slider(self.tr("&Brightness"), -100, now.brightness, fields)
        self._contrast = self._slider(self.tr("&Contrast"), -100, now.contrast, fields)
        self._opacity = self._slider(self.tr("&Opacity of masks"), 0, now.opacity, fields)
        layout.addLayout(fields)
        layout.addWidget(
            parts.hint(self.tr("For your eyes alone: the model and the exports see the picture as it is."))
        )
        box = parts.button_box(self)
        reset = box.addButton(self.tr("Reset"), parts.ButtonRole.ResetRole)
        reset.clicked.connect(self._reset)
        for button in box.findChildren(QPushButton):
            # No button stands out: the sliders act at once, there is nothing to confirm.
            button.setAutoDefault(False)
            button.setDefault(False)
        layout.addWidget(box)
        self.setFixedWidth(380)
        parts.fit_height(self)

    @property
    def adjustment(self) -> Adjustment:
        """Where the sliders stand."""
        return Adjustment(self._brightness.value(), self._contrast.value(), self._opacity.value())

    def event(self, event: QEvent) -> bool:
        """Qt's: Escape closes it. The window's keys work here as well, and Escape would be one of them."""
        return claims(event, Qt.Key.Key_Escape) or super().event(event)

    def _slider(self, text: str, lowest: int, value: int, fields: QFormLayout) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(lowest, 100)
        slider.setPageStep(10)
        slider.setValue(value)
        slider.setAccessibleName(text.replace("&", ""))
        number = QLabel()
        number.setMinimumWidth(number.fontMetrics().horizontalAdvance("−100 %"))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setNum(value)
        slider.valueChanged.connect(number.setNum)
        slider.valueChanged.connect(self._tell)
        row = QHBoxLayout()
        row.addWidget(slider, 1)
        row.addWidget(number)
        fields.addRow(parts.row_label(text, slider), row)
        return slider

    def _tell(self) -> None:
        self.changed.emit(self.adjustment)

    def _reset(self) -> None:
        self._brightness.setValue(self._default.brightness)
        self._contrast.setValue(self._default.contrast)
        self._opacity.setValue(self._default.opacity)
