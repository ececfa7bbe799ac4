"""How tools are set up: the brush, and the corners of an outline."""

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDoubleSpinBox, QHBoxLayout, QLabel, QLayoutItem, QSlider, QSpinBox, QWidget

from sam3_studio.app.panels.number import NumberLeaving
from sam3_studio.app.panels.parts import GAP, tool_button
from sam3_studio.app.settings.table import MOST_BRUSH, MOST_TOLERANCE
from sam3_studio.app.theme.texts import make_quiet
from sam3_studio.editing.strokes import Tip

_STEPS = 100


class ToolOptions(QWidget):
    """How one tool is set up.

    Attributes:
        spare: the part that is left out first where there is little room; None for none.
        saying: the part that says now this, now that; None for none.
        sayings: what it may say, on a line or two.

    Signals:
        refitted: it takes more or less room than before.
        left: a number has been set; keys are to mean again what they mean in the window.
    """

    refitted = Signal()
    left = Signal()
    spare: QWidget | None = None
    saying: QLabel | None = None
    sayings: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GAP, 0, 0, 0)
        self._row.setSpacing(GAP)

    @property
    def least_width(self) -> int:
        """That it takes without the spare part."""
        return self._taken_by([part for part in self._parts if not part.isHidden()])

    @property
    def whole_width(self) -> int:
        """That it takes with the spare part, which does not come and go with what is said."""
        if self.spare is None:
            return self.least_width
        return self.most_width + _width_of(self.spare) + self._row.spacing()

    @property
    def most_width(self) -> int:
        """That it takes without the spare part whatever it says, and with all that it may show."""
        taken = self._taken_by(self._parts)
        return taken if self.saying is None else taken + max(self._widest - _width_of(self.saying), 0)

    @property
    def _widest(self) -> int:
        """Line that may be said."""
        if self.saying is None:
            return 0
        lines = (line for saying in self.sayings for line in saying.splitlines())
        return max(map(self.saying.fontMetrics().horizontalAdvance, lines))

    @property
    def _items(self) -> list[QLayoutItem]:
        return [item for number in range(self._row.count()) if (item := self._row.itemAt(number))]

    @property
    def _parts(self) -> list[QWidget]:
        return [part for item in self._items if (part := item.widget()) and part is not self.spare]

    def _taken_by(self, parts: list[QWidget]) -> int:
        # Qt puts no spacing beside a blank.
        blanks = sum(item.sizeHint().width() for item in self._items if item.widget() is None)
        gaps = self._row.spacing() * max(len(parts) - 1, 0)
        return self._row.contentsMargins().left() + blanks + sum(map(_width_of, parts)) + gaps


