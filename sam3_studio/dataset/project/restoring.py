"""Having a project be what one of its copies is, also where it cannot be opened any more."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.core.whole_file import flush_to_disk, whole_file
from sam3_studio.dataset.project.backups import DAMAGED_SUFFIX, backup_folder, before_restore, forget_old_restores
from sam3_studio.dataset.project.database import claimed, told
from sam3_studio.dataset.project.header import check_project_file
from sam3_studio.dataset.project.soundness import check_sound

_BLOCK = 2**24
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file. Left there, it would be taken for a part of the copy."""


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


def restore_copy(project: Path, copy: Path, now: datetime, tell: Progress) -> Path | None:
    """Put a copy in a project's place; how the project was until now is kept among the copies.

    Killed at any moment, the project is what it was, or what the copy is; or what it was without what stood in its log
    alone, which is kept as well.

    Args:
        project: the file, which nobody has open; it may be damaged, or gone.
        copy: see `copies_of`.
        now: names what is kept.
        tell: called with how many of how many bytes are copied; what it raises leaves the project as it was.

    Returns:
        What was kept: one of the copies, or what was left of a damaged project, with `DAMAGED_SUFFIX`; None where there
        was no project.

    Raises:
        DatasetError: the copy is damaged, the project is open, or a file cannot be read or written.
    """
    check_project_file(copy)
    with told(copy):
        check_sound(copy)
    with claimed(project):
        try:
            kept = _keep(project, before_restore(project, now)) if project.exists() else None
            with copy.open("rb") as source, whole_file(project, announce=lambda _: _unlink_beside(project)) as target:
                _copy(source, target, tell)
        except OSError as error:
            raise DatasetError(
                "{path} cannot be restored ({reason}); check the disk and its permissions.",
                path=project,
                reason=error.strerror,
            ) from error
    forget_old_restores(project)
    return kept


def _keep(project: Path, place: Path) -> Path:
    """Keep a project as a whole, or where it is damaged byte by byte under another name, with what stands in its log.

    Raises:
        OSError: it cannot be kept.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    try:
        if not _copy_whole(project, unfinished):
            place = place.with_suffix(DAMAGED_SUFFIX)
            shutil.copyfile(project, unfinished)
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{project}-wal", f"{place}-wal")
        with unfinished.open("rb+") as file:
            flush_to_disk(file)
        return unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_whole(project: Path, place: Path) -> bool:
    """Copy a project as it is with what stands in its log; False where it cannot be read."""
    try:
        check_project_file(project)
        with closing(sqlite3.connect(f"{project.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(place),))
    except (DatasetError, sqlite3.Error):
        return False
    return True


def _copy(source: BinaryIO, target: BinaryIO, tell: Progress) -> None:
    size = os.fstat(source.fileno()).st_size
    while block := source.read(_BLOCK):
        target.write(block)
        tell(source.tell(), size)


def _unlink_beside(project: Path) -> None:
    for suffix in _BESIDE:
        Path(f"{project}{suffix}").unlink(missing_ok=True)
