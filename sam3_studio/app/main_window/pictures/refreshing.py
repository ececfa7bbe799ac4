"""Looking through the folder of the project again, as a person asks for it."""

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.session import Session


class Refreshing(QObject):
    """Has the folder looked through, and tells how many pictures are new.

    Args:
        commands: with the one that asks for it.
        desk: tells what goes wrong.
        notifier: tells the rest.
        parent: of this object.
    """

    def __init__(self, commands: Actions, desk: Desk, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notifier = notifier
        self._session: Session | None = None
        self._new = 0
        self._is_asked = False
        commands["look_for_pictures"].triggered.connect(self.begin)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._new, self._is_asked = 0, False
        if session is not None:
            session.pictures_found.connect(self._count)
            session.scanned.connect(self._end)

    @Slot()
    def begin(self) -> None:
        """Look through the folder, unless that is being done; the end of it is told in any case."""
        if self._session is not None:
            with self._desk.telling():
                self._session.scan()
                self._is_asked = True
                self._notifier.inform(self.tr("New pictures in the folder of this project are being looked for."))

    @Slot(object)
    def _count(self, names: tuple[str, ...]) -> None:
        self._new += len(names)

    @Slot(bool)
    def _end(self, whole: bool) -> None:  # noqa: FBT001 - a slot
        """Why it has not been looked through wholly is told elsewhere."""
        new, self._new = self._new, 0
        if self._is_asked and whole:
            found = self.tr("%n new picture(s) found.", "", new) if new else self.tr("No new picture was found.")
            self._notifier.inform(found)
        self._is_asked = False
