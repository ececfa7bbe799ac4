"""Pictures get the names that their files have now, with all that is known of them; `identity` says which they are."""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import PurePosixPath

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import IS_FORGETTABLE, IS_IDLE, IS_UNSEEN
from sam3_studio.dataset.project.pictures.files import add_file, call_picture, move_pictures, note_file
from sam3_studio.dataset.project.pictures.identity import Sighting, same_by_age, same_by_name
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
    added: Iterable[str]
    settled: Set[int]


def follow_ages(connection: Connection, replaced: Mapping[int, Replaced], newest: int) -> Moves:
    """Give pictures the names that their files have now, by how old these are; see `same_by_age`.

    A picture whose name has gone to another one, and whose file is nowhere, keeps what a person did in it, under a name
    of its own, and is missing.

    Args:
        connection: in the transaction that ends a scan.
        replaced: pictures of the project under whose names the scan came upon other files, by their ids.
        newest: the highest id that there was before the scan.
    """
    before = [*_sightings(connection, IS_UNSEEN)]
    before += [Sighting(id_, one.name, one.before) for id_, one in replaced.items()]
    if not before:
        return Moves({}, (), frozenset())
    ages, handed = json.dumps([one.file.modified for one in before]), json.dumps([*replaced])
    is_as_old = "modified IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))"
    is_new = f"{is_as_old} AND id > ? AND NOT ({IS_UNSEEN}) AND {IS_IDLE}"
    new = [*_sightings(connection, is_new, ages, handed, newest)]
    after = [*new, *(Sighting(id_, one.name, one.file) for id_, one in replaced.items())]
    handled = json.dumps([one.id for one in (*before, *after)])
    others = {one.file.modified for one in _sightings(connection, is_as_old, ages, handled)}
    return _move(connection, same_by_age(before, after, others), {one.id for one in new}, replaced)


def follow_names(connection: Connection, newest: int) -> Moves:
    """Give lost pictures the names under which they have been found; see `same_by_name`.

    Args:
        connection: in the transaction that ends a scan.
        newest: the highest id that there was before the scan.
    """
    is_lost = f"{IS_UNSEEN} AND NOT ({IS_FORGETTABLE})"
    lost = [*_sightings(connection, is_lost)]
    if not lost:
        return Moves({}, (), frozenset())
    sizes = f"size IN (SELECT size FROM images WHERE {is_lost})"
    found = _sightings(connection, f"{sizes} AND NOT ({IS_UNSEEN}) AND {IS_IDLE}")
    moves = same_by_name(lost, found, newest)
    moved = _move(connection, moves, {one.id for one in moves.values()}, {})
    for one, place in moves.items():
        if place.file != one.file:
            note_file(connection, one.id, place.name, place.file)
    return moved


def _sightings(connection: Connection, condition: str, *values: object) -> Iterable[Sighting]:
    rows = connection.execute(f"SELECT id, name, size, modified FROM images WHERE {condition}", values)
    return (Sighting(id_, name, FileState(size, modified)) for id_, name, size, modified in rows)


def _move(
    connection: Connection, moves: Mapping[Sighting, Sighting], new: Set[int], replaced: Mapping[int, Replaced]
) -> Moves:
    """Write it.

    Args:
        connection: in a transaction.
        moves: where pictures are now, each a picture that has that name so far.
        new: ids of those that are there for that name alone.
        replaced: as for `follow_ages`.
    """
    moved = {one.id for one in moves}
    taken = {place.name for place in moves.values()}
    homeless = [place for place in moves.values() if place.id not in moved]
    known = [place for place in homeless if place.id not in new]
    connection.executemany("DELETE FROM images WHERE id = ?", [(one.id,) for one in homeless if one.id in new])
    connection.executemany("DELETE FROM seen WHERE image = ?", [(one.id,) for one in homeless])
    connection.executemany(
        "UPDATE images SET name = '/' || id WHERE id = ?",  # as no picture is called
        [(one.id,) for one in (*moves, *known) if one.name in taken],
    )
    names = {one.name: name for one in known if (name := _set_aside(connection, one, replaced[one.id].before))}
    names |= {one.name: place.name for one, place in moves.items()}
    move_pictures(connection, ((one.id, place.name, one.file) for one, place in moves.items()))
    connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", [(id_,) for id_ in moved])
    left = [replaced[id_] for id_ in moved & replaced.keys() if replaced[id_].name not in taken]
    for one in left:
        # A file that nobody has seen before has taken the place of one that moved.
        connection.execute("INSERT INTO seen VALUES (?)", (add_file(connection, one.name, one.file),))
    return Moves(names, [one.name for one in left], moved | {one.id for one in homeless})


def _set_aside(connection: Connection, one: Sighting, before: FileState) -> str:
    """Have a picture whose file is nowhere make way for the one that has its name now; its new name, "" if it goes."""
    if connection.execute(f"DELETE FROM images WHERE id = ? AND {IS_FORGETTABLE}", (one.id,)).rowcount:
        return ""
    name = _spare(connection, one.name)
    call_picture(connection, one.id, name)
    connection.execute(
        "UPDATE images SET size = ?, modified = ?, missing = 1 WHERE id = ?", (before.size, before.modified, one.id)
    )
    return name


def _spare(connection: Connection, name: str) -> str:
    """A name that no picture has, and that no file gets by itself."""
    path, today = PurePosixPath(name), datetime.now().astimezone().date()
    for number in count(1):
        mark = f"replaced {today}" + (f", {number}" if number > 1 else "")
        spare = path.with_name(f"{path.stem} [{mark}]{path.suffix}").as_posix()
        if not connection.execute("SELECT 1 FROM images WHERE name = ?", (spare,)).fetchone():
            break
    return spare
