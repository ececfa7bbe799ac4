"""From a project to its numbers, and from what looks like a mistake to the picture and the object."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs.insights import InsightsDialog
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.main_window.selection import Selection
from sam3_studio.app.main_window.travel import Travel
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.checks.findings import CheckReport, Finding
from sam3_studio.dataset.checks.project import check_project
from sam3_studio.dataset.project.statistics import Statistics, read_statistics


class InsightsAssistant(QObject):
    """Behind the dialog of numbers and mistakes. It lives as long as its dialog.

    Args:
        file: the project.
        desk: has the picture in hand.
        travel: goes to pictures.
        selection: selects objects.
        window: of the project.
    """

    def __init__(
        self, file: Path, desk: Desk, travel: Travel, selection: Selection, window: QWidget | None = None
    ) -> None:
        self.dialog = InsightsDialog(_Counting(file), _Checking(file), window)
        super().__init__(self.dialog)
        self._desk = desk
        self._travel = travel
        self._selection = selection
        self._wanted: Finding | None = None
        self.dialog.chosen.connect(self._go_to)
        desk.picture_shown.connect(self._select)

    @Slot(object)
    def _go_to(self, finding: Finding) -> None:
        self._wanted = finding
        picture = self._desk.picture
        if picture is not None and picture.name == finding.image and self._desk.size is not None:
            self._select(finding.image)
        else:
            self._travel.go_to(finding.image)

    @Slot(str)
    def _select(self, name: str) -> None:
        finding = self._wanted
        if finding is None or finding.image != name:
            return
        self._wanted = None
        if finding.objects:
            self._selection.go_to(finding.objects[0])
            self._selection.select(finding.objects)


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
