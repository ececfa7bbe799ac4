"""Notes that would fill memory where there is one for each picture of a large project."""

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from sam3_studio.core.errors import DatasetError

_TABLE = "CREATE TABLE entries (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value TEXT NOT NULL)"


class DiskTable:
    """Text by key, in the order in which it was added, in a temporary file. For one thread at a time.

    It takes some two megabytes of memory, however much it holds, and nobody has to close it: the file is gone with it,
    or with the process. Every method raises DatasetError where there is no room for the file.
    """

    def __init__(self) -> None:
        self._rows = temporary_rows(_TABLE)
        weakref.finalize(self, self._rows.close)

    def __len__(self) -> int:
        (count,) = self._row("SELECT count(*) FROM entries") or (0,)
        return int(count)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        with room():
            for (key,) in self._rows.execute("SELECT key FROM entries ORDER BY number"):
                yield as_text(key)

    def add(self, key: str, value: str = "") -> bool:
        """Note something; whether the key is new. Of one that is there, what was noted first stays."""
        with room():
            cursor = self._rows.execute(
                "INSERT OR IGNORE INTO entries (key, value) VALUES (?, ?)", (as_bytes(key), value)
            )
        return cursor.rowcount > 0

    def set(self, key: str, value: str) -> None:
        """Note something, in the place of what was noted before."""
        if not self.add(key, value):
            with room():
                self._rows.execute("UPDATE entries SET value = ? WHERE key = ?", (value, as_bytes(key)))

    def get(self, key: str) -> str | None:
        """What was noted; None for a key that is not there."""
        row = self._row("SELECT value FROM entries WHERE key = ?", as_bytes(key))
        return None if row is None else str(row[0])

    def pop(self, key: str) -> str | None:
        """The same, and it is gone then."""
        row = self._row("DELETE FROM entries WHERE key = ? RETURNING value", as_bytes(key))
        return None if row is None else str(row[0])

    def _row(self, statement: str, *values: bytes) -> tuple[str | int] | None:
        with room():
            row: tuple[str | int] | None = next(iter(self._rows.execute(statement, values).fetchall()), None)
            return row


def temporary_rows(*tables: str) -> sqlite3.Connection:
    """Tables in a file that nobody else sees, and that is gone with the connection or with the process.

    Args:
        tables: statements that make them.
    """
    rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    # Nothing is ever taken back, and a file that is gone after a crash need not be whole.
    rows.execute("PRAGMA journal_mode = OFF")
    for statement in tables:
        rows.execute(statement)
    rows.execute("BEGIN")
    return rows


@contextmanager
def room() -> Iterator[None]:
    """Raises DatasetError in the place of what is raised where there is no room for a temporary file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DatasetError(
            "There is no room for temporary files ({reason}); free some space.", reason=str(error)
        ) from error


def as_bytes(key: str) -> bytes:
    """A text for a column of bytes: names from files of others may hold halves of characters."""
    return key.encode("utf-8", "surrogatepass")


def as_text(key: bytes) -> str:
    """The text that such bytes were made of."""
    return key.decode("utf-8", "surrogatepass")
