"""Taking the pictures of a folder into its project, in the background."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.session.scanning import FolderScan
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.project import Project

if TYPE_CHECKING:
    from sam3_studio.dataset.project.pictures.index_update import IndexUpdate

_MOST_TOLD = 3
"""Problems of one look through the folder; others are counted. In old archives thousands of names are no Unicode."""


class TakingIn(QObject):
    """Has a folder looked through, and writes to the project what is found, a batch at a time.

    Signals:
        found (tuple[str, ...]): names of new pictures, in natural order.
        changed (tuple[str, ...]): the files of these pictures are others than before.
        renamed (dict[str, str]): pictures have other names now, or lie in other folders: the new ones by those that
            they had, all at the same time. A picture may have the name that another one had.
        listed_anew: files of pictures have gone or are back, or have other names.
        ended (bool): the folder has been looked through; whether all of it could be.
        told (str): a sentence for a person.

    Args:
        project: that is open.
        parent: of this object.
    """

    found = Signal(object)
    changed = Signal(object)
    renamed = Signal(object)
    listed_anew = Signal()
    ended = Signal(bool)
    told = Signal(str)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._update: IndexUpdate | None = None
        self._scan: FolderScan | None = None
        self._problems = 0
        self._looked_for: set[tuple[str, FileState]] = set()
        """Files under these names that may have had others; those in folders that cannot be listed stay here."""
        self._due: set[tuple[str, FileState]] = set()
        """Those that were read meanwhile; where they are still in question, the folder is looked through once more."""

    def begin(self) -> None:
        """Look through the folder, unless that is being done.

        Raises:
            DatasetError: the project cannot be written.
        """
        if self._update is None:
            self._update = self._project.images.update()
            self._problems = 0
            self._drop_scan(0)
            self._scan = FolderScan(self._project.root)
            self._scan.found.connect(self._take_batch)
            self._scan.listed.connect(self._look_for_missing)
            self._scan.looked.connect(self._note_lost)
            self._scan.failed.connect(self._end)
            self._scan.start()

    def looks_for(self, name: str, file: FileState) -> bool:
        """Whether a file may not be the one that labels under its name belong to; a look through the folder then tells.

        Of one that a look through the folder did not tell, that is not asked again before something moves.

        Raises:
            DatasetError: the project cannot be read or written.
        """
        if not self._project.images.is_in_question(name, file):
            return False
        is_new = (name, file) not in self._looked_for
        if is_new:
            self._looked_for.add((name, file))
            if self._update is not None:  # which may have passed it already
                self._due.add((name, file))
            self.begin()
        return is_new or self._update is not None

    def note_read(self, name: str, file: FileState) -> None:
        """A file has been read, which may have been another one when it was seen in the folder."""
        if self._update is not None:
            self._update.note_read(name, file)

    @property
    def is_running(self) -> bool:
        """Whether the folder is being looked through."""
        return self._scan is not None and self._scan.is_running

    def stop(self, patience: float) -> None:
        """Take in nothing more; a thread that is not at its end after so many seconds is kept."""
        self._update = None  # what the scan has found is on its way, and comes too late
        self._drop_scan(patience)

    def _drop_scan(self, patience: float) -> None:
        if self._scan is not None:
            self._scan.stop(patience)

    @Slot(object, object, object)
    def _take_batch(self, images: tuple[ScannedImage, ...], problems: tuple[str, ...], unseen: tuple[str, ...]) -> None:
        if self._update is None:
            return
        try:
            new = self._update.add(images)
            self._update.keep(unseen)
        except DatasetError as error:
            self._break_off(error)
            return
        if new:
            self.found.emit(tuple(new))
        self._tell_changed(self._update)
        for problem in problems[: max(0, _MOST_TOLD - self._problems)]:
            self.told.emit(problem)
        self._problems += len(problems)
        # What came meanwhile has its turn before the next batch does: a click, a picture that was read.
        QTimer.singleShot(0, self, self._let_scan_go_on)

    @Slot()
    def _let_scan_go_on(self) -> None:
        if self._scan is not None:
            self._scan.go_on()

    @Slot()
    def _look_for_missing(self) -> None:
        """Everything was found that is there; what else the project has may have been deleted."""
        if self._update is None or self._scan is None:
            return
        try:
            self._scan.look_for(self._update.in_doubt())
        except DatasetError as error:
            self._break_off(error)

    @Slot(object)
    def _note_lost(self, deleted: list[str]) -> None:
        """It is known what was deleted: note which pictures are gone."""
        if self._update is None:
            return
        try:
            gone = self._update.finish(deleted)
        except DatasetError as error:
            self._break_off(error)
            return
        if names := self._update.take_renamed():
            self._looked_for.clear()
            self.renamed.emit(names)
            self.told.emit(self.tr("%Ln picture(s) have other names now; their labels went along.", "", len(names)))
        self._tell_changed(self._update)
        if gone or self._update.has_returned:
            self.listed_anew.emit()
        self._end("")

    def _tell_changed(self, update: "IndexUpdate") -> None:
        if changed := update.take_changed():
            self.changed.emit(tuple(changed))

    def _break_off(self, error: DatasetError) -> None:
        self._drop_scan(0)
        self._end(translated(error))

    @Slot(str)
    def _end(self, failure: str) -> None:
        """Nothing more comes; where it broke off for a reason, no picture is taken for gone."""
        update, self._update = self._update, None
        if update is None:
            return
        if self._problems > _MOST_TOLD:
            more = self._problems - _MOST_TOLD
            self.told.emit(
                self.tr("%Ln more picture(s) or folder(s) were passed over for reasons like these.", "", more)
            )
        if failure:
            self.told.emit(failure)
        due, self._due = self._due, set()
        if failure or not self._goes_on(due):
            self.ended.emit(not failure)

    def _goes_on(self, due: Iterable[tuple[str, FileState]]) -> bool:
        """Look through the folder once more, where files are still in question; whether it is."""
        try:
            if is_asked := any(self._project.images.is_in_question(*one) for one in due):
                self.begin()
        except DatasetError as error:
            self.told.emit(translated(error))
            return False
        return is_asked
