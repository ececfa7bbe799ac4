"""The classes of the project that is open, and which of them boxes are drawn for."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter

from PySide6.QtCore import QObject, Signal

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabelClass
from sam3_studio.dataset.project.palette import next_color
from sam3_studio.dataset.project.project import Project

_LAST_CLASS = "last class"


class SessionClasses(QObject):
    """What the window knows of classes, and the only one that changes them.

    Methods that write raise DatasetError when that fails; nothing has changed then.

    Attributes:
        listed: all of them, in the order of the project.
        current: id of the one that boxes are drawn for, at first the one that they were drawn for when the project was
            open last; None where there is none yet.

    Signals:
        changed: there are other classes, or one has changed, or another one is the current one.
        removed (int): a class is gone, and with it the steps that would bring something of it back.

    Args:
        project: that has them.
        parent: of this object.
    """

    changed = Signal()
    removed = Signal(int)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self.listed = project.classes.list()
        self._remembered = project.settings.get(_LAST_CLASS)
        ids = [one.id for one in self.listed]
        self.current: int | None = next((id_ for id_ in ids if id_ == self._remembered), ids[0] if ids else None)

    def find(self, class_id: int) -> LabelClass | None:
        """A class by its id."""
        return next((one for one in self.listed if one.id == class_id), None)

    def find_current(self) -> LabelClass | None:
        """The class that boxes are drawn for; None where there is none yet."""
        return None if self.current is None else self.find(self.current)

    def choose(self, class_id: int | None) -> None:
        """Make a class the current one, which boxes are drawn for."""
        if class_id != self.current:
            self.current = class_id
            self.changed.emit()

    def remember(self) -> None:
        """Have the project open with the same class as the current one; where that cannot be written, with another."""
        if self.current != self._remembered:
            with suppress(DatasetError):
                self._project.settings.set(_LAST_CLASS, self.current)
                self._remembered = self.current

    def add_concepts(self, concepts: Sequence[str]) -> tuple[LabelClass, ...]:
        """Have a class for every concept, and make the last one the current one; returns their classes.

        A concept that a class is named after, or is fed by, in whatever case, is that class; both are switched on.
        """
        table = self._project.classes
        with self._project.transaction():
            classes = [table.for_concept(concept.strip()) for concept in concepts if concept.strip()]
        if classes:
            self.current = classes[-1].id
            self._tell()
        return tuple(classes)

    def change(self, changed: LabelClass) -> None:
        """Replace the class with the same id."""
        if changed != self.find(changed.id):
            self._project.classes.change(changed)
            self._tell()

    def activate(self, class_ids: Collection[int]) -> None:
        """Have these classes looked for in pictures that are opened, too."""
        if self._project.classes.activate(class_ids):
            self._tell()

    def add(self, form: LabelClass) -> LabelClass:
        """Add a class, and make it the current one.

        Args:
            form: how it is to be; its id does not count. Without a digit it gets the next one that is free.
        """
        table = self._project.classes
        with self._project.transaction():
            new = table.add(form.name)
            changed = replace(form, id=new.id, digit=form.digit or new.digit)
            table.change(changed)
        self.current = new.id
        self._tell()
        return changed

    def blank(self, name: str = "") -> LabelClass:
        """A class that is not in the project: what a new one would look like, with the next free colour and digit."""
        taken = {one.digit for one in self.listed}
        digit = next((digit for digit in range(1, 10) if digit not in taken), None)
        return LabelClass(0, name, next_color(one.color for one in self.listed), digit=digit)

    def add_names(self, names: Iterable[str]) -> int:
        """Add a class, found by its name, for every name that none has yet; how many are new."""
        new = self._project.classes.add_missing(names)
        self._tell()
        return len(new)

    def remove(self, class_id: int) -> None:
        """Remove a class, with its objects in all pictures; no undo brings them back.

        Where it was the current one, the one that follows it in the list is that now: of many, several may go.
        """
        order = [one.id for one in sorted(self.listed, key=attrgetter("place"))]
        self._project.classes.remove(class_id)
        if self.current == class_id:
            row = order.index(class_id)
            self.current = next(iter(order[row + 1 :] or reversed(order[:row])), None)
        self._tell()
        self.removed.emit(class_id)

    def _tell(self) -> None:
        self.listed = self._project.classes.list()
        if self.find_current() is None:
            self.current = self.listed[0].id if self.listed else None
        self.changed.emit()
