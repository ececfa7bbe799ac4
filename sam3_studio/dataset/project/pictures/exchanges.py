"""Files that have the names of others now, as where numbers moved up by one or two folders changed places.

A picture is its file and not its name: what a person has marked in one must not lie over another.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import PurePosixPath

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import IS_FORGETTABLE, IS_IDLE, IS_UNSEEN
from sam3_studio.dataset.project.pictures.files import add_file, call_picture, move_pictures
from sam3_studio.dataset.project.storage.connections import Connection


@dataclass(frozen=True, slots=True)
class Replaced:
    """A picture whose file is another one than before.

    Attributes:
        name: of both.
        before: the state of the file before.
        file: the state of the file that is there.
    """

    name: str
    before: FileState
    file: FileState


@dataclass(frozen=True, slots=True)
class Moves:
    """What has come of pictures whose files have other names.

    Attributes:
        names: the new names of pictures by those that they had, all at the same time.
        added: names of pictures that are new, whose files have taken the place of others.
        settled: ids of the pictures that have another name now, or have left the project.
    """

    names: Mapping[str, str]
    added: Sequence[str]
    settled: Set[int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A picture, and the state of its file, as it was or as it is."""

    id: int
    name: str
    file: FileState


def follow_files(connection: Connection, replaced: Mapping[int, Replaced], newest: int) -> Moves:
    """Give pictures the names that their files have now, with all that is known of them.

    A file is the same if it has as many bytes, and is as old to the nanosecond, as one that had another name; not where
    any other picture is as old, as in archives that stamp all files alike. A picture whose name has gone to another
    one, and whose file is nowhere, keeps what a person did in it, under a name of its own, and is missing.

    Args:
        connection: in the transaction that ends a scan.
        replaced: pictures of the project under whose names the scan came upon other files, by their ids.
        newest: the highest id that there was before the scan.
    """
    before = [*_rows(connection, IS_UNSEEN), *(_Row(id_, one.name, one.before) for id_, one in replaced.items())]
    if not before:
        return Moves({}, (), frozenset())
    ages, handed = json.dumps([row.file.modified for row in before]), json.dumps([*replaced])
    new = _rows(
        connection,
        f"modified IN (SELECT value FROM json_each(?)) AND id > ? AND NOT ({IS_UNSEEN}) "
        f"AND id NOT IN (SELECT value FROM json_each(?)) AND {IS_IDLE}",
        ages,
        newest,
        handed,
    )
    after = [*new, *(_Row(id_, one.name, one.file) for id_, one in replaced.items())]
    telling = _telling_ages(connection, before, after)
    places = {row.file: row for row in after if row.file.modified in telling}
    moves = {row: places[row.file] for row in before if row.file in places}
    return _Exchange(connection, replaced, moves, {row.id for row in new}).apply()


class _Exchange:
    """Pictures that get other names.

    Args:
        connection: in a transaction.
        replaced: as for `follow_files`.
        moves: the places of pictures, each a picture that has that name so far.
        new: ids of the pictures that this scan has found.
    """

    def __init__(
        self, connection: Connection, replaced: Mapping[int, Replaced], moves: Mapping[_Row, _Row], new: Set[int]
    ) -> None:
        self._connection = connection
        self._replaced = replaced
        self._moves = moves
        self._new = new

    def apply(self) -> Moves:
        """Write it."""
        moved = {row.id for row in self._moves}
        taken = {place.name for place in self._moves.values()}
        homeless = [place for place in self._moves.values() if place.id not in moved]
        new = [(place.id,) for place in homeless if place.id in self._new]
        self._connection.executemany("DELETE FROM images WHERE id = ?", new)
        self._connection.executemany("DELETE FROM seen WHERE image = ?", new)
        known = [place for place in homeless if place.id not in self._new]
        self._connection.executemany(
            "UPDATE images SET name = '/' || id WHERE id = ?",  # as no picture is called
            [(row.id,) for row in (*self._moves, *known) if row.name in taken],
        )
        names = self._set_aside(known)
        names |= {row.name: place.name for row, place in self._moves.items()}
        move_pictures(self._connection, ((row.id, place.name, place.file) for row, place in self._moves.items()))
        self._connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", [(row.id,) for row in self._moves])
        left = [self._replaced[id_] for id_ in moved & self._replaced.keys() if self._replaced[id_].name not in taken]
        for one in left:
            # A file that nobody has seen before has taken the place of one that moved.
            self._connection.execute("INSERT INTO seen VALUES (?)", (add_file(self._connection, one.name, one.file),))
        return Moves(names, [one.name for one in left], moved | {row.id for row in homeless})

    def _set_aside(self, homeless: Iterable[_Row]) -> dict[str, str]:
        """Have pictures whose files are nowhere make way for those that have their names now; their new names."""
        names = {}
        for row in homeless:
            delete = f"DELETE FROM images WHERE id = ? AND {IS_FORGETTABLE}"
            if not self._connection.execute(delete, (row.id,)).rowcount:
                names[row.name] = self._spare(row.name)
                call_picture(self._connection, row.id, names[row.name])
                before = self._replaced[row.id].before
                self._connection.execute(
                    "UPDATE images SET size = ?, modified = ?, missing = 1 WHERE id = ?",
                    (before.size, before.modified, row.id),
                )
            self._connection.execute("DELETE FROM seen WHERE image = ?", (row.id,))
        return names

    def _spare(self, name: str) -> str:
        """A name that no picture has, and that no file gets by itself."""
        path, today = PurePosixPath(name), datetime.now().astimezone().date()
        for number in count(1):
            mark = f"replaced {today}" + (f", {number}" if number > 1 else "")
            spare = path.with_name(f"{path.stem} [{mark}]{path.suffix}").as_posix()
            if not self._connection.execute("SELECT 1 FROM images WHERE name = ?", (spare,)).fetchone():
                break
        return spare


def _rows(connection: Connection, condition: str, *values: object) -> list[_Row]:
    rows = connection.execute(f"SELECT id, name, size, modified FROM images WHERE {condition}", values)
    return [_Row(id_, name, FileState(size, modified)) for id_, name, size, modified in rows]


def _telling_ages(connection: Connection, before: Iterable[_Row], after: Iterable[_Row]) -> set[int]:
    """Ages that one file had, and one has now, and no other picture."""
    were, are = (Counter(row.file.modified for row in rows) for rows in (before, after))
    ages = {age for age, number in were.items() if number == 1 == are[age]}
    if ages:
        handled = json.dumps([row.id for row in (*before, *after)])
        steady = connection.execute(
            "SELECT modified FROM images WHERE modified IN (SELECT value FROM json_each(?)) "
            "AND id NOT IN (SELECT value FROM json_each(?))",
            (json.dumps([*ages]), handled),
        )
        ages -= {age for (age,) in steady}
    return ages
