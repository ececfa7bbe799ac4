"""The files of pictures: what their state tells, and what of a picture is known of its file alone."""

import json
from collections.abc import Iterable

from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import HAS_OBJECTS, IS_NOT_BEGUN
from sam3_studio.dataset.project.derived import TAGS, note_search, search_text
from sam3_studio.dataset.project.pictures.identity import may_be_copy
from sam3_studio.dataset.project.pictures.scan import sort_key
from sam3_studio.dataset.project.recounting import forget_count
from sam3_studio.dataset.project.storage.connections import Connection

_WAITS = "EXISTS (SELECT 1 FROM measures WHERE image = images.id AND length(candidates))"
_FORGIVEN = (
    f"failure = NULL, state = iif(state <> '{ImageState.FAILED}', state, iif({HAS_OBJECTS}, '{ImageState.IN_WORK}', "
    f"iif({_WAITS}, '{ImageState.CANDIDATES}', '{ImageState.NEW}')))"
)


def add_file(connection: Connection, name: str, file: FileState) -> int:
    """Have a picture that nobody has seen before in the project; its id."""
    cursor = connection.execute(
        "INSERT INTO images (name, sort_key, search, state, size, modified) VALUES (?, ?, ?, ?, ?, ?)",
        (name, sort_key(name), search_text(name), ImageState.NEW, file.size, file.modified),
    )
    return cursor.lastrowid or 0


def call_picture(connection: Connection, image: int, name: str) -> None:
    """Give a picture another name, by which it is found from now on."""
    connection.execute("UPDATE images SET name = ?, sort_key = ? WHERE id = ?", (name, sort_key(name), image))
    note_search(connection, name)


def welcome_back(connection: Connection, image: int) -> None:
    """The file of a picture is there again, so that it may be read again; whether anything waits is counted anew."""
    connection.execute(f"UPDATE images SET missing = 0, {_FORGIVEN} WHERE id = ?", (image,))
    forget_count(connection)


def move_pictures(connection: Connection, moves: Iterable[tuple[int, str, FileState]]) -> None:
    """Give pictures the names under which their files are there now, and by which they are found from now on.

    Nothing else can be done meanwhile, as the names are those of others in between; so this is done in few statements.

    Args:
        connection: in a transaction.
        moves: id, name and state of the file of each; no other picture has these names.
    """
    moved = list(moves)
    ids = json.dumps([id_ for id_, _, _ in moved])
    those = "id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(f"SELECT id, note, {TAGS} FROM images WHERE {those}", (ids,))
    found_by = {id_: (note, tags) for id_, note, tags in rows}
    connection.executemany(
        "UPDATE images SET name = ?, sort_key = ?, search = ?, size = ?, modified = ? WHERE id = ?",
        (
            (name, sort_key(name), search_text(name, *found_by[id_]), file.size, file.modified, id_)
            for id_, name, file in moved
        ),
    )
    connection.execute(
        f"UPDATE images SET missing = 0, {_FORGIVEN} WHERE (missing OR failure IS NOT NULL OR state = ?) AND {those}",
        (ImageState.FAILED, ids),
    )
    forget_count(connection)


def note_file(connection: Connection, image: int, name: str, file: FileState) -> bool:
    """Note the new state of a picture's file; whether that is taken for another picture than before.

    A copy of a folder has other times and the same bytes: where their number is the same in a compressed format, and
    the file before could be read, it is the same picture.
    """
    row = connection.execute("SELECT size, modified, failure FROM images WHERE id = ?", (image,)).fetchone()
    size, modified, failure = row
    before = FileState(size, modified)
    if failure is None and (before == file or may_be_copy(name, before, file)):
        connection.execute("UPDATE images SET modified = ? WHERE id = ?", (file.modified, image))
        return False
    forget_file_before(connection, image, file, keeps_rejected=size == file.size)
    return True


def forget_file_before(connection: Connection, image: int, file: FileState, *, keeps_rejected: bool = False) -> None:
    """A picture's file is another one than before: what is known of that does not count any more; labels stay.

    Args:
        connection: in a transaction.
        image: id of the picture.
        file: its state now.
        keeps_rejected: whether the picture may be the same, so that what a person rejected in it stays.
    """
    if keeps_rejected:
        connection.execute("DELETE FROM measures WHERE image = ?", (image,))
        connection.execute("UPDATE found SET key = NULL, presence = NULL, candidates = NULL WHERE image = ?", (image,))
        connection.execute("DELETE FROM found WHERE image = ? AND rejected IS NULL", (image,))
    else:
        connection.execute("DELETE FROM found WHERE image = ?", (image,))
    connection.execute("DELETE FROM answers WHERE image = ?", (image,))
    connection.execute(
        "UPDATE images SET size = ?, modified = ?, width = NULL, height = NULL, failure = NULL, "
        f"state = iif({IS_NOT_BEGUN}, iif({HAS_OBJECTS}, ?, ?), state) WHERE id = ?",
        (file.size, file.modified, ImageState.IN_WORK, ImageState.NEW, image),
    )
