"""What the manifest of a dataset tells, on disk rather than in memory: as large for a million pictures as for one."""

import weakref
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from sam3_studio.dataset.disk_table import as_bytes, as_text, room, temporary_rows

INDEX = ""
"""Stands for a source where a file belongs to the dataset as a whole; no picture is called so."""

_SOURCES = "CREATE TABLE sources (source BLOB PRIMARY KEY, name TEXT, listed INTEGER NOT NULL) WITHOUT ROWID"
_FILES = "CREATE TABLE files (source BLOB, file BLOB, digests TEXT, PRIMARY KEY (source, file)) WITHOUT ROWID"
_APART = "\n"


class Entry(NamedTuple):
    """A source and what belongs to it.

    Attributes:
        source: name of the picture where it came from; `INDEX` for the dataset as a whole.
        name: of the picture in the dataset; None for the dataset as a whole.
        files: the hashes of each file by its name in the dataset; more than one where a killed run may have left it in
            either state.
    """

    source: str
    name: str | None
    files: dict[str, list[str]]


class ManifestTable:
    """Sources, their names, and their files, in a temporary file.

    Every method raises DatasetError where there is no room for that.
    """

    def __init__(self) -> None:
        self._rows = temporary_rows(_SOURCES, _FILES)
        weakref.finalize(self, self._rows.close)

    def names(self) -> Iterator[tuple[str, str]]:
        """The pictures, by the names of their sources, each with its name in the dataset."""
        with room():
            rows = self._rows.execute("SELECT source, name FROM sources WHERE name IS NOT NULL")
            yield from ((as_text(source), str(name)) for source, name in rows)

    def name_of(self, source: str) -> str:
        """The name that a picture has in the dataset; empty for one that is not there."""
        return next((str(name) for (name,) in self._ask("SELECT name FROM sources WHERE source = ?", source)), "")

    def add(self, source: str, name: str, *, listed: bool) -> None:
        """Note a picture under this name; one that is listed stays so."""
        statement = (
            "INSERT INTO sources VALUES (?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET name = ?2, listed = max(listed, excluded.listed)"
        )
        self._ask(statement, source, name, listed)

    def unlist(self) -> None:
        """No picture is listed any more."""
        with room():
            self._rows.execute("UPDATE sources SET listed = 0")

    def unlisted(self) -> Iterator[str]:
        """The sources of pictures that are not listed. Those that have been told already may be dropped meanwhile."""
        statement = "SELECT source FROM sources WHERE NOT listed AND source > ? ORDER BY source LIMIT 1"
        source = INDEX
        while following := self._ask(statement, source):
            ((found,),) = following
            source = as_text(found)
            yield source

    def drop(self, source: str) -> None:
        """Forget a picture, not its files."""
        self._ask("DELETE FROM sources WHERE source = ?", source)

    def files(self, source: str) -> list[str]:
        """Names of the files of a source, in order."""
        rows = self._ask("SELECT file FROM files WHERE source = ? ORDER BY file", source)
        return [as_text(file) for (file,) in rows]

    def note(self, source: str, file: str, digests: list[str]) -> None:
        """Note the hashes of a file in the place of those it had."""
        self._ask("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", source, as_bytes(file), _APART.join(digests))

    def noted(self, source: str, file: str) -> list[str]:
        """The hashes of a file; none for one that is not known."""
        rows = self._ask("SELECT digests FROM files WHERE source = ? AND file = ?", source, as_bytes(file))
        return [digest for (digests,) in rows for digest in digests.split(_APART)]

    def drop_file(self, source: str, file: str) -> None:
        """Forget a file."""
        self._ask("DELETE FROM files WHERE source = ? AND file = ?", source, as_bytes(file))

    def entries(self) -> Iterator[Entry]:
        """One for the dataset as a whole where it has files, and one for each picture."""
        with room():
            index = self._rows.execute("SELECT DISTINCT source, NULL FROM files WHERE source = ?", (as_bytes(INDEX),))
            pictures = self._rows.execute("SELECT source, name FROM sources ORDER BY source")
            for found, name in chain(index, pictures):
                source = as_text(found)
                yield Entry(source, name, {file: self.noted(source, file) for file in self.files(source)})

    def _ask(self, statement: str, source: str, *values: str | bytes | int) -> list[tuple[Any, ...]]:
        with room():
            return self._rows.execute(statement, (as_bytes(source), *values)).fetchall()
