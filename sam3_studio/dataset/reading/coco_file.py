"""What a COCO file holds, with all references checked, in little memory: objects wait on disk for their pictures."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.json_stream import LIST
from sam3_studio.dataset.reading.parsing import Place, class_name, entry, read_pieces

_ID = (int, str)
_LISTS = ("categories", "images", "annotations")


@dataclass(frozen=True)
class CocoFile:
    """A file that was read.

    Attributes:
        place: of the file.
        labels: class names by id, in the order of the ids.
        images: entries and their places by id.
    """

    place: Place
    labels: dict[Any, str]
    images: dict[Any, tuple[Any, Place]]
    _packed: "_Packed"

    @classmethod
    def read(cls, path: Path, pulse: Callable[[], None]) -> "CocoFile":
        """Read a file.

        Args:
            path: of the file.
            pulse: called for each of its pieces.

        Raises:
            DatasetError: it is damaged.
        """
        place = Place(path)
        content: dict[str, list[Any]] = {}
        packed = _Packed(place)
        with ExitStack() as undo:
            undo.callback(packed.close)
            for key, value in read_pieces(path):
                pulse()
                if value is LIST:
                    content[key] = []
                elif key == "annotations" and key in content:
                    packed.add(value)
                elif key in _LISTS and key in content:
                    content[key].append(value)
            categories, images, _ = (entry(content, key, list, place) for key in _LISTS)
            by_id = _by_id(categories, place.at("categories"))
            names = {id_: class_name(entry(one, "name", str, where), where) for id_, (one, where) in by_id.items()}
            ordered = sorted(names.items(), key=lambda item: (isinstance(item[0], str), item[0]))
            file = cls(place, dict(ordered), _by_id(images, place.at("images")), packed)
            packed.check(file)
            undo.pop_all()
        return file

    def close(self) -> None:
        """Forget the objects."""
        self._packed.close()

    def annotations(self, image: Any) -> Iterator[tuple[Any, Place]]:
        """The entries of a picture's objects, and their places, in order."""
        return self._packed.of(image)


class _Packed:
    """Objects as text in a temporary file, by the ids of their pictures: they take no memory, however many they are."""

    def __init__(self, place: Place) -> None:
        self._place = place
        # SQLite's own: nobody else sees it, and it is gone with the connection.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE objects (number INTEGER PRIMARY KEY, id TEXT UNIQUE, image TEXT, text TEXT)")
        self._rows.execute("BEGIN")
        self._first_of_category: dict[Any, int] = {}
        self._count = 0

    def close(self) -> None:
        """Forget them."""
        self._rows.close()

    def add(self, one: Any) -> None:
        """Take in the next object.

        Raises:
            DatasetError: its ids are damaged, or its own was there before.
        """
        where = self._at(self._count)
        image, category = entry(one, "image_id", _ID, where), entry(one, "category_id", _ID, where)
        own = entry(one, "id", _ID, where) if "id" in one else None
        row = self._count, own if own is None else json.dumps(own), json.dumps(image), json.dumps(one)
        try:
            self._rows.execute("INSERT INTO objects VALUES (?, ?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise where.wrong(Sentence("the id {id!r} was there before", id=own)) from error
        self._first_of_category.setdefault(category, self._count)
        self._count += 1

    def check(self, file: CocoFile) -> None:
        """Check that all that objects refer to is there; it may have come after them. Objects can be found then.

        Raises:
            DatasetError: it is not.
        """
        self._rows.execute("CREATE INDEX objects_by_image ON objects (image)")
        for image, number in self._rows.execute("SELECT image, min(number) FROM objects GROUP BY image"):
            if json.loads(image) not in file.images:
                raise self._at(number).wrong(
                    Sentence("it belongs to the picture {image!r}, which is not listed", image=json.loads(image))
                )
        for category, number in self._first_of_category.items():
            if category not in file.labels:
                raise self._at(number).wrong(Sentence("its category {category!r} is not listed", category=category))

    def of(self, image: Any) -> Iterator[tuple[Any, Place]]:
        """Those of a picture."""
        rows = self._rows.execute(
            "SELECT number, text FROM objects WHERE image = ? ORDER BY number", (json.dumps(image),)
        )
        for number, text in rows:
            yield json.loads(text), self._at(number)

    def _at(self, number: int) -> Place:
        return self._place.at(f"annotations[{number}]")


def _by_id(entries: list[Any], place: Place) -> dict[Any, tuple[Any, Place]]:
    found: dict[Any, tuple[Any, Place]] = {}
    for number, one in enumerate(entries):
        where = place.at(f"[{number}]")
        key = entry(one, "id", _ID, where)
        if key in found:
            raise where.wrong(Sentence("the id {id!r} was there before", id=key))
        found[key] = one, where
    return found