class BrushOptions(ToolOptions):
    """Size and shape of the brush.

    Signals:
        size_changed (int): it is to have this diameter, in pixels of the picture.
        tip_changed (Tip): it is to have this shape.
    """

    size_changed = Signal(int)
    tip_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.spare = self.slider = _slider(self.tr("Size of the brush"), _STEPS)
        self.number = QSpinBox(minimum=1, maximum=MOST_BRUSH)
        self.number.setAccessibleName(self.tr("Size of the brush in pixels of the picture"))
        self.number.setSuffix(self.tr(" px"))
        self.number.setKeyboardTracking(False)
        NumberLeaving(self.number).left.connect(self.left)
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._circle = tool_button("tip-circle", self.tr("Round brush"))
        self._square = tool_button("tip-square", self.tr("Square brush"))
        self._tips = QButtonGroup(self)
        _fill(self._row, QLabel(self.tr("Size")), self.slider, self.number)
        for button in (self._circle, self._square):
            button.setCheckable(True)
            self._tips.addButton(button)
            self._row.addWidget(button)
        self.slider.valueChanged.connect(self._take_slider)
        self.number.valueChanged.connect(self.size_changed)
        self._circle.clicked.connect(self._take_circle)
        self._square.clicked.connect(self._take_square)

    def set_brush(self, size: int, tip: Tip) -> None:
        """Show how the brush is set up, telling nobody."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.slider.setValue(_step_of(size))
            self.number.setValue(size)
        (self._square if tip is Tip.SQUARE else self._circle).setChecked(True)

    @Slot(int)
    def _take_slider(self, step: int) -> None:
        self.size_changed.emit(_size_at(step))

    @Slot()
    def _take_circle(self) -> None:
        self.tip_changed.emit(Tip.CIRCLE)

    @Slot()
    def _take_square(self) -> None:
        self.tip_changed.emit(Tip.SQUARE)


class CornerOptions(ToolOptions):
    """How closely corners follow a mask, and how many they are.

    Signals:
        tolerance_changed (float): how far the mask may be from the lines between corners, in pixels of the picture.
    """

    tolerance_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.spare = self.slider = _slider(self.tr("Tolerance"), round(MOST_TOLERANCE * 10))
        self.number = QDoubleSpinBox(decimals=1, minimum=0.0, maximum=MOST_TOLERANCE, singleStep=0.5)
        self.number.setAccessibleName(self.tr("How far the outline may be from the lines between corners, in pixels"))
        self.number.setSuffix(self.tr(" px"))
        self.number.setKeyboardTracking(False)
        NumberLeaving(self.number).left.connect(self.left)
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.saying = self._saying = QLabel()
        self._name = self.tr("Tolerance")
        self.sayings = (
            self.tr("Select one object"),
            self.tr("Unlock it first"),
            self.tr("%Ln corner(s)", "", 99_999),
        )
        # One over the other: beside each other they would leave the slider no room in a window of 1280 pixels.
        _fill(self._row, self._saying, self.slider, self.number)
        self.slider.setFixedWidth(96)
        self.set_count(None)
        self.slider.valueChanged.connect(self._take_slider)
        self.number.valueChanged.connect(self._take)

    def set_tolerance(self, tolerance: float) -> None:
        """Show a tolerance, telling nobody."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.slider.setValue(round(tolerance * 10))
            self.number.setValue(tolerance)

    def set_count(self, corners: int | None, *, locked: bool = False) -> None:
        """How many corners the selected object has; None where none or several are selected, or it is locked."""
        unready = self.tr("Unlock it first") if locked else self.tr("Select one object")
        self._told = unready if corners is None else self.tr("%Ln corner(s)", "", corners)
        self._saying.setText(f"{self._name}\n{self._told}")
        self._saying.setMinimumWidth(self._widest)  # else the slider would slip away under the hand that changes it

    @property
    def told(self) -> str:
        """What is said of the number of corners."""
        return self._told

    @Slot(int)
    def _take_slider(self, tenths: int) -> None:
        self._take(tenths / 10)

    @Slot(float)
    def _take(self, tolerance: float) -> None:
        self.set_tolerance(tolerance)
        self.tolerance_changed.emit(tolerance)


def _width_of(part: QWidget) -> int:
    return min(max(part.sizeHint().width(), part.minimumWidth()), part.maximumWidth())


def _fill(row: QHBoxLayout, label: QLabel, slider: QSlider, number: QSpinBox | QDoubleSpinBox) -> None:
    make_quiet(label)
    label.setBuddy(number)
    number.setFixedWidth(number.fontMetrics().horizontalAdvance("0000 px") + 44)
    for part in (label, slider, number):
        row.addWidget(part)


def _slider(name: str, highest: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, highest)
    slider.setAccessibleName(name)
    slider.setFixedWidth(110)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return slider


def _size_at(step: int) -> int:
    """Small sizes need finer steps than large ones."""
    return max(1, round(math.pow(MOST_BRUSH, step / _STEPS)))


def _step_of(size: int) -> int:
    return next(step for step in range(_STEPS + 1) if _size_at(step) >= size)
