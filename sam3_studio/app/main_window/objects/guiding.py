"""The way to a picture and to objects in it, which another window knows of."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, QRect, Signal, Slot

from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.travel import Travel
from sam3_studio.app.notify import Notifier


class Guide(QObject):
    """Leads a person to a picture, selects objects there, and says where they are on the screen.

    Signals:
        arrived (list[QRect]): the picture that was led to is shown, with what is to be seen there in these places, in
            pixels of the screen.

    Args:
        desk: has the picture in hand.
        travel: goes to pictures.
        objects: of the picture in hand; shows what is hidden.
        notifier: tells of what is hidden.
        parent: of this object.
    """

    arrived = Signal(list)

    def __init__(
        self,
        desk: Desk,
        travel: Travel,
        objects: Objects,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._canvas = desk.canvas
        self._desk = desk
        self._travel = travel
        self._selection = objects.selection
        self._objects = objects
        self._notifier = notifier
        self._wanted: tuple[str, Sequence[str]] | None = None
        desk.picture_shown.connect(self._arrive)

    def lead(self, name: str, objects: Sequence[str]) -> None:
        """Lead to a picture, and to these of its objects; none where the picture as a whole is meant."""
        self._wanted = name, objects
        picture = self._desk.picture
        if picture is not None and picture.name == name and self._desk.size is not None:
            self._arrive(name)
        else:
            self._travel.go_to(name)

    @Slot(str)
    def _arrive(self, name: str) -> None:
        wanted, objects = self._wanted or ("", ())
        self._wanted = None
        if wanted != name:
            return
        picture = self._desk.picture
        there = {item.id for item in picture.document.objects} if picture else set()
        found = [object_id for object_id in objects if object_id in there]
        if len(found) < len(objects):
            self._notifier.inform(self.tr("An object of this mistake is not in this picture any more."))
        if found:
            self._selection.go_to(found[0])
            self._selection.select(found)
            self._offer_to_show(found)
        self.arrived.emit(self._places(objects))

    def _offer_to_show(self, objects: Collection[str]) -> None:
        """Say that what was led to is not seen, if it is not: the place would be looked at in vain."""
        shown = self._objects.shown_ids()
        if hidden := [object_id for object_id in objects if object_id not in shown]:
            self._notifier.offer(
                self.tr("%Ln object(s) of this mistake are hidden.", "", len(hidden)),
                self.tr("Show"),
                partial(self._objects.show, hidden),
            )

    def _places(self, objects: Collection[str]) -> list[QRect]:
        """Where these objects are; where there are none the picture's middle."""
        canvas, picture = self._canvas, self._desk.picture
        middle = QRect(canvas.rect().center(), canvas.size() / 2).translated(
            -canvas.width() // 4, -canvas.height() // 4
        )
        found = [item.mask.box for item in picture.document.objects if item.id in objects] if picture else []
        seen = [canvas.to_widget(box).toAlignedRect() & canvas.rect() for box in found if box] or [middle]
        return [QRect(canvas.mapToGlobal(area.topLeft()), area.size()) for area in seen]
