"""What fills the tables of a newer version from those of an older one, row by row."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator

from sam3_studio.core.progress import Progress
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.derived import mask_box, search_text
from sam3_studio.dataset.project.measures import measured
from sam3_studio.dataset.project.packing import packed_scores, unpacked_candidates, unpacked_masks

_MEASURED = 1000
"""Rows that are read at a time, and told of."""

"""Is told how many of how many rows are done."""

_LONGEST_GAP = 60.0


def measure(connection: sqlite3.Connection, tell: Progress) -> None:
    """Fill in the columns of `_MEASURES`. A damaged mask keeps zeros: it is told of where it is read."""
    connection.create_function("search_text", 3, search_text, deterministic=True)
    tags = "(SELECT json_group_array(tag) FROM tags WHERE image = images.id)"
    connection.execute(f"UPDATE images SET search = search_text(name, note, {tags})")
    (count, last) = connection.execute("SELECT count(*), max(rowid) FROM objects").fetchone()
    done = 0
    for start in range(1, (last or 0) + 1, _MEASURED):
        rows = connection.execute(
            "SELECT rowid, height, width, mask FROM objects WHERE rowid BETWEEN ? AND ?", (start, start + _MEASURED - 1)
        ).fetchall()
        connection.executemany("UPDATE objects SET (x1, y1, x2, y2) = (?, ?, ?, ?) WHERE rowid = ?", _boxes(rows))
        done += len(rows)
        tell(done, count)
    tell(count, count)


def _boxes(rows: Iterable[tuple[int, int, int, bytes]]) -> Iterator[tuple[int, int, int, int, int]]:
    """The boxes of objects, given their rows' numbers and masks; each with the number."""
    for row, height, width, mask in rows:
        try:
            yield *mask_box(Rle(height, width, zlib.decompress(mask))), row
        except (ValueError, zlib.error):
            continue


def note_answers(connection: sqlite3.Connection, tell: Progress) -> None:
    """Fill in `answers`. A damaged answer is none: it is told of where it is read."""
    kept = "SELECT image, class FROM found WHERE key IS NOT NULL"
    pairs = connection.execute(kept).fetchall()
    for done, (image, class_id) in enumerate(pairs):
        if done % _MEASURED == 0:
            tell(done, len(pairs))
        key, presence, candidates = connection.execute(
            "SELECT key, presence, candidates FROM found WHERE image = ? AND class = ?", (image, class_id)
        ).fetchone()
        try:
            scores = packed_scores(candidates)
        except ValueError:
            continue
        state = "done" if scores else "empty"
        values = (image, class_id, key, state, None, presence, json.dumps(scores))
        connection.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    tell(len(pairs), len(pairs))


def measure_candidates(connection: sqlite3.Connection, tell: Progress) -> None:
    """Fill in `measures`. A damaged answer has none: it is told of where it is read."""
    kept = "SELECT image, class FROM found WHERE key IS NOT NULL"
    pairs = connection.execute(kept).fetchall()
    for done, (image, class_id) in enumerate(pairs):
        if done % _MEASURED == 0:
            tell(done, len(pairs))
        presence, candidates, rejected = connection.execute(
            "SELECT presence, candidates, rejected FROM found WHERE image = ? AND class = ?", (image, class_id)
        ).fetchone()
        try:
            data = measured(unpacked_candidates(candidates), unpacked_masks(rejected) if rejected else ())
        except ValueError:
            continue
        connection.execute("INSERT INTO measures VALUES (?, ?, ?, ?)", (class_id, image, presence, data))
    tell(len(pairs), len(pairs))


def note_work(connection: sqlite3.Connection, tell: Progress) -> None:
    """Fill in `work` from the moments at which objects were made, each of which took the time since the one before.

    Long gaps count for nothing, and neither do moments in several pictures at once, which are imports.
    """
    seconds: dict[int, float] = {}
    before = None
    moments = "SELECT time, min(image), max(image) FROM objects GROUP BY time ORDER BY time"
    for time, first, last in connection.execute(moments):
        if before is not None and first == last and time - before <= _LONGEST_GAP:
            seconds[first] = seconds.get(first, 0.0) + time - before
        before = time
    connection.executemany("INSERT INTO work VALUES (?, ?)", seconds.items())
    tell(1, 1)
