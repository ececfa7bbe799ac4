"""A log that was deleted while its project is open, as `git clean` does, and who tidies up a folder.

SQLite goes on writing to it, for nobody: a crash would lose all that was done since, and every other connection finds a
log that does not belong to the file. Only Windows keeps others from deleting it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sam3_studio.dataset.project.storage.addresses import is_another, is_in_place, write_ahead_log

_PATIENCE = 5000
"""Milliseconds that SQLite waits for others by default in Python."""


class StandingLog:
    """The log that a connection writes; `standing` makes it.

    Args:
        connection: that has read or written the file.
        path: of the file.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._file = path
        self._path = write_ahead_log(path)
        self._descriptor: int | None = None
        self._watch()

    def mend(self) -> None:
        """Where it was deleted, bring what stands in it into the file, and have another one from here on.

        As long as somebody else reads the project, the file alone is brought up to date.

        Raises:
            sqlite3.Error: the file cannot be written.
        """
        if not self._is_lost or not is_in_place(self._file):
            return
        self._connection.execute("PRAGMA wal_checkpoint").fetchall()
        if self._is_begun_anew():
            # It is made by whoever reads next.
            self._connection.execute("SELECT only FROM project").fetchall()
            self.close()
            self._watch()

    def close(self) -> None:
        """Look at it no more."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _is_begun_anew(self) -> bool:
        """Have no log, and then another one; whether that could be done, which nobody waits for."""
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            self._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        return True

    def _watch(self) -> None:
        with suppress(OSError):  # drives that cannot have one
            descriptor = os.open(self._path, getattr(os, "O_PATH", os.O_RDONLY))
            if os.name != "nt" and os.fstat(descriptor).st_nlink:
                self._descriptor = descriptor
            else:  # some disks do not count links
                os.close(descriptor)

    @property
    def _is_lost(self) -> bool:
        if self._descriptor is None:
            return False
        try:
            own = os.fstat(self._descriptor)
            return not own.st_nlink or is_another(own, self._path.stat())
        except FileNotFoundError:
            return True
        except OSError:
            return False


@contextmanager
def standing(connection: sqlite3.Connection, path: Path) -> Iterator[StandingLog]:
    """The log of a connection, looked at until the end of the block; see `StandingLog`."""
    log = StandingLog(connection, path)
    try:
        yield log
    finally:
        log.close()
