"""The choices of an import."""

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import QT_TRANSLATE_NOOP, translated
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.folders import is_there, typed_path
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.importing import Existing
from sam3_studio.dataset.reading.table import ImportFormat, format_of

_FORMATS = {
    ImportFormat.COCO: QT_TRANSLATE_NOOP("ImportForm", "COCO"),
    ImportFormat.YOLO: QT_TRANSLATE_NOOP("ImportForm", "YOLO"),
    ImportFormat.VOC: QT_TRANSLATE_NOOP("ImportForm", "Pascal VOC"),
    ImportFormat.LABELME: QT_TRANSLATE_NOOP("ImportForm", "labelme"),
    ImportFormat.LABEL_IMAGES: QT_TRANSLATE_NOOP("ImportForm", "PNG, the class or object of each pixel"),
    ImportFormat.CSV: QT_TRANSLATE_NOOP("ImportForm", "CSV table"),
}


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person wants imported.

    Attributes:
        labels: label file, or folder of a dataset.
        format: of the labels.
        existing: what becomes of objects that pictures have already.
        done: whether pictures with labels are done from then on.
    """

    labels: Path
    format: ImportFormat
    existing: Existing = Existing.LEAVE
    done: bool = True


@dataclass(frozen=True, slots=True)
class _Seen:
    """What lies at a place.

    Attributes:
        there: whether anything does.
        format: of the labels; None where it cannot be told.
        problem: why not, a sentence.
    """

    there: bool
    format: ImportFormat | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """Sees what lies at a place; for a thread, as there may be thousands of files on a slow disk."""

    path: Path

    def __call__(self, _progress: Progress, cancel: threading.Event) -> _Seen:
        def pulse() -> None:
            if cancel.is_set():
                raise CancelledError("Stopped.")

        if not is_there(self.path):
            return _Seen(there=False)
        try:
            return _Seen(there=True, format=format_of(self.path, pulse))
        except (DatasetError, OSError) as error:
            return _Seen(there=True, problem=translated(error))


class ImportForm(QWidget):
    """The form. What lies where the labels are said to be is found out in a thread; until then there are no choices.

    Signals:
        changed: the choices are others now, or what keeps them from being any.
    """

    changed = Signal()

    def __init__(self, labels: str = "") -> None:
        super().__init__()
        self._seen: _Seen | None = None
        self._looking = LatestJob(self)
        self._looking.done.connect(self._take)
        self._looking.failed.connect(self._take_problem)
        self._looking.crashed.connect(self._take_problem)
        self.problem = ""
        layout = parts.form()
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        place = self._place(labels)
        layout.addRow(parts.row_label(self.tr("&Labels"), self._labels), place)
        self._format = QComboBox()
        self._format.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._format.addItem("", None)
        for format_, label in _FORMATS.items():
            self._format.addItem(_label(label), format_)
        layout.addRow(parts.row_label(self.tr("&Format"), self._format), self._format)
        layout.addRow(self.tr("Pictures that\nhave objects"), self._policies())
        self._done = QCheckBox(self.tr("Pictures with labels are &done"))
        self._done.setChecked(True)
        layout.addRow("", parts.below(self._done, self.tr("Leave it off if you want to look through the labels.")))
        self._labels.textChanged.connect(self._look)
        self._format.currentIndexChanged.connect(self._adapt)
        self._look()

    @property
    def choices(self) -> ImportChoices | None:
        """As they are now; None where there is nothing to import, as `problem` says."""
        format_ = self._format.currentData() or self._found
        if self.problem or format_ is None:
            return None
        existing = next(one for one, button in self._buttons.items() if button.isChecked())
        return ImportChoices(self._path, ImportFormat(format_), existing, self._done.isChecked())

    def stop_looking(self) -> None:
        """What lies there is not wanted any more."""
        self._looking.forget()

    @property
    def _found(self) -> ImportFormat | None:
        return self._seen.format if self._seen else None

    @property
    def _path(self) -> Path:
        return typed_path(self._labels.text())

    def _place(self, labels: str) -> QWidget:
        both = QWidget()
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        self._labels = QLineEdit(labels)
        self._labels.setPlaceholderText(self.tr("Folder of a dataset, or label file"))
        self._labels.setAccessibleName(self.tr("Labels to import"))
        self._labels.selectAll()  # what is typed or pasted takes the place of the last ones
        layout.addWidget(self._labels, 1)
        for text, choose in ((self.tr("Folder…"), self._choose_folder), (self.tr("File…"), self._choose_file)):
            button = QPushButton(text)
            button.clicked.connect(choose)
            layout.addWidget(button)
        return both

    def _policies(self) -> QWidget:
        all_ = QWidget()
        layout = parts.column_in(all_, parts.GAP)
        self._buttons = {
            Existing.LEAVE: QRadioButton(self.tr("Leave them as they &are")),
            Existing.ADD: QRadioButton(self.tr("Add the &imported objects")),
            Existing.REPLACE: QRadioButton(self.tr("&Replace their objects")),
        }
        self._buttons[Existing.LEAVE].setChecked(True)
        for button in self._buttons.values():
            layout.addWidget(button)
        return all_

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of labels"), self._labels.text())
        if folder:
            self._labels.setText(str(Path(folder)))
            self._labels.setFocus()

    def _choose_file(self) -> None:
        kinds = self.tr("Labels (*.json *.xml *.csv *.yaml *.yml);;All files (*)")
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Label file"), self._labels.text(), kinds)
        if file:
            self._labels.setText(str(Path(file)))
            self._labels.setFocus()

    def _look(self) -> None:
        """Have it seen what lies there."""
        self._seen = None
        if self._labels.text().strip():
            self._looking.begin(_Look(self._path))
        else:
            self._looking.forget()
        self._adapt()

    @Slot(object)
    def _take(self, seen: _Seen) -> None:
        self._seen = seen
        self._adapt()

    @Slot(str)
    def _take_problem(self, sentence: str) -> None:
        self._take(_Seen(there=True, problem=sentence))

    def _adapt(self) -> None:
        found = self.tr("Detected: {format}").format(format=_label(_FORMATS[self._found])) if self._found else ""
        self._format.setItemText(0, found or self.tr("Detect it"))
        self.problem = self._why_not()
        self.changed.emit()

    def _why_not(self) -> str:
        """What keeps the choices from being any."""
        if not self._labels.text().strip():
            return self.tr("Choose the labels: COCO, YOLO, Pascal VOC, labelme, label pictures or a table.")
        if self._seen is None:
            return self.tr("Looking at what lies there…")
        if not self._seen.there:
            return self.tr("There is no such file or folder.")
        return "" if self._format.currentData() is not None else self._seen.problem


def _label(text: str) -> str:
    return QCoreApplication.translate("ImportForm", text)
