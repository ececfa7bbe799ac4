"""Measures how long a person is at work on each picture, and keeps it in the project."""

import time
from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Slot

from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.clock import Clock
from sam3_studio.app.session.session import Session

_WRITTEN = 20_000
"""Milliseconds after which what was measured is written."""


class Timekeeping(QObject):
    """Counts moves of the mouse over the picture, panning, zooming and editing as work on it.

    Args:
        desk: has the picture in hand.
        parent: of this object.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: Session | None = None
        self._clock = Clock()
        self._name = ""
        self._writing = QTimer(self, singleShot=True, interval=_WRITTEN)
        self._writing.timeout.connect(self._write)
        desk.canvas.cursor_moved.connect(self._touch)
        desk.canvas.view_changed.connect(self._touch)
        desk.edited.connect(self._touch)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; the one before is still open."""
        self._write()
        self._session = session
        self._clock, self._name = Clock(), ""
        if session is not None:
            session.classes.changed.connect(self._touch)

    @Slot()
    def touch_many(self) -> None:
        """A person looks at candidates of many pictures."""
        self._clock.touch(time.monotonic(), "")

    @Slot(object)
    def decide(self, names: Collection[str]) -> None:
        """A person has decided about candidates of these pictures."""
        self.touch_many()
        self._clock.divide(names)
        self._write_soon()

    @Slot()
    def _touch(self) -> None:
        """What was done until now was done with the picture that was in hand until now."""
        if self._name:
            self._clock.touch(time.monotonic(), self._name)
            self._write_soon()
        else:
            self._clock.begin(time.monotonic())
        self._name = self._desk.picture.name if self._desk.picture else ""

    def _write_soon(self) -> None:
        if not self._writing.isActive():
            self._writing.start()

    @Slot()
    def _write(self) -> None:
        self._writing.stop()
        seconds = self._clock.take()
        if self._session is not None and seconds:
            with self._desk.telling():
                self._session.project.work.add(seconds)
