"""Where concepts are typed: several at once, with commas between them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from sam3_studio.app.actions import claims

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_ITSELF = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def concepts_in(text: str) -> tuple[str, ...]:
    """The concepts of a text with commas, without blanks around them, none twice whatever its case."""
    found: dict[str, str] = {}
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        concept = " ".join(part.split())
        if concept:
            found.setdefault(concept.casefold(), concept)
    return tuple(found.values())


class ConceptField(QLineEdit):
    """Takes concepts; completes the one that is typed from those that are known.

    Signals:
        concepts_added (tuple[str, ...]): Enter was pressed; the field is empty again.
        run_requested: Enter was pressed with nothing typed.
        left: Escape was pressed, or the focus came back after Enter though nobody asked for it.
    """

    concepts_added = Signal(object)
    run_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self._submitted = False
        self._known = QStringListModel(self)
        self._completer = _LastConcept(self._known, self)
        self._completer.activated.connect(self._take_completion)
        self.setCompleter(self._completer)

    def set_known(self, concepts: Sequence[str]) -> None:
        """What is offered for completion."""
        known = sorted(set(concepts), key=str.casefold)
        # What is offered would be offered anew, and what is chosen of it forgotten.
        if known != self._known.stringList():
            self._known.setStringList(known)

    def event(self, event: QEvent) -> bool:
        """Qt's: Escape leaves the field, and cancels nothing."""
        return claims(event, Qt.Key.Key_Escape) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's: a popup that closes late gives the focus back here, though it has gone on with what was typed."""
        super().focusInEvent(event)
        if event.reason() not in _BY_ITSELF:
            self._submitted = False
        elif self._submitted:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        popup = self._completer.popup()
        offering = popup is not None and popup.isVisible()
        if event.key() in _ENTER:
            # An offer that is chosen by arrow keys stands in the field already.
            if popup is not None:
                popup.hide()
            self.submit()
        elif event.key() == Qt.Key.Key_Escape and not offering:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def submit(self) -> None:
        """Add what is typed."""
        concepts = concepts_in(self.text())
        self.clear()
        self._submitted = True
        if concepts:
            self.concepts_added.emit(concepts)
        else:
            self.run_requested.emit()

    @Slot(str)
    def _take_completion(self, _text: str) -> None:
        # The field gets the completed text after this signal.
        QTimer.singleShot(0, self, self.submit)


class _LastConcept(QCompleter):
    """Completes what stands after the last comma."""

    def __init__(self, known: QStringListModel, field: QLineEdit) -> None:
        super().__init__(known, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("completions")  # the style frames it: the panel goes on below
        self.setPopup(popup)

    def splitPath(self, path: str) -> list[str]:
        """Qt's."""
        return [path.rsplit(",", 1)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Qt's."""
        before, comma, _ = self._field.text().rpartition(",")
        start = f"{before}, " if comma else ""
        return f"{start}{super().pathFromIndex(index)}"
