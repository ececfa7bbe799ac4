"""A project's file while it is open: one connection that writes, kept to one thread and one program."""

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.progress import Halves
from sam3_studio.dataset.project.storage import addresses
from sam3_studio.dataset.project.storage.backups import back_up_before_update
from sam3_studio.dataset.project.storage.claiming import claimed
from sam3_studio.dataset.project.storage.connections import (
    Connection,
    forgo_log,
    own_connection,
    reading_connection,
    shares_memory,
    waiting,
)
from sam3_studio.dataset.project.storage.header import check_project_file, check_version
from sam3_studio.dataset.project.storage.lost_log import standing
from sam3_studio.dataset.project.storage.schema import VERSION, migrate
from sam3_studio.dataset.project.storage.soundness import (
    DAMAGED,
    DamagedProjectError,
    check_sound,
    is_sound,
    tells_of_damage,
)
from sam3_studio.dataset.project.storage.stopping import stop_when

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]

# Pages of 4 KiB in the write-ahead log before SQLite itself copies them into the file, in the middle of a commit:
# 64 MiB. `checkpoint` is there so that it never comes to that.
_MOST_LOG_PAGES = 16384

# Where no picture has an id, the form of their table is damaged; else that is known without looking at any.
_HAS_IDS = "SELECT NOT EXISTS (SELECT 1 FROM images WHERE id IS NULL)"

# Checking the structure of a file of this size takes some milliseconds.
_CHECKED_BYTES = 16 * 2**20

# Pages that are copied at a time from a copy; some milliseconds.
_PAGES = 1000

_REASONS = {
    sqlite3.SQLITE_FULL: Sentence("the disk is full; free some space"),
    sqlite3.SQLITE_READONLY: Sentence("it must not be written to; change its permissions"),
    sqlite3.SQLITE_PERM: Sentence("access is denied; change its permissions"),
    sqlite3.SQLITE_CANTOPEN: Sentence(
        "it cannot be opened; check the folder's permissions, or move it if its path is long"
    ),
    sqlite3.SQLITE_IOERR: Sentence("the disk reports an error; check the disk and the free space"),
    sqlite3.SQLITE_BUSY: Sentence("another program is using it; close that one"),
    sqlite3.SQLITE_LOCKED: Sentence("another program is using it; close that one"),
    sqlite3.SQLITE_PROTOCOL: Sentence("another program is using it; close that one"),
}


