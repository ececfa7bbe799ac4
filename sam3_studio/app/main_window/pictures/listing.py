"""The list of pictures, kept in step with the project without a pause, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sam3_studio.app.panels.files.filter import FilterChoices
from sam3_studio.app.panels.files.model import FileEntries, FileEntry
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.finding import PictureFinder
from sam3_studio.app.session.session import Session, why_not_read
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.pictures.images import ImageRecord
from sam3_studio.dataset.project.pictures.scan import sort_key

if TYPE_CHECKING:
    from pathlib import Path

    from sam3_studio.dataset.project.filtering import ImageFilter

_FIRST_PAGE = 200
"""Enough to fill the list, and there at once."""
_PAGE = 1000
"""Pictures that are read from the project in one turn of the event loop: some milliseconds."""
_PATIENCE = 0.3
"""Seconds that are waited for a search to end whose answer nobody wants any more."""
_GATHER = 500
"""Milliseconds in which new pictures are gathered before they are listed."""


class Listing(QObject):
    """Fills the list of pictures: its beginning at once, the rest page by page, what a scan finds as it is found.

    Signals:
        begun (str): the list of a project has its first picture, which is this one.

    Args:
        files: the list.
        parent: of this object.
    """

    begun = Signal(str)

    def __init__(self, files: FilesPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._session: Session | None = None
        self._tags: tuple[str, ...] = ()
        """As they were when they could be chosen from last."""
        self._finder: PictureFinder | None = None
        self._read = FileEntries()
        self._found: list[FileEntry] = []
        self._last = ""
        self._held: tuple[Path, ImageFilter] | None = None
        self._is_reading = self._is_stale = False
        self._next_page = QTimer(self, singleShot=True, interval=0)
        self._next_page.timeout.connect(self._read_page)
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER)
        self._gathering.timeout.connect(self._add_found)
        files.choices_needed.connect(self._tell_choices)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._next_page.stop()
        self._gathering.stop()
        self._session, self._tags = session, ()
        self._follow(session)
        if session is None:
            return
        self._filter_again(session)
        session.pictures_found.connect(self._take)
        session.pictures_changed.connect(self.reload)
        session.scanned.connect(self._end_scan)
        session.state_changed.connect(self._take_state)
        session.renewed.connect(self._files.pictures.renew)
        session.classes.changed.connect(self._follow_classes)
        self._last = ""
        self.reload()

    @Slot()
    def hold(self) -> None:
        """The project is closed for a while only: it stays filtered as it is."""
        if self._session is not None:
            self._held = self._session.project.file, self._files.wanted

    def _filter_again(self, session: Session) -> None:
        """As before the project was closed for a while, unless that took the class away that was filtered by."""
        held, self._held = self._held, None
        if held is None or held[0] != session.project.file:
            return
        self._files.want(held[1])
        self._follow_classes()

    @Slot()
    def _follow_classes(self) -> None:
        """The class that pictures are filtered by may have another name by now, or be gone."""
        wanted = self._files.wanted
        if self._session is None or wanted.class_id is None:
            return
        self._set_choices(self._session)
        if self._session.classes.find(wanted.class_id) is None:
            self._files.want(replace(wanted, class_id=None))

    def _follow(self, session: Session | None) -> None:
        """Have the pictures of this project searched and filtered."""
        if self._finder is not None:
            self._finder.stop(_PATIENCE)
            self._finder.deleteLater()
        self._finder = PictureFinder(session.project.file, self) if session else None
        self._files.set_finder(self._finder.find if self._finder else None)
        if session is not None and self._finder is not None:
            self._finder.found.connect(self._files.show_found)
            self._finder.failed.connect(session.told)

    @Slot()
    def reload(self) -> None:
        """List what the project has now; what is listed stays until everything is read."""
        if self._session is None:
            return
        self._read, self._found = FileEntries(), []
        self._is_reading, self._is_stale = True, False
        self._gathering.stop()
        if not self._last:
            page = self._session.project.images.records(limit=_FIRST_PAGE)
            self._read.add(_entries(page))
            self._show(FileEntries(_entries(page)))
            if len(page) < _FIRST_PAGE:
                self._is_reading = False
                return
        self._next_page.start()

    @Slot()
    def _tell_choices(self) -> None:
        if self._session is not None:
            self._tags = tuple(self._session.project.images.tags())
            self._set_choices(self._session)

    def _set_choices(self, session: Session) -> None:
        classes = tuple((one.id, one.name, one.color) for one in session.classes.listed)
        self._files.set_choices(FilterChoices(classes, self._tags))

    def _read_page(self) -> None:
        if self._session is None:
            return
        after = self._read.names[-1] if self._read.names else None
        page = self._session.project.images.records(after=after, limit=_PAGE)
        self._read.add(_entries(page))
        if len(page) == _PAGE:
            self._next_page.start()
            return
        self._is_reading = False
        read, self._read = self._read, FileEntries()
        self._show(read)
        if self._is_stale:
            self.reload()

    @Slot(str, object, str)
    def _take_state(self, name: str, state: ImageState, note: str) -> None:
        """A picture is in another state: in the list, and in what is to take its place once all of it is read."""
        self._files.set_state(name, state, note)
        number = self._read.numbers.get(name)
        if number is not None:
            self._read.set_state(number, state, note)
        self._found = [FileEntry(name, state, note) if one.name == name else one for one in self._found]

    def _show(self, read: FileEntries) -> None:
        if self._session is not None:
            self._files.set_images(self._session.project.root, read)
            self._note_last(read.names)

    def _note_last(self, listed: Sequence[str]) -> None:
        is_first = not self._last and bool(listed)
        if listed:
            self._last = listed[-1]
        if is_first:
            self.begun.emit(listed[0])

    @Slot(object)
    def _take(self, names: tuple[str, ...]) -> None:
        """New pictures, in natural order."""
        behind = self._found[-1].name if self._found else self._last
        if self._is_reading or (behind and sort_key(names[0]) < sort_key(behind)):
            # They belong between others: everything is read again, once there are no more.
            self._is_stale = True
            return
        self._found += map(FileEntry, names)
        # A list that is made anew each time would take longer the longer it is.
        if not self._last or len(self._found) > self._files.total:
            self._add_found()
        elif not self._gathering.isActive():
            self._gathering.start()

    def _add_found(self) -> None:
        found, self._found = self._found, []
        self._gathering.stop()
        if found:
            self._files.add_images(found)
            self._note_last([entry.name for entry in found])

    @Slot(bool)
    def _end_scan(self, _whole: bool) -> None:  # noqa: FBT001 - a slot
        self._add_found()
        if self._is_stale and not self._is_reading:
            self.reload()


def _entries(records: Iterable[ImageRecord]) -> list[FileEntry]:
    return [FileEntry(one.name, one.state, why_not_read(one)) for one in records]
