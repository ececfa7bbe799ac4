"""Measures and objects of several pictures, from rows of a project to arrays."""

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.ragged import members
from sam3_studio.dataset.project.measures import MEASURE, measures_of
from sam3_studio.dataset.review.pairs import Ints, Outlines

MEASURES = "SELECT image, presence, candidates FROM measures WHERE class = ? AND image BETWEEN ? AND ? ORDER BY image"
OBJECTS = (
    "SELECT image, class, x1, y1, x2, y2, area FROM objects INDEXED BY objects_by_class "
    "WHERE class = ? AND image BETWEEN ? AND ?"
)


def answers_of(rows: list[tuple[int, int, float]]) -> NDArray[np.float64]:
    """(n, 3) picture, class and presence of each answer."""
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def outlines_of(rows: list[tuple[int, ...]]) -> Outlines:
    """Outlines from rows of picture, class, box and area."""
    table = np.array(rows, dtype=np.int64).reshape(-1, 7)
    table = table[np.argsort(table[:, 0], kind="stable")]
    return Outlines(table[:, 0], table[:, 1], table[:, 2:6], table[:, 6])


def candidates_of(rows: list[tuple[int, int, bytes]]) -> tuple[NDArray[np.float64], NDArray[np.bool_], Ints, Outlines]:
    """The candidates of all answers: scores, whether they were rejected, numbers in their answers, and outlines.

    Args:
        rows: of picture, class and measures.
    """
    rows = sorted(rows, key=_picture_of)
    # Bytes are joined, not arrays: for arrays of records that takes ten times as long.
    counts = np.array([len(data) // MEASURE.itemsize for _, _, data in rows], dtype=np.int64)
    whole = (data[: count * MEASURE.itemsize] for (_, _, data), count in zip(rows, counts.tolist(), strict=True))
    all_ = measures_of(b"".join(whole))
    image, class_id = (np.repeat(np.array([row[i] for row in rows], dtype=np.int64), counts) for i in (0, 1))
    box = np.stack([all_[edge] for edge in ("x1", "y1", "x2", "y2")], axis=1).astype(np.int64)
    outlines = Outlines(image, class_id, box, all_["area"].astype(np.int64))
    _, number = members(counts)
    return all_["score"].astype(np.float64), all_["rejected"].astype(np.bool_), number, outlines


def _picture_of(row: tuple[int, int, bytes]) -> int:
    return row[0]
