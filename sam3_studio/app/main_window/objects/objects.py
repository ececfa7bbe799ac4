"""Objects: what becomes of those that are selected, or meant in the list."""

from collections.abc import Callable, Collection, Iterable
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.candidates import Candidates
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.prompts.classes import Classes
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.editing import edits


class Objects(QObject):
    """Connects what is done with objects.

    Attributes:
        selection: of the window: which of them a person means.

    Args:
        actions: of the window.
        instances: lists them.
        selection: of the window.
        desk: carries out what is done.
        candidates: are selected and deleted in the same way.
        classes: to choose another one from.
        notifier: tells why nothing happens to locked ones.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        instances: InstancesPanel,
        selection: Selection,
        desk: Desk,
        candidates: Candidates,
        classes: Classes,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = desk.canvas
        self.selection = selection
        self._desk = desk
        self._candidates = candidates
        self._classes = classes
        self._notifier = notifier
        functions: dict[str, Callable[[], object]] = {
            "delete": self._delete,
            "select_all": self._select_all,
            "show_all": self._show_all,
            "change_class": self._ask_for_class,
            "look_closely": self._look_closely,
        }
        functions |= {f"class_{digit}": partial(self._choose_digit, digit) for digit in range(1, 10)}
        connect_actions(actions, functions, self)
        classes.refused.connect(self.tell_locked)
        instances.class_requested.connect(self._ask_for_class_of)
        instances.remove_requested.connect(self._remove)
        instances.opened.connect(self._look_at)

    def marked(self) -> tuple[LabeledObject, ...]:
        """The objects that are selected, seen or not, in the order in which they were made: to be shown and hidden."""
        picture, chosen = self._desk.picture, set(self.selection.ids)
        return tuple(item for item in picture.document.objects if item.id in chosen) if picture else ()

    def selected(self) -> tuple[LabeledObject, ...]:
        """Those of them that are seen: nobody changes what is not."""
        return tuple(filter(self._is_seen, self.marked()))

    def shown(self) -> tuple[LabeledObject, ...]:
        """The objects that are seen, in the order in which they were made."""
        picture = self._desk.picture
        return tuple(filter(self._is_seen, picture.document.objects)) if picture else ()

    def shown_ids(self) -> frozenset[str]:
        """Ids of the objects that are seen."""
        return frozenset(item.id for item in self.shown())

    def _is_seen(self, item: LabeledObject) -> bool:
        hidden = item.hidden or item.class_id in self._desk.offering.hidden_classes
        return self._canvas.options.objects and not hidden

    def reveal(self, made: Iterable[LabeledObject]) -> None:
        """Show again what objects that were just made would be hidden by, and say so."""
        if self._actions["hide_all"].isChecked():
            self._actions["hide_all"].setChecked(False)
            self._notifier.inform(self.tr("All objects are shown again, so that you see what you made."))
        for class_id in sorted(self._classes.show({item.class_id for item in made})):
            told = self.tr("The class “{name}” is shown again, so that you see what you made.")
            self._notifier.inform(told.format(name=self.class_name(class_id)))

    def class_name(self, class_id: int) -> str:
        """What the class of an object is called."""
        return self._classes.name_of(class_id)

    def _ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.selected())

    def _marked_ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.marked())

    def meant(self, object_id: str) -> tuple[str, ...]:
        """Ids of one that was meant in the list, and of the others that are selected if it is."""
        ids = self._marked_ids()
        return ids if object_id in ids else (object_id,)

    def _delete(self) -> None:
        """Delete what is being drawn, else the chosen box, else the selected objects, else reject candidates."""
        if self._canvas.take_back() or self._canvas.drop():
            return
        if box := self._canvas.chosen_box:
            self._desk.edit(self.tr("Remove a box"), partial(edits.remove_box, box_id=box))
        elif ids := self._ids():
            self._delete_objects(ids)
        else:
            self._candidates.reject(self._candidates.selected())

    @Slot(str)
    def _remove(self, object_id: str) -> None:
        self._delete_objects(self.meant(object_id))

    def _delete_objects(self, ids: Collection[str]) -> None:
        free = [item for item in self._found(ids) if not item.locked]
        if free:
            label = self.tr("Delete %Ln object(s)", "", len(free))
            self._desk.edit(label, partial(edits.remove_objects, ids=ids))
        else:
            self.tell_locked()

    def _found(self, ids: Collection[str]) -> list[LabeledObject]:
        picture = self._desk.picture
        return [item for item in picture.document.objects if item.id in ids] if picture else []

    @Slot()
    def tell_locked(self) -> None:
        """Say why nothing happens."""
        self._notifier.inform(self.tr("Locked objects stay as they are; unlock them first."))

    def tell_gone(self, before: Collection[LabeledObject]) -> None:
        """Say that objects lost their last pixel, if any did: what was not aimed at is easily overlooked.

        Args:
            before: the objects that there were.
        """
        picture = self._desk.picture
        gone = len(before) - len(picture.document.objects) if picture else 0
        if gone > 0:
            self._notifier.inform(
                self.tr("%Ln object(s) had no pixel left and are gone; undo brings them back.", "", gone)
            )

    def tell_hidden(self) -> None:
        """Say that what is not seen was left out of what was done to all, if there is any of it."""
        every = self._desk.picture.document.objects if self._desk.picture else ()
        if hidden := len(every) - len(self.shown()):
            self._notifier.inform(self.tr("%Ln hidden object(s) stay as they are.", "", hidden))

    def _select_all(self) -> None:
        if self._desk.picture:
            self.selection.select([one.id for one in self.shown()])

    def _show_all(self) -> None:
        """Show all objects of the picture, whether each was hidden by itself, with its class, or with all others."""
        every = self._desk.picture.document.objects if self._desk.picture else ()
        self.show(item.id for item in every)

    def show(self, ids: Iterable[str]) -> None:
        """Have objects of the picture in hand seen, whatever they are hidden by."""
        found = self._found(frozenset(ids))
        if not found:
            return
        self._actions["hide_all"].setChecked(False)
        self._classes.show({item.class_id for item in found})
        if any(item.hidden for item in found):
            change = partial(edits.set_hidden, ids=[item.id for item in found], hidden=False)
            self._desk.edit(self.tr("Show objects"), change)

    def _choose_digit(self, digit: int) -> None:
        """A digit makes a class the current one; selected objects become of that class. Where it went is told."""
        chosen = self.selected()
        self._classes.choose_digit(digit, [item.id for item in chosen])
        current = self._classes.current()
        name = current.name if current else ""
        if chosen and not all(item.locked for item in chosen):
            told = self.tr("The selected objects, and what you draw next, are of class “{name}”.")
        else:
            told = self.tr("What you draw next is of class “{name}”.")
            self._candidates.tell_class_stays(unless=chosen)
        self._notifier.answer(told.format(name=name))

    def _ask_for_class(self) -> None:
        ids = self._ids()
        self._candidates.tell_class_stays(unless=ids)
        self._classes.ask_for_class(ids)

    @Slot(str)
    def _ask_for_class_of(self, object_id: str) -> None:
        self._classes.ask_for_class(self.meant(object_id))

    def _look_closely(self) -> None:
        chosen = self._marked_ids() or tuple(one.id for one in self._candidates.chosen())
        if chosen:
            self._look_at(chosen[0])

    @Slot(str)
    def _look_at(self, name: str) -> None:
        masks = {one.id: one.candidate.mask for one in self._desk.offering.candidates().values()}
        masks |= {item.id: item.mask for item in self._found([name])}
        if name in masks and (box := masks[name].box):
            self._canvas.look_closely(box)
