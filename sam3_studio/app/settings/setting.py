"""What a setting is: its name, what it may be, and how the dialog shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sam3_studio.app.language import QT_TRANSLATE_NOOP

T = TypeVar("T")


class Group(StrEnum):
    """A page of the dialog; its value is the page's title in English."""

    GENERAL = QT_TRANSLATE_NOOP("Settings", "General")
    MODEL = QT_TRANSLATE_NOOP("Settings", "Model")
    PROMPTING = QT_TRANSLATE_NOOP("Settings", "Prompting")
    DISPLAY = QT_TRANSLATE_NOOP("Settings", "Display")
    EXPORT = QT_TRANSLATE_NOOP("Settings", "Export")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values; the label is in English, to be translated in the context "Settings"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers a setting may be, both ends included.

    Attributes:
        low: the lowest.
        high: the highest.
        step: of the arrows beside the number.
        suffix: the unit as it is shown, in English, with the blank before it.
    """

    low: float
    high: float
    step: float = 1
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting.

    Attributes:
        name: in the file, and of its signal.
        default: its value until somebody sets another; its type is the setting's.
        check: takes what a file holds and gives the value, or raises ValueError with what it should be.
        group: its page in the dialog; None for what the window remembers by itself.
        label: in the dialog, in English.
        help: what it does, in a sentence, in English; empty where the label says it all.
        choices: for a text that is one of a few.
        range: for a number.
    """

    name: str
    default: T
    check: Callable[[object], T]
    group: Group | None = None
    label: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    range: Range | None = None
