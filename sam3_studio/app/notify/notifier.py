"""What a person is told, and what was told before."""

import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

_REMEMBERED = 100


class Severity(Enum):
    """How much a notice matters."""

    INFORMATION = auto()
    WARNING = auto()
    FAILURE = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence to a person.

    Attributes:
        severity: how much it matters.
        text: what happened and what to do about it, translated.
        time: seconds since 1970.
    """

    severity: Severity
    text: str
    time: float = field(default_factory=time.time)


class Notifier(QObject):
    """Whoever has something to tell says it here; whoever shows it listens.

    Signals:
        told: a `Notice`, as it is said.
    """

    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log: deque[Notice] = deque(maxlen=_REMEMBERED)

    @property
    def log(self) -> tuple[Notice, ...]:
        """The last 100 notices, the oldest first."""
        return tuple(self._log)

    def inform(self, text: str) -> None:
        """Something went well, or is good to know; it goes away by itself."""
        self._tell(Severity.INFORMATION, text)

    def warn(self, text: str) -> None:
        """Something is not as asked for, but work goes on; it stays a while."""
        self._tell(Severity.WARNING, text)

    def fail(self, text: str) -> None:
        """Something could not be done; it stays until it is closed."""
        self._tell(Severity.FAILURE, text)

    def _tell(self, severity: Severity, text: str) -> None:
        notice = Notice(severity, text)
        self._log.append(notice)
        self.told.emit(notice)
