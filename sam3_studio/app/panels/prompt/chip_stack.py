"""The chips of a prompt: its concepts, then its boxes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sam3_studio.app.panels.chips import Chip
from sam3_studio.app.panels.flow import FlowLayout
from sam3_studio.app.panels.prompt.values import BoxEntry, ConceptEntry


class ChipStack(QWidget):
    """Shows concepts and boxes as chips. Boxes are numbered, positive and negative ones apart.

    Signals:
        concept_switched (str, bool): a concept is to take part, or not.
        concept_removed (str): a concept is to be removed.
        box_switched (str, bool): a box is to take part, or not.
        box_removed (str): a box is to be removed.

    Args:
        after: Tab leads from this widget to the chips.
    """

    concept_switched = Signal(str, bool)
    concept_removed = Signal(str)
    box_switched = Signal(str, bool)
    box_removed = Signal(str)

    def __init__(self, after: QWidget) -> None:
        super().__init__()
        self._after = after
        self._chips: dict[str, Chip] = {}
        self._shown: tuple[tuple[ConceptEntry, ...], tuple[BoxEntry, ...]] = ((), ())
        self._layout = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All of them, in order."""
        return tuple(self._chips.values())

    def set_stack(self, concepts: Sequence[ConceptEntry], boxes: Sequence[BoxEntry]) -> None:
        """Show these; the focus stays at its place, so that several can be removed in a row."""
        new = tuple(concepts), tuple(boxes)
        if new == self._shown:
            return
        self._shown = new
        place = next((number for number, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for old in self._chips.values():
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = {}
        for concept in concepts:
            self._add(self._concept_chip(concept), f"concept {concept.text}")
        numbers = {True: 0, False: 0}
        for box in boxes:
            numbers[box.positive] += 1
            self._add(self._box_chip(box, numbers[box.positive]), f"box {box.id}")
        self.setVisible(bool(self._chips))
        self.updateGeometry()
        if place is not None and self._chips:
            self.chips[min(place, len(self._chips) - 1)].setFocus()

    def _add(self, chip: Chip, key: str) -> None:
        before = self.chips[-1] if self._chips else self._after
        self._chips[key] = chip
        self._layout.addWidget(chip)
        chip.show()
        # Tab goes by the order of making otherwise, and chips come and go.
        self.setTabOrder(before, chip)

    def _concept_chip(self, concept: ConceptEntry) -> Chip:
        description, sign = self.tr("Concept: {text}").format(text=concept.text), ""
        if not concept.read:
            description += "\n" + self.tr("It is too long, so the model leaves out its end: use fewer words.")
            sign = "warning"
        chip = Chip(concept.text, description, sign=sign, parent=self)
        chip.setChecked(concept.enabled)
        chip.switched.connect(partial(self.concept_switched.emit, concept.text))
        chip.removed.connect(partial(self.concept_removed.emit, concept.text))
        return chip

    def _box_chip(self, box: BoxEntry, number: int) -> Chip:
        description = (
            self.tr("Box {n}: more like this") if box.positive else self.tr("Box {n}: nothing like this")
        ).format(n=number)
        sign = "box-positive" if box.positive else "box-negative"
        chip = Chip(str(number), description, sign=sign, picture=box.picture, parent=self)
        chip.setChecked(box.enabled)
        chip.switched.connect(partial(self.box_switched.emit, box.id))
        chip.removed.connect(partial(self.box_removed.emit, box.id))
        return chip
