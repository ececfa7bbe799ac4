"""Copies of a project: one a day of what has changed, and one before anything changes much of it at once.

They lie in a hidden folder beside the project; `restoring` has one of them take the project's place.
"""

import filecmp
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.project.storage.addresses import logs, write_ahead_log
from sam3_studio.dataset.project.storage.soundness import DAMAGED, DamagedProjectError, check_sound, tells_of_damage
from sam3_studio.dataset.project.storage.whole_copy import write_copy

KEPT = 5
"""Daily copies; the oldest make way."""

KEPT_IMPORTS = 3
"""So many imports can be undone one after the other."""

KEPT_RESTORES = 3
"""Copies of how a project was before a copy took its place."""

KEPT_UPDATES = 3
"""Copies of how a project of one version was before an update: it may come back from an older program, with more."""

DAMAGED_SUFFIX = ".damaged"
"""Of what was left of a project that could not be opened any more, which is kept byte by byte."""


class Occasion(StrEnum):
    """Why there is a copy that is none of the daily ones; its name begins like that."""

    IMPORT = "before-import"
    UNDO = "before-undo"
    UPDATE = "before-update"
    RESTORE = "before-restore"


def backup_folder(project: Path) -> Path:
    """Where the copies of a project lie."""
    return project.with_name(f".{project.name}.backups")


def is_backup(file: Path) -> bool:
    """Whether a file is a copy of a project, as far as its place tells."""
    place = file.parent.name
    project = Path(place.removeprefix(".").removesuffix(".backups"))
    return place == f".{project}.backups" and project.suffix == file.suffix


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
        DamagedProjectError: the project is damaged, so that the copies of other days are better than one of today.
        DatasetError: the copy cannot be written; the project is as it was.
    """
    folder = backup_folder(project)
    with _told(project, cancel):
        copy = folder / f"{today.isoformat()}{project.suffix}"
        ahead, earlier = _daily(copy)
        if earlier and (earlier[-1] == copy or _changed(earlier[-1]) >= _changed(project)):
            return None
        check_sound(project, cancel)
        _forget_halves(half for half in folder.glob("*.part") if _is_day(half.name.partition(".")[0]))
        write_copy(project, copy, cancel)
        for old in (*ahead, *earlier)[: -(KEPT - 1)]:
            old.unlink()
    return copy


def back_up_before_update(
    project: Path,
    version: int,
    now: datetime,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Path:
    """Copy a project whose form an update is about to change; of each form the newest copies stay.

    Args:
        project: the file, which may be open.
        version: of its form.
        now: names the copy.
        progress: told how many bytes of how many are copied.
        cancel: once set, there will be no copy.

    Returns:
        The copy, or an earlier one that is the same, as where an update was stopped and begins again.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the copy cannot be written.
    """
    name = f"{Occasion.UPDATE}-{version}"
    earlier = _earlier(project, name)
    copy = _copied(project, _named(project, _at(name, now)), progress, cancel)
    with _told(project, cancel):
        same = next((one for one in earlier if filecmp.cmp(one, copy, shallow=False)), None)
        if same is not None:
            copy.unlink()
            return same
    unfinished = copy.parent.glob(f"{name}-*.part")  # a killed program has left them
    for old in (*_older(_earlier(project, name), copy, KEPT_UPDATES), *unfinished):
        with suppress(OSError):
            old.unlink()
    return copy


def _earlier(project: Path, name: str) -> list[Path]:
    """Whole copies that begin with a name; the program once put no moment after it."""
    found = backup_folder(project).glob(f"{name}*{project.suffix}")
    return [one for one in found if one.stem == name or one.stem.startswith(f"{name}-")]


def back_up_before_import(project: Path, now: datetime, cancel: threading.Event | None = None) -> Path:
    """Copy a project into which labels are about to be imported, for `undoing.undo_import`.

    Args:
        project: the file, which may be open.
        now: names the copy.
        cancel: once set, there will be no copy.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the copy cannot be written.
    """
    return _copied(project, _named(project, _at(Occasion.IMPORT, now)), None, cancel)


def back_up_before_undo(project: Path, progress: Progress | None = None, cancel: threading.Event | None = None) -> Path:
    """Copy a project whose import is about to be undone, in the place of the copy of the last time.

    Args:
        project, progress, cancel: see `back_up_before_update`.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the copy cannot be written.
    """
    _forget_halves(backup_folder(project).glob(f"{Occasion.UNDO}.*.part"))
    return _copied(project, _named(project, Occasion.UNDO), progress, cancel)


def forget_old_imports(project: Path, made: Path) -> None:
    """Remove copies from before imports, whole or not, but for the newest; what cannot be removed stays.

    Args:
        project: the file.
        made: the copy from before the import that has just been done.
    """
    copies = list(backup_folder(project).glob(f"{Occasion.IMPORT}-*"))
    whole = [copy for copy in copies if copy.suffix == project.suffix]
    halves = [copy for copy in copies if copy.suffix != project.suffix]
    for old in (*_older(whole, made, KEPT_IMPORTS), *halves):
        with suppress(OSError):
            old.unlink()


def back_up_before_restore(
    project: Path, now: datetime, progress: Progress | None = None, cancel: threading.Event | None = None
) -> Path:
    """Copy a project whose place another copy is about to take.

    Args:
        project: see `back_up_before_update`.
        now: names the copy.
        progress: see there.
        cancel: see there.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the copy cannot be written, or the project cannot be read.
    """
    _forget_halves(backup_folder(project).glob(f"{Occasion.RESTORE}-*.part"))
    return _copied(project, _named(project, _at(Occasion.RESTORE, now)), progress, cancel)


def place_of_damaged(project: Path, now: datetime) -> Path:
    """Where what is left of a damaged project is kept, as it is, before a copy takes its place."""
    return _named(project, _at(Occasion.RESTORE, now)).with_suffix(DAMAGED_SUFFIX)


def forget_old_restores(project: Path, made: Path | None) -> None:
    """Remove what was kept before copies took the project's place, but for the newest; what cannot be removed stays.

    Args:
        project: the file.
        made: what has just been kept; None where there was nothing to keep.
    """
    found = backup_folder(project).glob(f"{Occasion.RESTORE}-*")
    kept = [file for file in found if file.suffix in {project.suffix, DAMAGED_SUFFIX}]
    for old in _older(kept, made, KEPT_RESTORES):
        for file in (old, *logs(old)):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _older(files: Iterable[Path], made: Path | None, most: int) -> list[Path]:
    """Which files make way so that no more are left than given.

    Clocks are set back: when a file was written says more about its age than the local time in its name, and neither is
    a reason to remove the one that was just made.
    """
    newest_first = sorted(files, key=lambda file: (file == made, _written(file), file.name), reverse=True)
    return newest_first[most:]


def _forget_halves(halves: Iterable[Path]) -> None:
    """Remove what a killed program has left of copies, which nobody else would: they are as large as a project."""
    for half in halves:
        with suppress(OSError):
            half.unlink()


def _written(file: Path) -> int:
    """When a file was written, in nanoseconds; 0 where nobody knows, as when it has gone meanwhile."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _at(occasion: str, now: datetime) -> str:
    return f"{occasion}-{now:%Y-%m-%d-%H%M%S-%f}"


