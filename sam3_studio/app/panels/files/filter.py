"""What pictures are to be like, beyond name and state: a small form, and a chip for everything that is set in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from sam3_studio.app.panels.chips import Chip
from sam3_studio.app.panels.flow import FlowLayout
from sam3_studio.app.panels.parts import MARGIN, SPACING
from sam3_studio.app.theme import swatch
from sam3_studio.dataset.project.filtering import ImageFilter

_ANY_SCORE = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What there is to choose from.

    Attributes:
        classes: id, name and colour (red, green, blue, 0 to 255) of each.
        tags: all of them.
    """

    classes: tuple[tuple[int, str, tuple[int, int, int]], ...] = ()
    tags: tuple[str, ...] = ()

    def class_name(self, class_id: int | None) -> str:
        """Of a class; empty for one that is gone."""
        return next((name for id_, name, _ in self.classes if id_ == class_id), "")


class FilterForm(QFrame):
    """A form that lies over the list while it is used; what is chosen counts at once.

    Signals:
        changed: something else is chosen.

    Args:
        parent: that it lies over.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter_form")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.classes, self.tags = QComboBox(), QComboBox()
        self.lowest, self.highest = (
            QDoubleSpinBox(minimum=0.0, maximum=1.0, singleStep=0.05, value=value) for value in _ANY_SCORE
        )
        self.with_note = QCheckBox(self.tr("With a &note"))
        self.clear = QPushButton(self.tr("C&lear filter"))
        self._lay_out()
        for box in (self.classes, self.tags):
            box.currentIndexChanged.connect(self.changed)
        for spin in (self.lowest, self.highest):
            spin.valueChanged.connect(self.changed)
        self.with_note.toggled.connect(self.changed)
        self.clear.clicked.connect(self._clear)

    @property
    def chosen(self) -> ImageFilter:
        """What is chosen here; text and states are chosen elsewhere."""
        low, high = round(self.lowest.value(), 2), round(self.highest.value(), 2)
        return ImageFilter(
            class_id=self.classes.currentData(),
            scores=None if (low, high) == _ANY_SCORE else (min(low, high), max(low, high)),
            tag=self.tags.currentData() or "",
            with_note=self.with_note.isChecked(),
        )

    def show_chosen(self, wanted: ImageFilter, choices: FilterChoices) -> None:
        """Show a filter, and what else could be chosen, telling nobody."""
        blockers = [QSignalBlocker(one) for one in (self.classes, self.tags, self.lowest, self.highest, self.with_note)]
        _fill(self.classes, self.tr("Any class"), [(name, id_, swatch(color)) for id_, name, color in choices.classes])
        _fill(self.tags, self.tr("Any tag"), [(tag, tag, QIcon()) for tag in choices.tags])
        self.classes.setCurrentIndex(max(0, self.classes.findData(wanted.class_id)))
        self.tags.setCurrentIndex(max(0, self.tags.findData(wanted.tag)) if wanted.tag else 0)
        low, high = wanted.scores or _ANY_SCORE
        self.lowest.setValue(low)
        self.highest.setValue(high)
        self.with_note.setChecked(wanted.with_note)
        for blocker in blockers:
            blocker.unblock()

    def open_below(self, widget: QWidget) -> None:
        """Show it right below a widget, or above where the screen ends."""
        self.setFixedWidth(max(widget.width(), self.sizeHint().width()))
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        height = self.sizeHint().height()
        if place.y() + height > screen.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, 0)).y() - height - 2)
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self.classes.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        for box in (self.classes, self.tags):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for spin in (self.lowest, self.highest):
            spin.lineEdit().setTextMargins(7, 0, 7, 0)
        scores = QHBoxLayout()
        scores.setSpacing(SPACING)
        to = QLabel(self.tr("to"))
        for part in (self.lowest, to, self.highest):
            scores.addWidget(part, 0 if part is to else 1)
        form = QFormLayout(self)
        form.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        form.setSpacing(SPACING)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("&Class"), self.classes)
        form.addRow(self.tr("&Score"), scores)
        label = form.labelForField(scores)
        if isinstance(label, QLabel):
            label.setBuddy(self.lowest)
        form.addRow(self.tr("&Tag"), self.tags)
        form.addRow("", self.with_note)
        form.addRow("", self.clear)
        self.lowest.setAccessibleName(self.tr("Lowest score"))
        self.highest.setAccessibleName(self.tr("Highest score"))

    @Slot()
    def _clear(self) -> None:
        self.show_chosen(ImageFilter(), FilterChoices())
        self.hide()
        self.changed.emit()


class FilterChips(QWidget):
    """A chip for everything that is set in a filter; a click on it takes that back.

    Signals:
        wanted (ImageFilter): what is left of the filter.

    Args:
        parent: of this widget.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._layout = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All of them, in order."""
        return tuple(self._chips)

    def show_filter(self, wanted: ImageFilter, choices: FilterChoices) -> None:
        """Show what is set."""
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(text, rest) for text, rest in self._parts(wanted, choices)]
        self.setVisible(bool(self._chips))
        self.updateGeometry()

    def _parts(self, wanted: ImageFilter, choices: FilterChoices) -> Iterator[tuple[str, ImageFilter]]:
        """What is set, in words, each with what the filter is without it."""
        if wanted.class_id is not None:
            yield choices.class_name(wanted.class_id), replace(wanted, class_id=None)
        if wanted.scores is not None:
            low, high = (self.locale().toString(score, "f", 2) for score in wanted.scores)
            yield self.tr("score {low} to {high}").format(low=low, high=high), replace(wanted, scores=None)
        if wanted.tag:
            yield f"#{wanted.tag}", replace(wanted, tag="")
        if wanted.with_note:
            yield self.tr("with a note"), replace(wanted, with_note=False)

    def _chip(self, text: str, rest: ImageFilter) -> Chip:
        chip = Chip(text, self.tr("Filter: {what}").format(what=text), parent=self)
        chip.setToolTip(self.tr("Only pictures with this are listed; click to remove it."))
        take_back: Callable[[], None] = partial(self.wanted.emit, rest)
        chip.clicked.connect(take_back)
        chip.removed.connect(take_back)
        self._layout.addWidget(chip)
        chip.show()
        return chip


def _fill(box: QComboBox, nothing: str, items: Sequence[tuple[str, object, QIcon]]) -> None:
    box.clear()
    box.addItem(nothing, None)
    for text, data, sign in items:
        box.addItem(sign, text, data)
