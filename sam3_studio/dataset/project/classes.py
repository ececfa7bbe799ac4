"""The classes of a project."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Attribute, LabelClass
from sam3_studio.dataset.project.palette import Color, next_color
from sam3_studio.dataset.project.storage.database import Database, Row
from sam3_studio.dataset.project.storage.soundness import making_sense
from sam3_studio.dataset.project.touching import touch
from sam3_studio.dataset.report import check_class_names

_COLUMNS = "id, name, color, concepts, digit, threshold, minimum_area, active, concepts_off, attributes"


class ClassTable:
    """Reads and writes classes. Each call that writes is on disk when it returns, and all or nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> tuple[LabelClass, ...]:
        """All classes, in the order of their ids, which is the one that label files number them in.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM classes ORDER BY id")
        with making_sense(self._database.path):
            return tuple(map(_label_class, rows))

    def add(self, name: str, *, concepts: tuple[str, ...] = ()) -> LabelClass:
        """Add a class with an id that no class ever had, a colour that few have, and the next free digit, if any.

        Args:
            name: that no class has yet.
            concepts: what finds it; none for no search by words.

        Raises:
            DatasetError: the name cannot be used, or the project cannot be written.
        """
        present = self.list()
        _check_name(name, present)
        new = LabelClass(
            id=0,
            name=name,
            color=next_color(one.color for one in present),
            concepts=concepts,
            digit=next(_free_digits(present), None),
        )
        return self._insert(new)

    def _insert(self, new: LabelClass) -> LabelClass:
        with self._database.transaction() as connection:
            touch(connection)
            cursor = connection.execute(
                "INSERT INTO classes "
                "(name, color, concepts, digit, threshold, minimum_area, active, concepts_off, attributes) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _values(new),
            )
            return replace(new, id=cursor.lastrowid or 0)

    def add_missing(self, names: Iterable[str]) -> tuple[LabelClass, ...]:
        """Add a class, found by its name, for every name that none has yet; the new ones.

        Raises:
            DatasetError: a name cannot be used, or the project cannot be written; none is added then.
        """
        present = self.list()
        known = [one.name for one in present]
        new = [name for name in dict.fromkeys(names) if name not in set(known)]
        if not new:
            return ()
        check_class_names([*known, *new])
        colors, digits = Counter(one.color for one in present), _free_digits(present)
        with self._database.transaction():
            return tuple(self._insert(_found_by_its_name(name, colors, next(digits, None))) for name in new)

    def for_concept(self, concept: str) -> LabelClass:
        """The class of a concept, which is looked for from now on: a new one unless a class is named or fed by it.

        Case does not matter.

        Raises:
            DatasetError: the name cannot be used, or the project cannot be written.
        """
        wanted = concept.casefold()
        for one in self.list():
            if wanted in {text.casefold() for text in (one.name, *one.concepts)}:
                own = next((own for own in one.concepts if own.casefold() == wanted), concept)
                changed = replace(one.with_concept(own), active=True)
                if changed != one:
                    self.change(changed)
                return changed
        return self.add(concept, concepts=(concept,))

    def change(self, changed: LabelClass) -> None:
        """Replace the class with the same id. A digit that another class has is taken from it.

        Raises:
            DatasetError: there is no such class, its new name cannot be used, or the project cannot be written.
        """
        others = [one for one in self.list() if one.id != changed.id]
        _check_name(changed.name, others)
        with self._database.transaction() as connection:
            touch(connection)
            if changed.digit is not None:
                connection.execute("UPDATE classes SET digit = NULL WHERE digit = ?", (changed.digit,))
            cursor = connection.execute(
                "UPDATE classes SET name = ?, color = ?, concepts = ?, digit = ?, threshold = ?, minimum_area = ?, "
                "active = ?, concepts_off = ?, attributes = ? WHERE id = ?",
                (*_values(changed), changed.id),
            )
            if not cursor.rowcount:
                raise _unknown(changed.id)

    def activate(self, class_ids: Collection[int]) -> bool:
        """Have these classes looked for in pictures that are opened, too; whether any was not.

        Raises:
            DatasetError: the project cannot be written; none is switched on then.
        """
        silent = [one for one in self.list() if one.id in class_ids and not one.active]
        with self._database.transaction():
            for one in silent:
                self.change(replace(one, active=True))
        return bool(silent)

    def count_objects(self, class_id: int) -> tuple[int, int]:
        """How many objects a class has in all pictures, and how many pictures that is.

        Raises:
            DatasetError: the project cannot be read.
        """
        row = self._database.row("SELECT count(*), count(DISTINCT image) FROM objects WHERE class = ?", (class_id,))
        return (row[0], row[1]) if row else (0, 0)

    def remove(self, class_id: int) -> None:
        """Remove a class with its objects, boxes and candidates in all pictures.

        Documents that are in memory, and histories, still have its objects: read them anew, and forget the histories.

        Raises:
            DatasetError: there is no such class, or the project cannot be written.
        """
        with self._database.transaction() as connection:
            touch(connection)
            connection.execute("DELETE FROM objects WHERE class = ?", (class_id,))
            if not connection.execute("DELETE FROM classes WHERE id = ?", (class_id,)).rowcount:
                raise _unknown(class_id)


def _free_digits(present: Iterable[LabelClass]) -> Iterator[int]:
    """Those that choose no class yet."""
    taken = {one.digit for one in present}
    return (digit for digit in range(1, 10) if digit not in taken)


def _found_by_its_name(name: str, colors: Counter[Color], digit: int | None) -> LabelClass:
    """A new class; its colour is counted, too."""
    color = next_color(colors)
    colors[color] += 1
    return LabelClass(id=0, name=name, color=color, concepts=(name,), digit=digit)


def _check_name(name: str, others: Iterable[LabelClass]) -> None:
    if name in {one.name for one in others}:
        raise DatasetError("There is a class “{name}” already; choose another name.", name=name)
    check_class_names([name])


def _unknown(class_id: int) -> DatasetError:
    return DatasetError("There is no class {class_id} in the project any more; choose another.", class_id=class_id)


def _values(one: LabelClass) -> Row:
    red, green, blue = one.color
    color = red << 16 | green << 8 | blue
    concepts, off = (json.dumps(texts, ensure_ascii=False) for texts in (one.concepts, one.concepts_off))
    attributes = json.dumps([(item.name, item.values, item.default) for item in one.attributes], ensure_ascii=False)
    return one.name, color, concepts, one.digit, one.threshold, one.minimum_area, one.active, off, attributes


def _label_class(row: Row) -> LabelClass:
    id_, name, color, concepts, digit, threshold, minimum_area, active, concepts_off, attributes = row
    return LabelClass(
        id=id_,
        name=name,
        color=(color >> 16, color >> 8 & 255, color & 255),
        concepts=tuple(json.loads(concepts)),
        digit=digit,
        threshold=threshold,
        minimum_area=minimum_area,
        active=bool(active),
        concepts_off=tuple(json.loads(concepts_off)),
        attributes=tuple(Attribute(name, tuple(values), default) for name, values, default in json.loads(attributes)),
    )