class Database:
    """An open project file. What a transaction has written survives the end of the process at once, and that of the
    power unless it does not wait for that.

    Args:
        path: the file; it is made, with its folder, when it is not there.
        progress: told how far the update of an older version is, in steps done and steps in all.
        cancel: once set, that update ends.

    Raises:
        CancelledError: `cancel` was set. The file is left as it was.
        DatasetError: another program has it open, it is no project, is damaged or newer than this program, or cannot
            be read or written. The file is left as it was.
    """

    def __init__(self, path: Path, progress: Progress | None = None, cancel: threading.Event | None = None) -> None:
        self.path = path
        # Before anything is put beside a file that is none of ours.
        if os.path.lexists(path):
            check_project_file(path)
        with ExitStack() as undo:
            undo.enter_context(claimed(path))
            if not os.path.lexists(path):
                _create(path)
            undo.enter_context(addresses.watched(path))
            self._connection = self._open(Halves(progress, cancel))
            self._log = undo.enter_context(standing(self._connection, path))
            self._claim = undo.pop_all()

    @property
    def is_lost(self) -> bool:
        """Whether another program has deleted or replaced the file, so that nothing more can be written."""
        return addresses.is_lost(self.path)

    def close(self) -> None:
        """Write the log into the file and let other programs open it. Closing twice does nothing more.

        Raises:
            DatasetError: the disk fails; what was written is safe in the log.
        """
        try:
            with told(self.path):
                addresses.save_what_was_moved(self._connection, self.path)
                with suppress(sqlite3.Error):
                    self._log.mend()
                self._connection.close()
        finally:
            self._claim.close()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """What a query gives.

        Raises:
            DatasetError: the file cannot be read.
        """
        with told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row that a query gives, None when there is none.

        Raises:
            DatasetError: the file cannot be read.
        """
        with told(self.path):
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    @contextmanager
    def transaction(self, *, waits: bool = True) -> Iterator[Connection]:
        """Statements of which all count or, after any error, none. Inside another transaction it is part of that.

        Args:
            waits: for the disk, some milliseconds. What no person made need not: it survives the end of the process,
                too, and is lost only where the power fails before the next one that waits.

        Raises:
            DatasetError: the file cannot be written.
        """
        connection = self._connection
        inside = connection.in_transaction
        if inside:
            yield connection
            return
        addresses.check_watched(self.path)
        with told(self.path), waiting(connection, waits=waits):
            self._log.mend()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                # It has ended with the commit; SQLite ends it itself after some errors, such as a full disk.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def checkpoint(self) -> None:
        """Copy the log into the file, as far as nobody reads it. May run in any thread, at the same time as writing.

        Raises:
            DatasetError: the disk fails; what was written is safe in the log.
        """
        with told(self.path), closing(own_connection(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def log_written(self) -> int | None:
        """When the log was written last, in nanoseconds; None where there is none, as on network drives."""
        try:
            return addresses.write_ahead_log(self.path).stat().st_mtime_ns
        except OSError:
            return None

    def restore(self, copy: Path, tell: Progress) -> None:
        """Become what a copy is, all at once or not at all; then to be closed, for the copy may be of an older version.

        Args:
            copy: a project file that nobody has open.
            tell: called with how many pages of how many are copied, until all are; what it raises leaves this as it
                was.

        Raises:
            DatasetError: the copy is damaged, or one of the files cannot be read or written.
        """

        def look(_status: int, left: int, total: int) -> None:
            if left:  # what is complete counts already
                tell(total - left, total)

        check_project_file(copy)
        with told(copy), closing(own_connection(copy)) as source:
            check_sound(copy)
            # Its pages are written as one transaction.
            with told(self.path):
                source.backup(self._connection, pages=_PAGES, progress=look)

    def _open(self, update: Halves) -> Connection:
        with told(self.path), ExitStack() as undo:
            # Some network drives cannot have a log; what they have instead is as safe, and slower.
            has_log = shares_memory(self.path.parent)
            if not has_log:
                forgo_log(self.path)
            connection = own_connection(self.path)
            undo.callback(connection.close)
            if has_log:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_MOST_LOG_PAGES}")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            check_version(self.path, version)
            self._check_structure(connection)
            if 0 < version < VERSION:
                now = datetime.now().astimezone()
                back_up_before_update(self.path, version, now, update.first, update.cancel)
            migrate(connection, version, update.second)
            undo.pop_all()
        return connection

    def _check_structure(self, connection: sqlite3.Connection) -> None:
        (has_ids,) = connection.execute(_HAS_IDS).fetchone()
        if not has_ids or (self.path.stat().st_size <= _CHECKED_BYTES and not is_sound(connection)):
            raise DamagedProjectError("{path} cannot be used: {reason}.", path=self.path, reason=DAMAGED)


@contextmanager
def reading(path: Path, *, sorts_much: bool = False, cancel: threading.Event | None = None) -> Iterator[Connection]:
    """A second connection that sees the project as it is now, whatever is written meanwhile; for the thread it is in.

    Args:
        path: of the project.
        sorts_much: what is sorted goes to the disk where it is more than a few megabytes.
        cancel: once set, a query that is at work ends soon.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the file cannot be read.
    """
    try:
        with told(path), closing(reading_connection(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            if sorts_much:
                connection.execute("PRAGMA temp_store = FILE")
            if cancel is not None:
                stop_when(connection, cancel.is_set)
            connection.execute("BEGIN")
            # The snapshot is taken with the first read.
            connection.execute("SELECT only FROM project").fetchone()
            yield connection
    except sqlite3.OperationalError as error:
        if cancel is None or not cancel.is_set():
            raise
        raise CancelledError("Reading was stopped.") from error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite raises about files and disks into one clear sentence; what else it raises is a mistake here.

    Raises:
        DatasetError: the file cannot be read or written.
    """
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # The low byte is the kind, the others its details.
        is_damage = tells_of_damage(error)
        reason = DAMAGED if is_damage else _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if reason is None:
            raise
        kind = DamagedProjectError if is_damage else DatasetError
        raise kind("{path} cannot be used: {reason}.", path=path, reason=reason) from error


def _create(path: Path) -> None:
    """Make an empty project: under another name first, so that a killed program leaves a whole one or none."""
    try:
        with tempfile.TemporaryDirectory(prefix=".sam3-", dir=path.parent) as place:
            new = Path(place, path.name)
            new.touch()
            with told(path), closing(own_connection(new)) as connection:
                migrate(connection, 0)
            addresses.unlink_beside(path)  # of a project that was deleted after a crash
            new.rename(path)
    except OSError as error:
        raise DatasetError(
            "{path} cannot be written ({reason}); check the disk and its permissions.", path=path, reason=error.strerror
        ) from error
