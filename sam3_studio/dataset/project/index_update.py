"""Taking in what a scan of the folder finds, and what reading a picture tells of its file."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import HAS_OBJECTS, IS_NOT_BEGUN
from sam3_studio.dataset.project.database import Connection, Database
from sam3_studio.dataset.project.derived import search_text
from sam3_studio.dataset.project.scan import ScannedImage, sort_key

_IS_BARE = f"{IS_NOT_BEGUN} AND note = '' AND NOT {HAS_OBJECTS}" + "".join(
    f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE image = images.id)"
    for table in ("boxes", "tags", "found", "answers", "work")
)
"""Nothing is known of a picture but its file."""


_UNPACKED = frozenset({".bmp", ".dib", ".pbm", ".pgm", ".pnm", ".ppm", ".tga", ".tif", ".tiff"})
"""Endings of files that may have as many bytes as before with another picture in them."""


class IndexUpdate:
    """Takes a scan into the index, batch by batch; what it never hands over is gone.

    An update that is dropped before `finish`, because its scan failed, has added what there was and marked nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed: list[str] = []
        with database.transaction() as connection:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS seen (image INTEGER PRIMARY KEY)")
            connection.execute("DELETE FROM seen")

    def add(self, images: Iterable[ScannedImage]) -> list[str]:
        """Take in pictures that are there; the names of those that are new.

        A picture whose file has changed keeps its labels; what the model found in it, its size and its failure are
        forgotten, since they are those of the file before. See `note_file`.

        Raises:
            DatasetError: a name does not stay inside the folder, or the project cannot be written.
        """
        new = []
        with self._database.transaction() as connection:
            for image in images:
                row = connection.execute(
                    "SELECT id, size, modified, missing FROM images WHERE name = ?", (image.name,)
                ).fetchone()
                state = (image.file.size, image.file.modified)
                if row is None:
                    relative_name(image.name)
                    cursor = connection.execute(
                        "INSERT INTO images (name, sort_key, search, state, size, modified) VALUES (?, ?, ?, ?, ?, ?)",
                        (image.name, sort_key(image.name), search_text(image.name), ImageState.NEW, *state),
                    )
                    row = (cursor.lastrowid, *state, 0)
                    new.append(image.name)
                id_, *before, missing = row
                if tuple(before) != state and note_file(connection, id_, image.name, image.file):
                    self._changed.append(image.name)
                if missing:
                    connection.execute("UPDATE images SET missing = 0 WHERE id = ?", (id_,))
                connection.execute("INSERT OR IGNORE INTO seen VALUES (?)", (id_,))
        return new

    def keep(self, unseen: Iterable[str]) -> None:
        """Leave as they are the pictures that the disk did not tell of; see `ScanBatch.unseen`.

        Raises:
            DatasetError: the project cannot be written.
        """
        with self._database.transaction() as connection:
            for name in unseen:
                below = name[:-1] + chr(ord("/") + 1) if name.endswith("/") else name + "\0"
                connection.execute(
                    "INSERT OR IGNORE INTO seen SELECT id FROM images WHERE name >= ? AND name < ?", (name, below)
                )

    def take_changed(self) -> list[str]:
        """Names of pictures whose files are others than before, each once."""
        changed, self._changed = self._changed, []
        return changed

    def finish(self) -> list[str]:
        """Note that everything has been handed over; the names of pictures that went.

        Those that nobody has worked on, and that the model was not asked about, leave the project; the others stay
        with all that is known of them, marked missing. So do all where no picture is there any more: a drive that is
        away leaves an empty folder.

        Raises:
            DatasetError: the project cannot be written.
        """
        with self._database.transaction() as connection:
            (sees_any,) = connection.execute("SELECT EXISTS (SELECT 1 FROM seen)").fetchone()
            gone = connection.execute(
                "SELECT name FROM images WHERE NOT missing AND id NOT IN (SELECT image FROM seen)"
            ).fetchall()
            connection.execute("UPDATE images SET missing = 1 WHERE NOT missing AND id NOT IN (SELECT image FROM seen)")
            if sees_any:
                connection.execute(f"DELETE FROM images WHERE missing AND {_IS_BARE}")
            connection.execute("DELETE FROM seen")
        return [name for (name,) in gone]


def note_file(connection: Connection, image: int, name: str, file: FileState) -> bool:
    """Note the new state of a picture's file; whether that is taken for another picture than before.

    A copy of a folder has other times and the same bytes: where their number is the same in a compressed format, and
    the file before could be read, it is the same picture.
    """
    size, failure = connection.execute("SELECT size, failure FROM images WHERE id = ?", (image,)).fetchone()
    if size == file.size and failure is None and PurePosixPath(name).suffix.lower() not in _UNPACKED:
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
