"""What a run over many pictures has to ask: everything that the project has no answer for.

Nothing of it is written down: whatever has no answer is still to be asked, however the program ended. Of a hundred
thousand pictures it takes a second to tell, which any thread may spend: each question has a connection of its own.
"""

import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass, PromptBox
from sam3_studio.core.searches import looks_that_answer, search_for
from sam3_studio.core.tiled import FAR_LARGER, NEARLY_ALL, SURE, TileUse
from sam3_studio.dataset.project.answers import ANSWERED, AnswerState
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Row, reading


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pictures a run is about, and how closely it looks. Pictures whose files are gone are in none.

    Attributes:
        names: these; None for all.
        reviewed: also those that a person has said are done.
        tiles: when pictures are looked at in tiles. It is part of the question: what is known from one look is asked
            again by a run in tiles, and what is known from tiles by no run that looks less closely.
    """

    names: tuple[str, ...] | None = None
    reviewed: bool = False
    tiles: TileUse = TileUse.NEVER

    def renamed(self, names: Mapping[str, str]) -> "Scope":
        """The same pictures, some of which have other names now, by those that they had."""
        return self if self.names is None else replace(self, names=tuple(names.get(one, one) for one in self.names))


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a run would have to do, in pictures.

    Attributes:
        asked: that something is to be asked about.
        answered: that everything is known about.
        failed: of those to be asked about, how many could not be answered before.
    """

    asked: int
    answered: int
    failed: int = 0


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
        select = "SELECT coalesce(sum({open}), 0), count(*), coalesce(sum({open} AND {failed}), 0) FROM images"
        with self._asked(f"{select} WHERE {{scope}}", cancel) as rows:
            ((asked, images, failed),) = rows
        return Extent(asked, images - asked, failed)

    def names(self, cancel: threading.Event | None = None) -> tuple[str, ...]:
        """The pictures that something is to be asked about, in natural order; errors as of `extent`.

        What failed before is among them, for it was not answered.
        """
        select = "SELECT name FROM images WHERE {scope} AND {open} ORDER BY sort_key, name"
        with self._asked(select, cancel) as rows:
            return _firsts(rows)

    def failures(self, cancel: threading.Event | None = None) -> dict[str, str]:
        """Why something could not be answered about pictures, by their names in natural order; errors as of `extent`.

        What has been answered since is left out.
        """
        select = (
            "SELECT name, answers.failure FROM images JOIN answers ON image = images.id AND answers.state = :failed "
            "AND class IN (SELECT class FROM wanted) WHERE {scope} AND {open} ORDER BY sort_key, name, class"
        )
        with self._asked(select, cancel) as rows:
            return dict(rows)

    def gains_by_tiles(self, side: int, most: int, cancel: threading.Event | None = None) -> bool:
        """Whether tiles would find more in any of the pictures to be asked about, as far as is known of them.

        Args:
            side: in pixels that the model resizes pictures to.
            most: objects that one prompt can find.
            cancel: once set, it ends soon.

        Raises:
            DatasetError, CancelledError: as of `extent`.
        """
        pays = f"(max(width, height) >= :far OR {_FULL})"
        select = f"SELECT EXISTS (SELECT 1 FROM images WHERE {{scope}} AND {{open}} AND {pays})"
        least = ceil(NEARLY_ALL * most) if most else sys.maxsize
        with self._asked(select, cancel, far=FAR_LARGER * side, least=least) as rows:
            ((gains,),) = rows
        return bool(gains)

    def unmeasured(self, cancel: threading.Event | None = None) -> tuple[str, ...]:
        """Of the pictures to be asked about those whose size is not known yet, in order; errors as of `extent`."""
        select = "SELECT name FROM images WHERE {scope} AND {open} AND width IS NULL ORDER BY sort_key, name"
        with self._asked(select, cancel) as rows:
            return _firsts(rows)

    @contextmanager
    def _asked(self, select: str, cancel: threading.Event | None, **more: object) -> Iterator[Iterator[Row]]:
        """What a query gives; `{open}` stands for whether something is to be asked about a picture."""
        wanted = [
            (one.id, search.key, search.floor)
            for one in self.classes
            if one.searched and (search := search_for(one, (), self.model)) is not None
        ]
        with reading(self.file, cancel=cancel) as connection:
            own = {key: value for one in self.classes for key, value in _keys_with_boxes(connection, one, self.model)}
            connection.create_function("own_key", 2, _Lookup(own), deterministic=True)
            key = _OWN_KEY if own else "wanted.key"
            keys = [f"{key} || '{look}'" for look in looks_that_answer(self.scope.tiles)]
            open_ = _OPEN.format(keys=", ".join(keys), least=keys[0])
            text = select.format(open=open_, failed=_FAILED, scope=_SCOPE)
            values = {
                "wanted": json.dumps(wanted),
                "names": None if self.scope.names is None else json.dumps(self.scope.names),
                "passed": "" if self.scope.reviewed else ImageState.DONE,
                "failed": AnswerState.FAILED,
                **more,
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
        with reading(self.file, cancel=cancel) as connection:
            return _firsts(connection.execute("SELECT name FROM images WHERE NOT missing ORDER BY sort_key, name"))


def _firsts(rows: Iterator[Row]) -> tuple[str, ...]:
    """The first value of every row; rows are let go of at once, for a pile of them has all threads wait for the GC."""
    return tuple(name for (name,) in rows)


_WANTED = (
    "WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS class, json_extract(value, '$[1]') AS key, "
    "json_extract(value, '$[2]') AS floor FROM json_each(:wanted)) "
)
_SCOPE = "NOT missing AND images.state <> :passed AND (:names IS NULL OR name IN (SELECT value FROM json_each(:names)))"
_FAILED = (
    "images.id IN (SELECT image FROM answers WHERE answers.state = :failed AND class IN (SELECT class FROM wanted))"
)
_FULL = (
    "EXISTS (SELECT 1 FROM answers WHERE answers.image = images.id AND class IN (SELECT class FROM wanted) "
    "AND json_array_length(scores) >= :least "
    f"AND (SELECT count(*) FROM json_each(scores) WHERE value > {SURE}) >= :least)"
)
_OPEN = (
    "EXISTS (SELECT 1 FROM wanted WHERE NOT EXISTS (SELECT 1 FROM answers WHERE answers.image = images.id "
    f"AND answers.class = wanted.class AND answers.key IN ({{keys}}) AND answers.state IN {ANSWERED} "
    # What was looked at closer is not asked again. Floors come as text, which SQLite reads to the last digit but one.
    "AND (answers.key <> {least} OR answers.floor <= wanted.floor + 1e-9)))"
)
_OWN_KEY = "coalesce(own_key(images.id, wanted.class), wanted.key)"


class _Lookup:
    """Tells SQLite the key of a class in a picture that has boxes for it; NULL where it has none."""

    def __init__(self, keys: dict[tuple[int, int], str]) -> None:
        self._keys = keys

    def __call__(self, image: int, class_id: int) -> str | None:
        return self._keys.get((image, class_id))


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
