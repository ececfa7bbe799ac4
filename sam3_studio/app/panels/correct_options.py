"""What goes on while the model mends an object: what to do, that it looks, and what it proposes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from sam3_studio.app.panels.parts import SPACING, tool_button
from sam3_studio.app.panels.tool_options import ToolOptions


class CorrectOptions(ToolOptions):
    """What to do, and two buttons where there is something to decide.

    Signals:
        taken: the proposal is to be carried out.
        dropped: it is not, or the model is not to look any more.
    """

    taken = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.saying = self._text = QLabel()
        self.sayings = (
            self.tr("Draw a box\nwhere it is wrong"),
            self.tr("Select one object"),
            self.tr("Unlock it first"),
            self.tr("The model looks…"),
        )
        self._take = tool_button("accept", self.tr("Take (Enter)"))
        self._drop = tool_button("reject", self.tr("Drop (Esc)"))
        self._row.setSpacing(SPACING)
        for part in (self._text, self._take, self._drop):
            self._row.addWidget(part)
        for button, signal in ((self._take, self.taken), (self._drop, self.dropped)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
        self.explain(can_draw=False)

    @property
    def told(self) -> str:
        """What is said now, on one line."""
        return self._text.text().replace("\n", " ")

    def explain(self, *, can_draw: bool, locked: bool = False) -> None:
        """Say how to begin; locked: the one object that is selected must not change."""
        unready = self.tr("Unlock it first") if locked else self.tr("Select one object")
        self._say(self.tr("Draw a box\nwhere it is wrong") if can_draw else unready)

    def wait(self) -> None:
        """Say that the model looks."""
        self._say(self.tr("The model looks…"), can_drop=True)

    def propose(self, gained: int, lost: int) -> None:
        """Say what the model would change, in pixels of the picture, and let a person decide."""
        gain, loss = self.locale().toString(gained), self.locale().toString(lost)
        self._say(f"+{gain} −{loss} px", can_drop=True, can_take=True)

    def _say(self, text: str, *, can_drop: bool = False, can_take: bool = False) -> None:
        self._text.setText(text)
        self._take.setVisible(can_take)
        self._drop.setVisible(can_drop)
        self.refitted.emit()
