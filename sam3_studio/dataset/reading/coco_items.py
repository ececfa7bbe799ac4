"""The items of a COCO file, laid out so that each picture's objects are found without all of them in memory."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.json_stream import read_items
from sam3_studio.dataset.reading.parsing import Place, class_name, entry

_ID = (int, str)
_TABLES = """
    CREATE TABLE images (number INTEGER PRIMARY KEY, key TEXT UNIQUE, text TEXT);
    CREATE TABLE annotations (number INTEGER PRIMARY KEY, key TEXT UNIQUE, image TEXT, category TEXT, text TEXT);
"""


class CocoItems:
    """A COCO file with all ids checked. Its lists may come in any order; they lie in a temporary file.

    Args:
        path: of the file.

    Attributes:
        labels: class names by id, in the order of the ids.

    Raises:
        DatasetError: it is no COCO file, or refers to what it does not list.
    """

    def __init__(self, path: Path) -> None:
        self._place = Place(path)
        # SQLite's own temporary file: nobody else sees it, and it is gone with the connection.
        self._items = sqlite3.connect("", isolation_level=None)
        self._items.execute("PRAGMA journal_mode = OFF")
        self._items.executescript(_TABLES)
        self._items.execute("BEGIN")
        categories: dict[Any, tuple[Any, Place]] = {}
        seen: dict[str, Any] = {}
        counts = {"categories": 0, "images": 0, "annotations": 0}
        for key, value, text in read_items(path, counts):
            if key not in seen or key not in counts:
                seen[key] = value if key in counts else None
                continue
            where = self._place.at(f"{key}[{counts[key]}]")
            if key == "categories":
                categories[_new_id(value, categories, where)] = value, where
            elif key == "images":
                self._add(key, where, (counts[key], _key(value, where), text))
            else:
                self._add_annotation(counts[key], value, text, where)
            counts[key] += 1
        for key in counts:
            entry(seen, key, list, self._place)
        names = {number: class_name(entry(one, "name", str, at), at) for number, (one, at) in categories.items()}
        self.labels: dict[Any, str] = dict(sorted(names.items(), key=lambda item: (isinstance(item[0], str), item[0])))
        self._items.execute("CREATE INDEX annotations_by_image ON annotations (image)")
        self._check_references()

    def close(self) -> None:
        """Forget all of it."""
        self._items.close()

    def images(self) -> Iterator[tuple[str, Any, Place]]:
        """Pictures in the file's order: what their annotations are found by, the entry, and where it is."""
        for number, key, text in self._items.execute("SELECT number, key, text FROM images ORDER BY number"):
            yield key, json.loads(text), self._place.at(f"images[{number}]")

    def annotations(self, image: str) -> Iterator[tuple[Any, Place]]:
        """Annotations of a picture, in the file's order, and where each is."""
        rows = self._items.execute("SELECT number, text FROM annotations WHERE image = ? ORDER BY number", (image,))
        for number, text in rows:
            yield json.loads(text), self._place.at(f"annotations[{number}]")

    def _add_annotation(self, number: int, value: Any, text: str, where: Place) -> None:
        image, category = entry(value, "image_id", _ID, where), entry(value, "category_id", _ID, where)
        own = _key(value, where) if "id" in value else None
        self._add("annotations", where, (number, own, json.dumps(image), json.dumps(category), text))

    def _add(self, table: str, where: Place, values: tuple[object, ...]) -> None:
        marks = ", ".join("?" * len(values))
        try:
            self._items.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608  # our own names
        except sqlite3.IntegrityError as error:
            raise where.wrong(Sentence("the id {id!r} was there before", id=json.loads(str(values[1])))) from error

    def _check_references(self) -> None:
        """Check that what annotations refer to is listed."""
        row = self._items.execute(
            "SELECT number, image FROM annotations WHERE image NOT IN (SELECT key FROM images) ORDER BY number LIMIT 1"
        ).fetchone()
        if row is not None:
            raise self._place.at(f"annotations[{row[0]}]").wrong(
                Sentence("it belongs to the picture {image!r}, which is not listed", image=json.loads(row[1]))
            )
        rows = self._items.execute("SELECT min(number), category FROM annotations GROUP BY category ORDER BY 1")
        for number, key in rows:
            if json.loads(key) not in self.labels:
                raise self._place.at(f"annotations[{number}]").wrong(
                    Sentence("its category {category!r} is not listed", category=json.loads(key))
                )


def _new_id(value: Any, known: dict[Any, Any], where: Place) -> Any:
    own = entry(value, "id", _ID, where)
    if own in known:
        raise where.wrong(Sentence("the id {id!r} was there before", id=own))
    return own


def _key(value: Any, where: Place) -> str:
    """An entry's id as text that tells 1 from "1"."""
    return json.dumps(entry(value, "id", _ID, where))
