"""The one door through which the program tells a person something."""

from sam3_studio.app.notify.bars import NoticeBars
from sam3_studio.app.notify.last_resort import Crash, LastResort
from sam3_studio.app.notify.notifier import Choice, Notice, Notifier, Severity
from sam3_studio.app.notify.system_information import system_information

__all__ = ["Choice", "Crash", "LastResort", "Notice", "NoticeBars", "Notifier", "Severity", "system_information"]
