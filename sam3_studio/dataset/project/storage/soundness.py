"""Whether all of a project's file is sound, also what is seldom read."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.project.storage.addresses import connected
from sam3_studio.dataset.project.storage.stopping import stop_when

DAMAGED = Sentence("it is damaged; restore a backup, in the menu File or with `sam3-studio restore`")
"""Why a project cannot be used, and what to do."""
_NOT_AS_MADE = ("no such ", "has no column named", "foreign key mismatch", "malformed")
"""What SQLite says where a table, a column or JSON is not what this program has made of it."""


class DamagedProjectError(DatasetError):
    """A project's file is damaged; one of its copies is to take its place."""


def check_sound(path: Path, cancel: threading.Event | None = None) -> None:
    """Read every page of a project; a large one takes seconds. May run in any thread, while others write to it.

    Args:
        path: the file.
        cancel: once set, nothing is checked any more.

    Raises:
        CancelledError: `cancel` was set.
        DamagedProjectError: it is damaged.
        DatasetError: it is gone.
        sqlite3.Error: it cannot be read for another reason.
    """
    with closing(connected(path, "mode=ro")) as connection:
        if cancel is not None:
            stop_when(connection, cancel.is_set)
        try:
            sound = is_sound(connection)
        except sqlite3.OperationalError as error:
            if cancel is None or not cancel.is_set():
                raise
            raise CancelledError("The check was stopped.") from error
    if not sound:
        raise DamagedProjectError("{path} cannot be used: {reason}.", path=path, reason=DAMAGED)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether what a connection leads to is sound.

    Raises:
        sqlite3.Error: it cannot be read for another reason than damage.
    """
    try:
        rows: list[tuple[str]] = connection.execute("PRAGMA quick_check(1)").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if tells_of_damage(error):
            return False
        raise
    return rows == [("ok",)]


def tells_of_damage(error: BaseException | None) -> bool:
    """Whether what was raised when a project was read or written says that it is damaged.

    Text that is none comes without a code from SQLite, and what it says of a damaged form is no text either.
    """
    if isinstance(error, UnicodeDecodeError):
        return True
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return type(error) is sqlite3.OperationalError
    if code == sqlite3.SQLITE_ERROR:
        return any(words in str(error) for words in _NOT_AS_MADE)
    return code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def making_sense(path: Path) -> Iterator[None]:
    """Tells when what is made of rows of a project cannot be made of them, as of JSON that is none any more.

    Raises:
        DamagedProjectError: it cannot.
    """
    try:
        yield
    except (TypeError, ValueError) as error:
        raise DamagedProjectError("{path} cannot be used: {reason}.", path=path, reason=DAMAGED) from error
