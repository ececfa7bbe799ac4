"""What a project holds, in numbers: read from indexes, without a look at a single mask."""

import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.database import Connection, Row, reading, told

GRID = 24
"""Cells of the map of positions, across and down."""
LONGEST_GAP = 60.0
"""Seconds; who has made no object for longer than that was not at work on the next one all the time."""
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
class TimePerObject:
    """How long objects took a person.

    It is read off the times at which objects were made. What was made at one moment, such as candidates accepted
    together, took the time since the moment before; a gap of more than `LONGEST_GAP` counts for nothing, and so do the
    objects after it. Moments in several pictures at once are imports, and do not count either.

    Attributes:
        objects: that count.
        seconds: that they took together.
    """

    objects: int
    seconds: float

    @property
    def mean(self) -> float | None:
        """Seconds for one; None without any that counts."""
        return self.seconds / self.objects if self.objects else None


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
        time: how long objects took a person.
    """

    images: dict[str, int]
    missing: int
    objects: int
    classes: tuple[ClassStatistics, ...]
    per_image: tuple[int, ...]
    sizes: tuple[int, ...]
    scores: tuple[int, ...]
    positions: tuple[tuple[int, ...], ...]
    time: TimePerObject

    def as_dict(self) -> dict[str, object]:
        """For JSON; what is divided comes with its divisions."""
        return asdict(self) | {
            "time": asdict(self.time) | {"mean": self.time.mean, "longest_gap": LONGEST_GAP},
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
        _time(connection.execute(_MOMENTS)),
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
_MOMENTS = "SELECT time, count(*), min(image) <> max(image) FROM objects INDEXED BY objects_by_time GROUP BY time"


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


def _time(moments: Iterator[Row]) -> TimePerObject:
    objects, seconds, before = 0, 0.0, None
    for time, count, scattered in moments:
        if before is not None and not scattered and time - before <= LONGEST_GAP:
            objects += count
            seconds += time - before
        before = time
    return TimePerObject(objects, seconds)
