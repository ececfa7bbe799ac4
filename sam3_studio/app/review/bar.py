"""What stands above the candidates: of which class they are, in which order, and from which score on."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from sam3_studio.app.theme import icon, swatch
from sam3_studio.app.theme.texts import make_quiet
from sam3_studio.core.labeling import LabelClass

_SPACING = 8
_STEPS = 100
"""Of the slider, from 0 to 1."""


class Order(Enum):
    """Of candidates."""

    SCORE = "score"
    NEED = "need"


class ReviewBar(QWidget):
    """Choices, and how many candidates there are.

    Signals:
        class_changed (int): candidates of this class are wanted, or the same ones anew.
        filter_changed: another order or lowest score is wanted.

    Args:
        classes: that there are, one at least.
        class_id: the one to begin with.
    """

    class_changed = Signal(int)
    filter_changed = Signal()

    def __init__(self, classes: Sequence[LabelClass], class_id: int) -> None:
        super().__init__()
        self._thresholds: dict[int, float] = {}
        self.classes, self.orders = QComboBox(), QComboBox()
        self.lowest_score = QSlider(Qt.Orientation.Horizontal)
        for part in (self.classes, self.orders, self.lowest_score):
            # Keys go to the candidates, where they are wanted; Tab still leads here.
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lowest, self._count = QLabel(), QLabel()
        self._again = QToolButton()
        self._again.setIcon(icon("redo"))
        self._fill()
        self.set_classes(classes, class_id)
        self._name()
        self._lay_out()
        self._take_threshold()
        self.classes.currentIndexChanged.connect(self._choose_class)
        self.orders.currentIndexChanged.connect(self.filter_changed)
        self.lowest_score.valueChanged.connect(self._tell_lowest)
        self._again.clicked.connect(self.ask)

    @property
    def class_id(self) -> int:
        """Of the class that is chosen."""
        return int(self.classes.currentData())

    @property
    def threshold(self) -> float:
        """Of that class."""
        return self._thresholds[self.class_id]

    @property
    def order(self) -> Order:
        """That is wanted."""
        return Order(self.orders.currentData())

    @property
    def lowest(self) -> float:
        """The lowest score that is wanted."""
        return self.lowest_score.value() / _STEPS

    def set_classes(self, classes: Sequence[LabelClass], class_id: int) -> None:
        """Offer these classes, telling nobody.

        Args:
            classes: one at least.
            class_id: the one to be chosen; where it is none of them, the first is.
        """
        self._thresholds = {one.id: one.threshold for one in classes}
        with QSignalBlocker(self.classes):
            self.classes.clear()
            for one in classes:
                self.classes.addItem(swatch(one.color), one.name, one.id)
            self.classes.setCurrentIndex(max(self.classes.findData(class_id), 0))

    def follow(self, classes: Sequence[LabelClass]) -> None:
        """There are these classes now; candidates of another one are wanted where the chosen one is gone."""
        before = self.class_id
        self.set_classes(classes, before)
        if self.class_id != before:
            self._choose_class()

    @Slot()
    def ask(self) -> None:
        """Have the candidates of the class listed anew."""
        self.class_changed.emit(self.class_id)

    def tell_count(self, text: str) -> None:
        """Say how many candidates there are."""
        self._count.setText(text)

    def _fill(self) -> None:
        self.classes.setMinimumContentsLength(14)
        self.orders.addItem(self.tr("Best first"), Order.SCORE.value)
        self.orders.addItem(self.tr("Most doubtful first"), Order.NEED.value)
        self.lowest_score.setRange(0, _STEPS)
        self.lowest_score.setPageStep(5)
        # It makes way for what is counted: the window is not to become wider than a small screen.
        self.lowest_score.setMinimumWidth(60)
        self.lowest_score.setMaximumWidth(160)

    def _name(self) -> None:
        self.classes.setAccessibleName(self.tr("Class"))
        self.orders.setAccessibleName(self.tr("Order"))
        self.lowest_score.setAccessibleName(self.tr("Lowest score"))
        self._again.setToolTip(self.tr("List again, without what is decided (F5)"))
        self._again.setAccessibleName(self.tr("List again"))
        self._again.setShortcut("F5")
        make_quiet(self._count)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Score from"))
        self._lowest.setMinimumWidth(self._lowest.fontMetrics().horizontalAdvance("0,000"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        left: tuple[QWidget, ...] = (self.classes, self.orders, label, self.lowest_score, self._lowest)
        for part in left:
            layout.addWidget(part, 1 if part is self.lowest_score else 0)
        layout.addStretch()
        layout.addWidget(self._count)
        layout.addWidget(self._again)

    @Slot()
    def _choose_class(self) -> None:
        self._take_threshold()
        self.ask()

    def _take_threshold(self) -> None:
        """What is above the threshold is shown at first."""
        blocker = QSignalBlocker(self.lowest_score)
        self.lowest_score.setValue(round(self.threshold * _STEPS))
        blocker.unblock()
        self._lowest.setText(self.locale().toString(self.lowest, "f", 2))

    @Slot()
    def _tell_lowest(self) -> None:
        self._lowest.setText(self.locale().toString(self.lowest, "f", 2))
        self.filter_changed.emit()
