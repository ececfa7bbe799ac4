"""How long the window's thread stands still while the model works: the figure of `sam3-studio benchmark ui`."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import ClassPrompt, Failed, LoadFunction, ModelChoice
from sam3_studio.app.inference.worker import load_predictor
from sam3_studio.core.errors import ModelError

_BEAT_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """How one stage of the model's work was felt in the window's thread.

    Attributes:
        stage: what the model did.
        seconds: how long it took.
        beats: how often the window's thread had its turn.
        longest: the longest time that it waited for its turn, in seconds.
    """

    stage: str
    seconds: float
    beats: int
    longest: float

    def __str__(self) -> str:
        return (
            f"{self.stage:<28} {self.seconds:8.2f} s   longest wait {1000 * self.longest:6.1f} ms   {self.beats} beats"
        )


class Pulse(QObject):
    """A timer in the window's thread that notes how late it is."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=round(1000 * _BEAT_SECONDS), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._begun = self._last = time.perf_counter()
        self._beats, self._longest = 0, 0.0

    def start(self) -> None:
        """Begin anew."""
        self._begun = self._last = time.perf_counter()
        self._beats, self._longest = 0, 0.0
        self._timer.start()

    def stop(self, stage: str) -> Heartbeat:
        """What was noted since the start; the wait that is not over yet counts."""
        self._beat()
        self._timer.stop()
        return Heartbeat(stage, self._last - self._begun, self._beats, self._longest)

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last - _BEAT_SECONDS)
        self._last = now
        self._beats += 1


class _Measurement(QObject):
    """Lets a controller do one thing at a time, and waits in an event loop as a window does."""

    def __init__(self, load: LoadFunction) -> None:
        super().__init__()
        self.controller = Controller(load)
        self.pulse = Pulse()
        self.failure: str | None = None
        self._loop = QEventLoop()
        self.controller.busy_changed.connect(self._notice_rest)
        self.controller.failed.connect(self._fail)

    def wait(self, stage: str) -> Heartbeat:
        """Until the controller has done what it was told."""
        self.pulse.start()
        if self.controller.is_busy:
            self._loop.exec()
        if self.failure:
            raise ModelError(self.failure)
        return self.pulse.stop(stage)

    def rest(self, seconds: float) -> Heartbeat:
        """The same while nothing is done: what the system alone costs."""
        self.pulse.start()
        QTimer.singleShot(round(1000 * seconds), self._loop.quit)
        self._loop.exec()
        return self.pulse.stop("nothing")

    @Slot(bool)
    def _notice_rest(self, busy: bool) -> None:  # noqa: FBT001  # as the signal
        if not busy:
            self._loop.quit()

    @Slot(object)
    def _fail(self, failed: Failed) -> None:
        self.failure = failed.sentence


def measure_heartbeat(
    choice: ModelChoice,
    photo: Path,
    prompts: Iterable[ClassPrompt],
    *,
    load: LoadFunction = load_predictor,
    rest: float = 1.0,
) -> Iterator[Heartbeat]:
    """Load a model, encode a picture and ask prompts, in the inference thread as ever.

    Args:
        choice: of the model; without a source one of full size with random weights.
        photo: to look at.
        prompts: asked one after the other, each a stage of its own.
        load: loads the model.
        rest: seconds of doing nothing at first, to compare with.

    Yields:
        One entry for each stage, when it is over.

    Raises:
        ModelError: something failed.
    """
    measurement = _Measurement(load)
    controller = measurement.controller
    try:
        yield measurement.rest(rest)
        controller.load_model(choice)
        yield measurement.wait("load the model")
        controller.open(photo)
        yield measurement.wait("encode the picture")
        for prompt in prompts:
            controller.prompt(photo, [prompt])
            yield measurement.wait(f"prompt {prompt.key}")
    finally:
        controller.close(60)
