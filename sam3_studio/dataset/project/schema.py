"""The tables of a project, as the steps that made them: a project of any earlier version is brought up to date.

Masks are zlib of `Rle.data`. `position` orders the objects and boxes of a picture and has gaps, so that most edits
write one row. Positions of pictures follow from `sort_key`, which an index keeps sorted.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable

from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.measures import measured
from sam3_studio.dataset.project.packing import packed_scores, unpacked_candidates, unpacked_masks

APPLICATION_ID = 0x53414D33
"""Tells a project from other SQLite files (https://www.sqlite.org/fileformat.html#application_id); "SAM3"."""

_FIRST = (
    # The one folder that names start from, as bytes; NULL where it is the one that the project lies in.
    "CREATE TABLE project (only INTEGER PRIMARY KEY CHECK (only = 1), root BLOB)",
    "INSERT INTO project VALUES (1, NULL)",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # AUTOINCREMENT: an id is never given again.
    """CREATE TABLE classes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        color INTEGER NOT NULL,
        concepts TEXT NOT NULL,
        digit INTEGER,
        threshold REAL NOT NULL,
        minimum_area INTEGER NOT NULL,
        active INTEGER NOT NULL
    )""",
    """CREATE TABLE images (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        sort_key BLOB NOT NULL,
        state TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        width INTEGER,
        height INTEGER,
        missing INTEGER NOT NULL DEFAULT 0,
        failure TEXT
    )""",
    "CREATE INDEX images_in_order ON images (sort_key, name)",
    "CREATE INDEX images_by_state ON images (missing, state)",
    """CREATE TABLE objects (
        id TEXT NOT NULL,
        image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
        position INTEGER NOT NULL,
        class INTEGER NOT NULL REFERENCES classes,
        source TEXT NOT NULL,
        time REAL NOT NULL,
        hidden INTEGER NOT NULL,
        locked INTEGER NOT NULL,
        prompt TEXT,
        score REAL,
        presence REAL,
        model TEXT,
        height INTEGER NOT NULL,
        width INTEGER NOT NULL,
        area INTEGER NOT NULL,
        mask BLOB NOT NULL,
        PRIMARY KEY (image, id)
    )""",
    "CREATE INDEX objects_by_class ON objects (class, image)",
    """CREATE TABLE boxes (
        id TEXT NOT NULL,
        image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
        position INTEGER NOT NULL,
        class INTEGER NOT NULL REFERENCES classes ON DELETE CASCADE,
        x1 REAL NOT NULL,
        y1 REAL NOT NULL,
        x2 REAL NOT NULL,
        y2 REAL NOT NULL,
        positive INTEGER NOT NULL,
        enabled INTEGER NOT NULL,
        PRIMARY KEY (image, id)
    ) WITHOUT ROWID""",
    "CREATE INDEX boxes_by_class ON boxes (class)",
    """CREATE TABLE found (
        image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
        class INTEGER NOT NULL REFERENCES classes ON DELETE CASCADE,
        key TEXT,
        presence REAL,
        candidates BLOB,
        rejected BLOB,
        PRIMARY KEY (image, class)
    )""",
    "CREATE INDEX found_by_class ON found (class)",
)

# Concepts that are kept but not looked for.
_CONCEPTS_OFF = ("ALTER TABLE classes ADD COLUMN concepts_off TEXT NOT NULL DEFAULT '[]'",)

# What a person says of objects and pictures besides classes and masks; attributes are JSON.
_DETAILS = (
    "ALTER TABLE objects ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE objects ADD COLUMN occluded INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE objects ADD COLUMN truncated INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE objects ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE classes ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE images ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE tags (
        image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (image, tag)
    ) WITHOUT ROWID""",
    "CREATE INDEX tags_by_tag ON tags (tag, image)",
    "CREATE INDEX images_with_note ON images (id) WHERE note <> ''",
    "CREATE INDEX objects_with_note ON objects (image) WHERE note <> ''",
    "CREATE INDEX objects_by_score ON objects (score, image)",
)

# Where each object lies, and what a search finds pictures by. Filters, statistics and checks read narrow indexes in
# the place of rows with masks in them.
_MEASURES = (
    *(f"ALTER TABLE objects ADD COLUMN {edge} INTEGER NOT NULL DEFAULT 0" for edge in ("x1", "y1", "x2", "y2")),
    "ALTER TABLE images ADD COLUMN search TEXT NOT NULL DEFAULT ''",
)
_INDEXES = (
    "DROP INDEX objects_by_class",
    "DROP INDEX objects_by_score",
    "CREATE INDEX objects_by_class ON objects (class, image, score, area, x1, y1, x2, y2, height, width, source)",
    "CREATE INDEX objects_by_image ON objects (image, score)",
    "CREATE INDEX objects_by_time ON objects (time, image)",
    "CREATE INDEX images_by_search ON images (search)",
)

# What has been asked of the model, and what is still to be asked: `found` without its masks. A row of a key that
# `found` does not hold is open or has failed; the scores, a list in JSON, are those of all candidates, best first.
_ANSWERS = (
    """CREATE TABLE answers (
        image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
        class INTEGER NOT NULL REFERENCES classes ON DELETE CASCADE,
        key TEXT NOT NULL,
        state TEXT NOT NULL,
        failure TEXT,
        presence REAL,
        scores TEXT,
        PRIMARY KEY (image, class, key)
    ) WITHOUT ROWID""",
    "CREATE INDEX answers_by_class ON answers (class)",
    "CREATE INDEX answers_open ON answers (image) WHERE state = 'todo'",
)

# What a review goes by: each candidate without its mask, how often a person changed an object, and how long pictures
# took. The time at which objects were made has told that until now, and needs no index any more.
_REVIEW = (
    """CREATE TABLE measures (
        class INTEGER NOT NULL,
        image INTEGER NOT NULL,
        presence REAL NOT NULL,
        candidates BLOB NOT NULL,
        PRIMARY KEY (class, image),
        FOREIGN KEY (image, class) REFERENCES found (image, class) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE TABLE work (image INTEGER PRIMARY KEY REFERENCES images ON DELETE CASCADE, seconds REAL NOT NULL)",
    "ALTER TABLE objects ADD COLUMN edits INTEGER NOT NULL DEFAULT 0",
    "UPDATE objects SET edits = 1 WHERE source = 'model, then edited'",
)
_REVIEW_INDEXES = (
    "DROP INDEX objects_by_time",
    "DROP INDEX objects_by_class",
    """CREATE INDEX objects_by_class
        ON objects (class, image, score, area, x1, y1, x2, y2, height, width, source, edits)""",
)
_LONGEST_GAP = 60.0


def search_text(name: str, note: str = "", tags: str = "[]") -> str:
    """What a picture is found by: its name, its note and its tags (a list in JSON), whatever their case."""
    return "\n".join((name, note, *json.loads(tags))).casefold()


def mask_box(mask: Rle) -> tuple[int, int, int, int]:
    """The box (x1, y1, x2, y2) of an object's row in pixels; zeros for a mask without any."""
    x1, y1, x2, y2 = mask.box.as_tuple() if mask.box else (0, 0, 0, 0)
    return int(x1), int(y1), int(x2), int(y2)


def _measure(connection: sqlite3.Connection) -> None:
    """Fill in the columns of `_MEASURES`. A damaged mask keeps zeros: it is told of where it is read."""
    connection.create_function("search_text", 3, search_text, deterministic=True)
    tags = "(SELECT json_group_array(tag) FROM tags WHERE image = images.id)"
    connection.execute(f"UPDATE images SET search = search_text(name, note, {tags})")
    for (row,) in connection.execute("SELECT rowid FROM objects").fetchall():
        height, width, mask = connection.execute(
            "SELECT height, width, mask FROM objects WHERE rowid = ?", (row,)
        ).fetchone()
        try:
            box = mask_box(Rle(height, width, zlib.decompress(mask)))
        except (ValueError, zlib.error):
            continue
        connection.execute("UPDATE objects SET (x1, y1, x2, y2) = (?, ?, ?, ?) WHERE rowid = ?", (*box, row))


def _note_answers(connection: sqlite3.Connection) -> None:
    """Fill in `answers`. A damaged answer is none: it is told of where it is read."""
    kept = "SELECT image, class FROM found WHERE key IS NOT NULL"
    for image, class_id in connection.execute(kept).fetchall():
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


def _measure_candidates(connection: sqlite3.Connection) -> None:
    """Fill in `measures`. A damaged answer has none: it is told of where it is read."""
    kept = "SELECT image, class FROM found WHERE key IS NOT NULL"
    for image, class_id in connection.execute(kept).fetchall():
        presence, candidates, rejected = connection.execute(
            "SELECT presence, candidates, rejected FROM found WHERE image = ? AND class = ?", (image, class_id)
        ).fetchone()
        try:
            data = measured(unpacked_candidates(candidates), unpacked_masks(rejected) if rejected else ())
        except ValueError:
            continue
        connection.execute("INSERT INTO measures VALUES (?, ?, ?, ?)", (class_id, image, presence, data))


def _note_work(connection: sqlite3.Connection) -> None:
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


_Step = tuple[str | Callable[[sqlite3.Connection], None], ...]
_MIGRATIONS: tuple[_Step, ...] = (
    _FIRST,
    _CONCEPTS_OFF,
    _DETAILS,
    (*_MEASURES, _measure, *_INDEXES),
    (*_ANSWERS, _note_answers),
    (*_REVIEW, _measure_candidates, _note_work, *_REVIEW_INDEXES),
)
"""What brings a project from each version to the next, from nothing on."""

VERSION = len(_MIGRATIONS)
"""Of the projects that this program writes."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a project up to date, all at once or not at all.

    Args:
        connection: to the project, outside a transaction.
        version: that the project has, 0 for an empty file.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in _MIGRATIONS[version:]:
            for statement in step:
                if isinstance(statement, str):
                    connection.execute(statement)
                else:
                    statement(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
