"""What an export would write, told before it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.database import Database
from sam3_studio.dataset.project.labeled_images import EXPORTED
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


def export_preview(database: Database, *, done_only: bool) -> ExportPreview:
    """Count what would be written, without reading a mask.

    Raises:
        DatasetError: the project cannot be read.
    """
    values = {"done_only": done_only}
    counted = database.rows(
        "SELECT classes.name, count(images.id) FROM classes LEFT JOIN objects ON objects.class = classes.id "
        f"LEFT JOIN images ON images.id = objects.image AND {EXPORTED} GROUP BY classes.id ORDER BY classes.id",
        values,
    )
    ((images, empty),) = database.rows(
        "SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM objects WHERE image = images.id)) "
        f"FROM images WHERE {EXPORTED}",
        values,
    )
    objects: dict[str, int] = dict(counted)
    return ExportPreview(images, empty, objects, tuple(_warnings(database, objects, images, done_only=done_only)))


def _warnings(database: Database, objects: dict[str, int], images: int, *, done_only: bool) -> Iterator[str]:
    if not objects:
        yield "There is no class yet; an export needs one."
    elif not images:
        yield "There is nothing to export yet; " + ("mark pictures as done." if done_only else "label some pictures.")
    unused = [name for name, count in objects.items() if not count]
    if unused and images:
        yield f"No object belongs to {enumerated(unused)}."
    values = {"done_only": done_only}
    for condition, one, many in (*_LEFT_OUT, *(_NOT_DONE if done_only else ())):
        names = [
            name for (name,) in database.rows(f"SELECT name FROM images WHERE {condition} ORDER BY sort_key, name")
        ]
        if names:
            yield (one if len(names) == 1 else many.format(len(names))) + f": {enumerated(names)}."
    resized = database.rows(
        f"SELECT name FROM images WHERE {EXPORTED} AND EXISTS (SELECT 1 FROM objects WHERE image = images.id "
        "AND (objects.width, objects.height) <> (images.width, images.height)) ORDER BY sort_key, name",
        values,
    )
    if resized:
        yield (
            f"Another size than when they were labeled have {enumerated([name for (name,) in resized])}; label them "
            "again, or nothing can be exported."
        )


_HAS_OBJECTS = "EXISTS (SELECT 1 FROM objects WHERE image = images.id)"
_LEFT_OUT = (
    (
        f"missing AND (state = '{ImageState.DONE}' OR {_HAS_OBJECTS})",
        "The file of one labeled picture is gone, so it is left out",
        "The files of {:,} labeled pictures are gone, so they are left out",
    ),
    (
        f"NOT missing AND state = '{ImageState.FAILED}'",
        "One picture failed, so it is left out",
        "{:,} pictures failed, so they are left out",
    ),
    (
        f"NOT missing AND state = '{ImageState.CANDIDATES}' AND NOT {_HAS_OBJECTS}",
        "In one picture candidates wait for a decision, so it is left out",
        "In {:,} pictures candidates wait for a decision, so they are left out",
    ),
)
_NOT_DONE = (
    (
        f"NOT missing AND state NOT IN ('{ImageState.DONE}', '{ImageState.FAILED}') AND {_HAS_OBJECTS}",
        "One picture has objects but is not done, so it is left out",
        "{:,} pictures have objects but are not done, so they are left out",
    ),
)
