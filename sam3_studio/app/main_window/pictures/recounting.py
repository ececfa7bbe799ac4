"""Keeping up to date in which pictures candidates wait, as thresholds change how many there are."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Slot

from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import ImageState

_PAUSE = 200
"""Milliseconds after a change of classes: thresholds move in many steps."""

_FEW = 100
"""Up to this many changed pictures are told of one by one; after more, the whole list is read again."""


class Recounting(QObject):
    """Counts anew in which pictures something waits whenever thresholds, smallest areas or classes are others, or files
    are back.

    It does so some milliseconds at a time, in the window's thread, which is the one that writes to the project. What
    an earlier window did not get to is counted, too.

    Args:
        desk: has the picture in hand, and tells what goes wrong.
        parent: of this object.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: Session | None = None
        self._told = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._timer.stop()
        self._session = session
        self._told = 0
        if session is not None:
            session.classes.changed.connect(self._begin)
            session.scanned.connect(self._begin)
            self._begin()

    @Slot()
    def _begin(self) -> None:
        self._timer.start(_PAUSE)

    @Slot()
    def _go_on(self) -> None:
        session = self._session
        if session is None:
            return
        with self._desk.telling():
            changed = session.project.recount.go_on(session.classes.listed)
            if changed is not None:
                self._tell(session, changed)
                self._timer.start(0)
            else:
                if self._told > _FEW:
                    session.pictures_changed.emit()
                self._told = 0

    def _tell(self, session: Session, changed: Mapping[str, ImageState]) -> None:
        """States have changed. The picture in hand is told of its own at once, for it writes states, too."""
        self._told += len(changed)
        if session.picture is not None and session.picture.name in changed:
            session.picture.take_state(changed[session.picture.name])
        if self._told <= _FEW:
            for name in changed:
                session.tell_state(name)
