"""What a person does to masks on the canvas: which objects it concerns."""

import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.interaction import AreaDrawn, AreaEdit, HoleClicked, LineCut, OutlineChanged
from sam3_studio.app.main_window.objects.misfits import Misfits
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.prompts.classes import Classes
from sam3_studio.app.notify import Notifier
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.mask_algebra import intersected, united
from sam3_studio.core.rle import Rle
from sam3_studio.editing import combining, edits
from sam3_studio.editing.details import default_details
from sam3_studio.editing.dividing import cut, sheds
from sam3_studio.editing.redrawing import redrawn
from sam3_studio.editing.reshaping import hole_at
from sam3_studio.editing.strokes import Point


class Areas(QObject):
    """Turns what area tools draw into steps.

    What is added goes to the object that is selected; where there is none, or more than one, it is a new object of
    the current class. One that was begun with a brush is selected, so that the next stroke goes on with it. What is
    erased is taken from the selected objects, and where there are none, from all that are shown.

    Args:
        objects: for what is selected.
        desk: carries out what is done.
        misfits: tells of objects that do not fit the picture, which are not edited.
        classes: makes a class where there is none.
        notifier: tells why nothing happens.
        parent: of this object.
    """

    def __init__(
        self,
        objects: Objects,
        desk: Desk,
        misfits: Misfits,
        classes: Classes,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._selection = objects.selection
        self._objects = objects
        self._desk = desk
        self._misfits = misfits
        self._classes = classes
        self._notifier = notifier
        desk.canvas.area_edited.connect(self._take)

    @Slot(object)
    def _take(self, edit: AreaEdit) -> None:
        if self._desk.picture is None:
            return
        chosen = self._objects.selected()
        if chosen and all(item.locked for item in chosen):
            self._objects.tell_locked()
            return
        begins = isinstance(edit, AreaDrawn) and not edit.erases and len(chosen) != 1
        if not begins and self._misfits.met(chosen):
            return
        match edit:
            case AreaDrawn():
                self._take_area(edit)
            case LineCut(points):
                self._cut(points)
            case HoleClicked(x, y):
                self._fill(x, y)
            case OutlineChanged():
                self._redraw(edit)

    def _take_area(self, drawn: AreaDrawn) -> None:
        chosen = self._objects.selected()
        if drawn.erases:
            self._erase(drawn.area, chosen or self._objects.shown())
        elif len(chosen) == 1:
            self._set_mask(self.tr("Paint"), chosen[0], united([chosen[0].mask, drawn.area]))
        else:
            self._draw(drawn)

    def _meant(self) -> tuple[LabeledObject, ...]:
        """The selected objects, and where there are none, all that are shown, as far as they fit the picture."""
        return self._misfits.without(self._objects.selected() or self._objects.shown())

    def _set_mask(self, label: str, item: LabeledObject, mask: Rle) -> None:
        self._desk.edit(label, partial(combining.set_masks, masks={item.id: mask}, time=time.time()))

    def _cut(self, points: Sequence[Point]) -> None:
        """Cut the selected objects, and where there are none, all that are shown."""
        now = time.time()
        pieces = {item.id: cut(item.mask, points) for item in self._meant()}
        pieces = {name: found for name, found in pieces.items() if len(found) > 1}

        def change(document: ImageDocument) -> ImageDocument:
            for name, found in pieces.items():
                document = combining.divide(document, name, found, now)
            return document

        if self._desk.edit(self.tr("Cut"), change) is not False:
            return
        if pieces:
            self._objects.tell_locked()
            return
        if any(sheds(item.mask, points) for item in self._meant()):
            told = self.tr(
                "The cut takes off no more than a speck, which stays: cross an object from side to side, or erase the "
                "speck."
            )
        elif self._objects.selected():
            told = self.tr("The cut divides nothing that is selected: it has to cross an object from side to side.")
        else:
            told = self.tr("The cut divides nothing: it has to cross an object from side to side.")
        self._notifier.inform(told)

    def _fill(self, x: int, y: int) -> None:
        """Fill the smallest hole around a pixel, of the selected objects or of all that are shown."""
        selected = self._objects.selected()
        around = [(hole.area, item, hole) for item in self._meant() if (hole := hole_at(item.mask, x, y))]
        found = [one for one in around if not one[1].locked]
        if around and not found:
            self._objects.tell_locked()
            return
        if not found:
            none = (
                self.tr("Nothing that is selected has a hole here.") if selected else self.tr("There is no hole here.")
            )
            self._notifier.inform(none)
            return
        _, item, hole = min(found, key=_area_first)
        self._set_mask(self.tr("Fill a hole"), item, united([item.mask, hole]))

    def _redraw(self, edit: OutlineChanged) -> None:
        item = self._desk.picture.document.find_object(edit.id) if self._desk.picture else None
        if item is None:
            return
        if item.mask != edit.mask:
            self._notifier.inform(self.tr("The number of pixels is still being tried; take it or cancel it first."))
            return
        mask = redrawn(item.mask, edit.before, edit.after)
        if mask.area:
            self._set_mask(self.tr("Move corners"), item, mask)
        else:
            before = self._desk.picture.document.objects if self._desk.picture else ()
            self._desk.edit(self.tr("Erase"), partial(edits.remove_objects, ids=(item.id,)))
            self._objects.tell_gone(before)

    def _erase(self, area: Rle, objects: tuple[LabeledObject, ...]) -> None:
        ids = {item.id for item in objects}
        before = self._desk.picture.document.objects if self._desk.picture else ()
        done = self._desk.edit(self.tr("Erase"), partial(combining.erase, ids=ids, area=area, time=time.time()))
        if done:
            self._objects.tell_gone(before)
        if done is not False:
            return
        if any(intersected(item.mask, area).area for item in self._misfits.without(objects)):
            self._objects.tell_locked()
        elif self._objects.selected():
            self._notifier.inform(self.tr("There is nothing to erase here of what is selected."))
        elif not self._misfits.met(objects):
            self._notifier.inform(self.tr("There is nothing to erase here."))

    def _draw(self, drawn: AreaDrawn) -> None:
        current = self._classes.current()
        one = current or self._classes.make_unnamed()
        if one is None:
            return
        details = default_details(one.attributes)
        new = LabeledObject(one.id, drawn.area, Source.PERSON, time=time.time(), details=details)
        if self._desk.edit(self.tr("Draw an object"), partial(edits.add_objects, objects=[new])):
            self._objects.reveal([new])
            if drawn.goes_on:
                self._selection.select((new.id,))
            if current is None:
                self._classes.begin_naming(one.id)


def _area_first(found: tuple[int, LabeledObject, Rle]) -> int:
    return found[0]
