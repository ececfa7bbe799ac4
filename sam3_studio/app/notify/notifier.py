"""What a person is told, and what was told before."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

_REMEMBERED = 100


class Severity(Enum):
    """How much a notice matters."""

    INFORMATION = auto()
    WARNING = auto()
    FAILURE = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person can do about a notice.

    Attributes:
        text: of a button, translated.
        take: is called when it is pressed.
    """

    text: str
    take: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence to a person.

    Attributes:
        severity: how much it matters.
        text: what happened and what to do about it, translated.
        time: seconds since 1970.
        choice: what can be done about it; None for nothing.
    """

    severity: Severity
    text: str
    time: float = field(default_factory=time.time)
    choice: Choice | None = None


class Notifier(QObject):
    """Passes on what parts of the program have to tell a person to the parts that show it.

    Signals:
        told: a `Notice`, as it is said.
        withdrawn: a `Notice` that does not hold any more.
        answered (str): a sentence that a person need not read again, and that stands in nobody's way.
    """

    told = Signal(object)
    withdrawn = Signal(object)
    answered = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log: deque[Notice] = deque(maxlen=_REMEMBERED)

    @property
    def log(self) -> tuple[Notice, ...]:
        """The last 100 notices, the oldest first."""
        return tuple(self._log)

    def answer(self, text: str) -> None:
        """What a key that was just pressed does, or why nothing; shown for a moment, and not kept in the log."""
        self.answered.emit(text)

    def inform(self, text: str) -> Notice:
        """Something went well, or is good to know; it goes away by itself."""
        return self._tell(Severity.INFORMATION, text)

    def offer(self, text: str, button: str, take: Callable[[], None]) -> Notice:
        """Something went well, and more could be done about it at the press of a button; it goes away by itself."""
        return self._tell(Severity.INFORMATION, text, Choice(button, take))

    def withdraw(self, notice: Notice) -> None:
        """A notice does not hold any more: it is not shown any longer, but stays in the log."""
        self.withdrawn.emit(notice)

    def warn(self, text: str) -> None:
        """Something is not as asked for, but work goes on; it stays a while."""
        self._tell(Severity.WARNING, text)

    def fail(self, text: str, button: str = "", take: Callable[[], None] | None = None) -> None:
        """Something could not be done; it stays until it is closed. What can be done about it has a button."""
        self._tell(Severity.FAILURE, text, Choice(button, take) if take is not None else None)

    def _tell(self, severity: Severity, text: str, choice: Choice | None = None) -> Notice:
        notice = Notice(severity, text, choice=choice)
        # What could be done then cannot be done for ever.
        self._log.append(replace(notice, choice=None))
        self.told.emit(notice)
        return notice
