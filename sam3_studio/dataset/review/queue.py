"""Which pictures of a project need a person, told from measures and boxes: no mask is read but to confirm a mistake."""

import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from sam3_studio.core.errors import CancelledError
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import reading, told
from sam3_studio.dataset.review.evidence import Evidence, Limits, PictureRow, Rules
from sam3_studio.dataset.review.need import Need
from sam3_studio.dataset.review.rows import MEASURES, OBJECTS, answers_of, candidates_of, outlines_of

_CHUNK = 1000
"""Pictures at a time."""
_IMAGES = "SELECT id, name, state FROM images WHERE NOT missing ORDER BY id"


def read_needs(
    file: Path,
    rules: Rules | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: threading.Event | None = None,
) -> dict[str, Need]:
    """How much the pictures of a project need a person; those that need none are left out.

    Whether two masks are the same is told from boxes and areas: the IoU that they allow at most takes the place of the
    IoU. Of the checks, those count that boxes can tell of, each confirmed by the masks; islands and objects at the
    border are for `check_project`. Memory is that of 1,000 pictures without their masks. For any thread.

    Args:
        file: of a project of this version, which may be open.
        rules: about candidates.
        progress: told how many of how many pictures have been looked at.
        cancel: once set, it ends soon.

    Raises:
        DatasetError: it cannot be read, or is damaged.
        CancelledError: `cancel` was set.
    """
    needs: dict[str, Need] = {}
    with reading(file) as connection, told(file):
        ((total,),) = connection.execute("SELECT count(*) FROM images WHERE NOT missing").fetchall()
        limits = Limits.of(connection, rules or Rules())
        images = connection.execute(_IMAGES)
        done = 0
        while chunk := list(islice(images, _CHUNK)):
            for part in _read(connection, chunk, limits):
                if cancel is not None and cancel.is_set():
                    raise CancelledError("The search for pictures that need you was stopped.")
                needs.update(part.needs(connection, file))
            done += len(chunk)
            if progress is not None:
                progress(done, total)
    return needs


def _read(connection: Connection, chunk: list[PictureRow], limits: Limits) -> "Iterator[Evidence]":
    """The pictures of a chunk, divided where there would be too many pairs."""
    first, last = chunk[0][0], chunk[-1][0]
    number = {id_: place for place, (id_, _, _) in enumerate(chunk)}
    asked: list[tuple[int, int, float]] = []
    found: list[tuple[int, int, bytes]] = []
    objects: list[tuple[int, ...]] = []
    for class_id in limits.ids:
        if class_id in limits.active:
            for image, presence, data in connection.execute(MEASURES, (class_id, first, last)):
                if image in number:
                    asked.append((number[image], class_id, presence))
                    found.append((number[image], class_id, data))
        rows = connection.execute(OBJECTS, (class_id, first, last))
        objects += ((number[row[0]], *row[1:]) for row in rows if row[0] in number)
    scores, rejected, _, candidates = candidates_of(found)
    whole = Evidence(limits, chunk, answers_of(asked), scores, rejected, candidates, outlines_of(objects))
    yield from whole.divided()
