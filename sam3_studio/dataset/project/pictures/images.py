"""The pictures of a project: which there are, and how far each is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import IS_NOT_BEGUN
from sam3_studio.dataset.project.derived import TAGS, note_search
from sam3_studio.dataset.project.pictures.files import forget_file_before, note_file
from sam3_studio.dataset.project.pictures.identity import IN_QUESTION, MOVED, values_of
from sam3_studio.dataset.project.pictures.index_update import IndexUpdate
from sam3_studio.dataset.project.pictures.scan import sort_key
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Database, Row
from sam3_studio.dataset.project.storage.soundness import making_sense
from sam3_studio.dataset.project.touching import touch, touch_state

_COLUMNS = f"name, state, size, modified, width, height, missing, failure, note, {TAGS}"

_PAGE = 1000
"""Pictures that are read at a time."""
# What another version of Unicode, or damage, has made of a name sorts otherwise; pages would begin anew for ever.
_KEY = "coalesce((SELECT sort_key FROM images WHERE name = :after), :key)"


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """What a project knows about a picture, labels aside.

    Attributes:
        name: relative to the project's root, with forward slashes.
        state: how far it is.
        file: its state when it was last looked at.
        width: in pixels, after EXIF transposition; None until it has been opened.
        height: in pixels, after EXIF transposition; None until it has been opened.
        missing: whether the file was gone at the last scan.
        failure: why it could not be read last, a sentence; None where it could. Only one that nobody has decided about
            is `FAILED` for that.
        note: what a person says of it.
        tags: that a person has given it, in the order of the alphabet.
    """

    name: str
    state: ImageState
    file: FileState
    width: int | None = None
    height: int | None = None
    missing: bool = False
    failure: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a project is.

    Attributes:
        images: pictures in each state, missing ones left out; states that none is in are left out.
        missing: pictures whose files are gone.
    """

    images: Mapping[ImageState, int]
    missing: int


