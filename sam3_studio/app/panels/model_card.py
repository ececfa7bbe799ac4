"""The model on the start page: what it is, where it computes and why, and how to get the real weights."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, SPACING, quiet, title, tool_button
from sam3_studio.app.panels.start_values import ModelCard, ModelState
from sam3_studio.app.theme import Icons

COMMAND = "sam3-studio model download"
"""Fetches the public weights."""


class ModelCardView(QFrame):
    """Tells about the model.

    Signals:
        model_requested: another model is to be chosen.
        page_requested: the page of the public weights is to be opened in a browser.
    """

    model_requested = Signal()
    page_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._name = title("")
        self._name.setWordWrap(True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._where = quiet()
        self._about = quiet()
        self._more = QPushButton(self.tr("Get the SAM 3 weights…"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_steps)
        self._change = QPushButton(self.tr("Choose a model…"))
        self._change.clicked.connect(self.model_requested)
        self._steps = self._make_steps(icons)
        self._steps.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(SPACING)
        layout.addWidget(quiet(self.tr("Model")))
        layout.addWidget(self._name)
        layout.addWidget(self._where)
        layout.addSpacing(GAP)
        layout.addWidget(self._about)
        layout.addSpacing(GAP)
        layout.addWidget(self._more)
        layout.addWidget(self._steps)
        layout.addWidget(self._change)
        self.set_card(ModelCard())

    def set_card(self, card: ModelCard) -> None:
        """Tell about another model, or that it is in another state."""
        names = {
            ModelState.OFF: self.tr("Switched off"),
            ModelState.LOADING: self.tr("Loading…"),
            ModelState.FAILED: self.tr("Could not be loaded"),
        }
        own = self.tr("Embedded model") if card.embedded else card.name
        state = names.get(card.state)
        self._name.setText(own if state is None else f"{own} · {state}" if own else state)
        self._where.setText(self._where_of(card))
        self._where.setVisible(bool(self._where.text()))
        self._about.setText(self._about_of(card))
        self._about.setProperty("bad", bool(card.problem))
        self._about.setProperty("quiet", not card.problem)
        self._about.style().polish(self._about)
        self._about.setVisible(bool(self._about.text()))
        self._more.setVisible(card.embedded)
        self._steps.setVisible(card.embedded and self._more.isChecked())

    def _where_of(self, card: ModelCard) -> str:
        if not card.device:
            return ""
        where = self.tr("Computes on {device}").format(device=card.device)
        return f"{where}\n{card.reason[0].upper()}{card.reason[1:]}" if card.reason else where

    def _about_of(self, card: ModelCard) -> str:
        if card.problem:
            return card.problem
        if card.state is ModelState.OFF:
            return self.tr("Nothing is searched; drawing works as ever.")
        if card.embedded:
            return self.tr(
                "Small, offline and ready: good for trying everything on the samples. It knows pictograms such as "
                "ducks, fruit and toys, and hardly anything in photos. For those, get the public weights."
            )
        return self.tr("Finds what you name or show, in photos of any kind.")

    def _make_steps(self, icons: Icons) -> QWidget:
        steps = QWidget()
        layout = QVBoxLayout(steps)
        layout.setContentsMargins(0, 0, 0, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(
            _step(self.tr("1.  Open their page at Hugging Face, accept the licence, and make an access token."))
        )
        page = QPushButton(self.tr("Open the page"))
        page.clicked.connect(self.page_requested)
        layout.addWidget(page)
        layout.addWidget(_step(self.tr("2.  Fetch them (3.5 GB) with this command; it goes on where it stopped.")))
        command = QLineEdit(COMMAND)
        command.setReadOnly(True)
        command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        command.setAccessibleName(self.tr("Command"))
        copy = tool_button(icons, "copy", self.tr("Copy the command"))
        copy.clicked.connect(self._copy)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(command, 1)
        line.addWidget(copy)
        layout.addLayout(line)
        layout.addWidget(
            _step(self.tr("3.  Choose them below. A folder or file that you have already will do as well."))
        )
        return steps

    @Slot(bool)
    def _show_steps(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        self._steps.setVisible(shown)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(COMMAND)


def _step(text: str) -> QLabel:
    label = quiet(text)
    label.setProperty("quiet", False)
    return label


def display_font(font: QFont, scale: float) -> QFont:
    """A larger one, for titles."""
    larger = QFont(font)
    if font.pointSizeF() > 0:
        larger.setPointSizeF(font.pointSizeF() * scale)
    else:
        larger.setPixelSize(round(font.pixelSize() * scale))
    larger.setWeight(QFont.Weight.DemiBold)
    return larger
