"""Copies of objects, within a picture and from one to another; they stay inside the program."""

import time
from collections.abc import Collection, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.editing import edits
from sam3_studio.editing.copies import copies, without_twins

_OFFSET = 12
"""How far aside copies are put, in pixels, where they would lie exactly on what they are copies of."""
_MOST_STEPS = 20


class Clipboard(QObject):
    """Connects copy, paste, duplicate, and copying from the picture before.

    Signals:
        changed: there is something else to paste.

    Args:
        actions: of the window.
        files: tells which picture comes before.
        desk: carries out what is done.
        objects: for what is copied.
        notifier: tells when there is nothing to copy.
        parent: of this object.
    """

    changed = Signal()

    def __init__(
        self,
        actions: Actions,
        files: FilesPanel,
        desk: Desk,
        objects: Objects,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._desk = desk
        self._objects = objects
        self._selection = objects.selection
        self._notifier = notifier
        self._session: Session | None = None
        self.content: tuple[LabeledObject, ...] = ()
        """What would be pasted."""
        functions = {
            "copy": self._copy,
            "paste": self._paste,
            "duplicate": self._duplicate,
            "copy_previous": self._copy_previous,
        }
        connect_actions(actions, functions, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none: it has other classes, and nothing is pasted there."""
        self._session = session
        self.content = ()
        self.changed.emit()
        if session is not None:
            session.classes.removed.connect(self._forget_removed)

    @Slot()
    def _forget_removed(self) -> None:
        """What was copied of a class that is gone cannot be pasted."""
        self.content = tuple(self._known(self.content))
        self.changed.emit()

    def _copy(self) -> None:
        if chosen := self._objects.selected():
            self.content = chosen
            self.changed.emit()

    def _paste(self) -> None:
        new = self._aside(self.content)
        self._add(self.tr("Paste %Ln object(s)", "", len(new)), new)
        self._tell_left_out(self.content, new)

    def _duplicate(self) -> None:
        new = self._aside(self._objects.selected())
        self._add(self.tr("Duplicate %Ln object(s)", "", len(new)), new)

    def _copy_previous(self) -> None:
        session, picture = self._session, self._desk.picture
        if session is None or picture is None:
            return
        with self._desk.telling():
            before = self._files.neighbour(picture.name, -1)
            found = session.project.labels.document(before).objects if before else ()
            fitted = self._fitted(found)
            new = without_twins(fitted, picture.document.objects)
            if new:
                self._add(self.tr("Copy %Ln object(s) of the previous picture", "", len(new)), new)
                self._tell_twins(len(fitted) - len(new))
            else:
                self._notifier.inform(self.tr("The previous picture has no objects that are not here already."))
            self._tell_left_out(found, fitted)

    def _tell_twins(self, count: int) -> None:
        """Say how many objects have no copy because they are in the picture in hand, seen or hidden."""
        if count:
            self._notifier.inform(self.tr("%Ln object(s) are here already and were not copied again.", "", count))

    def _tell_left_out(self, objects: Collection[LabeledObject], new: Collection[LabeledObject]) -> None:
        """Say how many of the objects have no copy because none of their pixels lies in the picture in hand."""
        count = len(self._known(objects)) - len(new)
        if count:
            told = self.tr("%Ln object(s) would lie outside of this picture and are left out.", "", count)
            self._notifier.inform(told)

    def _aside(self, objects: tuple[LabeledObject, ...]) -> tuple[LabeledObject, ...]:
        """Copies of objects that lie where they do not hide what they are copies of."""
        present = self._desk.picture.document.objects if self._desk.picture else ()
        for step in range(_MOST_STEPS):
            new = self._fitted(objects, step * _OFFSET)
            if len(without_twins(new, present)) == len(new):
                break
        return new

    def _fitted(self, objects: Iterable[LabeledObject], offset: int = 0) -> tuple[LabeledObject, ...]:
        """Copies of objects, as far as they lie in the picture in hand and their classes are still there."""
        if self._session is None or self._desk.size is None:
            return ()
        width, height = self._desk.size
        return copies(self._known(objects), height, width, time=time.time(), offset=offset)

    def _known(self, objects: Iterable[LabeledObject]) -> list[LabeledObject]:
        """Those whose classes are still there."""
        session = self._session
        return [item for item in objects if session is not None and session.classes.find(item.class_id)]

    def _add(self, label: str, new: tuple[LabeledObject, ...]) -> None:
        if new and self._desk.edit(label, partial(edits.add_objects, objects=new)):
            self._objects.reveal(new)
            self._selection.select([item.id for item in new])
