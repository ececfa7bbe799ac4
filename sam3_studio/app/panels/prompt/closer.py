"""Looking closer: at what is visible, or in tiles; why that may find more, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, KeyButton, quiet, tool_button
from sam3_studio.app.theme import icon

_ACTIONS = ("look_at_view", "look_in_tiles")


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
    """Why a closer look may find more, with a button for it; while one is at work, its progress and what stops it.

    Signals:
        view_requested: look at what is visible.
        tiles_requested: look in tiles.
        stop_requested: look no further.
        notice_put_away: why a closer look may find more is not to be said again.

    Attributes:
        view: a button for elsewhere: looks at what is visible.
        tiles: likewise: looks in tiles.
    """

    view_requested = Signal()
    tiles_requested = Signal()
    stop_requested = Signal()
    notice_put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names = self.tr("Look at what is visible"), self.tr("Look in tiles")
        self.view = tool_button("look-at-view", self._names[0])
        self.tiles = tool_button("look-in-tiles", self._names[1])
        self._notice = quiet()
        self._notice.setProperty("quiet", False)  # it is to be read
        self.put_away = tool_button("close", self.tr("Do not say this again in this project"))
        self.offer = KeyButton(self.tr("Look in tiles"))
        self.stop = KeyButton(self.tr("Stop"))
        self.stop.setIcon(icon("cancel"))
        self.stop.setIconSize(QSize(16, 16))
        self._count = quiet()
        self.bar = QProgressBar(textVisible=False)
        for button in (self.tiles, self.offer):
            button.clicked.connect(self._ask_tiles)
        self.view.clicked.connect(self._ask_view)
        self.put_away.clicked.connect(self._put_away)
        self.stop.clicked.connect(self._ask_stop)
        at_work = QHBoxLayout()
        at_work.setSpacing(GAP)
        how_far = QVBoxLayout()
        how_far.setSpacing(GAP)
        how_far.addWidget(self._count)
        how_far.addWidget(self.bar)
        at_work.addLayout(how_far, 1)
        at_work.addWidget(self.stop, 1)
        answers = QHBoxLayout()
        answers.setSpacing(GAP)
        answers.addWidget(self.offer, 1)
        answers.addWidget(self.put_away)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._notice)  # the whole width is its own: beside a button it would take a line more
        layout.addLayout(answers)
        layout.addLayout(at_work)
        self.set_state(CloserState())

    @property
    def notice(self) -> str:
        """What is said."""
        return self._notice.text()

    @property
    def progress(self) -> str:
        """How far the look is, as it is told; empty while nobody looks."""
        return self._count.text() if self._count.isVisibleTo(self) else ""

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Keys as the system writes them, by the ids of their actions."""
        for button, name, action in zip((self.view, self.tiles), self._names, _ACTIONS, strict=True):
            button.setToolTip(f"{name} ({keys[action]})" if keys.get(action) else name)
        self.offer.set_key(keys.get("look_in_tiles", ""))
        self.stop.set_key(keys.get("cancel", ""))

    def set_state(self, state: CloserState) -> None:
        """Show what can be done, and what is being done."""
        at_work = state.total > 0
        for button in (self.view, self.tiles):
            button.setEnabled(state.possible and not at_work)
        self._notice.setText(state.notice)
        told: tuple[QWidget, ...] = (self._notice, self.put_away, self.offer)
        for part in (*told, self._count, self.bar, self.stop):
            part.setVisible(bool(state.notice) and not at_work if part in told else at_work)
        self.setVisible(at_work or bool(state.notice))
        self.bar.setRange(0, max(state.total, 1))
        self.bar.setValue(state.done)
        number = self.locale().toString(min(state.done + 1, state.total))
        text = self.tr("Tile {n} of {total}").format(n=number, total=self.locale().toString(state.total))
        self._count.setText(text if state.total > 1 else self.tr("The model looks…"))
        self.bar.setAccessibleName(self._count.text())

    @Slot()
    def _ask_view(self) -> None:
        self.view_requested.emit()

    @Slot()
    def _ask_tiles(self) -> None:
        self.tiles_requested.emit()

    @Slot()
    def _ask_stop(self) -> None:
        self.stop_requested.emit()

    @Slot()
    def _put_away(self) -> None:
        self.notice_put_away.emit()
