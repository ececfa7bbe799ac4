"""All candidates of one class that nobody has decided about, of all pictures that are to be done."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.candidates import SAME_OBJECT
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.packing import unpacked_candidates
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import reading, told
from sam3_studio.dataset.review.pairs import Ints, Outlines, pairs, possible_iou
from sam3_studio.dataset.review.rows import MEASURES, OBJECTS, candidates_of, outlines_of

_CHUNK = 1000
"""Pictures at a time."""
_MOST_PAIRS = 1_000_000
"""Pairs at a time."""

_IMAGES = (
    f"SELECT id, name FROM images WHERE NOT missing AND state NOT IN ('{ImageState.DONE}', '{ImageState.FAILED}') "
    "ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class CandidateList:
    """Candidates, those with the best scores first.

    Attributes:
        class_id: that they were found for.
        names: of the pictures.
        picture: (n,) number of each candidate's picture in `names`.
        number: (n,) which one it is of what was found in its picture.
        score: (n,) presence included, 0 to 1.
        box: (n, 4) x1, y1, x2, y2 of its mask, tight, in pixels of the picture.
    """

    class_id: int
    names: tuple[str, ...]
    picture: NDArray[np.int32]
    number: NDArray[np.int32]
    score: NDArray[np.float32]
    box: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.score)

    def name(self, index: int) -> str:
        """Of the picture of a candidate."""
        return self.names[int(self.picture[index])]

    def without(self, names: Collection[str]) -> "CandidateList":
        """The candidates without those of some pictures."""
        wanted = set(names)
        gone = [number for number, name in enumerate(self.names) if name in wanted]
        left = ~np.isin(self.picture, gone)
        return replace(
            self, picture=self.picture[left], number=self.number[left], score=self.score[left], box=self.box[left]
        )

    def by_need(self, threshold: float) -> Ints:
        """(n,) numbers of the candidates, those next to a threshold first."""
        return np.argsort(np.abs(self.score - threshold), kind="stable")


def read_candidates(
    file: Path, class_id: int, *, same_object: float = SAME_OBJECT, cancel: threading.Event | None = None
) -> CandidateList:
    """What the model has found of a class, without what was accepted, rejected, or is smaller than the class allows.

    A candidate that may be an accepted object, as far as boxes and areas tell, is left out: nothing that was accepted
    is offered twice. Memory is that of 1,000 pictures without their masks, and of the list. For any thread.

    Args:
        file: of a project of this version, which may be open.
        class_id: of the class.
        same_object: above this IoU with an accepted object a candidate is that object.
        cancel: once set, it ends soon.

    Raises:
        DatasetError: it cannot be read.
        CancelledError: `cancel` was set.
    """
    names: list[str] = []
    parts: list[tuple[NDArray[np.generic], ...]] = []
    with reading(file) as connection, told(file):
        row = connection.execute("SELECT minimum_area FROM classes WHERE id = ?", (class_id,)).fetchone()
        least = max(row[0], 1) if row else 1
        images = connection.execute(_IMAGES)
        while chunk := list(islice(images, _CHUNK)):
            if cancel is not None and cancel.is_set():
                raise CancelledError("The search for candidates was stopped.")
            parts.append(_chunk(connection, chunk, class_id, same_object, least, len(names)))
            names += (name for _, name in chunk)
    empty = np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros((0, 4), np.int32)
    picture, number, score, box = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
    order = np.argsort(-score, kind="stable")
    return CandidateList(class_id, tuple(names), picture[order], number[order], score[order], box[order])


def read_masks(file: Path, name: str, class_id: int) -> tuple[Rle, ...]:
    """Masks of everything that was found of a class in a picture, in the order of the numbers in a `CandidateList`.

    For any thread.

    Raises:
        DatasetError: the project cannot be read, or what it holds of the picture is damaged.
    """
    with reading(file) as connection, told(file):
        row = connection.execute(
            "SELECT candidates FROM found WHERE image = (SELECT id FROM images WHERE name = ?) AND class = ?",
            (name, class_id),
        ).fetchone()
    try:
        return tuple(one.mask for one in unpacked_candidates(row[0])) if row and row[0] else ()
    except ValueError as error:
        raise DatasetError("What {path} holds of {name} is damaged; restore a backup.", path=file, name=name) from error


def _chunk(
    connection: Connection, chunk: list[tuple[int, str]], class_id: int, same_object: float, least: int, before: int
) -> tuple[NDArray[np.generic], ...]:
    """Picture, number, score and box of what is offered in some pictures."""
    place = {id_: number for number, (id_, _) in enumerate(chunk)}
    span = class_id, chunk[0][0], chunk[-1][0]
    found = [(place[row[0]], class_id, row[2]) for row in connection.execute(MEASURES, span) if row[0] in place]
    scores, rejected, numbers, candidates = candidates_of(found)
    objects = [(place[row[0]], *row[1:]) for row in connection.execute(OBJECTS, span) if row[0] in place]
    offered = ~rejected & (candidates.area >= least) & ~_taken(candidates, outlines_of(objects), same_object)
    picture = (candidates.image + before).astype(np.int32)
    box = candidates.box.astype(np.int32)
    return tuple(column[offered] for column in (picture, numbers.astype(np.int32), scores.astype(np.float32), box))


def _taken(candidates: Outlines, objects: Outlines, same_object: float) -> NDArray[np.bool_]:
    """(n,) whether a candidate may be one of the objects of its picture; as many at a time as there is room for."""
    taken = np.zeros(len(candidates), dtype=np.bool_)
    last = max((int(one.image[-1]) for one in (candidates, objects) if len(one)), default=0)
    counts = np.bincount(objects.image, minlength=last + 1)
    each = np.cumsum(counts[candidates.image])
    start = 0
    while start < len(candidates):
        done = each[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(each, done + _MOST_PAIRS, side="right")))
        part = Outlines(*(column[start:end] for column in _columns(candidates)))
        left, right = pairs(part, objects, last + 1)
        taken[start + left[possible_iou(part, left, objects, right) > same_object]] = True
        start = end
    return taken


def _columns(outlines: Outlines) -> tuple[Ints, Ints, Ints, Ints]:
    return outlines.image, outlines.class_id, outlines.box, outlines.area
