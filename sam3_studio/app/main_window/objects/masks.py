"""What becomes of the masks of the objects that are selected: reshaped, divided, combined, put in order."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Slot

from sam3_studio.app.actions import BY_ID, Actions, title_of
from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.misfits import Misfits
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.objects.reshaping import ReshapingByNumber
from sam3_studio.app.main_window.objects.trials import RESHAPINGS
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.session import Session
from sam3_studio.core.document import ImageDocument
from sam3_studio.editing import combining, edits
from sam3_studio.editing.dividing import split

_NOTHING = QT_TRANSLATE_NOOP("Masks", "This changes nothing here.")
_REASONS = {
    "fill_holes": QT_TRANSLATE_NOOP("Masks", "Nothing that is selected has a hole."),
    "remove_islands": QT_TRANSLATE_NOOP("Masks", "Everything that is selected is in one part: there are no islands."),
    "split": QT_TRANSLATE_NOOP("Masks", "Everything that is selected is in one part already."),
    "subtract": QT_TRANSLATE_NOOP("Masks", "No other object shares a pixel with it."),
    "subtract_last": QT_TRANSLATE_NOOP("Masks", "The last one selected shares no pixel with the others."),
    "no_overlaps": QT_TRANSLATE_NOOP("Masks", "No two objects share a pixel."),
    "to_front": QT_TRANSLATE_NOOP("Masks", "It lies on top already."),
    "to_back": QT_TRANSLATE_NOOP("Masks", "It lies below all others already."),
}
"""Why an action does nothing."""


class Masks(QObject):
    """Connects what is done with masks as a whole.

    Args:
        actions: of the window.
        objects: for what is selected.
        desk: carries out what is done, and shows it beforehand.
        misfits: tells of objects that do not fit the picture, which are not combined with others.
        notifier: tells why nothing happens.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        objects: Objects,
        desk: Desk,
        misfits: Misfits,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._selection = objects.selection
        self._objects = objects
        self._desk = desk
        self._misfits = misfits
        self._notifier = notifier
        self._reshaping = ReshapingByNumber(objects, desk, notifier, self)
        functions: dict[str, Callable[[], object]] = {
            name: partial(self._reshaping.begin, name, reshaping) for name, reshaping in RESHAPINGS.items()
        }
        functions |= {
            "split": self._split,
            "merge": partial(self._combine, self._merge),
            "subtract": partial(self._combine, self._subtract),
            "subtract_last": partial(self._combine, self._subtract_last),
            "no_overlaps": self._part_overlaps,
            "to_front": partial(self._reorder, "to_front", combining.to_front),
            "to_back": partial(self._reorder, "to_back", combining.to_back),
        }
        connect_actions(actions, functions, self)
        objects.selection.changed.connect(self._reshaping.drop)
        desk.edited.connect(self._reshaping.drop)
        self._reshaping.useless.connect(self._tell_useless)

    def set_session(self, _session: Session | None) -> None:
        """Another project is open, or none: what was tried is not in hand any more."""
        self._reshaping.drop()

    def _ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self._objects.selected())

    def _edit(self, action: str, change: Callable[[ImageDocument], ImageDocument]) -> bool:
        """Carry out a step; where it changes nothing, say so."""
        done, picture = self._desk.edit(title_of(BY_ID[action]), change), self._desk.picture
        if done is False and picture is not None:
            self._tell_nothing(action, locks_hinder=_is_hindered_by_locks(change, picture.document))
        return bool(done)

    def _tell_nothing(self, action: str, *, locks_hinder: bool) -> None:
        """Say why an action that was chosen does nothing."""
        if locks_hinder:
            self._objects.tell_locked()
        else:
            self._notifier.inform(QCoreApplication.translate("Masks", _REASONS.get(action, _NOTHING)))

    @Slot(str, bool)
    def _tell_useless(self, action: str, locks_hinder: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._tell_nothing(action, locks_hinder=locks_hinder)

    def _combine(self, step: Callable[[], None]) -> None:
        """Do something with the pixels of several objects, which have to be those of the picture in hand."""
        if not self._misfits.met(self._objects.selected()):
            step()

    def _merge(self) -> None:
        merged = [item for item in self._objects.selected() if not item.locked]
        if self._edit("merge", partial(combining.merge, ids=self._ids(), time=time.time())):
            self._selection.select([item.id for item in self._objects.selected()])
            if len({item.class_id for item in merged}) > 1:
                name = self._objects.class_name(merged[-1].class_id)
                self._notifier.inform(
                    self.tr("All of it is “{name}” now, as the topmost of them was.").format(name=name)
                )

    def _take_pixels(self, action: str, change: Callable[[ImageDocument], ImageDocument]) -> None:
        """Carry out a step that objects may lose all pixels by."""
        before = self._desk.picture.document.objects if self._desk.picture else ()
        if self._edit(action, change):
            self._objects.tell_gone(before)

    def _subtract(self) -> None:
        others = self._objects.shown_ids()
        self._take_pixels("subtract", partial(combining.subtract, ids=self._ids(), time=time.time(), others=others))
        self._objects.tell_hidden()

    def _subtract_last(self) -> None:
        there = self._ids()
        *others, last = (name for name in self._selection.ids if name in there)
        self._take_pixels("subtract_last", partial(combining.subtract, ids={last}, time=time.time(), others=others))

    def _reorder(self, action: str, change: Callable[[ImageDocument, frozenset[str]], ImageDocument]) -> None:
        ids = self._ids()
        self._edit(action, lambda document: change(document, ids))

    def _part_overlaps(self) -> None:
        among = self._objects.shown_ids()
        self._take_pixels("no_overlaps", partial(combining.without_overlaps, time=time.time(), among=among))
        self._objects.tell_hidden()

    def _split(self) -> None:
        pieces = {item.id: split(item.mask) for item in self._objects.selected()}

        def change(document: ImageDocument) -> ImageDocument:
            for object_id, parts in pieces.items():
                if len(parts) > 1:
                    document = combining.divide(document, object_id, parts, time.time())
            return document

        before, chosen = self._object_ids(), self._selection.ids
        if self._edit("split", change):
            made = [name for name in self._object_ids() if name not in set(before)]
            self._selection.select([*chosen, *made])

    def _object_ids(self) -> list[str]:
        return [item.id for item in self._desk.picture.document.objects] if self._desk.picture else []


def _is_hindered_by_locks(change: Callable[[ImageDocument], ImageDocument], document: ImageDocument) -> bool:
    """Whether a change that does nothing would do something if no object were locked."""
    free = edits.set_locked(document, [item.id for item in document.objects], locked=False)
    return change(free) is not free
