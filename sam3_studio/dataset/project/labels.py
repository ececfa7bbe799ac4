"""The labels and prompt boxes of each picture, and how a change of them is written."""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import NO_DETAILS, Details, ImageState, LabeledObject, Origin, PromptBox, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.derived import mask_box
from sam3_studio.dataset.project.order import places
from sam3_studio.dataset.project.packing import COMPRESSION
from sam3_studio.dataset.project.pictures.images import image_id
from sam3_studio.dataset.project.storage.database import Database, Row
from sam3_studio.dataset.project.touching import touch, touch_state

_OBJECT_VALUES = (
    "class, source, time, hidden, locked, prompt, score, presence, model, attributes, occluded, truncated, note, edits"
)
_MASK_VALUES = "height, width, area, x1, y1, x2, y2, mask"
_BOX_VALUES = "class, x1, y1, x2, y2, positive, enabled"
_OBJECTS = (
    f"SELECT id, {_OBJECT_VALUES}, {_MASK_VALUES} FROM objects "
    "WHERE image = (SELECT id FROM images WHERE name = ?) ORDER BY position"
)
_BOXES = f"SELECT id, {_BOX_VALUES} FROM boxes WHERE image = (SELECT id FROM images WHERE name = ?) ORDER BY position"


class LabelTable:
    """Reads and writes documents. A call that writes is on disk when it returns, and all or nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def document(self, name: str) -> ImageDocument:
        """What has been labeled and drawn in a picture; an empty document for one that is new.

        Raises:
            DatasetError: the project cannot be read.
        """
        objects = self._database.rows(_OBJECTS, (name,))
        boxes = self._database.rows(_BOXES, (name,))
        try:
            return ImageDocument(tuple(map(_labeled_object, objects)), tuple(map(_prompt_box, boxes)))
        except (TypeError, ValueError, zlib.error) as error:
            raise damaged(self._database, name) from error

    def boxes(self, name: str) -> tuple[PromptBox, ...]:
        """What has been drawn in a picture, without what has been labeled.

        Raises:
            DatasetError: the project cannot be read.
        """
        return tuple(map(_prompt_box, self._database.rows(_BOXES, (name,))))

    def save(self, name: str, before: ImageDocument, after: ImageDocument, state: ImageState | None = None) -> None:
        """Write what has changed between two documents of a picture.

        Args:
            name: of the picture.
            before: as it was read or written last.
            after: as it is to be.
            state: how far the picture is from now on; None to leave that as it is.

        Raises:
            DatasetError: the project does not have the picture or a class of the objects, or cannot be written;
                nothing of the change is on disk then.
        """
        with self._database.transaction() as connection:
            image = image_id(connection, name)
            if state is not None:
                connection.execute("UPDATE images SET state = ? WHERE id = ?", (state, image))
            touch_state(connection, state)
            if before.objects is not after.objects or before.boxes is not after.boxes:
                touch(connection)
            with known_classes(name):
                if before.objects is not after.objects:
                    _save_objects(connection, image, before.objects, after.objects)
                if before.boxes is not after.boxes:
                    _save_boxes(connection, image, before.boxes, after.boxes)


def _labeled_object(row: Row) -> LabeledObject:
    """An object from a row of id, values and mask.

    Raises:
        ValueError: a value or the mask does not make sense.
        zlib.error: the mask is damaged.
    """
    id_, class_id, source, time, hidden, locked, prompt, score, presence, model, *details, edits = row[:15]
    return LabeledObject(
        class_id=class_id,
        mask=_mask(*row[15:]),
        source=Source(source),
        origin=None if prompt is None else Origin(prompt, score, presence, model),
        time=time,
        hidden=bool(hidden),
        locked=bool(locked),
        details=details_of(*details),
        edits=edits,
        id=id_,
    )


def damaged(database: Database, name: str) -> DatasetError:
    """Says that what the project holds of a picture does not make sense."""
    return DatasetError("What {path} holds of {name} is damaged; restore a backup.", path=database.path, name=name)


@contextmanager
def known_classes(name: str) -> Iterator[None]:
    """Tells when what is written of a picture refers to a class that is gone.

    Raises:
        DatasetError: it does.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise DatasetError(
            "Labels of {name} belong to a class that is not in the project any more; choose another.", name=name
        ) from error


