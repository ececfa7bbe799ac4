"""What an export would write, told before it does."""

import json
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.labeling import ImageState
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.project.conditions import HAS_OBJECTS
from sam3_studio.dataset.project.labeled_images import EXPORTED, told_unread
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import reading, told
from sam3_studio.dataset.report import enumerated


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What would be written.

    Attributes:
        images: pictures, those without objects included.
        empty: pictures without objects: negative examples.
        objects: by class name, in the order of the classes; a class without objects has 0.
        warnings: what a person should know before, a sentence each.
    """

    images: int
    empty: int
    objects: dict[str, int]
    warnings: tuple[str, ...]


_OBJECTS = f"""
    WITH counted AS (
        SELECT class, count(*) AS number FROM objects INDEXED BY objects_by_class
        WHERE image IN (SELECT id FROM images WHERE {EXPORTED}) GROUP BY class
    )
    SELECT name, ifnull(number, 0) FROM classes LEFT JOIN counted ON class = id ORDER BY id
"""
_IMAGES = f"SELECT count(*), count(*) FILTER (WHERE NOT {HAS_OBJECTS}) FROM images WHERE {EXPORTED}"


_TWINS = f"""
    SELECT ifnull(sum(number - 1), 0) FROM (
        SELECT count(*) AS number FROM objects INDEXED BY objects_by_class
        WHERE area AND image IN (SELECT id FROM images WHERE {EXPORTED}) GROUP BY class, image, x1, y1, x2, y2
    )
"""

_HIDDEN = f"""
    SELECT count(*) FROM objects
    WHERE (hidden OR class IN (SELECT value FROM json_each(:classes)))
    AND image IN (SELECT id FROM images WHERE {EXPORTED})
"""


def export_preview(
    file: Path,
    *,
    done_only: bool,
    drops_twins: bool = False,
    hidden_classes: Collection[int] = (),
    cancel: threading.Event | None = None,
) -> ExportPreview:
    """Count what would be written, without reading a mask; for any thread, whatever is written meanwhile.

    Args:
        file: of a project of this version, which may be open.
        done_only: only pictures that are done.
        drops_twins: whether readers of the format do that (`format_table.Format`), so that they are to be counted.
        hidden_classes: ids of those that the window does not show; objects that are hidden it knows itself.
        cancel: once set, it ends soon.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the project cannot be read.
    """
    values = {"done_only": done_only}
    with reading(file, cancel=cancel) as connection, told(file):
        objects: dict[str, int] = dict(connection.execute(_OBJECTS, values).fetchall())
        ((images, empty),) = connection.execute(_IMAGES, values).fetchall()
        warnings = [*_warnings(connection, objects, images, done_only=done_only)]
        hidden_values = values | {"classes": json.dumps([*hidden_classes])}
        ((hidden,),) = connection.execute(_HIDDEN, hidden_values).fetchall()
        warnings += _counted(hidden, *_SEEN_BY_NOBODY)
        if drops_twins:
            ((twins,),) = connection.execute(_TWINS, values).fetchall()
            warnings += _counted(twins, *_DROPPED)
    return ExportPreview(images, empty, objects, tuple(warnings))


_SEEN_BY_NOBODY = (
    Sentence("One object that is hidden in the window is written as well; show it to see what it is."),
    Sentence("{count:,} objects that are hidden in the window are written as well; show them to see what they are."),
)
_DROPPED = (
    Sentence(
        "One object has the same class and box as another one in its picture: Ultralytics reads only one of them."
    ),
    Sentence(
        "{count:,} objects have the same class and box as another one in their picture: Ultralytics reads only one of "
        "each."
    ),
)


def _counted(count: int, one: Sentence, many: Sentence) -> Iterator[str]:
    if count:
        yield Sentence((one if count == 1 else many).pattern, count=count)


def _warnings(connection: Connection, objects: dict[str, int], images: int, *, done_only: bool) -> Iterator[str]:
    if not objects:
        yield Sentence("There is no class yet; an export needs one.")
    elif not images and done_only:
        yield Sentence("There is nothing to export yet; mark pictures as done.")
    elif not images:
        yield Sentence("There is nothing to export yet; label some pictures.")
    unused = [name for name, count in objects.items() if not count]
    if unused and images:
        yield Sentence("No object belongs to {classes}.", classes=enumerated(unused))
    for condition, one, many in (*_LEFT_OUT, *(_NOT_DONE if done_only else ())):
        names = _names(connection, condition, done_only=done_only)
        if names:
            told = one if len(names) == 1 else many
            yield Sentence(told.pattern, count=len(names), pictures=enumerated(names))
    yield from told_unread(_names(connection, _UNREAD, done_only=done_only))
    resized = _names(connection, _RESIZED, done_only=done_only)
    if resized:
        yield Sentence(
            "These pictures have another size than when they were labeled: {pictures}. Label them again, or nothing "
            "can be exported.",
            pictures=enumerated(resized),
        )


def _names(connection: Connection, condition: str, **values: object) -> list[str]:
    """Names of the pictures of which something is so, in their order."""
    rows = connection.execute(f"SELECT name FROM images WHERE {condition} ORDER BY sort_key, name", values)
    return [name for (name,) in rows]


_RESIZED = (
    f"{EXPORTED} AND EXISTS (SELECT 1 FROM objects WHERE image = images.id "
    "AND (objects.width, objects.height) <> (images.width, images.height))"
)
_LEFT_OUT = (
    (
        f"missing AND (state = '{ImageState.DONE}' OR {HAS_OBJECTS})",
        Sentence("The file of one labeled picture is gone, so it is left out: {pictures}."),
        Sentence("The files of {count:,} labeled pictures are gone, so they are left out: {pictures}."),
    ),
    (
        f"NOT missing AND state = '{ImageState.FAILED}' AND NOT {HAS_OBJECTS}",
        Sentence("One picture failed, so it is left out: {pictures}."),
        Sentence("{count:,} pictures failed, so they are left out: {pictures}."),
    ),
    (
        f"NOT missing AND state = '{ImageState.CANDIDATES}' AND NOT {HAS_OBJECTS}",
        Sentence("In one picture candidates wait for a decision, so it is left out: {pictures}."),
        Sentence("In {count:,} pictures candidates wait for a decision, so they are left out: {pictures}."),
    ),
)
_NOT_DONE = (
    (
        f"NOT missing AND state <> '{ImageState.DONE}' AND {HAS_OBJECTS}",
        Sentence("One picture has objects but is not done, so it is left out: {pictures}."),
        Sentence("{count:,} pictures have objects but are not done, so they are left out: {pictures}."),
    ),
)
_UNREAD = f"{EXPORTED} AND failure IS NOT NULL"