def _named(project: Path, name: str) -> Path:
    return backup_folder(project) / f"{name}{project.suffix}"


def _copied(project: Path, copy: Path, progress: Progress | None, cancel: threading.Event | None) -> Path:
    with _told(project, cancel):
        write_copy(project, copy, cancel, progress)
    return copy


def _daily(copy: Path) -> tuple[list[Path], list[Path]]:
    """Daily copies beside the one of a day, in the order of their dates: those of later days, and all others.

    A day to come is the work of a clock that ran ahead: its copy is older than any that is made now.
    """
    folder = copy.parent
    files = folder.iterdir() if folder.is_dir() else ()
    daily = sorted(one for one in files if one.suffix == copy.suffix and _is_day(one.stem) and one.is_file())
    return [one for one in daily if one > copy], [one for one in daily if one <= copy]


def _is_day(name: str) -> bool:
    """Whether a name is a date and nothing else; others are a person's, who keeps such copies for good."""
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def _changed(project: Path) -> int:
    """When a project was written last, in nanoseconds; what is in its log counts."""
    log = write_ahead_log(project)
    times = [project.stat().st_mtime_ns]
    with suppress(FileNotFoundError):
        if log.stat().st_size:
            times.append(log.stat().st_mtime_ns)
    return max(times)


@contextmanager
def _told(project: Path, cancel: threading.Event | None = None) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        if cancel is not None and cancel.is_set():
            raise CancelledError("The backup was stopped.") from error
        if tells_of_damage(error):
            raise DamagedProjectError("{path} cannot be used: {reason}.", path=project, reason=DAMAGED) from error
        reason = (error.strerror if isinstance(error, OSError) else str(error)) or Sentence("unknown reason")
        raise DatasetError(
            "The project cannot be backed up to {folder} ({reason}); check the disk and its permissions.",
            folder=backup_folder(project),
            reason=reason,
        ) from error
