"""Looking through a project for mistakes, picture by picture."""

import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.progress import Progress
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.checks.findings import CheckReport, Finding, Kind
from sam3_studio.dataset.checks.shapes import (
    CLASSES_IOU,
    DUPLICATE_IOU,
    Outline,
    islands,
    likely_pairs,
    touches_border,
)
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Row, reading, told

MOST_FINDINGS = 1000
"""Of each kind that are kept; the others are counted."""
HIGH_PRESENCE = 0.5
"""Where the model was so sure that a class is in a picture, a person should be sure that it is not."""

_IMAGES = f"SELECT id, name, state = '{ImageState.DONE}' FROM images WHERE NOT missing ORDER BY sort_key, name"
_OBJECTS = (
    "SELECT objects.id, class, classes.name, x1, y1, x2, y2, area, truncated, height, width, mask "
    "FROM objects JOIN classes ON classes.id = class WHERE image = ? ORDER BY position"
)
_MISSED = (
    "SELECT classes.name, presence FROM found JOIN classes ON classes.id = class "
    f"WHERE image = ? AND presence > {HIGH_PRESENCE} ORDER BY presence DESC"
)


def check_project(
    file: Path,
    *,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> CheckReport:
    """Look for what may be wrong: duplicates, classes that overlap, islands, objects at the border, objects missed.

    The project is seen as it is at the beginning, whatever is written meanwhile. Memory is that of one picture and of
    what is found. For any thread.

    Args:
        file: of a project of this version, which may be open.
        progress: told how many of how many pictures have been looked at.
        cancel: once set, it ends before the next picture.

    Raises:
        DatasetError: it cannot be read, or is damaged.
        CancelledError: `cancel` was set.
    """
    counts: Counter[Kind] = Counter()
    findings: list[Finding] = []
    images = objects = 0
    with reading(file) as connection, told(file):
        ((total,),) = connection.execute("SELECT count(*) FROM images WHERE NOT missing").fetchall()
        for images, (id_, name, done) in enumerate(connection.execute(_IMAGES), 1):
            if cancel is not None and cancel.is_set():
                raise CancelledError("The check was stopped.")
            items = [_Item.of(row) for row in connection.execute(_OBJECTS, (id_,))]
            objects += len(items)
            for finding in _image_findings(connection, id_, name, items, done=bool(done), file=file):
                counts[finding.kind] += 1
                if counts[finding.kind] <= MOST_FINDINGS:
                    findings.append(finding)
            if progress is not None:
                progress(images, total)
    return CheckReport(images, objects, {kind: counts[kind] for kind in Kind if counts[kind]}, tuple(findings))


def count_mistakes(connection: Connection, image: int, name: str, file: Path) -> int:
    """How many pairs of objects of a picture should not be two, or not be of two classes.

    Args:
        connection: that reads the project.
        image: id of the picture.
        name: of the picture.
        file: the project.

    Raises:
        DatasetError: what the project holds of the picture is damaged.
    """
    items = [_Item.of(row) for row in connection.execute(_OBJECTS, (image,))]
    with _told_if_damaged(file, name):
        return sum(1 for _ in _pairs(name, items))


@dataclass(frozen=True, slots=True)
class _Item:
    """An object as it is stored."""

    id: str
    label: str
    outline: Outline
    truncated: bool
    height: int
    width: int
    packed: bytes

    @classmethod
    def of(cls, row: Row) -> "_Item":
        id_, class_id, label, x1, y1, x2, y2, area, truncated, height, width, packed = row
        outline = Outline(class_id, (x1, y1, x2, y2), area)
        return cls(id_, label, outline, bool(truncated), height, width, packed)

    def mask(self) -> Rle:
        return Rle(self.height, self.width, zlib.decompress(self.packed))


def _image_findings(
    connection: Connection, image: int, name: str, items: list[_Item], *, done: bool, file: Path
) -> Iterator[Finding]:
    if done and not items:
        for label, presence in connection.execute(_MISSED, (image,)).fetchall():
            yield Finding(Kind.EMPTY, name, (), (label,), presence)
    with _told_if_damaged(file, name):
        yield from _alone(name, items)
        yield from _pairs(name, items)


@contextmanager
def _told_if_damaged(file: Path, name: str) -> Iterator[None]:
    try:
        yield
    except (TypeError, ValueError, zlib.error) as error:
        raise DatasetError("What {path} holds of {name} is damaged; restore a backup.", path=file, name=name) from error


def _alone(name: str, items: list[_Item]) -> Iterator[Finding]:
    for item in items:
        if not item.truncated and touches_border(item.outline, item.width, item.height):
            yield Finding(Kind.BORDER, name, (item.id,), (item.label,))
        if found := islands(item.mask()):
            yield Finding(Kind.ISLANDS, name, (item.id,), (item.label,), len(found))


def _pairs(name: str, items: list[_Item]) -> Iterator[Finding]:
    for first, second in likely_pairs([item.outline for item in items]):
        one, other = items[first], items[second]
        if (one.height, one.width) != (other.height, other.width):
            continue
        iou = one.mask().iou(other.mask())
        same = one.outline.class_id == other.outline.class_id
        if iou > (DUPLICATE_IOU if same else CLASSES_IOU):
            kind = Kind.DUPLICATE if same else Kind.CLASS_OVERLAP
            yield Finding(kind, name, (one.id, other.id), (one.label, other.label), round(iou, 4))
