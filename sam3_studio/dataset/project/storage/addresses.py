"""How SQLite is told of a file, so that it opens what is there and makes nothing where nothing is."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from sam3_studio.core.errors import DatasetError


def sqlite_uri(path: PurePath, query: str) -> str:
    """The address of a file, whatever is in its name.

    Args:
        path: absolute.
        query: how it is to be opened, such as "mode=rw" (https://www.sqlite.org/uri.html).
    """
    uri = path.as_uri()
    if not uri.startswith("file:///"):  # SQLite knows no servers; a share's name has to be a part of the path
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?{query}"


def connected(path: Path, query: str) -> sqlite3.Connection:
    """A connection to a file that is there, in which no transaction begins by itself.

    Args:
        path: the file.
        query: see `sqlite_uri`.

    Raises:
        DatasetError: the file is gone, see also `check_watched`.
        sqlite3.Error: it cannot be opened.
    """
    check_watched(path)
    try:
        return sqlite3.connect(sqlite_uri(path.absolute(), query), uri=True, isolation_level=None)
    except sqlite3.OperationalError as error:
        with suppress(OSError):  # where the disk does not say whether it is there, SQLite's reason stands
            if not path.exists():
                raise _gone(path) from error
        raise


def write_ahead_log(path: Path) -> Path:
    """What SQLite has beside a file that it writes, on most drives."""
    return path.with_name(f"{path.name}-wal")


def logs(path: Path) -> tuple[Path, Path]:
    """What SQLite may have beside a file that it writes: the second on drives that cannot have the first."""
    return write_ahead_log(path), path.with_name(f"{path.name}-journal")


def unlink_beside(path: Path) -> None:
    """Remove what SQLite has left beside a file that is not there any more, or that another one takes the place of.

    It would be taken for a part of that one, and damage it.

    Raises:
        OSError: something cannot be removed.
    """
    for file in (*logs(path), path.with_name(f"{path.name}-shm")):
        file.unlink(missing_ok=True)


_watched: dict[Path, int] = {}
"""Descriptors of files that stay open, by their paths."""


@contextmanager
def watched(path: Path) -> Iterator[None]:
    """Have it noticed, for as long as a file is open, that it is not in its place any more.

    Only Windows keeps other programs from deleting and replacing it, as `git checkout` does, and what synchronises
    folders. SQLite goes on writing to the file that was there, for nobody; a second connection would write the log of
    that into the one that is there now.

    Args:
        path: the file.
    """
    with suppress(OSError):
        # Closing any other descriptor ends the locks that the process has on the file (fcntl(2)).
        descriptor = os.open(path, getattr(os, "O_PATH", os.O_RDONLY))
        if os.fstat(descriptor).st_nlink:
            _watched[path] = descriptor
        else:  # some disks do not count links
            os.close(descriptor)
    try:
        yield
    finally:
        if path in _watched:
            is_replaced = is_lost(path)
            os.close(_watched.pop(path))
            if is_replaced:
                with suppress(OSError):
                    unlink_beside(path)


def is_lost(path: Path) -> bool:
    """Whether a file that is open was deleted for good, or another one took its place.

    What synchronises folders and keeps versions moves the file away before; then it is no less lost.
    """
    descriptor = _watched.get(path)
    if descriptor is None:
        return False
    with suppress(OSError):
        own = os.fstat(descriptor)
        return not own.st_nlink or (os.name != "nt" and is_another(own, path.stat()))
    return False


def is_another(own: os.stat_result, there: os.stat_result) -> bool:
    """Whether two states are those of two files: some network drives number a file anew while it is open."""
    is_same = (own.st_dev, own.st_ino) == (there.st_dev, there.st_ino)
    return not is_same and (own.st_size, own.st_mtime_ns) != (there.st_size, there.st_mtime_ns)


def is_in_place(path: Path) -> bool:
    """Whether a file that is open is where it was opened, as far as can be told."""
    return not is_lost(path) and os.path.lexists(path)


def save_what_was_moved(connection: sqlite3.Connection, path: Path) -> None:
    """Have what was written to a file that was moved away in that file, as closing leaves it in the log.

    Args:
        connection: that wrote it, to be closed.
        path: where the file was.
    """
    if not is_in_place(path):
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint").fetchall()


def check_watched(path: Path) -> None:
    """Check that a file which is open is still in its place.

    Raises:
        DatasetError: it is not, or another one is.
    """
    if path not in _watched:
        return
    if is_lost(path):
        raise DatasetError(
            "{path} was deleted or replaced by another program while it was open, so nothing more is kept; close the "
            "project and open it again, and restore a backup if labels are missing then.",
            path=path,
        )
    if not os.path.lexists(path):
        raise _gone(path)


def _gone(path: Path) -> DatasetError:
    return DatasetError(
        "{path} is not there any more; connect its drive again, or put it back in its place.", path=path
    )
