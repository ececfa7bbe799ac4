"""Choosing the model that finds objects."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.core.folders import is_there, typed_path

EMBEDDED = ""
"""The source of the model that ships with the program, as settings store it."""


@dataclass(frozen=True, slots=True)
class ModelState:
    """What there is to choose from, and what is known about it.

    Attributes:
        source: of the model at work: `EMBEDDED`, a path, or the name of a downloaded repository.
        description: of the model at work: device, precision and why, translated; empty while it loads.
        downloaded: names of repositories that have been downloaded.
    """

    source: str = EMBEDDED
    description: str = ""
    downloaded: tuple[str, ...] = ()


class ModelDialog(QDialog):
    """Embedded, downloaded, or from a folder or file.

    Whether weights are of any use shows when they are loaded; `sam3-studio model verify` looks at them closer.

    Signals:
        source_chosen: the model to be used from now on.
        graphics_card_requested: a person wants a graphics card to compute.
        weights_requested: a person wants to fetch the public weights.
    """

    source_chosen = Signal(str)
    graphics_card_requested = Signal()
    weights_requested = Signal()

    def __init__(self, state: ModelState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Model"), QSize(620, 0))
        layout.addWidget(parts.heading(self.tr("In use now")))
        layout.addLayout(self._at_work(state))
        layout.addWidget(parts.rule())
        layout.addWidget(parts.heading(self.tr("Model to use")))
        layout.addLayout(self._sources(state))
        self._problem = parts.problem_line()
        layout.addWidget(self._problem)
        layout.addWidget(parts.rule())
        layout.addLayout(self._advice())
        layout.addStretch(1)
        box = parts.button_box(self, self.tr("Use this model"))
        self._accept = parts.accept_button(box)
        layout.addWidget(box)
        for button in (self._embedded, self._hub, self._own):
            button.toggled.connect(self._adapt)
        self._path.textChanged.connect(self._adapt)
        self._names.currentIndexChanged.connect(self._adapt)
        self._adapt()
        next(button for button in (self._embedded, self._hub, self._own) if button.isChecked()).setFocus()
        parts.fit_height(self)

    @property
    def source(self) -> str:
        """What is chosen in the dialog now."""
        if self._hub.isChecked():
            return self._names.currentText()
        return self._path.text().strip() if self._own.isChecked() else EMBEDDED

    def accept(self) -> None:
        """Qt's."""
        if self._accept.isEnabled():
            self.source_chosen.emit(self.source)
            super().accept()

    def _at_work(self, state: ModelState) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(parts.paragraph(state.description or self.tr("No model is loaded yet.")), 1)
        card = QPushButton(self.tr("Graphics card…"))
        card.clicked.connect(self.graphics_card_requested)
        row.addWidget(card, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _sources(self, state: ModelState) -> QVBoxLayout:
        self._embedded = QRadioButton(self.tr("The small model that ships with the program"))
        self._hub = QRadioButton(self.tr("Downloaded"))
        self._own = QRadioButton(self.tr("A folder or file of your own"))
        self._names = QComboBox()
        self._names.setAccessibleName(self.tr("Downloaded models"))
        self._names.addItems(list(state.downloaded))
        self._hub.setEnabled(bool(state.downloaded))
        self._path = QLineEdit()
        self._path.setAccessibleName(self.tr("Folder or file with weights"))
        self._path.setPlaceholderText(self.tr("a folder, model.safetensors or sam3.pt"))
        if state.source in state.downloaded:
            self._hub.setChecked(True)
            self._names.setCurrentText(state.source)
        elif state.source != EMBEDDED:
            self._own.setChecked(True)
            self._path.setText(state.source)
        else:
            self._embedded.setChecked(True)
        layout = QVBoxLayout()
        layout.setSpacing(parts.GAP)
        layout.addWidget(self._embedded)
        note = self.tr("Knows the pictograms of the samples and little else: good for a first look.")
        layout.addWidget(_indented(parts.hint(note)))
        layout.addSpacing(parts.GAP)
        layout.addWidget(self._hub)
        note = "" if state.downloaded else self.tr("Nothing has been downloaded yet; see below.")
        layout.addWidget(_indented(self._names if state.downloaded else parts.hint(note)))
        layout.addSpacing(parts.GAP)
        layout.addWidget(self._own)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._path, 1)
        for text, slot in ((self.tr("Folder…"), self._browse_folder), (self.tr("File…"), self._browse_file)):
            button = QPushButton(text)
            button.clicked.connect(slot)
            across.addWidget(button)
        layout.addWidget(_indented(row))
        return layout

    def _advice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(parts.hint(self.tr("Meta's weights find what you name in photos of any kind.")), 1)
        get = QPushButton(self.tr("Get the SAM 3 weights…"))
        get.clicked.connect(self._go_to_weights)
        row.addWidget(get, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _go_to_weights(self) -> None:
        self.reject()
        self.weights_requested.emit()

    def _adapt(self) -> None:
        self._names.setEnabled(self._hub.isChecked())
        self._path.setEnabled(self._own.isChecked())
        missing = self._own.isChecked() and not (self.source and is_there(typed_path(self.source)))
        self._accept.setEnabled(not missing)
        self._problem.setText(self.tr("There is no such folder or file.") if missing and self.source else "")

    def _browse_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, self.tr("Folder with weights"), self._path.text()))

    def _browse_file(self) -> None:
        kinds = self.tr("Weights") + " (*.safetensors *.pt *.json)"
        self._take(QFileDialog.getOpenFileName(self, self.tr("File with weights"), self._path.text(), kinds)[0])

    def _take(self, path: str) -> None:
        if path:
            self._own.setChecked(True)
            self._path.setText(str(Path(path)))
            self._path.setFocus()


def _indented(widget: QWidget) -> QWidget:
    """Below the text of a radio button, not below its ring."""
    outer = QWidget()
    layout = QHBoxLayout(outer)
    layout.setContentsMargins(24, 0, 0, 0)
    layout.addWidget(widget)
    return outer
