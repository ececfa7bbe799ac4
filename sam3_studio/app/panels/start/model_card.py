"""The model on the start page: what it is, where it computes and why, and how to get the real weights."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from sam3_studio.app.panels.parts import GAP, SPACING, quiet, title
from sam3_studio.app.panels.start.values import ModelCard, ModelState
from sam3_studio.app.theme.texts import breakable


class ModelCardView(QFrame):
    """Tells about the model.

    Signals:
        model_requested: another model is to be chosen.
        weights_requested: the public weights are to be fetched.
    """

    model_requested = Signal()
    weights_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._name = title("")
        self._name.setWordWrap(True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._where = quiet()
        self._about = quiet()
        self._more = QPushButton(self.tr("Get the SAM 3 weights…"))
        self._more.clicked.connect(self.weights_requested)
        self._change = QPushButton(self.tr("Choose a model…"))
        self._change.clicked.connect(self.model_requested)
        for button in (self._more, self._change):
            button.setAutoDefault(True)  # Enter presses it, as it does those that open
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
        layout.addWidget(self._change)
        self.set_card(ModelCard())

    def set_card(self, card: ModelCard) -> None:
        """Tell about another model, or that it is in another state."""
        names = {
            ModelState.OFF: self.tr("Switched off"),
            ModelState.LOADING: self.tr("Loading…"),
            ModelState.FAILED: self.tr("Could not be loaded"),
        }
        own = self.tr("Embedded model") if card.embedded else breakable(card.name)
        state = names.get(card.state)
        self._name.setText(own if state is None else f"{own} · {state}" if own else state)
        self._where.setText(self._where_of(card))
        self._where.setVisible(bool(self._where.text()))
        self._about.setText(self._about_of(card))
        self._about.setProperty("bad", bool(card.problem))
        self._about.setProperty("quiet", not card.problem)
        self._about.style().polish(self._about)
        self._about.setVisible(bool(self._about.text()))
        self._more.setVisible(card.embedded or card.state is ModelState.FAILED)

    def _where_of(self, card: ModelCard) -> str:
        if not card.device:
            return ""
        where = self.tr("Computes on {device}").format(device=card.device)
        return f"{where}\n{card.reason[0].upper()}{card.reason[1:]}" if card.reason else where

    def _about_of(self, card: ModelCard) -> str:
        if card.problem:
            return breakable(card.problem)
        if card.state is ModelState.OFF:
            return self.tr("Nothing is searched; drawing works as ever.")
        if card.embedded:
            return self.tr(
                "Small, offline and ready: good for trying everything on the samples. It knows pictograms such as "
                "ducks, fruit and toys, and hardly anything in photos. For those, get the public weights."
            )
        return self.tr("Finds what you name or show, in photos of any kind.")


def display_font(font: QFont, scale: float) -> QFont:
    """A larger one, for titles."""
    larger = QFont(font)
    if font.pointSizeF() > 0:
        larger.setPointSizeF(font.pointSizeF() * scale)
    else:
        larger.setPixelSize(round(font.pixelSize() * scale))
    larger.setWeight(QFont.Weight.DemiBold)
    return larger
