"""A project: everything that is known about the pictures of a folder."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.answers import AnswerTable
from sam3_studio.dataset.project.classes import ClassTable
from sam3_studio.dataset.project.found import FoundTable
from sam3_studio.dataset.project.labeled_images import LabeledImages
from sam3_studio.dataset.project.labels import LabelTable
from sam3_studio.dataset.project.location import Location, locate, spare_place
from sam3_studio.dataset.project.pictures.images import ImageIndex
from sam3_studio.dataset.project.planning import Inquiry, Scope
from sam3_studio.dataset.project.preview import ExportPreview, export_preview
from sam3_studio.dataset.project.recounting import Recount
from sam3_studio.dataset.project.settings import SettingsTable
from sam3_studio.dataset.project.storage.backups import is_backup
from sam3_studio.dataset.project.storage.database import Database
from sam3_studio.dataset.project.work import WorkTable


class Project:
    """An open project. `open` makes it; one program has it open at a time.

    Everything but `checkpoint` and what `labeled_images` and `inquiry` give is for the thread that opened it. A call
    that writes is on disk when it returns: no end of the process, however sudden, takes it back, and no end of the
    power either but for what a run keeps of its last pictures, which it can ask about again.

    Attributes:
        file: the project itself.
        root: the folder that pictures' names start from.
        classes: of objects.
        images: the pictures and how far each is.
        labels: objects and prompt boxes of each picture.
        found: what the model found in each picture.
        answers: what was asked of the model.
        work: how long a person was at work on each picture.
        settings: what else is to be remembered.
        recount: has pictures wait or not as classes ask for more or for less.
    """

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self.file = database.path
        self.root = root
        self.classes = ClassTable(database)
        self.images = ImageIndex(database)
        self.labels = LabelTable(database)
        self.found = FoundTable(database)
        self.answers = AnswerTable(database)
        self.work = WorkTable(database)
        self.settings = SettingsTable(database)
        self.recount = Recount(database)

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None, cancel: threading.Event | None = None) -> Self:
        """Open the project of a folder, or a project file; a folder without one gets one.

        The project lies in the folder; where that cannot be written to, or has too long a path for SQLite, it lies
        with the user's data. One of an older version is copied and brought up to date, which can take minutes.

        Args:
            path: the folder or the file.
            progress: told how far such an update is, in steps done and steps in all.
            cancel: once set, that update ends.

        Raises:
            CancelledError: `cancel` was set. The project is left as it was.
            DatasetError: there is no such folder or file, another program has the project open, the file is no
                project or the copy of one, is damaged or newer than this program, or cannot be read or written. It is
                left as it was.
        """
        location = locate(path)
        if is_backup(location.file):
            raise DatasetError(
                "{path} is a backup, which makes way for newer ones; open its project, and restore it in the menu File "
                "or with `sam3-studio restore`.",
                path=location.file,
            )
        with ExitStack() as undo:
            database = Database(location.file, progress, cancel)
            undo.callback(database.close)
            root = _root(database, location)
            undo.pop_all()
        return cls(database, root)

    def close(self) -> None:
        """Let other programs open it.

        Raises:
            DatasetError: the disk fails; what was written is safe nevertheless.
        """
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def lies_elsewhere(self) -> bool:
        """Whether the folder of the pictures could not hold the project, which lies among the person's own files."""
        return self.file.parent == spare_place()

    @property
    def is_lost(self) -> bool:
        """Whether another program has deleted or replaced it, so that nothing more can be written."""
        return self._database.is_lost

    def path(self, name: str) -> Path:
        """Where a picture is."""
        return self.root / name

    @contextmanager
    def transaction(self, *, waits: bool = True) -> Iterator[None]:
        """What is written inside the block counts as a whole or, after any error, not at all.

        Args:
            waits: for the disk, see `Database.transaction`.

        Raises:
            DatasetError: the project cannot be written.
        """
        with self._database.transaction(waits=waits):
            yield

    def restore(self, copy: Path, tell: Progress) -> None:
        """Become what a copy is; see `Database.restore`."""
        self._database.restore(copy, tell)

    def checkpoint(self) -> None:
        """Tidy up on disk, which no commit does by itself: for idle times, in any thread.

        Raises:
            DatasetError: the disk fails; what was written is safe nevertheless.
        """
        self._database.checkpoint()

    def log_written(self) -> int | None:
        """When something was written that waits for `checkpoint` or was there at the last one; None for nothing.

        In nanoseconds, on the clock of the disk: another number says that more was written.
        """
        return self._database.log_written()

    def labeled_images(self, *, done_only: bool = False) -> LabeledImages:
        """What label files are to hold, for any thread; see `LabeledImages`.

        Args:
            done_only: only pictures that are done, not those in work that have objects.
        """
        return LabeledImages(self.file, self.root, done_only)

    def inquiry(self, classes: Iterable[LabelClass], model: str, scope: Scope) -> Inquiry:
        """Asks what a run over pictures has to do, for any thread; see `Inquiry`."""
        return Inquiry(self.file, tuple(classes), model, scope)

    def export_preview(self, *, done_only: bool = False, drops_twins: bool = False) -> ExportPreview:
        """What `labeled_images` would give, in numbers, with what a person should know before; see `export_preview`.

        Raises:
            DatasetError: the project cannot be read.
        """
        return export_preview(self.file, done_only=done_only, drops_twins=drops_twins)


def _root(database: Database, location: Location) -> Path:
    """The folder of the pictures, noted where it is not the one that the project lies in.

    Raises:
        DatasetError: the project cannot be read or written.
    """
    beside = location.file.parent
    if location.root is not None:
        noted = None if location.root == beside else os.fsencode(location.root)
        row = database.row("SELECT root FROM project")
        if row is None or row[0] != noted:
            with database.transaction() as connection:
                connection.execute("UPDATE project SET root = ?", (noted,))
        return location.root
    row = database.row("SELECT root FROM project")
    if row is None:
        raise DatasetError("{path} is damaged; restore a backup.", path=location.file)
    return beside if row[0] is None else Path(os.fsdecode(row[0]))
