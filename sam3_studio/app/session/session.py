"""The project that is open: its pictures, its classes, and which picture is in hand."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.session.offers import OfferRules
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.taking_in import TakingIn
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.images import Counts, ImageRecord
from sam3_studio.dataset.project.palette import next_color
from sam3_studio.dataset.project.project import Project
from sam3_studio.editing.history import Change, History

_MOST_HISTORIES = 50
"""Pictures whose steps can still be undone after one has gone on to others."""

_LAST_PICTURE = "last picture"
_PATIENCE = 0.3
"""Seconds that closing waits for a scan, and for a backup."""


class Session(QObject):
    """A project while it is open. The only one that writes to it; everything runs in the window's thread.

    Methods that write raise DatasetError when that fails; nothing has changed then.

    Signals:
        pictures_found (tuple[str, ...]): names of new pictures, in natural order.
        pictures_changed: there are other pictures than before, or fewer.
        picture_changed (CurrentPicture | None): another picture is in hand.
        state_changed (str, ImageState): how far a picture is.
        classes_changed: there are other classes, or one has changed.
        scanned (bool): the folder has been looked through; whether all of it could be.
        told (str): a sentence for a person.

    Args:
        path: folder of pictures, or a project file.
        parent: of this object.

    Raises:
        DatasetError: the project cannot be opened.
    """

    pictures_found = Signal(object)
    pictures_changed = Signal()
    picture_changed = Signal(object)
    state_changed = Signal(str, object)
    classes_changed = Signal()
    scanned = Signal(bool)
    told = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = Project.open(path)
        self.picture: CurrentPicture | None = None
        self.classes = self.project.classes.list()
        self.current_class: int | None = self.classes[0].id if self.classes else None
        self._rules = OfferRules()
        self._histories: OrderedDict[str, History] = OrderedDict()
        self._taking_in = TakingIn(self.project, self)
        self._taking_in.found.connect(self.pictures_found)
        self._taking_in.lost.connect(self.pictures_changed)
        self._taking_in.ended.connect(self.scanned)
        self._taking_in.told.connect(self.told)

    # Pictures

    def scan(self) -> None:
        """Look through the folder in the background, again where that was done; new pictures appear in the list."""
        self._taking_in.begin()

    @property
    def is_scanning(self) -> bool:
        """Whether the folder is being looked through."""
        return self._taking_in.is_running

    def records(self, *, after: str | None = None, limit: int = -1) -> list[ImageRecord]:
        """Pictures in natural order; see `ImageIndex.records`."""
        return self.project.images.records(after=after, limit=limit)

    def counts(self) -> Counts:
        """How far the project is."""
        return self.project.images.counts()

    def path(self, name: str) -> Path:
        """Where a picture is."""
        return self.project.path(name)

    def last_picture(self) -> str | None:
        """Name of the picture that was in hand when the project was open last, if it is still there."""
        name = self.project.settings.get(_LAST_PICTURE)
        return name if isinstance(name, str) and self.project.images.find(name) else None

    def show(self, name: str) -> CurrentPicture:
        """Take a picture in hand. On a full disk, too: it is told that it could not be noted as the last one.

        Raises:
            DatasetError: the project cannot be read; the picture in hand stays.
        """
        if self.picture is not None and self.picture.name == name:
            return self.picture
        picture = self._take_in_hand(name)
        try:
            self.project.settings.set(_LAST_PICTURE, name)
        except DatasetError as error:
            self.told.emit(translated(error))
        return picture

    def note_size(self, name: str, width: int, height: int) -> None:
        """A picture has been read: its size in pixels, after EXIF transposition."""
        record = self.project.images.find(name)
        if record is not None and (record.width, record.height) != (width, height):
            self.project.images.set_size(name, width, height)

    def fail(self, name: str, reason: str) -> None:
        """A picture cannot be read, for a reason told in a sentence."""
        self.project.images.set_failed(name, reason)
        self.state_changed.emit(name, ImageState.FAILED)

    def note_change(self, name: str, change: Change, state: ImageState | None) -> None:
        """Labels of a picture that is not in hand have been changed: where it has steps to be undone, that is one more.

        The state is how far the picture is since; None for as far as before.
        """
        if name in self._histories:
            self._histories[name].push(change)
        if state is not None:
            self.state_changed.emit(name, state)

    def take_found(self, name: str, found: Mapping[int, Found], state: ImageState) -> None:
        """A run over many pictures has kept what it found in one: the picture in hand has it, too."""
        if self.picture is not None and self.picture.name == name:
            self.picture.take_found(found, state)
        else:
            self.state_changed.emit(name, state)

    def tell_state(self, name: str) -> None:
        """A run over many pictures has changed how far one is."""
        if record := self.project.images.find(name):
            self.state_changed.emit(name, record.state)

    def set_rules(self, rules: OfferRules) -> None:
        """What is offered is to follow other rules, in all pictures."""
        if rules != self._rules:
            self._rules = rules
            if self.picture is not None:
                self.picture.set_rules(rules)

    # Classes

    def find_class(self, class_id: int) -> LabelClass | None:
        """A class by its id."""
        return next((one for one in self.classes if one.id == class_id), None)

    def find_current_class(self) -> LabelClass | None:
        """The class that boxes are drawn for; None where there is none yet."""
        return None if self.current_class is None else self.find_class(self.current_class)

    def choose_class(self, class_id: int | None) -> None:
        """Make a class the current one, which boxes are drawn for."""
        if class_id != self.current_class:
            self.current_class = class_id
            self.classes_changed.emit()

    def add_concepts(self, concepts: Sequence[str]) -> tuple[LabelClass, ...]:
        """Have a class for every concept, and make the last one the current one; returns their classes.

        A concept that a class is named after, or is fed by, in whatever case, is that class; both are switched on.
        """
        table = self.project.classes
        with self.project.transaction():
            classes = [table.for_concept(concept.strip()) for concept in concepts if concept.strip()]
        if classes:
            self.current_class = classes[-1].id
            self._classes_became()
        return tuple(classes)

    def change_class(self, changed: LabelClass) -> None:
        """Replace the class with the same id."""
        if changed != self.find_class(changed.id):
            self.project.classes.change(changed)
            self._classes_became()

    def activate_classes(self, class_ids: Collection[int]) -> None:
        """Have these classes looked for in pictures that are opened, too."""
        silent = [one for one in self.classes if one.id in class_ids and not one.active]
        with self.project.transaction():
            for one in silent:
                self.project.classes.change(replace(one, active=True))
        if silent:
            self._classes_became()

    def add_class(self, form: LabelClass) -> LabelClass:
        """Add a class, and make it the current one.

        Args:
            form: how it is to be; its id does not count. Without a digit it gets the next one that is free.
        """
        table = self.project.classes
        with self.project.transaction():
            new = table.add(form.name)
            changed = replace(form, id=new.id, digit=form.digit or new.digit)
            table.change(changed)
        self.current_class = new.id
        self._classes_became()
        return changed

    def blank_class(self, name: str = "") -> LabelClass:
        """A class that is not in the project: what a new one would look like, with the next free colour and digit."""
        taken = {one.digit for one in self.classes}
        digit = next((digit for digit in range(1, 10) if digit not in taken), None)
        return LabelClass(0, name, next_color(one.color for one in self.classes), digit=digit)

    def add_classes(self, names: Iterable[str]) -> int:
        """Add a class, found by its name, for every name that none has yet; how many are new."""
        new = self.project.classes.add_missing(names)
        self._classes_became()
        return len(new)

    def remove_class(self, class_id: int, move_to: int | None = None) -> None:
        """Remove a class; its objects in all pictures are deleted, or move to another class. Undo ends here."""
        self.project.classes.remove(class_id, objects="delete" if move_to is None else move_to)
        self._histories.clear()
        if self.current_class == class_id:
            self.current_class = None
        self._classes_became()
        if self.picture is not None:
            self._take_in_hand(self.picture.name)

    def close(self) -> None:
        """End the scan and let other programs open the project.

        A scan that waits for a slow disk ends when it can; see `lingering.have_all_ended`.

        Raises:
            DatasetError: the disk fails; what was written is safe nevertheless.
        """
        self._taking_in.stop(_PATIENCE)
        self.project.close()

    def _classes_became(self) -> None:
        self.classes = self.project.classes.list()
        if self.find_current_class() is None:
            self.current_class = self.classes[0].id if self.classes else None
        if self.picture is not None:
            self.picture.set_classes(self.classes)
        self.classes_changed.emit()

    def _take_in_hand(self, name: str) -> CurrentPicture:
        picture = CurrentPicture(self.project, name, self._history(name), self)
        picture.set_rules(self._rules)
        picture.state_changed.connect(self._tell_state)
        picture.told.connect(self.told)
        if self.picture is not None:
            self.picture.deleteLater()
        self.picture = picture
        self.picture_changed.emit(picture)
        return picture

    def _history(self, name: str) -> History:
        history = self._histories.pop(name, None) or History()
        self._histories[name] = history
        while len(self._histories) > _MOST_HISTORIES:
            self._histories.popitem(last=False)
        return history

    @Slot(object)
    def _tell_state(self, state: ImageState) -> None:
        if self.picture is not None and self.sender() is self.picture:
            self.state_changed.emit(self.picture.name, state)
