"""From a project to its numbers, and from what looks like a mistake to the picture and the object."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs.insights import InsightsDialog
from sam3_studio.app.dialogs.placing import frame_of, stand_in_quiet_corner
from sam3_studio.app.main_window.objects.guiding import Guide
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.checks.findings import CheckReport, Finding
from sam3_studio.dataset.checks.project import check_project
from sam3_studio.dataset.project.statistics import Statistics, read_statistics

_NARROW = 420
"""Pixels of width that the dialog keeps where there is no room for more beside what it leads to."""


class InsightsAssistant(QObject):
    """Behind the dialog of numbers and mistakes. It lives as long as its dialog.

    Args:
        file: the project.
        guide: leads to what looks like a mistake.
        window: of the project.
    """

    def __init__(self, file: Path, guide: Guide, window: QWidget) -> None:
        self.dialog = InsightsDialog(_Counting(file), _Checking(file), window)
        super().__init__(self.dialog)
        self._guide = guide
        self.dialog.chosen.connect(self._go_to)
        guide.arrived.connect(self._stand_aside)

    @Slot(object)
    def _go_to(self, finding: Finding) -> None:
        self._guide.lead(finding.image, finding.objects)

    @Slot(list)
    def _stand_aside(self, areas: list[QRect]) -> None:
        """Move the dialog, and make it narrower if need be, where it lies over what it leads to."""
        dialog, room = self.dialog, self.dialog.screen().availableGeometry()
        for width in (dialog.width(), min(dialog.width(), _NARROW)):
            place = dialog.geometry().marginsAdded(frame_of(dialog))
            if not any(place.intersects(area) for area in areas):
                return
            stand_in_quiet_corner(dialog, room, areas, width)


class _Counting:
    """What a thread does; it has the project's file and nothing of the window."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, _progress: Progress, cancel: threading.Event) -> Statistics:
        return read_statistics(self._file, cancel)


class _Checking:
    """The same, for the other page."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, progress: Progress, cancel: threading.Event) -> CheckReport:
        return check_project(self._file, progress=progress, cancel=cancel)
