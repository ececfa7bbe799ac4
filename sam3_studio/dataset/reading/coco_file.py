"""What a COCO file holds, with all references checked, in little memory: it waits on disk until it is asked for."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.disk_table import temporary_rows
from sam3_studio.dataset.json_stream import LIST
from sam3_studio.dataset.reading.parsing import Place, class_name, entry, read_pieces, whole_number

_ID = (int, str)
_NO_GROUP = "none"
_LISTS = ("categories", "images", "annotations")
_TABLES = (
    "CREATE TABLE images (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT)",
    "CREATE TABLE objects (number INTEGER PRIMARY KEY, id TEXT UNIQUE, image TEXT, text TEXT)",
)
# No picture and no object is held in memory to find it: there may be millions.
_REFER = (
    "UPDATE objects SET image = {otherwise} WHERE image NOT IN (SELECT id FROM images) "
    "AND {otherwise} IN (SELECT id FROM images)"
)
_OTHERWISE = ("iif(image LIKE '\"%', substr(image, 2, length(image) - 2), NULL)", "'\"' || image || '\"'")
"""An id of a picture without quotes, where it has some, and with such; see `_otherwise`."""
_OF_NO_IMAGE = "SELECT min(number), image FROM objects WHERE image NOT IN (SELECT id FROM images)"


@dataclass(frozen=True)
class CocoFile:
    """A file that was read.

    Attributes:
        place: of the file.
        labels: class names by id, in the order of the ids.
        supercategories: what groups the classes belong to, by id, where the file says that.
        groups: ids of those that stand for a group of others alone, as Roboflow lists its project.
        key_points: whether any object has some.
    """

    place: Place
    labels: dict[Any, str]
    supercategories: dict[Any, Any]
    groups: frozenset[Any]
    key_points: bool
    _shelf: "_Shelf"

    @classmethod
    def read(cls, path: Path, pulse: Callable[[], None]) -> "CocoFile":
        """Read a file.

        Args:
            path: of the file.
            pulse: called for each of its pieces.

        Raises:
            DatasetError: it is damaged, or there is no room for temporary files.
        """
        place = Place(path)
        lists: dict[str, list[Any]] = {}
        with ExitStack() as undo:
            shelf = _Shelf(place)
            undo.callback(shelf.close)
            put = {"images": shelf.add_image, "annotations": shelf.add_object}
            for key, value in read_pieces(path):
                pulse()
                if value is LIST:
                    lists.setdefault(key, [])
                elif key in put and key in lists:
                    put[key](value)
                elif key in _LISTS and key in lists:
                    lists[key].append(value)
            categories, *_ = (entry(lists, key, list, place) for key in _LISTS)
            names = _names(categories, place.at("categories"))
            labels = dict(sorted(names.items(), key=lambda item: (isinstance(item[0], str), item[0])))
            shelf.check(labels)
            supercategories = {one["id"]: one.get("supercategory") for one in categories}
            groups = frozenset(_groups(categories, shelf.used))
            file = cls(place, labels, supercategories, groups, shelf.key_points, shelf)
            undo.pop_all()
        return file

    def close(self) -> None:
        """Forget it."""
        self._shelf.close()

    def category(self, one: Any) -> Any:
        """The id of the category that the entry of an object refers to."""
        own = one["category_id"]
        return own if own in self.labels else _otherwise(own)

    def images(self) -> Iterator[tuple[Any, Any, Place]]:
        """The pictures, each with its id, its entry and the place of that, in order.

        Raises:
            DatasetError: the temporary file cannot be read.
        """
        return self._shelf.images()

    def annotations(self, image: Any) -> Iterator[tuple[Any, Place]]:
        """The entries of a picture's objects, and their places, in order.

        Args:
            image: its id.

        Raises:
            DatasetError: the temporary file cannot be read.
        """
        return self._shelf.objects(image)


class _Shelf:
    """Pictures and objects as text in a temporary file: they take no memory, however many they are."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._rows = temporary_rows(*_TABLES)
        self._first_of_category: dict[Any, int] = {}
        self._images = self._objects = 0
        self.key_points = False

    def close(self) -> None:
        """Forget them."""
        self._rows.close()

    @property
    def used(self) -> Set[Any]:
        """Ids of the categories that have objects."""
        return self._first_of_category.keys()

    def add_image(self, one: Any) -> None:
        """Take in the next picture.

        Raises:
            DatasetError: its id is damaged, or was there before.
        """
        where = self._image_at(self._images)
        own = entry(one, "id", _ID, where)
        self._add("INSERT INTO images VALUES (?, ?, ?)", (self._images, json.dumps(own), json.dumps(one)), own, where)
        self._images += 1

    def add_object(self, one: Any) -> None:
        """Take in the next object.

        Raises:
            DatasetError: its ids are damaged, or its own was there before.
        """
        where = self._object_at(self._objects)
        image = entry(one, "image_id", _ID, where)
        category = None if is_nameless(one) else entry(one, "category_id", _ID, where)
        # X-AnyLabeling gives points, which have no shape here, the id of the object before.
        own = entry(one, "id", _ID, where) if "id" in one and not is_shapeless(one) else None
        row = self._objects, None if own is None else json.dumps(own), json.dumps(image), json.dumps(one)
        self._add("INSERT INTO objects VALUES (?, ?, ?, ?)", row, own, where)
        if category is not None:
            self._first_of_category.setdefault(category, self._objects)
        points = one.get("keypoints")
        self.key_points |= isinstance(points, list) and any(points)
        self._objects += 1

    def _add(self, statement: str, row: tuple[int | str | None, ...], own: Any, where: Place) -> None:
        try:
            with self._room():
                self._rows.execute(statement, row)
        except sqlite3.IntegrityError as error:
            raise where.wrong(Sentence("the id {id!r} occurs twice", id=own)) from error

    def check(self, labels: dict[Any, str]) -> None:
        """Check that all that objects refer to is there; it may have come after them. Objects can be found then.

        Raises:
            DatasetError: it is not.
        """
        with self._room():
            self._rows.execute("CREATE INDEX objects_by_image ON objects (image)")
            for otherwise in _OTHERWISE:
                self._rows.execute(_REFER.format(otherwise=otherwise))
            number, image = self._rows.execute(_OF_NO_IMAGE).fetchone()
        if number is not None:
            raise self._object_at(number).wrong(
                Sentence("it belongs to the picture {image!r}, which is not listed", image=json.loads(image))
            )
        for category, number in self._first_of_category.items():
            if not {category, _otherwise(category)} & labels.keys():
                raise self._object_at(number).wrong(
                    Sentence("its category {category!r} is not listed", category=category)
                )

    def images(self) -> Iterator[tuple[Any, Any, Place]]:
        """All pictures, each with its id."""
        with self._room():
            for number, own, text in self._rows.execute("SELECT number, id, text FROM images ORDER BY number"):
                yield json.loads(own), json.loads(text), self._image_at(number)

    def objects(self, image: Any) -> Iterator[tuple[Any, Place]]:
        """Those of a picture."""
        statement = "SELECT number, text FROM objects WHERE image = ? ORDER BY number"
        with self._room():
            for number, text in self._rows.execute(statement, (json.dumps(image),)):
                yield json.loads(text), self._object_at(number)

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._place.wrong(
                Sentence("there is no room for temporary files ({reason}), so free some space first", reason=error)
            ) from error

    def _image_at(self, number: int) -> Place:
        return self._place.at(f"images[{number}]")

    def _object_at(self, number: int) -> Place:
        return self._place.at(f"annotations[{number}]")


