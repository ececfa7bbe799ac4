"""From a project to its numbers, and from what looks like a mistake to the picture and the object."""

import threading
from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.dialogs.insights import InsightsDialog
from sam3_studio.app.dialogs.placing import quiet_corner
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.main_window.objects import Objects
from sam3_studio.app.main_window.selection import Selection
from sam3_studio.app.main_window.travel import Travel
from sam3_studio.app.notify import Notifier
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
        canvas: shows what the dialog leads to.
        desk: has the picture in hand.
        travel: goes to pictures.
        selection: selects objects.
        objects: of the picture in hand; shows what is hidden.
        notifier: tells of what is hidden.
        window: of the project.
    """

    def __init__(
        self,
        file: Path,
        canvas: Canvas,
        desk: Desk,
        travel: Travel,
        selection: Selection,
        objects: Objects,
        notifier: Notifier,
        window: QWidget | None = None,
    ) -> None:
        self.dialog = InsightsDialog(_Counting(file), _Checking(file), window)
        super().__init__(self.dialog)
        self._canvas = canvas
        self._desk = desk
        self._travel = travel
        self._selection = selection
        self._objects = objects
        self._notifier = notifier
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
            self._offer_to_show(finding.objects)
        self._stand_aside(self._areas(finding.objects))

    def _offer_to_show(self, objects: Collection[str]) -> None:
        """Say that what was led to is not seen, if it is not: the place would be looked at in vain."""
        picture, shown = self._desk.picture, self._objects.shown_ids()
        there = {item.id for item in picture.document.objects} if picture else set()
        if hidden := [name for name in objects if name in there and name not in shown]:
            self._notifier.offer(
                self.tr("%n object(s) of this mistake are hidden.", "", len(hidden)),
                self.tr("Show"),
                partial(self._objects.show, hidden),
            )

    def _areas(self, objects: Collection[str]) -> list[QRect]:
        """What is to be seen, in pixels of the screen: these objects, or where there are none the picture's middle."""
        canvas, picture = self._canvas, self._desk.picture
        middle = QRect(canvas.rect().center(), canvas.size() / 2).translated(
            -canvas.width() // 4, -canvas.height() // 4
        )
        found = [item.mask.box for item in picture.document.objects if item.id in objects] if picture else []
        seen = [canvas.to_widget(box).toAlignedRect() & canvas.rect() for box in found if box] or [middle]
        return [QRect(canvas.mapToGlobal(area.topLeft()), area.size()) for area in seen]

    def _stand_aside(self, areas: list[QRect]) -> None:
        """Move the dialog, and make it narrower if need be, where it lies over what it leads to."""
        dialog = self.dialog
        room = dialog.screen().availableGeometry()
        for width in (dialog.width(), min(dialog.width(), _NARROW)):
            if not any(dialog.frameGeometry().intersects(area) for area in areas):
                return
            dialog.resize(width, dialog.height())
            frame = dialog.frameGeometry().size() - dialog.geometry().size()
            dialog.move(quiet_corner(room, dialog.size() + frame, areas))


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
