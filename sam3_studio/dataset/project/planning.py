"""What a run over many pictures has to ask: everything that the project has no answer for.

Nothing of it is written down: whatever has no answer is still to be asked, however the program ended. Of a hundred
thousand pictures it takes a second to tell, which any thread may spend: each question has a connection of its own.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass, PromptBox
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.project.answers import ANSWERED
from sam3_studio.dataset.project.database import Connection, Row, reading, told

_STEPS = 10_000
"""Of SQLite's machine between two looks at whether to stop; about a millisecond."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pictures a run is about. Pictures whose files are gone are in none.

    Attributes:
        names: these; None for all.
        reviewed: also those that a person has said are done.
    """

    names: tuple[str, ...] | None = None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a run would have to do, in pictures.

    Attributes:
        asked: that something is to be asked about.
        answered: that everything is known about.
    """

    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Asks what a run has to do; for any thread. It sees what is on disk when it is asked.

    Attributes:
        file: the project.
        classes: to be looked for; those that no concept is on for are not.
        model: fingerprint of the weights.
        scope: which pictures.
    """

    file: Path
    classes: tuple[LabelClass, ...]
    model: str
    scope: Scope

    def extent(self, cancel: threading.Event | None = None) -> Extent:
        """How much it is.

        Raises:
            DatasetError: the project cannot be read.
            CancelledError: `cancel` was set.
        """
        if not any(one.searched for one in self.classes):
            return Extent(0, 0)
        with self._asked("SELECT coalesce(sum({open}), 0), count(*) FROM images WHERE {scope}", cancel) as rows:
            ((asked, images),) = rows
        return Extent(asked, images - asked)

    def names(self, cancel: threading.Event | None = None) -> tuple[str, ...]:
        """The pictures that something is to be asked about, in natural order; errors as of `extent`.

        What failed before is among them, for it was not answered.
        """
        select = "SELECT name FROM images WHERE {scope} AND {open} ORDER BY sort_key, name"
        with self._asked(select, cancel) as rows:
            return _firsts(rows)

    @contextmanager
    def _asked(self, select: str, cancel: threading.Event | None) -> Iterator[Iterator[Row]]:
        """What a query gives; `{open}` stands for whether something is to be asked about a picture."""
        wanted = [
            (one.id, search.key)
            for one in self.classes
            if one.searched and (search := search_for(one, (), self.model)) is not None
        ]
        with _reading(self.file, cancel) as connection:
            own = {key: value for one in self.classes for key, value in _keys_with_boxes(connection, one, self.model)}
            connection.create_function("own_key", 2, _Lookup(own), deterministic=True)
            text = select.format(open=_OPEN.format(key=_OWN_KEY if own else "wanted.key"), scope=_SCOPE)
            values = {
                "wanted": json.dumps(wanted),
                "names": None if self.scope.names is None else json.dumps(self.scope.names),
                "passed": "" if self.scope.reviewed else ImageState.DONE,
            }
            yield connection.execute(_WANTED + text, values)


@dataclass(frozen=True, slots=True)
class Everything:
    """Asks which pictures there are; for any thread.

    Attributes:
        file: the project.
    """

    file: Path

    def names(self, cancel: threading.Event | None = None) -> tuple[str, ...]:
        """All pictures whose files are there, in natural order; errors as of `Inquiry.names`."""
        with _reading(self.file, cancel) as connection:
            return _firsts(connection.execute("SELECT name FROM images WHERE NOT missing ORDER BY sort_key, name"))


def _firsts(rows: Iterator[Row]) -> tuple[str, ...]:
    """The first value of every row; rows are let go of at once, for a pile of them has all threads wait for the GC."""
    return tuple(name for (name,) in rows)


_WANTED = (
    "WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS class, json_extract(value, '$[1]') AS key "
    "FROM json_each(:wanted)) "
)
_SCOPE = "NOT missing AND state <> :passed AND (:names IS NULL OR name IN (SELECT value FROM json_each(:names)))"
_OPEN = (
    "EXISTS (SELECT 1 FROM wanted WHERE NOT EXISTS (SELECT 1 FROM answers WHERE answers.image = images.id "
    f"AND answers.class = wanted.class AND answers.key = {{key}} AND answers.state IN {ANSWERED}))"
)
_OWN_KEY = "coalesce(own_key(images.id, wanted.class), wanted.key)"


class _Lookup:
    """Tells SQLite the key of a class in a picture that has boxes for it; NULL where it has none."""

    def __init__(self, keys: dict[tuple[int, int], str]) -> None:
        self._keys = keys

    def __call__(self, image: int, class_id: int) -> str | None:
        return self._keys.get((image, class_id))


@contextmanager
def _reading(file: Path, cancel: threading.Event | None) -> Iterator[Connection]:
    """As `reading`; it breaks off soon after `cancel` is set."""
    with told(file), reading(file) as connection:
        if cancel is not None:
            connection.set_progress_handler(cancel.is_set, _STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise CancelledError("Stopped.") from error
            raise


def _keys_with_boxes(
    connection: Connection, label_class: LabelClass, model: str
) -> Iterator[tuple[tuple[int, int], str]]:
    """The pictures that have boxes for a class, which belong to its prompt there, and the prompts' keys."""
    boxes: dict[int, list[PromptBox]] = {}
    rows = connection.execute(
        "SELECT image, x1, y1, x2, y2, positive FROM boxes WHERE class = ? AND enabled ORDER BY image, position",
        (label_class.id,),
    )
    for image, x1, y1, x2, y2, positive in rows:
        boxes.setdefault(image, []).append(PromptBox(label_class.id, Box(x1, y1, x2, y2), bool(positive)))
    for image, drawn in boxes.items():
        if search := search_for(label_class, drawn, model):
            yield (image, label_class.id), search.key