def is_shapeless(one: Any) -> bool:
    """Whether the entry of an object has neither an outline nor a box, and says so."""
    return one.get("bbox") == [] and not one.get("segmentation")


def is_nameless(one: Any) -> bool:
    """Whether the entry of an object has a shape, but no category, as makesense.ai writes what nobody has named."""
    return "category_id" not in one and bool(one.get("bbox"))


def _otherwise(own: Any) -> Any:
    """An id as it is written otherwise, a number with quotes or without: VIA and PyLabel refer to some so."""
    if isinstance(own, int):
        return str(own)
    number = whole_number(own)
    return number if number is not None and str(number) == own else own


def _names(categories: list[Any], place: Place) -> dict[Any, str]:
    names: dict[Any, str] = {}
    for number, one in enumerate(categories):
        where = place.at(f"[{number}]")
        key = entry(one, "id", _ID, where)
        if key in names:
            raise where.wrong(Sentence("the id {id!r} occurs twice", id=key))
        names[key] = class_name(entry(one, "name", str, where), where)
    return names


def _groups(categories: list[Any], used: Set[Any]) -> Iterator[Any]:
    """Ids of categories that have no objects, no group, and others that name them as theirs."""
    named = {one["supercategory"] for one in categories if isinstance(one.get("supercategory"), str)} - {_NO_GROUP}
    for one in categories:
        if (
            one.get("supercategory") == _NO_GROUP
            and one["name"] in named
            and not {one["id"], _otherwise(one["id"])} & used
        ):
            yield one["id"]
