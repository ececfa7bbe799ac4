"""What a project holds, in numbers: read from indexes, without a look at a single mask."""

import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from sam3_studio.core.labeling import ImageState, Source
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Row, reading, told
from sam3_studio.dataset.project.work import LONGEST_GAP

GRID = 24
"""Cells of the map of positions, across and down."""
SIDES = (8, 16, 32, 64, 128, 256, 512, 1024)
"""Where sizes are divided: the side in pixels of a square of the same area."""
MOST_IN_IMAGE = (0, 1, 2, 5, 10, 20, 50, 100)
"""Where numbers of objects in a picture are divided: each is the last of its kind."""
SCORES = 20
"""Divisions of scores from 0 to 1."""


@dataclass(frozen=True, slots=True)
class ClassStatistics:
    """The objects of one class.

    Attributes:
        name: of the class.
        objects: how many there are.
        images: in how many pictures.
        mean_area: in pixels; None without objects.
        mean_score: of those that the model found; None without any.
        by_source: how many were made how, by the values of `Source`.
    """

    name: str
    objects: int
    images: int
    mean_area: float | None
    mean_score: float | None
    by_source: dict[str, int]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a project was, measured in the window.

    A person is at work on the picture in hand from one touch of it to the next: a move of the mouse over it, a change
    of what is seen of it, a step in it. A gap of more than `LONGEST_GAP` counts for nothing. The time between two steps
    of a review, in which candidates of many pictures are decided about together, belongs to these pictures in equal
    parts. In versions without that measure, each object took the time since the one before.

    Attributes:
        seconds: in all pictures.
        objects: that are in these pictures now, whoever made them.
        done: pictures that are done, of those that a person was at work on.
        done_seconds: in these.
        found: objects that the model has made.
        edits: how often a person has changed the mask or the class of one of those since.
    """

    seconds: float
    objects: int
    done: int
    done_seconds: float
    found: int
    edits: int

    @property
    def seconds_per_object(self) -> float | None:
        """Of all pictures that a person was at work on; None without an object in any."""
        return self.seconds / self.objects if self.objects else None

    @property
    def seconds_per_picture(self) -> float | None:
        """Of those that are done; None without any."""
        return self.done_seconds / self.done if self.done else None

    @property
    def edits_per_object(self) -> float | None:
        """Of those that the model has made; None without any."""
        return self.edits / self.found if self.found else None

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        means = {
            name: getattr(self, name) for name in ("seconds_per_object", "seconds_per_picture", "edits_per_object")
        }
        return asdict(self) | means | {"longest_gap": LONGEST_GAP}


@dataclass(frozen=True, slots=True)
class Statistics:
    """A project in numbers. Objects of pictures whose files are gone count, these pictures do not.

    Attributes:
        images: pictures by state.
        missing: pictures whose files are gone.
        objects: all of them.
        classes: in the order of their ids.
        per_image: how many pictures have at most as many objects as in `MOST_IN_IMAGE`; the last number is of those
            with more.
        sizes: how many objects are smaller than each of `SIDES`; the last number is of those that are not.
        scores: how many of the model's objects have scores in each of `SCORES` equal divisions.
        positions: `GRID` rows, from above, of `GRID` numbers, from the left: how many objects have the middle of their
            box there.
        effort: how much work it was.
    """

    images: dict[str, int]
    missing: int
    objects: int
    classes: tuple[ClassStatistics, ...]
    per_image: tuple[int, ...]
    sizes: tuple[int, ...]
    scores: tuple[int, ...]
    positions: tuple[tuple[int, ...], ...]
    effort: Effort

    def as_dict(self) -> dict[str, object]:
        """For JSON; what is divided comes with its divisions."""
        return asdict(self) | {
            "effort": self.effort.as_dict(),
            "divisions": {"per_image": MOST_IN_IMAGE, "sizes": SIDES, "scores": SCORES, "positions": GRID},
        }


def read_statistics(file: Path, cancel: threading.Event | None = None) -> Statistics:
    """The numbers of a project as it is now; for any thread, whatever is written meanwhile.

    Args:
        file: of a project of this version, which may be open.
        cancel: once set, it ends soon.

    Raises:
        DatasetError: it cannot be read.
        CancelledError: `cancel` was set.
    """
    with reading(file, sorts_much=True, cancel=cancel) as connection, told(file):
        return _read(connection)


def _read(connection: Connection) -> Statistics:
    states = connection.execute("SELECT missing, state, count(*) FROM images GROUP BY missing, state").fetchall()
    shapes = connection.execute(_SHAPES).fetchall()
    counted = {state: count for gone, state, count in states if not gone}
    return Statistics(
        {state: counted[state] for state in ImageState if state in counted},
        sum(count for gone, _, count in states if gone),
        sum(row[-1] for row in shapes),
        _classes(connection),
        _divided(connection.execute(_PER_IMAGE).fetchall(), len(MOST_IN_IMAGE) + 1),
        _divided([(size, count) for size, _, _, count in shapes], len(SIDES) + 1),
        _divided(connection.execute(_SCORES).fetchall(), SCORES),
        _map(shapes),
        _effort(connection),
    )


def _steps(value: str, ends: tuple[int, ...], sign: str) -> str:
    """SQL for the number of the division that a value lies in."""
    cases = " ".join(f"WHEN {value} {sign} {end} THEN {number}" for number, end in enumerate(ends))
    return f"CASE {cases} ELSE {len(ends)} END"


_SHAPES = (
    f"SELECT {_steps('area', tuple(side * side for side in SIDES), '<')} AS size, "
    f"min({GRID - 1}, {GRID} * (y1 + y2) / (2 * height)) AS y, min({GRID - 1}, {GRID} * (x1 + x2) / (2 * width)) AS x, "
    "count(*) FROM objects INDEXED BY objects_by_class GROUP BY size, y, x"
)
_PER_IMAGE = (
    f"SELECT {_steps('n', MOST_IN_IMAGE, '<=')} AS kind, count(*) FROM (SELECT (SELECT count(*) FROM objects "
    "INDEXED BY objects_by_image WHERE image = images.id) AS n FROM images WHERE NOT missing) GROUP BY kind"
)
_SCORES = (
    f"SELECT CAST(min({SCORES - 1}, score * {SCORES}) AS INTEGER) AS kind, count(*) "
    "FROM objects INDEXED BY objects_by_class WHERE score IS NOT NULL GROUP BY kind"
)
# Objects of a class lie together in the index, and in there those of a picture: nothing is sorted.
_CLASSES = (
    "SELECT classes.id, name, coalesce(sum(n), 0), count(image), 1.0 * sum(areas) / sum(n), sum(scores) / sum(scored) "
    "FROM classes LEFT JOIN (SELECT class, image, count(*) AS n, sum(area) AS areas, sum(score) AS scores, "
    "count(score) AS scored FROM objects INDEXED BY objects_by_class GROUP BY class, image) ON class = classes.id "
    "GROUP BY classes.id ORDER BY classes.id"
)
_SOURCES = "SELECT class, source, count(*) FROM objects INDEXED BY objects_by_class GROUP BY class, source"
_WORK = (
    f"SELECT sum(seconds), count(*) FILTER (WHERE state = '{ImageState.DONE}'), "
    f"sum(seconds) FILTER (WHERE state = '{ImageState.DONE}') FROM work JOIN images ON images.id = image"
)
_WORKED_ON = "SELECT count(*) FROM work JOIN objects INDEXED BY objects_by_image ON objects.image = work.image"
_EDITS = (
    "SELECT count(*), coalesce(sum(edits), 0) FROM objects INDEXED BY objects_by_class "
    f"WHERE source <> '{Source.PERSON}'"
)


def _classes(connection: Connection) -> tuple[ClassStatistics, ...]:
    sources: dict[int, dict[str, int]] = {}
    for class_id, source, count in connection.execute(_SOURCES):
        sources.setdefault(class_id, {})[source] = count
    rows = connection.execute(_CLASSES).fetchall()
    return tuple(
        ClassStatistics(name, objects, images, area, score, sources.get(id_, {}))
        for id_, name, objects, images, area, score in rows
    )


def _divided(rows: list[Row], kinds: int) -> tuple[int, ...]:
    counts = [0] * kinds
    for kind, count in rows:
        counts[kind] += count
    return tuple(counts)


def _map(shapes: list[Row]) -> tuple[tuple[int, ...], ...]:
    cells = [[0] * GRID for _ in range(GRID)]
    for _, y, x, count in shapes:
        cells[y][x] += count
    return tuple(map(tuple, cells))


def _effort(connection: Connection) -> Effort:
    seconds, done, done_seconds = connection.execute(_WORK).fetchone()
    (objects,) = connection.execute(_WORKED_ON).fetchone()
    found, edits = connection.execute(_EDITS).fetchone()
    return Effort(seconds or 0.0, objects, done, done_seconds or 0.0, found, edits)