def _save_objects(
    connection: sqlite3.Connection, image: int, before: Sequence[LabeledObject], after: Sequence[LabeledObject]
) -> None:
    known = {item.id: item for item in before}
    place = _arrange(connection, "objects", image, known, [item.id for item in after])
    pairs = [(known.get(item.id), item) for item in after]
    connection.executemany(
        f"UPDATE objects SET ({_OBJECT_VALUES}) = ({_marks(14)}) WHERE image = ? AND id = ?",
        [(*_object_values(item), image, item.id) for old, item in pairs if old is not None and old is not item],
    )
    connection.executemany(
        f"UPDATE objects SET ({_MASK_VALUES}) = ({_marks(8)}) WHERE image = ? AND id = ?",
        [
            (*_mask_values(item.mask), image, item.id)
            for old, item in pairs
            if old is not None and old.mask is not item.mask and old.mask != item.mask
        ],
    )
    connection.executemany(
        f"INSERT INTO objects (image, id, position, {_OBJECT_VALUES}, {_MASK_VALUES}) VALUES ({_marks(25)})",
        [
            (image, item.id, place[item.id], *_object_values(item), *_mask_values(item.mask))
            for old, item in pairs
            if old is None
        ],
    )


def _save_boxes(
    connection: sqlite3.Connection, image: int, before: Sequence[PromptBox], after: Sequence[PromptBox]
) -> None:
    known = {item.id: item for item in before}
    place = _arrange(connection, "boxes", image, known, [item.id for item in after])
    for item in after:
        if known.get(item.id) is not item:
            connection.execute(
                f"INSERT OR REPLACE INTO boxes (image, id, position, {_BOX_VALUES}) VALUES ({_marks(10)})",
                (image, item.id, place[item.id], item.class_id, *item.box.as_tuple(), item.positive, item.enabled),
            )


def _arrange(
    connection: sqlite3.Connection, table: str, image: int, before: Mapping[str, object], after: Sequence[str]
) -> dict[str, int]:
    """Delete the rows of things that went, and move those of others where needed; the places of all that stay."""
    staying = set(after)
    connection.executemany(
        f"DELETE FROM {table} WHERE image = ? AND id = ?",
        [(image, id_) for id_ in before if id_ not in staying],
    )
    known = dict(connection.execute(f"SELECT id, position FROM {table} WHERE image = ?", (image,)).fetchall())
    place = places(after, known)
    connection.executemany(
        f"UPDATE {table} SET position = ? WHERE image = ? AND id = ?",
        [(place[id_], image, id_) for id_ in after if known.get(id_, place[id_]) != place[id_]],
    )
    return place


def _object_values(item: LabeledObject) -> Row:
    origin = item.origin
    found = (origin.prompt, origin.score, origin.presence, origin.model) if origin else (None, None, None, None)
    details = item.details
    attributes = json.dumps(details.attributes, ensure_ascii=False)
    said = attributes, details.occluded, details.truncated, details.note
    return item.class_id, item.source, item.time, item.hidden, item.locked, *found, *said, item.edits


@lru_cache(maxsize=1024)
def details_of(attributes: str, occluded: int, truncated: int, note: str) -> Details:
    """What is said of an object, from the columns of its row.

    Raises:
        ValueError: the attributes are no JSON.
    """
    pairs = tuple((str(name), str(value)) for name, value in json.loads(attributes))
    details = Details(pairs, bool(occluded), bool(truncated), note)
    return details if details != NO_DETAILS else NO_DETAILS


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _mask_values(mask: Rle) -> Row:
    return mask.height, mask.width, mask.area, *mask_box(mask), zlib.compress(mask.data, COMPRESSION)


def _mask(height: int, width: int, area: int, x1: int, y1: int, x2: int, y2: int, data: bytes) -> Rle:
    mask = Rle(height, width, zlib.decompress(data))
    return mask.measured(area, Box(*map(float, (x1, y1, x2, y2)))) if area else mask


def _prompt_box(row: Row) -> PromptBox:
    id_, class_id, x1, y1, x2, y2, positive, enabled = row
    return PromptBox(class_id, Box(x1, y1, x2, y2), bool(positive), bool(enabled), id_)
