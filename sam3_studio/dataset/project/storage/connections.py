"""Connections to a project's file, as this program makes them."""

import mmap
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from sam3_studio.dataset.project.storage import addresses
from sam3_studio.dataset.project.storage.soundness import DAMAGED, DamagedProjectError

Connection = sqlite3.Connection

# A power cut loses nothing that was committed. It costs a step some milliseconds, on a slow disk some tens of them.
_WAITING = "PRAGMA synchronous = FULL"


def reading_connection(path: Path) -> Connection:
    """A connection that reads, also where no log can lie beside the project, as long as nobody else has one there.

    Raises:
        DatasetError: the file is gone.
        sqlite3.Error: it cannot be opened.
    """
    if os.access(path.parent, os.W_OK) or addresses.write_ahead_log(path).exists():
        return own_connection(path)
    return addresses.connected(path, "mode=ro&immutable=1")


def own_connection(path: Path) -> Connection:
    """A connection that reads and writes.

    Raises:
        DamagedProjectError: what the file says of its form is damaged.
        DatasetError: it is gone.
        sqlite3.Error: it cannot be opened.
    """
    with ExitStack() as undo:
        connection = addresses.connected(path, "mode=rw")
        undo.callback(connection.close)
        try:
            connection.execute(_WAITING)
        except UnicodeDecodeError as error:
            raise DamagedProjectError("{path} cannot be used: {reason}.", path=path, reason=DAMAGED) from error
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        undo.pop_all()
    return connection


def shares_memory(folder: Path) -> bool:
    """Whether several connections can have the same memory of a file in a folder, which SQLite's log needs.

    In folders that a virtual machine shares with its host, and on some network drives, they cannot.
    """
    with suppress(OSError), tempfile.TemporaryFile(dir=folder) as file:
        file.truncate(mmap.PAGESIZE)
        try:
            mmap.mmap(file.fileno(), mmap.PAGESIZE).close()
        except OSError:
            return False
    return True


def forgo_log(path: Path) -> None:
    """Have a file that nobody has open need no log, where none can be; see `shares_memory`.

    Raises:
        DatasetError: the file is gone.
        sqlite3.Error: it cannot be written.
    """
    with closing(addresses.connected(path, "mode=rw")) as connection:
        # To share no memory, it has to have the file to itself (https://www.sqlite.org/wal.html#noshm).
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


@contextmanager
def waiting(connection: Connection, *, waits: bool) -> Iterator[None]:
    """Whether commits wait for the disk in the block."""
    if not waits:
        connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        if not waits:
            connection.execute(_WAITING)
