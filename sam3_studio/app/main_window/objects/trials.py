"""Masks reshaped by a number that a person is still trying: each number is shown, and the last one is taken."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.progress import Progress
from sam3_studio.core.rle import Rle
from sam3_studio.editing.growing import grown, shrunk
from sam3_studio.editing.reshaping import (
    filled,
    largest_hole,
    largest_island,
    smoothed,
    without_islands,
)
from sam3_studio.editing.sketching import GROWING, NEVER, SMOOTHING, Sketching, coarseness, sketched


def _no_progress(_done: int, _total: int) -> None:
    pass


def _enough_for_islands(mask: Rle) -> int:
    island = largest_island(mask)
    return island + 1 if island else 0


@dataclass(frozen=True, slots=True)
class Reshaping:
    """An operation with a number of pixels.

    Attributes:
        change: how it is done.
        text: what the number means.
        value: at first.
        highest: the number that makes sense at most, or tells it of a mask: from there on all is done that can be.
        sketching: when a hand that moves is shown a sketch.
    """

    change: Callable[[Rle, int], Rle]
    text: str
    value: int
    highest: int | Callable[[Rle], int]
    sketching: Sketching = NEVER


@dataclass(frozen=True, slots=True)
class Trial:
    """A number that is tried on masks, by id of their objects: work for a job, as a large mask takes its time.

    Attributes:
        reshaping: what is done.
        value: the number.
        masks: as they are.
        rough: large ones are only sketched.
    """

    reshaping: Reshaping
    value: int
    masks: Mapping[str, Rle]
    rough: bool = field(default=False, compare=False)

    def __call__(self, _: Progress, cancel: threading.Event) -> "Tried":
        """In the job's thread."""
        after, exact, sketching = {}, True, self.reshaping.sketching if self.rough else NEVER
        for name, mask in self.masks.items():
            if cancel.is_set():
                raise CancelledError("Stopped.")
            after[name] = sketched(self.reshaping.change, mask, self.value, sketching)
            exact = exact and coarseness(mask, self.value, sketching) == 1
        return Tried(self, after, exact)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial came to.

    Attributes:
        trial: what was tried.
        masks: what it makes of them.
        exact: whether that is what is done, to the pixel.
    """

    trial: Trial
    masks: Mapping[str, Rle]
    exact: bool


_ALL = 1 << 62
RESHAPINGS = {
    "fill_holes": Reshaping(
        filled, QT_TRANSLATE_NOOP("Masks", "Holes with no more pixels than this are filled."), _ALL, largest_hole
    ),
    "grow": Reshaping(grown, QT_TRANSLATE_NOOP("Masks", "How far the outline moves outwards."), 2, 100, GROWING),
    "shrink": Reshaping(shrunk, QT_TRANSLATE_NOOP("Masks", "How far the outline moves inwards."), 2, 100, GROWING),
    "smooth": Reshaping(
        smoothed,
        QT_TRANSLATE_NOOP("Masks", "Bumps and dents that are small compared with this are evened out."),
        2,
        50,
        SMOOTHING,
    ),
    "remove_islands": Reshaping(
        without_islands,
        QT_TRANSLATE_NOOP("Masks", "Separate parts with fewer pixels than this are removed; the largest part stays."),
        64,
        _enough_for_islands,
    ),
}
"""By the action that asks for the number."""


class Trials(QObject):
    """Tries number after number in a thread: the newest waits for the one that is tried, so that something is shown
    however fast they come; only one that has to be exact is given up for a newer one.

    Signals:
        shown (Tried): what a number does.
    """

    shown = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at_work: Trial | None = None
        self._next: Trial | None = None
        self._exact: Tried | None = None
        self._latest = LatestJob(self)
        self._latest.done.connect(self._take)
        self._latest.failed.connect(self._go_on)
        self._latest.crashed.connect(self._go_on)

    def begin(self, trial: Trial) -> None:
        """Try a number; one whose exact outcome is shown is not tried again."""
        if self._exact is not None and self._exact.trial == trial and self._at_work is None:
            return
        if self._at_work is not None and self._at_work.rough:
            self._next = trial
        else:
            self._start(trial)

    def outcome(self, trial: Trial) -> Mapping[str, Rle]:
        """What a number comes to; where it is shown, that. Only who is quicker than the thread waits for it here."""
        shown = self._exact
        self.forget()
        if shown is not None and shown.trial == trial:
            return shown.masks
        return trial(_no_progress, threading.Event()).masks

    def forget(self) -> None:
        """Nothing is wanted any more."""
        self._latest.forget()
        self._at_work = self._next = self._exact = None

    def _start(self, trial: Trial) -> None:
        self._at_work = trial
        self._latest.begin(trial)

    @Slot(object)
    def _take(self, tried: Tried) -> None:
        self._exact = tried if tried.exact else None
        self._go_on()
        self.shown.emit(tried)

    @Slot()
    def _go_on(self) -> None:
        following, self._at_work, self._next = self._next, None, None
        if following is not None and (self._exact is None or self._exact.trial != following):
            self._start(following)
