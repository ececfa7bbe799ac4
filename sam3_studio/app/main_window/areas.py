"""Areas that a person has painted or outlined: which objects they are added to, or taken from."""

import time
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.interaction import AreaDrawn
from sam3_studio.app.main_window.classes import Classes
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.main_window.objects import Objects
from sam3_studio.app.main_window.selection import Selection
from sam3_studio.app.notify import Notifier
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.mask_algebra import united
from sam3_studio.core.rle import Rle
from sam3_studio.editing import combining, edits


class Areas(QObject):
    """Turns what area tools draw into steps.

    What is added goes to the object that is selected; where there is none, or more than one, it is a new object of
    the current class. One that was begun with a brush is selected, so that the next stroke goes on with it. What is
    erased is taken from the selected objects, and where there are none, from all that are shown.

    Args:
        canvas: where areas are drawn.
        selection: of the window.
        objects: for what is selected.
        desk: carries out what is done.
        classes: makes a class where there is none.
        notifier: tells why nothing happens.
        parent: of this object.
    """

    def __init__(
        self,
        canvas: Canvas,
        selection: Selection,
        objects: Objects,
        desk: Desk,
        classes: Classes,
        notifier: Notifier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self._objects = objects
        self._desk = desk
        self._classes = classes
        self._notifier = notifier
        canvas.area_drawn.connect(self._take)

    @Slot(object)
    def _take(self, drawn: AreaDrawn) -> None:
        if self._desk.picture is None:
            return
        chosen = self._objects.selected()
        if any(item.locked for item in chosen):
            self._objects.tell_locked()
        elif drawn.erases:
            self._erase(drawn.area, chosen or self._objects.shown())
        elif len(chosen) == 1:
            masks = {chosen[0].id: united([chosen[0].mask, drawn.area])}
            self._desk.edit(self.tr("Paint"), partial(combining.set_masks, masks=masks, time=time.time()))
        else:
            self._draw(drawn)

    def _erase(self, area: Rle, objects: tuple[LabeledObject, ...]) -> None:
        ids = {item.id for item in objects}
        if not self._desk.edit(self.tr("Erase"), partial(combining.erase, ids=ids, area=area, time=time.time())):
            self._notifier.inform(self.tr("There is nothing to erase here."))

    def _draw(self, drawn: AreaDrawn) -> None:
        class_id = self._classes.current_or_unnamed()
        if class_id is None:
            return
        new = LabeledObject(class_id, drawn.area, Source.PERSON, time=time.time())
        if self._desk.edit(self.tr("Draw an object"), partial(edits.add_objects, objects=[new])):
            if drawn.goes_on:
                self._selection.select((new.id,))
            self._classes.begin_naming(class_id)
