"""A quiet line below the picture on a run over many: how far it is, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from sam3_studio.app.panels.failure_list import FailureList
from sam3_studio.app.panels.parts import GAP, MARGIN, SPACING, ElidedLabel, tool_button
from sam3_studio.app.theme.texts import make_quiet
from sam3_studio.dataset.run_progress import RunProgress

_BAR = 140
_MINUTE, _HOUR = 60, 3600


class RunState(Enum):
    """What a run is at."""

    RUNNING = auto()
    PAUSED = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as a person is told of it.

    Attributes:
        title: what is done.
        state: what it is at.
        progress: how far it is.
        finds: whether it finds objects, or prepares pictures only.
        waiting: pictures of the project in which candidates wait; shown when it is over.
        begun: pictures that were begun or done before candidates were found in them; shown when it is over.
        failures: why pictures failed, by name.
        is_planning: whether it is still to be found out what is to be done.
        tiles: how many tiles of the picture in hand were looked at, and how many it has; 0 where it is not in tiles.
    """

    title: str
    state: RunState
    progress: RunProgress
    finds: bool = True
    waiting: int = 0
    begun: int = 0
    failures: Mapping[str, str] = field(default_factory=dict)
    is_planning: bool = False
    tiles: tuple[int, int] = (0, 0)


class RunStrip(QFrame):
    """Hidden as long as there is no run.

    Signals:
        pause_wanted: nothing more is to be done for now.
        resume_wanted: the run is to go on.
        stop_wanted: the run is not wanted any more; or, where it is over, nobody needs to be told of it any more.
        retry_wanted: what failed is to be tried again.
        show_wanted: the pictures in which something was found are to be listed.
        picture_chosen (str): a person wants to see the picture of this name.
    """

    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    retry_wanted = Signal()
    show_wanted = Signal()
    picture_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("runStrip")
        self._view: RunView | None = None
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(_BAR)
        self._text = ElidedLabel()
        make_quiet(self._text)
        self.failures = _button()
        self.show_found = _button(self.tr("Show them"))
        self.pause = tool_button("pause", self.tr("Pause"))
        self.resume = tool_button("run", self.tr("Continue"))
        self.stop = tool_button("close", self.tr("Stop"))
        self.failures.clicked.connect(self._open_failures)
        self.show_found.clicked.connect(self.show_wanted)
        self.pause.clicked.connect(self.pause_wanted)
        self.resume.clicked.connect(self.resume_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, SPACING, GAP)
        layout.setSpacing(SPACING)
        for part in (self._title, self.bar):
            layout.addWidget(part)
        layout.addWidget(self._text, 1)
        for button in (self.failures, self.show_found, self.pause, self.resume, self.stop):
            layout.addWidget(button)
        # Buttons come and go; the picture above is not to move with them.
        self.setMinimumHeight(self.failures.sizeHint().height() + 2 * GAP)
        self.hide()

    @property
    def text(self) -> str:
        """What is to be read."""
        return f"{self._title.text()}: {self._text.whole_text}"

    def show_run(self, view: RunView | None) -> None:
        """Tell of a run; None for none."""
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        progress, over = view.progress, view.state is RunState.OVER
        self._title.setText(view.title)
        done, each = view.tiles[0], max(view.tiles[1], 1)
        self.bar.setRange(0, 0 if view.is_planning else max(progress.total, 1) * each)
        self.bar.setValue(progress.done * each + done)
        self.bar.setVisible(not over)
        self._text.set_text(self._summary(view) if over else self._sentence(view))
        self.bar.setAccessibleName(self._text.whole_text)
        self.failures.setText(self.tr("%Ln failed", "", progress.failed))
        self.failures.setVisible(progress.failed > 0)
        self.show_found.setVisible(over and (view.waiting > 0 or view.begun > 0))
        self.pause.setVisible(view.state is RunState.RUNNING)
        self.resume.setVisible(view.state is RunState.PAUSED)
        stop = self.tr("Close") if over else self.tr("Stop")
        self.stop.setToolTip(stop)
        self.stop.setAccessibleName(stop)

    def _sentence(self, view: RunView) -> str:
        """How far it is; what is asked for most comes first, since the end is cut off where there is no room."""
        progress, locale = view.progress, self.locale()
        if view.is_planning:
            return self.tr("looking for what is to be done…")
        parts = [
            self.tr("{done} of {total}").format(
                done=locale.toString(progress.done), total=locale.toString(progress.total)
            )
        ]
        done, tiles = view.tiles
        if tiles:
            number = locale.toString(min(done + 1, tiles))
            parts.append(self.tr("tile {n} of {total}").format(n=number, total=locale.toString(tiles)))
        if view.state is RunState.PAUSED:
            parts.append(self.tr("paused"))
        elif progress.seconds_left is not None:
            parts.append(self.tr("{time} left").format(time=self._duration(progress.seconds_left)))
        if view.finds:
            parts.append(self.tr("%Ln object(s)", "", progress.objects))
        if progress.seconds_each is not None:
            digits = 1 if progress.seconds_each >= 1 else 2
            each = locale.toString(progress.seconds_each, "f", digits)
            parts.append(self.tr("{seconds} s per picture").format(seconds=each))
        return " · ".join(parts)

    def _summary(self, view: RunView) -> str:
        """What has come of it."""
        if view.finds:
            if view.begun and not view.waiting:
                return self.tr("more was found in %Ln picture(s) begun before", "", view.begun)
            waiting = self.tr("%Ln picture(s) have candidates", "", view.waiting)
            begun = self.tr("more in %Ln begun before", "", view.begun)
            return f"{waiting} · {begun}" if view.begun else waiting
        return self.tr("%Ln picture(s) are prepared", "", view.progress.done - view.progress.failed)

    def _duration(self, seconds: float) -> str:
        if seconds < _MINUTE:
            return self.tr("{seconds} s").format(seconds=max(round(seconds), 1))
        minutes = round(seconds / _MINUTE)
        if seconds < _HOUR:
            return self.tr("{minutes} min").format(minutes=minutes)
        return self.tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)

    @Slot()
    def _open_failures(self) -> None:
        if self._view is not None:
            popup = FailureList(self._view.failures, self)
            popup.retry_wanted.connect(self.retry_wanted)
            popup.picture_chosen.connect(self.picture_chosen)
            popup.open_above(self.failures)


def _button(text: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button
