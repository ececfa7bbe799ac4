"""Which classes to look for in which pictures, before a run over many begins."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QListWidget, QListWidgetItem, QRadioButton, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.class_editor import color_icon
from sam3_studio.app.threads.job import LatestJob, Work
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.project.planning import Extent, Scope

_SWATCH = 16


class Measures(Protocol):
    """Gives work that tells what a choice comes to."""

    def extent(self, class_ids: Collection[int], scope: Scope) -> Work:
        """Work that gives the `Extent` of a run."""
        ...

    def gain(self, class_ids: Collection[int], scope: Scope) -> Work:
        """Work that gives whether tiles would find more."""
        ...


@dataclass(frozen=True, slots=True)
class RunChoices:
    """What there is to choose from.

    Attributes:
        classes: those that a concept is on for.
        images: how many pictures the project has.
        listed: work that gives the names of those in the list as it is searched and filtered; None where all are.
        under_way: title of the run that would end; empty where there is none.
    """

    classes: Sequence[LabelClass]
    images: int
    listed: Work | None = None
    under_way: str = ""


class RunAllDialog(QDialog):
    """Classes with ticks, the pictures, and what that comes to, which is counted in the background.

    Signals:
        begun (frozenset of int, Scope): these classes are to be looked for in these pictures.

    Args:
        choices: what there is to choose from.
        measures: tells what a choice comes to.
        parent: the window.
    """

    begun = Signal(object, object)

    def __init__(self, choices: RunChoices, measures: Measures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._measures = measures
        self._names: tuple[str, ...] | None = None
        """Of the pictures in the list, once they are known."""
        self._counting, self._gaining, self._listing = (LatestJob(self) for _ in range(3))
        layout = parts.frame(self, self.tr("Search in all pictures"), QSize(460, 480))
        layout.addWidget(parts.heading(self.tr("Look for")))
        self.list = self._class_list()
        layout.addWidget(self.list, 1)
        layout.addWidget(parts.heading(self.tr("In")))
        number = self.locale().toString(choices.images)
        self.everywhere = QRadioButton(self.tr("all pictures ({number})").format(number=number))
        self.listed = QRadioButton()
        self._name_listed("…" if choices.listed else number)
        self.listed.setEnabled(choices.listed is not None)
        (self.everywhere if choices.listed is None else self.listed).setChecked(True)
        self.unreviewed = QCheckBox(self.tr("but not in those that are done"))
        self.unreviewed.setChecked(True)
        for button in (self.everywhere, self.listed, self.unreviewed):
            layout.addWidget(button)
            button.toggled.connect(self._measure)
        self.tiles = QCheckBox(self.tr("large pictures in tiles, too"))
        self._tiles_hint = parts.hint(
            self.tr("This finds small objects, and takes as many times longer as there are tiles.")
        )
        for widget in (self.tiles, self._tiles_hint):
            widget.hide()
            layout.addWidget(widget)
        self.tiles.toggled.connect(self._count)
        self.extent = parts.hint(" ")
        self.extent.setMinimumHeight(2 * self.extent.fontMetrics().height())
        layout.addWidget(self.extent)
        if choices.under_way:
            ends = self.tr("“{title}” is under way, and ends when this begins.")
            layout.addWidget(parts.hint(ends.format(title=choices.under_way)))
        box = parts.button_box(self, self.tr("Begin"))
        self.begin = parts.accept_button(box)
        none = box.addButton(self.tr("None or all"), parts.ButtonRole.ActionRole)
        none.clicked.connect(self._toggle_all)
        layout.addWidget(box)
        self.list.itemChanged.connect(self._measure)
        self._begin_jobs()

    def _begin_jobs(self) -> None:
        """Have all of that counted which takes longer than a window may stand still."""
        self._counting.done.connect(self._show_extent)
        self._counting.failed.connect(self._tell)
        self._counting.crashed.connect(self._tell)
        self._gaining.done.connect(self._offer_tiles)
        self._listing.done.connect(self._take_listed)
        self._listing.failed.connect(self._tell)
        self._listing.crashed.connect(self._tell)
        if self._choices.listed is not None:
            self._listing.begin(self._choices.listed)
        self._measure()

    @property
    def chosen(self) -> frozenset[int]:
        """Ids of the classes with a tick."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    @property
    def scope(self) -> Scope:
        """The pictures that are chosen, and how closely to look at them."""
        names = self._names if self.listed.isChecked() else None
        tiles = TileUse.AUTO if self.tiles.isChecked() else TileUse.NEVER
        return Scope(names, not self.unreviewed.isChecked(), tiles)

    def accept(self) -> None:
        """Qt's."""
        self.begun.emit(self.chosen, self.scope)
        super().accept()

    def done(self, result: int) -> None:
        """Qt's: what is still being counted is not wanted any more."""
        for job in (self._counting, self._gaining, self._listing):
            job.forget()
        super().done(result)

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
    def _toggle_all(self) -> None:
        state = Qt.CheckState.Unchecked if self.chosen else Qt.CheckState.Checked
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                self.list.item(row).setCheckState(state)
        self._measure()

    @property
    def _is_listing(self) -> bool:
        """Whether it is not known yet which pictures are chosen."""
        return self.listed.isChecked() and self._names is None

    @Slot()
    def _measure(self) -> None:
        """Find out what the choice comes to, and whether tiles would find more."""
        if self.chosen and not self._is_listing:
            self._gaining.begin(self._measures.gain(self.chosen, self.scope))
        else:
            self._gaining.forget()
        self._count()

    @Slot()
    def _count(self) -> None:
        """Until it is known how much there is to do, one may begin; but not before it is known where."""
        self._counting.forget()
        self.begin.setEnabled(bool(self.chosen) and not self._is_listing)
        self.extent.setText(self.tr("Counting…") if self.chosen else self.tr("Choose what to look for."))
        if self.begin.isEnabled():
            self._counting.begin(self._measures.extent(self.chosen, self.scope))

    def _name_listed(self, number: str) -> None:
        self.listed.setText(self.tr("the pictures in the list ({number})").format(number=number))

    @Slot(object)
    def _take_listed(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._name_listed(self.locale().toString(len(names)))
        self._measure()

    @Slot(object)
    def _offer_tiles(self, gain: bool) -> None:  # noqa: FBT001 - a slot
        """Where they would find nothing, nobody is to be asked."""
        self.tiles.setChecked(self.tiles.isChecked() and gain)
        for widget in (self.tiles, self._tiles_hint):
            widget.setVisible(gain)

    @Slot(object)
    def _show_extent(self, extent: Extent) -> None:
        self.begin.setEnabled(extent.asked > 0)
        if extent.asked:
            asked = self.tr("%Ln picture(s) will be searched.", "", extent.asked)
            before = self.tr("%Ln picture(s) have been searched already.", "", extent.answered)
            self.extent.setText(f"{asked} {before}" if extent.answered else asked)
        elif extent.answered:
            self.extent.setText(self.tr("All these pictures have been searched already."))
        elif self.unreviewed.isChecked():
            self.extent.setText(self.tr("There is no picture here that is not done."))
        else:
            self.extent.setText(self.tr("There is no picture here to search in."))

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.extent.setText(sentence)
