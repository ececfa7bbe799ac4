"""Pictures whose names are spelled otherwise than before: they are the same, with all that is known of them."""

import unicodedata

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.storage.database import Connection


def respelled(connection: Connection, lost: str, idle: str, newest: int) -> list[tuple[int, str, ScannedImage]]:
    """Which pictures that are lost have been found under names spelled otherwise; the rows of these names leave.

    A file that is renamed from .JPG to .jpg is the same picture, on every disk, and so is one whose name an archive or
    another system has given with accents apart. It has to have as many bytes as before. One that was known by its name
    already may have lain beside the other all the time, where capitals tell files apart: it also has to be as old.

    Args:
        connection: in a transaction.
        lost: the condition of pictures that were not found, in SQL.
        idle: the same of those that were, and that no person has done anything in.
        newest: the highest id that there was before this scan.

    Returns:
        The id and the name of each as it is lost, and how it was found.
    """
    before = connection.execute(f"SELECT id, name, size, modified FROM images WHERE {lost}").fetchall()
    if not before:
        return []
    known = {(_folded(name), size): (id_, name, modified) for id_, name, size, modified in before}
    rows = connection.execute(
        f"SELECT id, name, size, modified FROM images WHERE size IN (SELECT size FROM images WHERE {lost}) AND {idle}"
    ).fetchall()
    found = []
    for row, name, size, modified in rows:
        key = (_folded(name), size)
        if key in known and (row > newest or modified == known[key][2]):
            id_, name_before, _ = known.pop(key)
            connection.execute("DELETE FROM images WHERE id = ?", (row,))
            found.append((id_, name_before, ScannedImage(name, FileState(size, modified))))
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
