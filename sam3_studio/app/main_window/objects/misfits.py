"""Objects of a picture whose file was replaced by one of another size: their masks are of the old one."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.core.labeling import LabeledObject


class Misfits(QObject):
    """Tells of such objects as soon as they are seen, and whenever nothing can be done to them.

    Args:
        desk: knows the size of the picture in hand.
        objects: of that picture.
        notifier: of the window.
        parent: of this object.
    """

    def __init__(self, desk: Desk, objects: Objects, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._objects = objects
        self._selection = objects.selection
        self._notifier = notifier
        desk.picture_shown.connect(self._look)

    def met(self, objects: Collection[LabeledObject]) -> bool:
        """Whether one of these objects does not fit the picture; if so, a person is told."""
        picture = self._desk.picture
        if picture is None or not self._among(objects):
            return False
        every = self._among(picture.document.objects)
        name = self._objects.class_name
        kinds = {f"{name(item.class_id)} {item.mask.width} × {item.mask.height}" for item in every}
        told = self.tr(
            "%Ln object(s) were made when this picture had another size ({kinds}): delete them and draw them anew, or"
            " put the old file back.",
            "",
            len(every),
        )
        select = partial(self._selection.select, [item.id for item in every])
        self._notifier.offer(told.format(kinds=", ".join(sorted(kinds))), self.tr("Select them"), select)
        return True

    def without(self, objects: Collection[LabeledObject]) -> tuple[LabeledObject, ...]:
        """Those of the objects that fit the picture."""
        unfit = {item.id for item in self._among(objects)}
        return tuple(item for item in objects if item.id not in unfit)

    @Slot()
    def _look(self) -> None:
        if picture := self._desk.picture:
            self.met(picture.document.objects)

    def _among(self, objects: Collection[LabeledObject]) -> list[LabeledObject]:
        return [item for item in objects if (item.mask.width, item.mask.height) != self._desk.size]
