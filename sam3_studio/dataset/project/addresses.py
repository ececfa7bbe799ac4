"""How SQLite is told of a file, so that it opens what is there and makes nothing where nothing is."""

import sqlite3
from contextlib import suppress
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
        DatasetError: the file is gone.
        sqlite3.Error: it cannot be opened.
    """
    try:
        return sqlite3.connect(sqlite_uri(path.absolute(), query), uri=True, isolation_level=None)
    except sqlite3.OperationalError as error:
        with suppress(OSError):  # where the disk does not say whether it is there, SQLite's reason stands
            if not path.exists():
                raise DatasetError(
                    "{path} is not there any more; connect its drive again, or put it back in its place.", path=path
                ) from error
        raise
