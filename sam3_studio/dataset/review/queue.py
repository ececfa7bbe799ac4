"""Which pictures of a project need a person, told from measures and boxes: no mask is read but to confirm a mistake."""

import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.errors import CancelledError
from sam3_studio.dataset.project.database import Connection, reading, told
from sam3_studio.dataset.project.measures import measures_of
from sam3_studio.dataset.review.evidence import Evidence, Limits, PictureRow, Rules
from sam3_studio.dataset.review.need import Need
from sam3_studio.dataset.review.pairs import Outlines

_CHUNK = 1000
"""Pictures at a time."""
_IMAGES = "SELECT id, name, state FROM images WHERE NOT missing ORDER BY id"
_MEASURES = "SELECT image, presence, candidates FROM measures WHERE class = ? AND image BETWEEN ? AND ? ORDER BY image"
_OBJECTS = (
    "SELECT image, class, x1, y1, x2, y2, area FROM objects INDEXED BY objects_by_class "
    "WHERE class = ? AND image BETWEEN ? AND ?"
)


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
                    raise CancelledError("The look for what needs a person was stopped.")
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
            for image, presence, data in connection.execute(_MEASURES, (class_id, first, last)):
                if image in number:
                    asked.append((number[image], class_id, presence))
                    found.append((number[image], class_id, data))
        rows = connection.execute(_OBJECTS, (class_id, first, last))
        objects += ((number[row[0]], *row[1:]) for row in rows if row[0] in number)
    scores, rejected, candidates = _candidates(found)
    whole = Evidence(limits, chunk, _asked(asked), scores, rejected, candidates, _objects(objects))
    yield from whole.divided()


def _asked(rows: list[tuple[int, int, float]]) -> NDArray[np.float64]:
    """(n, 3) picture, class and presence of each answer."""
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _objects(rows: list[tuple[int, ...]]) -> Outlines:
    table = np.array(rows, dtype=np.int64).reshape(-1, 7)
    table = table[np.argsort(table[:, 0], kind="stable")]
    return Outlines(table[:, 0], table[:, 1], table[:, 2:6], table[:, 6])


def _candidates(rows: list[tuple[int, int, bytes]]) -> tuple[NDArray[np.float64], NDArray[np.bool_], Outlines]:
    """Scores, whether they were rejected, and outlines of the candidates of all answers."""
    rows = sorted(rows, key=_picture_of)
    each = [measures_of(data) for _, _, data in rows]
    counts = [len(one) for one in each]
    all_ = np.concatenate(each) if each else measures_of(b"")
    image, class_id = (np.repeat(np.array([row[i] for row in rows], dtype=np.int64), counts) for i in (0, 1))
    box = np.stack([all_[edge] for edge in ("x1", "y1", "x2", "y2")], axis=1).astype(np.int64)
    outlines = Outlines(image, class_id, box, all_["area"].astype(np.int64))
    return all_["score"].astype(np.float64), all_["rejected"].astype(np.bool_), outlines


def _picture_of(row: tuple[int, int, bytes]) -> int:
    return row[0]
