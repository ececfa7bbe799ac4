"""The choices of an export."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.app.settings import Choice
from sam3_studio.app.settings.export_table import EXPORT_FORMAT, EXPORT_HOLES, EXPORT_PICTURES
from sam3_studio.core.folders import typed_path
from sam3_studio.dataset.format_table import FORMATS, ExportFormat
from sam3_studio.dataset.formats.holes import Holes
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.split import Shares


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What a person wants exported.

    Attributes:
        format: how labels are written.
        folder: where; each format has its sub-folder.
        everything: pictures that are not done, too.
        shares: how to divide for training, validation and testing.
        pictures: how they come to lie beside the labels, where the format wants them there.
        holes: what becomes of them, where the format has one outline for each object.
    """

    format: ExportFormat
    folder: Path
    everything: bool = False
    shares: Shares = field(default_factory=Shares)
    pictures: Placement = "copy"
    holes: Holes = "keyhole"


class ExportForm(QWidget):
    """The form.

    Signals:
        changed: the `ExportChoices` now.
    """

    changed = Signal(object)

    def __init__(self, choices: ExportChoices) -> None:
        super().__init__()
        layout = parts.form()
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._format = _combo(EXPORT_FORMAT.choices, choices.format)
        layout.addRow(parts.row_label(self.tr("&Format"), self._format), self._format)
        self._holes = _combo(EXPORT_HOLES.choices, choices.holes)
        layout.addRow(parts.row_label(self.tr("&Holes"), self._holes), self._holes)
        layout.addRow(self.tr("What"), self._what(choices.everything))
        division = self._division(choices.shares)
        layout.addRow(parts.row_label(self.tr("Divide"), self._val), division)
        self._pictures = _combo(EXPORT_PICTURES.choices, choices.pictures)
        self._pictures_hint = parts.hint()
        pictures = QWidget()
        column = parts.column_in(pictures, parts.GAP)
        column.addWidget(self._pictures, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pictures_hint)
        target = self._target(choices.folder)
        layout.addRow(parts.row_label(self.tr("&Pictures"), self._pictures), pictures)
        layout.addRow(parts.row_label(self.tr("F&older"), self._folder), target)
        for combo in (self._format, self._pictures, self._holes):
            combo.currentIndexChanged.connect(self._tell)
        for number in (self._val, self._test, self._seed):
            number.valueChanged.connect(self._tell)
        self._all.toggled.connect(self._tell)
        self._folder.textChanged.connect(self._tell)
        self._adapt()

    @property
    def choices(self) -> ExportChoices:
        """As they are now."""
        return ExportChoices(
            ExportFormat(self._format.currentData()),
            typed_path(self._folder.text()),
            self._all.isChecked(),
            Shares(self._val.value(), self._test.value(), self._seed.value()),
            cast("Placement", self._pictures.currentData()),
            cast("Holes", self._holes.currentData()),
        )

    def begin_with_folder(self) -> None:
        """Have the folder typed first."""
        self._folder.setFocus()

    @property
    def problem(self) -> str:
        """What keeps the choices from being exported, a sentence; empty where nothing does."""
        return "" if self._folder.text().strip() else self.tr("Choose the folder to export to.")

    def _what(self, everything: bool) -> QWidget:  # noqa: FBT001 - the choice itself
        both = QWidget()
        layout = parts.column_in(both, parts.GAP)
        done = QRadioButton(self.tr("Pictures that are &done"))
        self._all = QRadioButton(self.tr("&All pictures that are done or have objects"))
        done.setChecked(not everything)
        self._all.setChecked(everything)
        layout.addWidget(done)
        layout.addWidget(self._all)
        return both

    def _division(self, shares: Shares) -> QWidget:
        both = QWidget()
        column = parts.column_in(both, parts.GAP)
        row = QHBoxLayout()
        row.setSpacing(2 * parts.GAP)
        self._val = _spin(shares.val, 50, self.tr(" %"), 5)
        self._test = _spin(shares.test, 49, self.tr(" %"), 5)
        self._seed = _spin(shares.seed, 999_999, "", 1)
        for text, number in (
            (self.tr("&Validation"), self._val),
            (self.tr("&Test"), self._test),
            (self.tr("&Seed"), self._seed),
        ):
            number.setAccessibleName(text.replace("&", ""))
            row.addWidget(parts.row_label(text, number))
            row.addWidget(number)
            row.addSpacing(parts.SPACING)
        row.addStretch(1)
        column.addLayout(row)
        self._training = parts.hint()
        column.addWidget(self._training)
        return both

    def _target(self, folder: Path) -> QWidget:
        both = QWidget()
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        self._folder = QLineEdit(str(folder))
        self._folder.setAccessibleName(self.tr("Folder to export to"))
        browse = QPushButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        layout.addWidget(self._folder, 1)
        layout.addWidget(browse)
        return both

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder to export to"), self._folder.text())
        if folder:
            self._folder.setText(str(Path(folder)))
            self._folder.setFocus()

    def _tell(self) -> None:
        self._adapt()
        self.changed.emit(self.choices)

    def _adapt(self) -> None:
        choices = self.choices
        beside = FORMATS[choices.format].pictures
        self._holes.setEnabled(FORMATS[choices.format].one_outline)
        self._pictures.setEnabled(beside is not None)
        self._pictures_hint.setText(
            self.tr("These files name the pictures, which stay where they are.")
            if beside is None or (beside == "images" and choices.pictures == "leave")
            else self.tr("Links let training programs change your originals; copies are safe.")
        )
        self._seed.setEnabled(choices.shares.divide)
        left = 100 - choices.shares.val - choices.shares.test
        self._training.setText(
            self.tr("{percent} % are left for training.").format(percent=left)
            if choices.shares.divide
            else self.tr("All pictures in one dataset.")
        )


def _combo(choices: tuple[Choice, ...], current: str) -> QComboBox:
    combo = QComboBox()
    for choice in choices:
        combo.addItem(QCoreApplication.translate("Settings", choice.label), choice.value)
    combo.setCurrentIndex(max(0, combo.findData(str(current))))
    return combo


def _spin(value: int, highest: int, suffix: str, step: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setMaximum(highest)
    spin.setSingleStep(step)
    spin.setSuffix(suffix)
    parts.make_room_in(spin)
    spin.setValue(value)
    return spin
