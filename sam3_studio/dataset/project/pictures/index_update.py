"""Taking in what a scan of the folder finds, and what reading a picture tells of its file."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace

from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import IS_FORGETTABLE, IS_OF_THE_MODEL_ALONE, IS_UNSEEN
from sam3_studio.dataset.project.pictures.files import add_file, note_file, welcome_back
from sam3_studio.dataset.project.pictures.identity import may_be_copy
from sam3_studio.dataset.project.pictures.moves import Replaced, follow_ages, follow_names
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Database

_BEGUN = "scan that has not ended"
"""Key of the highest id that there was before it: what it has added is new to the next one, too, see `moves`."""
_NEWEST = "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?), max(id), 0) FROM images"


class IndexUpdate:
    """Takes a scan into the index, batch by batch; what it never hands over is gone.

    An update that is dropped before `finish`, because its scan failed, has added what there was and marked nothing.
    What it has added is new to the next one, too.

    Attributes:
        has_returned: whether files are there that were gone at the last scan.

    Args:
        database: of the project.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.has_returned = False
        self._changed: list[str] = []
        self._replaced: dict[int, Replaced] = {}
        """Pictures whose files are others than before."""
        self._in_question: set[int] = set()
        """Those of them that are no copies: whether a file is an edited one, or had another name, the end tells."""
        self._knows_ages = False
        self._renamed: dict[str, str] = {}
        self._read: dict[str, FileState] = {}
        """Files that were read since the scan began, which may have seen them before they were written."""
        with database.transaction() as connection:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS seen (image INTEGER PRIMARY KEY)")
            connection.execute("DELETE FROM seen")
            (self._newest,) = connection.execute(_NEWEST, (_BEGUN,)).fetchone()

    def add(self, images: Iterable[ScannedImage]) -> list[str]:
        """Take in pictures that are there; the names of those that are new.

        A picture whose file has changed keeps its labels; what the model found in it, its size and its failure are
        forgotten, since they are those of the file before. See `note_file`.

        Raises:
            DatasetError: a name does not stay inside the folder, or the project cannot be written.
        """
        new = []
        with self._database.transaction() as connection:
            for seen in images:
                image = replace(seen, file=self._latest(seen.name, seen.file)) if seen.name in self._read else seen
                row = connection.execute(
                    "SELECT id, size, modified, missing FROM images WHERE name = ?", (image.name,)
                ).fetchone()
                state = (image.file.size, image.file.modified)
                if row is None:
                    relative_name(image.name)
                    row = (add_file(connection, image.name, image.file), *state, 0)
                    new.append(image.name)
                id_, *before, missing = row
                if tuple(before) != state:
                    self._note_other(connection, id_, image, FileState(*before))
                if missing:
                    self.has_returned = True
                    welcome_back(connection, id_)
                connection.execute("INSERT OR IGNORE INTO seen VALUES (?)", (id_,))
            if new:
                connection.execute("INSERT OR IGNORE INTO settings VALUES (?, ?)", (_BEGUN, self._newest))
        return new

    def note_read(self, name: str, file: FileState) -> None:
        """A picture has been read from a file in this state: the scan may have seen an older one, which does not count.

        Nor does it count that the scan came upon none, as where a file is written anew at its very moment. See
        `ImageIndex.note_read`, which writes that to the project.
        """
        self._read[name] = file

    def _latest(self, name: str, seen: FileState) -> FileState:
        """Of a file as the scan saw it, and as it was read since the scan began: the scan may have come first or last.

        What was written later counts.
        """
        read = self._read.get(name, seen)
        return seen if seen.modified > read.modified else read

    def _note_other(self, connection: Connection, id_: int, image: ScannedImage, before: FileState) -> None:
        """The file of this name is another one than before: edited, or one that had another name."""
        self._replaced[id_] = Replaced(image.name, before, image.file)
        if not may_be_copy(image.name, before, image.file) or self._was_there(connection, image.file):
            # The state before is the only trace of what has moved. The next scan finds it should this one break off.
            self._in_question.add(id_)
        elif note_file(connection, id_, image.name, image.file):
            self._changed.append(image.name)

    def _was_there(self, connection: Connection, file: FileState) -> bool:
        """Whether a picture was as old as this one before the scan, and so may have changed places with it."""
        if not self._knows_ages:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS ages (modified INTEGER PRIMARY KEY)")
            connection.execute("DELETE FROM ages")
            connection.execute("INSERT OR IGNORE INTO ages SELECT modified FROM images WHERE id <= ?", (self._newest,))
            self._knows_ages = True
        return connection.execute("SELECT 1 FROM ages WHERE modified = ?", (file.modified,)).fetchone() is not None

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
        """Names of pictures whose files are others than before, each once; some are known after `finish` alone."""
        changed, self._changed = self._changed, []
        return changed

    def take_renamed(self) -> dict[str, str]:
        """The names that pictures have since `finish`, by those that they had before, each once, all at the same time.

        A picture may have the name that another one had.
        """
        taken, self._renamed = self._renamed, {}
        return taken

    def in_doubt(self) -> list[str]:
        """Names of pictures that are not there and that the model has looked at, once everything has been handed over.

        So are those that were read since the scan began. A drive that is away for a while, or a folder on it, looks
        like an empty one, and a run over what it holds takes days: they leave the project only if they were deleted,
        which `reach.Deletions` finds out.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows(
            f"SELECT name FROM images WHERE (missing OR {IS_UNSEEN}) AND {IS_OF_THE_MODEL_ALONE} "
            f"UNION SELECT name FROM images WHERE {IS_UNSEEN} AND name IN (SELECT value FROM json_each(?))",
            (json.dumps([*self._read]),),
        )
        return [name for (name,) in rows]

    def finish(self, deleted: Collection[str] = ()) -> list[str]:
        """Note that everything has been handed over; the names of pictures that went.

        Those that nobody has worked on leave the project; the others stay with their labels, marked missing. So do
        those that the model has looked at, unless they were deleted. Where no picture is there any more, all stay. One
        whose name is another one now keeps everything, see `moves`; the name that it had went.

        Args:
            deleted: those of the pictures `in_doubt` that were. The disk is not asked here: it may not answer for
                minutes, and nothing can be written to the project meanwhile.

        Raises:
            DatasetError: the project cannot be written.
        """
        with self._database.transaction() as connection:
            (sees_any,) = connection.execute("SELECT EXISTS (SELECT 1 FROM seen)").fetchone()
            connection.executemany(
                "INSERT OR IGNORE INTO seen SELECT id FROM images WHERE name = ?",
                [(name,) for name in self._read.keys() - set(deleted)],
            )
            if sees_any:
                self._follow_files(connection)
            gone = connection.execute(f"SELECT name FROM images WHERE NOT missing AND {IS_UNSEEN}").fetchall()
            connection.execute(f"UPDATE images SET missing = 1 WHERE NOT missing AND {IS_UNSEEN}")
            if sees_any:
                connection.execute(f"DELETE FROM images WHERE missing AND {IS_FORGETTABLE}")
            # A person may have worked on one since it was looked for.
            delete = f"DELETE FROM images WHERE name = ? AND missing AND {IS_OF_THE_MODEL_ALONE}"
            left = [name for name in deleted if connection.execute(delete, (name,)).rowcount]
            connection.execute("DELETE FROM seen")
            connection.execute("DELETE FROM settings WHERE key = ?", (_BEGUN,))
        return list(dict.fromkeys([*self._renamed, *(name for (name,) in gone), *left]))

    def _follow_files(self, connection: Connection) -> None:
        """Give pictures the names that their files have now; of the others it is known now that they are changed."""
        replaced = dict(self._replaced)
        for id_, one in self._replaced.items():
            if one.name in self._read:
                replaced[id_] = replace(one, file=self._latest(one.name, one.file))
        moves = follow_ages(connection, replaced, self._newest)
        self._changed += moves.added
        for id_ in self._in_question - moves.settled:
            if note_file(connection, id_, replaced[id_].name, replaced[id_].file):
                self._changed.append(replaced[id_].name)
        self._renamed = {**moves.names, **follow_names(connection, self._newest).names}
