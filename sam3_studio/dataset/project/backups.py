"""Copies of a project: one a day of what has changed, and one before a newer version of the program changes its form.

They lie in a hidden folder beside the project. A copy takes the project's place by being copied over it, while no
window has it open.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.sentence import Sentence

KEPT = 5
"""Daily copies; the oldest make way."""

_STEPS = 10_000
"""Instructions of SQLite between two looks at whether to stop; some milliseconds."""


def backup_folder(project: Path) -> Path:
    """Where the copies of a project lie."""
    return project.with_name(f".{project.name}.backups")


def back_up(project: Path, today: date, cancel: threading.Event | None = None) -> Path | None:
    """Copy a project as it is now, unless that was done today, or nothing has changed since. May run in any thread.

    Whatever is written to the project meanwhile, the copy is one whole state of it.

    Args:
        project: the file, which may be open.
        today: names the copy.
        cancel: once set, there will be no copy.

    Returns:
        The copy; None where there was nothing to do.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the copy cannot be written; the project is as it was.
    """
    folder = backup_folder(project)
    with _told(folder, cancel):
        copies = _daily(folder, project.suffix)
        if copies and (copies[-1].stem >= today.isoformat() or _changed(copies[-1]) >= _changed(project)):
            return None
        copy = folder / f"{today.isoformat()}{project.suffix}"
        _write(project, copy, cancel)
        for old in _daily(folder, project.suffix)[:-KEPT]:
            old.unlink()
    return copy


def back_up_before_update(project: Path, version: int) -> Path:
    """Copy a project whose form an update is about to change; this copy stays.

    Args:
        project: the file, which may be open.
        version: of its form.

    Raises:
        DatasetError: the copy cannot be written.
    """
    copy = backup_folder(project) / f"before-update-{version}{project.suffix}"
    with _told(copy.parent):
        if not copy.exists():
            _write(project, copy)
    return copy


def _daily(folder: Path, suffix: str) -> list[Path]:
    """The daily copies, oldest first."""
    return sorted(path for path in folder.glob(f"[0-9]*-[0-9]*-[0-9]*{suffix}") if path.is_file())


def _changed(project: Path) -> int:
    """When a project was written last, in nanoseconds; what is in its log counts."""
    log = project.with_name(f"{project.name}-wal")
    times = [project.stat().st_mtime_ns]
    with suppress(FileNotFoundError):
        if log.stat().st_size:
            times.append(log.stat().st_mtime_ns)
    return max(times)


def _write(project: Path, copy: Path, cancel: threading.Event | None = None) -> None:
    """Under another name first, so that a killed program leaves a whole copy or none."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"{project.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if cancel is not None:
            connection.set_progress_handler(cancel.is_set, _STEPS)
        connection.execute("VACUUM INTO ?", (str(unfinished),))
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(copy)


@contextmanager
def _told(folder: Path, cancel: threading.Event | None = None) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if cancel is not None and cancel.is_set():
            raise CancelledError("The backup was stopped.") from error
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise DatasetError(
            "The project cannot be backed up to {folder} ({reason}); check the disk and its permissions.",
            folder=folder,
            reason=reason or Sentence("unknown reason"),
        ) from error
