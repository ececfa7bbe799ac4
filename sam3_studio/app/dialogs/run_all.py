"""Which classes to look for in which pictures, before a run over many begins."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QListWidget, QListWidgetItem, QRadioButton, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.class_editor import color_icon
from sam3_studio.core.labeling import LabelClass
from sam3_studio.dataset.project.planning import Extent, Scope

_SWATCH = 16

Measure = Callable[[Collection[int], Scope], Extent]
"""How much a run would have to do."""


@dataclass(frozen=True, slots=True)
class RunChoices:
    """What there is to choose from.

    Attributes:
        classes: those that a concept is on for.
        images: how many pictures the project has.
        listed: names of those in the list as it is searched and filtered; None where all are.
    """

    classes: Sequence[LabelClass]
    images: int
    listed: tuple[str, ...] | None = None


class RunAllDialog(QDialog):
    """Classes with ticks, the pictures, and what that comes to.

    Signals:
        begun (frozenset of int, Scope): these classes are to be looked for in these pictures.

    Args:
        choices: what there is to choose from.
        measure: tells how much a choice comes to.
        parent: the window.
    """

    begun = Signal(object, object)

    def __init__(self, choices: RunChoices, measure: Measure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._measure = measure
        layout = parts.frame(self, self.tr("Search in all pictures"), QSize(460, 480))
        layout.addWidget(parts.heading(self.tr("Look for")))
        self.list = self._class_list()
        layout.addWidget(self.list, 1)
        layout.addWidget(parts.heading(self.tr("In")))
        number = self.locale().toString(choices.images)
        self.everywhere = QRadioButton(self.tr("all pictures ({number})").format(number=number))
        listed = choices.images if choices.listed is None else len(choices.listed)
        text = self.tr("the pictures in the list ({number})").format(number=self.locale().toString(listed))
        self.listed = QRadioButton(text)
        self.listed.setEnabled(choices.listed is not None)
        (self.everywhere if choices.listed is None else self.listed).setChecked(True)
        self.unreviewed = QCheckBox(self.tr("but not in those that are done"))
        self.unreviewed.setChecked(True)
        for button in (self.everywhere, self.listed, self.unreviewed):
            layout.addWidget(button)
            button.toggled.connect(self._count)
        self.extent = parts.hint(" ")
        self.extent.setMinimumHeight(2 * self.extent.fontMetrics().height())
        layout.addWidget(self.extent)
        box = parts.button_box(self, self.tr("Begin"))
        self.begin = parts.accept_button(box)
        layout.addWidget(box)
        self.list.itemChanged.connect(self._count)
        self._count()

    @property
    def chosen(self) -> frozenset[int]:
        """Ids of the classes with a tick."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    @property
    def scope(self) -> Scope:
        """The pictures that are chosen."""
        names = self._choices.listed if self.listed.isChecked() else None
        return Scope(names, reviewed=not self.unreviewed.isChecked())

    def accept(self) -> None:
        """Qt's."""
        self.begun.emit(self.chosen, self.scope)
        super().accept()

    def _class_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(self.tr("Classes to look for"))
        made.setIconSize(QSize(_SWATCH, _SWATCH))
        parts.make_roomy(made)
        for one in self._choices.classes:
            concepts = ", ".join(one.searched)
            same = concepts.casefold() == one.name.casefold()
            text = one.name if same else self.tr("{name}  ({concepts})").format(name=one.name, concepts=concepts)
            item = QListWidgetItem(color_icon(one.color, _SWATCH), text, made)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setCheckState(Qt.CheckState.Checked if one.active else Qt.CheckState.Unchecked)
        return made

    @Slot()
    def _count(self) -> None:
        extent = self._measure(self.chosen, self.scope) if self.chosen else Extent(0, 0)
        self.begin.setEnabled(extent.asked > 0)
        if not self.chosen:
            self.extent.setText(self.tr("Choose what to look for."))
        elif not extent.asked:
            self.extent.setText(self.tr("All these pictures have been searched already."))
        else:
            asked = self.tr("%n picture(s) will be searched.", "", extent.asked)
            before = self.tr("%n picture(s) have been searched already.", "", extent.answered)
            self.extent.setText(f"{asked} {before}" if extent.answered else asked)
