"""The tables of a project, as the steps that made them: a project of any earlier version is brought up to date.

Masks are zlib of `Rle.data`. `position` orders the objects and boxes of a picture and has gaps, so that most edits
write one row. Positions of pictures follow from `sort_key`, which an index keeps sorted.
"""

import sqlite3
from collections.abc import Callable
from functools import partial

from sam3_studio.core.progress import Progress
from sam3_studio.core.segmenter import SCORE_FLOOR
from sam3_studio.dataset.project.storage.upgrades import measure, measure_candidates, note_answers, note_work

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
# What is still to be asked follows from what a run is about: one row in the place of one for each picture and class.
_RUN = (
    """INSERT INTO settings SELECT 'run over pictures', json_object(
        'classes', json((SELECT json_group_array(DISTINCT class) FROM answers WHERE state = 'todo')),
        'names', json((SELECT json_group_array(name) FROM images
            WHERE id IN (SELECT image FROM answers WHERE state = 'todo'))),
        'reviewed', json(coalesce((SELECT value FROM settings WHERE key = 'run over reviewed pictures'), 'false')))
        WHERE EXISTS (SELECT 1 FROM answers WHERE state = 'todo')""",
    "DELETE FROM settings WHERE key = 'run over reviewed pictures'",
    "DELETE FROM answers WHERE state = 'todo'",
    "DROP INDEX answers_open",
)

# Down to which score candidates were asked for. What was looked at closer in parts is not to be asked for again.
_FLOORS = (
    f"ALTER TABLE answers ADD COLUMN floor REAL NOT NULL DEFAULT {SCORE_FLOOR}",
    """UPDATE answers SET floor = 0 WHERE EXISTS (SELECT 1 FROM found
        WHERE found.image = answers.image AND found.class = answers.class AND found.key = answers.key || '+parts')""",
)

_Step = tuple[str | Callable[[sqlite3.Connection, Progress], None], ...]
_MIGRATIONS: tuple[_Step, ...] = (
    _FIRST,
    _CONCEPTS_OFF,
    _DETAILS,
    (*_MEASURES, measure, *_INDEXES),
    (*_ANSWERS, note_answers),
    (*_REVIEW, measure_candidates, note_work, *_REVIEW_INDEXES),
    _RUN,
    _FLOORS,
)
"""What brings a project from each version to the next, from nothing on."""

VERSION = len(_MIGRATIONS)
"""Of the projects that this program writes."""


def _nobody(_done: int, _total: int) -> None:
    """Is not interested."""


def _tell_of(tell: Progress, number: int, count: int, done: int, total: int) -> None:
    """Tell how far one of several pieces of work is as how far all of them are, in thousandths of a piece."""
    tell(1000 * number + (1000 * done // total if total else 1000), 1000 * count)


def migrate(connection: sqlite3.Connection, version: int, tell: Progress = _nobody) -> None:
    """Bring a project up to date, all at once or not at all.

    Args:
        connection: to the project, outside a transaction.
        version: that the project has, 0 for an empty file.
        tell: called with how many of how many steps are done; what it raises ends the update.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    if version == VERSION:
        return
    statements = [statement for step in _MIGRATIONS[version:] for statement in step]
    pieces = [statement for statement in statements if not isinstance(statement, str)]
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            if isinstance(statement, str):
                connection.execute(statement)
            else:
                statement(connection, partial(_tell_of, tell, pieces.index(statement), len(pieces)))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
