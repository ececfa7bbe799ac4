"""Making or changing a class."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabelClass
from sam3_studio.dataset.project.palette import PALETTE
from sam3_studio.dataset.report import check_class_names
from sam3_studio.editing.attributes import parsed, written

OFFERED = PALETTE[:10]
"""Colours to choose from at a click."""
_SWATCH = 22


class ClassEditor(QDialog):
    """The form of one class.

    Signals:
        class_chosen: the `LabelClass` as it is to be.
    """

    class_chosen = Signal(object)

    def __init__(
        self, label_class: LabelClass, others: Sequence[LabelClass] = (), parent: QWidget | None = None
    ) -> None:
        """Edits a class.

        Args:
            label_class: what to start from; its name may be empty for a new one.
            others: the project's other classes.
            parent: the window.
        """
        super().__init__(parent)
        self._class = label_class
        self._others = tuple(others)
        self._color = label_class.color
        title = self.tr("Class “{name}”").format(name=label_class.name) if label_class.name else self.tr("New class")
        layout = parts.frame(self, title, QSize(480, 0))
        fields = parts.form()
        self._name = QLineEdit(label_class.name)
        self._name.setPlaceholderText(self.tr("as label files call it"))
        fields.addRow(parts.row_label(self.tr("&Name"), self._name), self._name)
        palette = self._palette()
        fields.addRow(parts.row_label(self.tr("Colour"), palette), palette)
        self._digit = self._digits()
        fields.addRow(parts.row_label(self.tr("&Key"), self._digit), self._digit)
        self._concepts = QLineEdit(", ".join(label_class.concepts))
        self._concepts.setPlaceholderText(self.tr("yellow school bus, minibus"))
        concepts = parts.below(self._concepts, self.tr("What finds its objects in pictures, separated by commas."))
        fields.addRow(parts.row_label(self.tr("&Concepts"), self._concepts), concepts)
        self._threshold = QDoubleSpinBox(minimum=0.0, maximum=1.0, singleStep=0.05, value=label_class.threshold)
        threshold = parts.below(self._threshold, self.tr("Candidates that score more are shown."))
        fields.addRow(parts.row_label(self.tr("&Threshold"), self._threshold), threshold)
        self._area = QSpinBox(maximum=100_000_000, value=label_class.minimum_area)
        parts.make_room_in(self._threshold)
        parts.make_room_in(self._area)
        self._area.setGroupSeparatorShown(True)
        self._area.setSuffix(self.tr(" px"))
        fields.addRow(parts.row_label(self.tr("&Smallest area"), self._area), self._area)
        self._attributes = QPlainTextEdit(written(label_class.attributes))
        self._attributes.setPlaceholderText(self.tr("colour: white, brown = white"))
        self._attributes.setTabChangesFocus(True)
        self._attributes.setFixedHeight(self._attributes.fontMetrics().lineSpacing() * 3 + 16)
        attributes = parts.below(
            self._attributes, self.tr("What is to be said of its objects, one a line; what follows “=” is the default.")
        )
        label = parts.row_label(self.tr("&Attributes"), self._name)
        label.setBuddy(self._attributes)
        fields.addRow(label, attributes)
        layout.addLayout(fields)
        self._problem = parts.problem_line()
        layout.addWidget(self._problem)
        layout.addStretch(1)
        box = parts.button_box(self, self.tr("Save class"))
        self._accept = parts.accept_button(box)
        layout.addWidget(box)
        self._shown = self._typed
        for line in (self._name, self._concepts):
            line.textChanged.connect(self._check)
        self._check()
        parts.fit_height(self)

    @property
    def label_class(self) -> LabelClass:
        """As it is in the form now; what nobody has touched is as it was, also where that cannot be shown."""
        before = self._class
        (concepts, threshold, attributes), shown = self._typed, self._shown
        each = dict.fromkeys(" ".join(part.split()) for part in concepts.split(","))
        return replace(
            before if concepts == shown[0] else before.with_concepts(tuple(filter(None, each))),
            name=self._name.text().strip(),
            color=self._color,
            digit=self._digit.currentData(),
            threshold=before.threshold if threshold == shown[1] else round(threshold, 2),
            minimum_area=self._area.value(),
            attributes=before.attributes if attributes == shown[2] else parsed(attributes),
        )

    @property
    def _typed(self) -> tuple[str, float, str]:
        """Concepts, threshold and attributes as the form shows them."""
        return self._concepts.text(), self._threshold.value(), self._attributes.toPlainText()

    @property
    def problem(self) -> str:
        """What keeps the class from being saved, a sentence; empty when nothing does."""
        name = self.label_class.name
        if not name:
            return self.tr("A class needs a name.")
        is_new = name != self._class.name  # label files may have brought two that differ in case alone
        if is_new and name.casefold() in {other.name.casefold() for other in self._others}:
            return self.tr("There is a class “{name}” already; choose another name.").format(name=name)
        try:
            check_class_names([name])
        except DatasetError:
            return self.tr("Label files cannot hold this name, as it has characters that no line can show.")
        return ""

    def accept(self) -> None:
        """Qt's."""
        if not self.problem:
            self.class_chosen.emit(self.label_class)
            super().accept()

    def _check(self) -> None:
        problem = self.problem
        # Nobody has done anything wrong by not having begun yet.
        self._problem.setText(problem if self._name.text() else "")
        self._accept.setEnabled(not problem)

    def _palette(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._swatches = QButtonGroup(self)
        # One of another colour comes first, as soon as there is one.
        self._own = QToolButton()
        for color, swatch in [(self._color, self._own), *((color, QToolButton()) for color in OFFERED)]:
            swatch.setAutoRaise(True)
            swatch.setCheckable(True)
            swatch.setIconSize(QSize(_SWATCH, _SWATCH))
            self._paint(swatch, color)
            self._swatches.addButton(swatch)
            layout.addWidget(swatch)
            swatch.setChecked(color == self._color)
        self._own.setVisible(self._color not in OFFERED)
        self._swatches.buttonClicked.connect(self._take_swatch)
        other = QPushButton(self.tr("Other…"))
        other.clicked.connect(self._choose_other)
        layout.addStretch(1)
        layout.addWidget(other)
        return row

    def _take_swatch(self, swatch: QToolButton) -> None:
        self._color = _parts_of(swatch.property("color"))

    def _choose_other(self) -> None:
        chosen = QColorDialog.getColor(QColor(*self._color), self, self.tr("Colour of the class"))
        if chosen.isValid():
            self._color = _parts_of(chosen)
            self._paint(self._own, self._color)
            self._own.setChecked(True)
            self._own.show()
            self._own.setFocus()  # where Enter saves, and does not ask for a colour once more

    def _paint(self, swatch: QToolButton, color: tuple[int, int, int]) -> None:
        code = QColor(*color).name()
        swatch.setIcon(color_icon(color, _SWATCH))
        swatch.setAccessibleName(self.tr("Colour {code}").format(code=code))
        swatch.setToolTip(code)
        swatch.setProperty("color", QColor(*color))

    def _digits(self) -> QComboBox:
        taken = {other.digit: parts.brief(other.name, 30) for other in self._others if other.digit}
        digits = QComboBox()
        digits.addItem(self.tr("none"), None)
        for digit in range(1, 10):
            text = self.tr("{digit} – so far “{name}”").format(digit=digit, name=taken[digit]) if digit in taken else ""
            digits.addItem(text or str(digit), digit)
        digits.setCurrentIndex(self._class.digit or 0)
        return digits


def _parts_of(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def color_icon(color: tuple[int, int, int], side: int) -> QIcon:
    """A disc of a colour, sharp at any scale of the screen."""
    scale = 4
    pixmap = QPixmap(side * scale, side * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(*color))
    margin = 2 * scale
    painter.drawEllipse(pixmap.rect().adjusted(margin, margin, -margin, -margin))
    painter.end()
    return QIcon(pixmap)