class ImageIndex:
    """Reads and writes what is known about pictures. A call that writes is on disk when it returns.

    Args:
        database: of the project.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def records(self, *, after: str | None = None, limit: int = -1) -> list[ImageRecord]:
        """Pictures in natural order, page by page: a list of 100,000 is filled without a pause.

        Args:
            after: the name that comes before the first one; None for the beginning.
            limit: how many at most; -1 for all.

        Raises:
            DatasetError: the project cannot be read.
        """
        start = {"key": b"", "after": ""} if after is None else {"key": sort_key(after), "after": after}
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM images WHERE (sort_key, name) > ({_KEY}, :after) ORDER BY sort_key, name "
            "LIMIT :limit",
            start | {"limit": limit},
        )
        with making_sense(self._database.path):
            return list(map(_record, rows))

    def all_records(self) -> Iterator[ImageRecord]:
        """All pictures in natural order, without holding more than a page of them; the project may be written to.

        Raises:
            DatasetError: the project cannot be read.
        """
        after = None
        while page := self.records(after=after, limit=_PAGE):
            yield from page
            after = page[-1].name

    def find(self, name: str) -> ImageRecord | None:
        """One picture, None when the project does not have it.

        Raises:
            DatasetError: the project cannot be read.
        """
        row = self._database.row(f"SELECT {_COLUMNS} FROM images WHERE name = ?", (name,))
        with making_sense(self._database.path):
            return _record(row) if row else None

    def counts(self) -> Counts:
        """Pictures by state.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows("SELECT missing, state, count(*) FROM images GROUP BY missing, state")
        with making_sense(self._database.path):
            images = {ImageState(state): count for missing, state, count in rows if not missing}
        return Counts(images, sum(count for missing, _, count in rows if missing))

    def set_state(self, names: Iterable[str], state: ImageState, *, by_person: bool = True) -> None:
        """Say how far pictures are.

        Args:
            names: of the pictures.
            state: of all of them from now on.
            by_person: whether a person says so; otherwise it follows from what was found, so the file could be read:
                one that had failed is forgiven.

        Raises:
            DatasetError: the project does not have a picture, or cannot be written.
        """
        with self._database.transaction() as connection:
            if by_person:
                touch_state(connection, state)
            for name in names:
                cursor = connection.execute(
                    "UPDATE images SET state = ?, failure = iif(?, failure, NULL) WHERE name = ?",
                    (state, by_person, name),
                )
                _check_known(name, cursor.rowcount)

    def set_failed(self, name: str, reason: str) -> None:
        """Note why a picture cannot be read; labels and what a person has decided stay.

        Raises:
            DatasetError: the project does not have the picture, or cannot be written.
        """
        with self._database.transaction() as connection:
            cursor = connection.execute(
                f"UPDATE images SET state = iif({IS_NOT_BEGUN}, ?, state), failure = ? WHERE name = ?",
                (ImageState.FAILED, reason, name),
            )
            _check_known(name, cursor.rowcount)

    def set_note(self, name: str, note: str) -> None:
        """Say something of a picture; "" for nothing.

        Raises:
            DatasetError: the project does not have the picture, or cannot be written.
        """
        with self._database.transaction() as connection:
            touch(connection)
            cursor = connection.execute("UPDATE images SET note = ? WHERE name = ?", (note, name))
            _check_known(name, cursor.rowcount)
            note_search(connection, name)

    def set_tags(self, names: Iterable[str], tags: Iterable[str]) -> None:
        """Give pictures these tags and no others; blanks around them do not count.

        Raises:
            DatasetError: the project does not have a picture, or cannot be written.
        """
        wanted = sorted({tag.strip() for tag in tags} - {""})
        with self._database.transaction() as connection:
            touch(connection)
            for name in names:
                image = image_id(connection, name)
                connection.execute("DELETE FROM tags WHERE image = ?", (image,))
                connection.executemany("INSERT INTO tags VALUES (?, ?)", [(image, tag) for tag in wanted])
                note_search(connection, name)

    def tags(self) -> dict[str, int]:
        """Every tag, in the order of the alphabet, and how many pictures have it.

        Raises:
            DatasetError: the project cannot be read.
        """
        return dict(self._database.rows("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag"))

    def set_size(self, name: str, width: int, height: int) -> None:
        """Note a picture's size in pixels, after EXIF transposition.

        Raises:
            DatasetError: the project does not have the picture, or cannot be written.
        """
        with self._database.transaction() as connection:
            cursor = connection.execute("UPDATE images SET width = ?, height = ? WHERE name = ?", (width, height, name))
            _check_known(name, cursor.rowcount)

    def is_in_question(self, name: str, file: FileState) -> bool:
        """Whether what a person did under this name may belong to another file than this one: the next scan tells.

        The file has moved here, or is none that the project knows, and the one before may be elsewhere; or that was
        edited.

        Raises:
            DatasetError: the project cannot be read.
        """
        return self._database.row(IN_QUESTION, values_of(name, file)) is not None

    def note_read(self, name: str, file: FileState, width: int, height: int) -> bool:
        """A picture has been read from a file in this state; its size in pixels, after EXIF transposition.

        A file that was gone at the last scan is not any more. Of one that the project knows by another name nothing is
        noted: what is known of the file before is what the next scan goes by.

        Returns:
            Whether it is taken for another picture than before, so that what was found in that is forgotten.

        Raises:
            DatasetError: the project cannot be read or written.
        """
        record = self.find(name)
        known = record and (record.file, record.width, record.height) == (file, width, height) and not record.missing
        if record is None or known or self._database.row(MOVED, values_of(name, file)):
            return False
        is_other = record.width is not None and (record.width, record.height) != (width, height)
        with self._database.transaction() as connection:
            image = image_id(connection, name)
            connection.execute("UPDATE images SET missing = 0 WHERE id = ? AND missing", (image,))
            if is_other:
                forget_file_before(connection, image, file)
            elif record.file != file:
                is_other = note_file(connection, image, name, file)
            self.set_size(name, width, height)
        return is_other

    def update(self) -> IndexUpdate:
        """Begin to take in what a scan finds. One update at a time: a new one takes the place of the one before.

        Raises:
            DatasetError: the project cannot be written.
        """
        return IndexUpdate(self._database)


def unknown_image(name: str) -> DatasetError:
    """Says that the project does not have a picture."""
    return DatasetError("The picture {name} is not in the project; scan the folder again.", name=name)


def image_id(connection: Connection, name: str) -> int:
    """The id of a picture.

    Raises:
        DatasetError: the project does not have the picture.
    """
    row = connection.execute("SELECT id FROM images WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise unknown_image(name)
    return int(row[0])


def _check_known(name: str, changed: int) -> None:
    if not changed:
        raise unknown_image(name)


def _record(row: Row) -> ImageRecord:
    name, state, size, modified, width, height, missing, failure, note, tags = row
    return ImageRecord(
        name,
        ImageState(state),
        FileState(size, modified),
        width,
        height,
        missing=bool(missing),
        failure=failure,
        note=note,
        tags=tuple(json.loads(tags)) if tags != "[]" else (),
    )
