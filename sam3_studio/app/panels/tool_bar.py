"""The bar over the picture: which tool the mouse has, and how it is set up."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QSlider, QSpinBox, QToolButton, QWidget

from sam3_studio.app.panels.parts import GAP, SPACING, tool_button
from sam3_studio.app.settings.table import MOST_BRUSH
from sam3_studio.app.theme import Icons, icon
from sam3_studio.editing.strokes import Tip

_ICON = QSize(18, 18)
_STEPS = 100


class ToolBar(QWidget):
    """A button for each tool, and beside them the options of the brush while it is in use.

    Signals:
        size_changed (int): the brush is to have this diameter, in pixels of the picture.
        tip_changed (Tip): the brush is to have this shape.

    Args:
        tools: choose them; groups are divided by a line.
        icons: gives icons.
        parent: of this widget.
    """

    size_changed = Signal(int)
    tip_changed = Signal(object)

    def __init__(self, tools: Sequence[Sequence[QAction]], icons: Icons = icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tools"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACING, GAP, SPACING, GAP)
        layout.setSpacing(2)
        for number, group in enumerate(tools):
            if number:
                layout.addWidget(_line())
            for action in group:
                layout.addWidget(_button(action))
        self._options = QWidget()
        self._fill_options(icons)
        layout.addWidget(self._options)
        layout.addStretch(1)
        self.setFixedHeight(self.sizeHint().height())  # the picture is not to move when options come and go

    def _fill_options(self, icons: Icons) -> None:
        layout = QHBoxLayout(self._options)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(_line())
        label = QLabel(self.tr("Size"))
        label.setProperty("quiet", True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(self.tr("Size of the brush"))
        self.slider.setFixedWidth(110)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.number = QSpinBox(minimum=1, maximum=MOST_BRUSH)
        self.number.setAccessibleName(self.tr("Size of the brush in pixels of the picture"))
        self.number.setSuffix(self.tr(" px"))
        self.number.setKeyboardTracking(False)
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("0000 px") + 44)
        label.setBuddy(self.number)
        self._circle = tool_button(icons, "tip-circle", self.tr("Round brush"))
        self._square = tool_button(icons, "tip-square", self.tr("Square brush"))
        self._tips = QButtonGroup(self)
        for widget in (label, self.slider, self.number, self._circle, self._square):
            layout.addWidget(widget)
        for button in (self._circle, self._square):
            button.setCheckable(True)
            self._tips.addButton(button)
        self.slider.valueChanged.connect(self._take_slider)
        self.number.valueChanged.connect(self.size_changed)
        self._circle.clicked.connect(self._take_circle)
        self._square.clicked.connect(self._take_square)

    def show_brush(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's own
        """Whether the options of the brush are there."""
        self._options.setVisible(shown)

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


def _size_at(step: int) -> int:
    """Small sizes need finer steps than large ones."""
    return max(1, round(math.pow(MOST_BRUSH, step / _STEPS)))


def _step_of(size: int) -> int:
    return next(step for step in range(_STEPS + 1) if _size_at(step) >= size)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(_ICON)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().replace("&", ""))
    return button


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setProperty("divider", True)
    return line
