"""Which pictures wait for somebody to accept what was found, counted anew where classes ask for more or for less."""

import json
from collections.abc import Sequence

import numpy as np

from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.dataset.project.conditions import HAS_OBJECTS
from sam3_studio.dataset.project.measures import MEASURE, measures_of
from sam3_studio.dataset.project.settings import SettingsTable
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Database

_COUNTED_BY = "waiting pictures were counted by"
"""Key of the rules that the states of pictures follow: of each class that is looked for its id, threshold and area."""

_COUNTING = "some"
"""In the place of these rules, while some pictures follow them and the others do not yet."""

_STEP = 500
"""Pictures that are counted at a time: some milliseconds for each class."""

_OPEN = (
    f"SELECT id, name, state FROM images WHERE id > ? AND state IN ('{ImageState.NEW}', '{ImageState.CANDIDATES}') "
    f"AND NOT {HAS_OBJECTS} ORDER BY id LIMIT ?"
)
_MEASURES = "SELECT image, candidates FROM measures WHERE class = ? AND image IN (SELECT value FROM json_each(?))"

_Rules = list[tuple[int, float, int]]


class Recount:
    """Goes over the pictures that nobody has begun, some at a time.

    What all were counted by last is kept in the project: where the end of the program cut that short, it begins anew.
    No state that a person gave, or that follows from objects, is touched.

    Args:
        database: of the project.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settings = SettingsTable(database)
        self._rules: _Rules | None = None
        self._after = 0

    def go_on(self, classes: Sequence[LabelClass]) -> dict[str, ImageState] | None:
        """Count some pictures more, from the first one on where classes have changed since.

        Args:
            classes: all of the project.

        Returns:
            The pictures whose state has changed, with that; None once all pictures are counted.

        Raises:
            DatasetError: the project cannot be read or written.
        """
        rules: _Rules = [(one.id, one.threshold, one.minimum_area) for one in classes if one.active]
        noted = self._settings.get(_COUNTED_BY)
        if noted == [list(rule) for rule in rules]:
            return None
        if rules != self._rules or noted != _COUNTING:
            self._rules, self._after = rules, 0
        with self._database.transaction(waits=False) as connection:
            if not self._after:
                self._settings.set(_COUNTED_BY, _COUNTING)
            rows = connection.execute(_OPEN, (self._after, _STEP)).fetchall()
            ids = json.dumps([id_ for id_, _, _ in rows])
            offered: set[int] = set()
            for class_id, threshold, area in rules:
                found = connection.execute(_MEASURES, (class_id, ids)).fetchall()
                offered |= _offered(found, threshold, area)
            due = [ImageState.CANDIDATES if id_ in offered else ImageState.NEW for id_, _, _ in rows]
            changed = [(state, *row) for state, row in zip(due, rows, strict=True) if state != row[2]]
            connection.executemany(
                "UPDATE images SET state = ? WHERE id = ?", [(state, id_) for state, id_, _, _ in changed]
            )
            if len(rows) < _STEP:
                self._settings.set(_COUNTED_BY, rules)
        self._after = rows[-1][0] if len(rows) == _STEP else 0
        return {name: state for state, _, name, _ in changed}


def forget_count(connection: Connection) -> None:
    """Have all pictures counted anew, whatever they were counted by, those that were counted a moment ago included.

    Args:
        connection: in a transaction.
    """
    connection.execute("DELETE FROM settings WHERE key = ?", (_COUNTED_BY,))


def _offered(rows: Sequence[tuple[int, bytes]], threshold: float, minimum_area: int) -> set[int]:
    """The pictures in which a class has something to accept, as `core.candidates.shown` has it.

    Args:
        rows: of picture and measures of that class.
        threshold: of the class.
        minimum_area: of the class, in pixels.
    """
    counts = [len(data) // MEASURE.itemsize for _, data in rows]
    whole = b"".join(data[: count * MEASURE.itemsize] for (_, data), count in zip(rows, counts, strict=True))
    all_ = measures_of(whole)
    image = np.repeat(np.array([row[0] for row in rows], dtype=np.int64), counts)
    passes = (all_["score"] > np.float32(threshold)) & (all_["area"] >= max(minimum_area, 1)) & (all_["rejected"] == 0)
    return set(image[passes].tolist())
