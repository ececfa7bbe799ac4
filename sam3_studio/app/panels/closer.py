"""Looking closer: at what is visible, or in tiles; why that may find more, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, KeyButton, quiet
from sam3_studio.app.theme import Icons


@dataclass(frozen=True, slots=True)
class CloserState:
    """What can be done, and what is being done.

    Attributes:
        possible: whether there is anything that could be looked at.
        notice: why a closer look may find more, a sentence; empty where nothing says so.
        done: tiles that were looked at.
        total: tiles that there are; 0 while nobody looks.
    """

    possible: bool = False
    notice: str = ""
    done: int = 0
    total: int = 0


class CloserLook(QWidget):
    """Two buttons; while one of them is at work, its progress and a button that stops it stand in their place.

    Signals:
        view_requested: look at what is visible.
        tiles_requested: look in tiles.
        stop_requested: look no further.

    Args:
        icons: gives icons.
        parent: of this widget.
    """

    view_requested = Signal()
    tiles_requested = Signal()
    stop_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = quiet()
        self._notice.setProperty("quiet", False)  # it is to be read
        self.view = _button(icons, "look-at-view", self.tr("Visible part"))
        self.tiles = _button(icons, "look-in-tiles", self.tr("In tiles"))
        self.stop = _button(icons, "cancel", self.tr("Stop"))
        self.bar = QProgressBar()
        self.view.clicked.connect(self._ask_view)
        self.tiles.clicked.connect(self._ask_tiles)
        self.stop.clicked.connect(self._ask_stop)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for part in (self.view, self.tiles, self.bar, self.stop):
            buttons.addWidget(part, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._notice)
        layout.addLayout(buttons)
        self.set_state(CloserState())

    @property
    def notice(self) -> str:
        """What is said."""
        return self._notice.text()

    @property
    def progress(self) -> str:
        """How far the look is, as it is told; empty while nobody looks."""
        return self.bar.text() if self.bar.isVisibleTo(self) else ""

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Keys as the system writes them, by the ids of their actions."""
        self.view.set_key(keys.get("look_at_view", ""))
        self.tiles.set_key(keys.get("look_in_tiles", ""))
        self.stop.set_key(keys.get("cancel", ""))

    def set_state(self, state: CloserState) -> None:
        """Show what can be done, and what is being done."""
        self._notice.setText(state.notice)
        self._notice.setVisible(bool(state.notice) and not state.total)
        at_work = state.total > 0
        for button in (self.view, self.tiles):
            button.setVisible(not at_work)
            button.setEnabled(state.possible)
        self.stop.setVisible(at_work)
        self.bar.setVisible(at_work)
        self.bar.setRange(0, max(state.total, 1))
        self.bar.setValue(state.done)
        number = self.locale().toString(min(state.done + 1, state.total))
        text = self.tr("Tile {n} of {total}").format(n=number, total=self.locale().toString(state.total))
        self.bar.setFormat(text if state.total > 1 else self.tr("The model looks…"))
        self.bar.setAccessibleName(self.bar.format())

    @Slot()
    def _ask_view(self) -> None:
        self.view_requested.emit()

    @Slot()
    def _ask_tiles(self) -> None:
        self.tiles_requested.emit()

    @Slot()
    def _ask_stop(self) -> None:
        self.stop_requested.emit()


def _button(icons: Icons, name: str, text: str) -> KeyButton:
    button = KeyButton(text)
    button.setIcon(icons(name))
    button.setIconSize(QSize(16, 16))
    return button
