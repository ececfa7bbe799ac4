"""Looking through the folder of the project again, as a person asks for it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notice, Notifier
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
        self._new: set[str] = set()
        self._free: frozenset[str] = frozenset()
        """Names that pictures had, and that no picture known before has now."""
        self._begun: Notice | None = None
        """The notice that the folder is being looked through, if a person asked for that."""
        commands["look_for_pictures"].triggered.connect(self.begin)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._new, self._free, self._begun = set(), frozenset(), None
        if session is not None:
            session.pictures_found.connect(self._count)
            session.renamed.connect(self._follow_names)
            session.renewed.connect(self._count_in_others_places)
            session.scanned.connect(self._end)

    @Slot()
    def begin(self) -> None:
        """Look through the folder, unless that is being done; the end of it is told in any case."""
        if self._session is not None:
            with self._desk.telling():
                self._session.scan()
                if self._begun is None:
                    text = self.tr("New pictures in the folder of this project are being looked for.")
                    self._begun = self._notifier.inform(text)

    @Slot(object)
    def _count(self, names: tuple[str, ...]) -> None:
        self._new.update(names)

    @Slot(object)
    def _follow_names(self, names: Mapping[str, str]) -> None:
        """A name that nobody knew turns out to be that of a picture that had another one: it is not new."""
        self._new.difference_update(names.values())
        self._free = frozenset(names.keys() - set(names.values()))

    @Slot(object)
    def _count_in_others_places(self, names: frozenset[str]) -> None:
        self._new |= names & self._free

    @Slot(bool)
    def _end(self, whole: bool) -> None:  # noqa: FBT001 - a slot
        """Tell how many pictures are new, if a person asked; why a folder could not be read is told elsewhere."""
        new, self._new, self._free = len(self._new), set(), frozenset()
        begun, self._begun = self._begun, None
        if begun is not None:
            self._notifier.withdraw(begun)
        if begun is not None and whole:
            found = self.tr("%Ln new picture(s) found.", "", new) if new else self.tr("No new picture was found.")
            self._notifier.inform(found)
