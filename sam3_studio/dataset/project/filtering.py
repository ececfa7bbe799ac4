"""Which pictures of a project are wanted, as a query that indexes answer."""

import json
import threading
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.storage.database import reading, told

_SINGLE = 50
"""So many words are conditions of their own, which is fastest; SQLite takes a thousand conditions at most."""
_EVERY_OTHER = (
    "NOT EXISTS (SELECT 1 FROM (SELECT json_extract(value, '$[0]') AS composed, json_extract(value, '$[1]') AS apart "
    "FROM json_each(?)) WHERE NOT (instr(search, composed) OR instr(search, apart) OR EXISTS (SELECT 1 FROM objects "
    "WHERE image = images.id AND note <> '' AND (instr(folded(note), composed) OR instr(folded(note), apart)))))"
)


@dataclass(frozen=True, slots=True)
class ImageFilter:
    """What pictures are to be like; all of it at the same time.

    Attributes:
        text: every word of it is in the name, a tag, the note or that of an object, in any case, with accents composed
            or not.
        states: one of these; None for any. With `FAILED` among them, any that could not be read last.
        class_id: an object of this class is in it; None for any.
        scores: the lowest and the highest score of an object that is in it, of that class where there is one; objects
            that a person drew have none. None for any.
        tag: that it has; "" for any.
        with_note: it has a note, or one of its objects has.
    """

    text: str = ""
    states: frozenset[ImageState] | None = None
    class_id: int | None = None
    scores: tuple[float, float] | None = None
    tag: str = ""
    with_note: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether every picture passes."""
        return not self.text.split() and self == ImageFilter(self.text)


def pictures_matching(file: Path, wanted: ImageFilter, cancel: threading.Event | None = None) -> list[str]:
    """Names of the pictures that pass a filter, in natural order; for any thread, whatever is written meanwhile.

    Args:
        file: of a project of this version, which may be open.
        wanted: the filter.
        cancel: once set, it ends soon.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: the project cannot be read.
    """
    with reading(file, cancel=cancel) as connection, told(file):
        connection.create_function("folded", 1, _folded, deterministic=True)
        return [name for (name,) in connection.execute(*query(wanted))]


def query(wanted: ImageFilter) -> tuple[str, list[object]]:
    """A query for names of pictures in natural order, and its values; it needs `folded`, which SQLite does not have.

    Objects are looked for picture by picture, which ends with the first one: the time is that of 100,000 look-ups in
    an index, however many objects there are.
    """
    conditions: list[str] = []
    values: list[object] = []
    words = iter(dict.fromkeys(map(_forms, wanted.text.split())))
    for forms in islice(words, _SINGLE):
        distinct = list(dict.fromkeys(forms))
        of_picture, of_object = (
            " OR ".join([f"instr({text}, ?)"] * len(distinct)) for text in ("search", "folded(note)")
        )
        notes = f"SELECT image FROM objects WHERE note <> '' AND ({of_object})"
        conditions.append(f"({of_picture} OR id IN ({notes}))")
        values += distinct * 2
    if others := list(words):
        conditions.append(_EVERY_OTHER)
        values.append(json.dumps(others))
    if wanted.states is not None:
        unread = " OR failure IS NOT NULL" if ImageState.FAILED in wanted.states else ""
        conditions.append(f"(state IN ({', '.join('?' * len(wanted.states))}){unread})")
        values += sorted(wanted.states)
    if wanted.class_id is not None or wanted.scores is not None:
        condition, more = _objects(wanted)
        conditions.append(condition)
        values += more
    if wanted.tag:
        conditions.append("id IN (SELECT image FROM tags WHERE tag = ?)")
        values.append(wanted.tag)
    if wanted.with_note:
        conditions.append(
            "id IN (SELECT id FROM images WHERE note <> '' UNION ALL SELECT image FROM objects WHERE note <> '')"
        )
    return f"SELECT name FROM images WHERE {' AND '.join(conditions) or '1'} ORDER BY sort_key, name", values


def _folded(note: object) -> str:
    """A note as searches see it, in any case; SQLite knows of ASCII alone."""
    return str(note).casefold()


def _forms(word: str) -> tuple[str, str]:
    """What may stand in a project for a word: disks keep names as they were given, macOS gives them decomposed."""
    return unicodedata.normalize("NFC", word).casefold(), unicodedata.normalize("NFD", word).casefold()


def _objects(wanted: ImageFilter) -> tuple[str, list[object]]:
    of_class, in_range = wanted.class_id is not None, wanted.scores is not None
    parts = [
        "image = images.id",
        *(["class = ?"] if of_class else []),
        *(["score BETWEEN ? AND ?"] if in_range else []),
    ]
    values: list[object] = [*([wanted.class_id] if of_class else []), *(wanted.scores or ())]
    index = "objects_by_class" if of_class else "objects_by_image"
    return f"EXISTS (SELECT 1 FROM objects INDEXED BY {index} WHERE {' AND '.join(parts)})", values
