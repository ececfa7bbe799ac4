"""How SQLite is told of a file, so that it opens what is there and makes nothing where nothing is."""

from pathlib import PurePath


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
