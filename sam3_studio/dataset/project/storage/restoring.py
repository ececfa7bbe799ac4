"""Having a project be what one of its copies is, also where it cannot be opened any more."""

import os
import shutil
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.core.whole_file import whole_file
from sam3_studio.dataset.progress import Halves
from sam3_studio.dataset.project.storage.addresses import logs, unlink_beside
from sam3_studio.dataset.project.storage.backups import (
    Occasion,
    back_up_before_restore,
    backup_folder,
    forget_old_restores,
    place_of_damaged,
)
from sam3_studio.dataset.project.storage.claiming import claimed
from sam3_studio.dataset.project.storage.database import told
from sam3_studio.dataset.project.storage.header import check_project_file
from sam3_studio.dataset.project.storage.soundness import DamagedProjectError, check_sound

_BLOCK = 2**24


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a project.

    Attributes:
        file: the copy.
        time: when it was made, in seconds since 1970.
        size: in bytes.
    """

    file: Path
    time: float
    size: int

    @property
    def name(self) -> str:
        """What it is called: the day, or before what it was made."""
        return self.file.stem

    @property
    def occasion(self) -> Occasion | None:
        """Before what it was made; None for the copy of a day."""
        return next((one for one in Occasion if self.name.startswith(one)), None)


def copies_of(project: Path) -> tuple[Copy, ...]:
    """The copies that there are of a project, the newest first.

    Raises:
        DatasetError: their folder cannot be read.
    """
    folder = backup_folder(project)
    try:
        files = [file for file in folder.iterdir() if file.suffix == project.suffix] if folder.is_dir() else []
        copies = [Copy(file, file.stat().st_mtime, file.stat().st_size) for file in files]
    except OSError as error:
        raise DatasetError(
            "{folder} cannot be read ({reason}); check its permissions.", folder=folder, reason=error.strerror
        ) from error
    return tuple(sorted(copies, key=lambda one: one.time, reverse=True))


def restore_copy(
    project: Path,
    copy: Path,
    now: datetime,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Path | None:
    """Put a copy in a project's place; how the project was until now is kept among the copies.

    Killed at any moment, the project is what it was, or what the copy is; or what it was without what stood in its log
    alone, which is kept as well.

    Args:
        project: the file, which nobody has open; it may be damaged, or gone.
        copy: see `copies_of`.
        now: names what is kept.
        progress: told how far it is, in bytes done and bytes in all.
        cancel: once set, the project stays as it is.

    Returns:
        What was kept: one of the copies, or what was left of a damaged project, with `DAMAGED_SUFFIX`; None where there
        was no project.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the copy is damaged, the project is open, or a file cannot be read or written.
    """
    halves = Halves(progress, cancel)
    check_project_file(copy)
    with told(copy):
        check_sound(copy, cancel)
    with claimed(project):
        try:
            kept = _keep(project, now, halves) if project.exists() else None
            with copy.open("rb") as source, whole_file(project, announce=lambda _: unlink_beside(project)) as target:
                _copy(source, target, halves.second)
        except OSError as error:
            raise DatasetError(
                "{path} cannot be restored ({reason}); check the disk and its permissions.",
                path=project,
                reason=error.strerror,
            ) from error
    forget_old_restores(project, kept)
    return kept


def _keep(project: Path, now: datetime, halves: Halves) -> Path:
    """Keep a project as a whole, or where it is damaged byte by byte under another name, with what stands in its log.

    Raises:
        CancelledError: it is to end.
        DatasetError: the copy cannot be written.
        OSError: it cannot be kept.
    """
    if _is_whole(project, halves.cancel):
        with suppress(DamagedProjectError):  # what is looked at to know that is not all of it
            return back_up_before_restore(project, now, halves.first, halves.cancel)
    place = place_of_damaged(project, now)
    place.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as undo:
        for log, kept in zip(logs(project), logs(place), strict=True):
            undo.callback(kept.unlink, missing_ok=True)  # without the project it is of no use, and may fill the disk
            with suppress(FileNotFoundError):
                shutil.copyfile(log, kept)
        with project.open("rb") as source, whole_file(place) as target:
            shutil.copyfileobj(source, target)
        undo.pop_all()
    return place


def _is_whole(project: Path, cancel: threading.Event | None) -> bool:
    """Whether all of a project can be read by this program."""
    try:
        check_project_file(project)
        with told(project):
            check_sound(project, cancel)
    except DatasetError:
        return False
    return True


def _copy(source: BinaryIO, target: BinaryIO, tell: Progress) -> None:
    size = os.fstat(source.fileno()).st_size
    tell(0, size)
    while block := source.read(_BLOCK):
        target.write(block)
        tell(source.tell(), size)
